// Package lab boots Debian 13 hosts on this machine, for tests that install on
// them as on real ones: systemd, rootless Podman, Quadlet, ufw and an SSH server,
// each host in namespaces of its own, all of them on one private network.
//
//	l := lab.New(t, "journey")
//	web := l.Host(t, "web01", "10.0.1.10")
//	web.Copy(t, "web01.tar.gz", "/root/web01.tar.gz", 0o600)
//	web.MustRun(t, "apt-get", "update")
//	stranger := l.Neighbour(t, "web02", "10.0.1.40")
//	_, err := stranger.Dial(t.Context(), "tcp", "10.0.1.10:5432")
//
// A lab is known by its name. Two of the same name cannot be there at once: the
// second waits for the first, and takes down what a crashed one left behind.
//
// The package knows hosts and the network between them. It knows nothing of
// stacks, bundles or what is installed on a host.
package lab
