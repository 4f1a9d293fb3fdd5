// Package e2e installs bundles on real hosts: Debian 13 with systemd, rootless
// Podman, Quadlet, ufw and nginx, in a lab on one machine. Its tests have the
// build tag e2e and need root; see docs/lab.md.
package e2e
