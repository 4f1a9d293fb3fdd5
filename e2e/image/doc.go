// Package image makes the container images of the lab, from Debian 13 packages
// and without a container engine, and serves them as a registry.
//
// An image is a Recipe: packages, the files that go on top of them, and the
// configuration that a runtime reads. The packages become one layer, made by
// mmdebstrap from the mirror that the machine's own apt uses; it is slow to make
// and so kept, outside the repository, under a name made from what it is made
// of. The files become a second layer, made anew each time.
//
// Database, key-value store and message broker behave as the official images do
// wherever a stack can tell the difference: entry point, command, user and group
// ids, volumes, variables, stop signal. What a component promises for the
// official ones can so be tried where these cannot be had.
//
// The package is for tests. It knows nothing of stacks, bundles or hosts.
package image
