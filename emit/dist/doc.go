// Package dist writes the folder that a build leaves behind: an archive and its
// signature per host, checksums over all of them, and the public key.
//
// The folder belongs to one stack and one environment. Nothing in it changes
// until all that a build makes is complete on disk; then file after file is
// replaced. The package packs and signs what it is given and does not know what
// is in a bundle.
package dist
