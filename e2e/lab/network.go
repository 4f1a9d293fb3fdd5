//go:build linux

package lab

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"golang.org/x/sys/unix"
)

// The network of a lab is a namespace with a bridge in it, as the switch, and a
// namespace for each machine, with one end of a cable whose other end is in the
// bridge.
const (
	bridge = "switch"
	device = "eth0"
)

// addSwitch makes the network of the lab with this id.
func addSwitch(id string) error {
	return ip(
		"netns add "+id,
		"-n "+id+" link add "+bridge+" type bridge",
		"-n "+id+" link set "+bridge+" up",
	)
}

// A namespace is a machine's view of the network, by its name among this
// machine's network namespaces.
type namespace string

// plug makes the namespace of a machine afresh and connects it, with the given
// address. Nothing of an earlier one of the same name stays, such as the rules
// of its firewall.
func (l *Lab) plug(machine, address string) (namespace, error) {
	if net.ParseIP(address).To4() == nil {
		return "", fmt.Errorf("%q is no IPv4 address", address)
	}
	ns := l.id() + "." + machine
	if err := unplug(l.id(), machine); err != nil {
		return "", err
	}
	return namespace(ns), ip(
		"netns add "+ns,
		"-n "+ns+" link add "+device+" type veth peer name "+machine+" netns "+l.id(),
		"-n "+l.id()+" link set "+machine+" master "+bridge+" up",
		"-n "+ns+" link set lo up",
		"-n "+ns+" link set "+device+" up",
		"-n "+ns+" address add "+address+"/24 dev "+device,
	)
}

func unplug(id, machine string) error {
	ns := id + "." + machine
	if _, err := os.Stat(namespace(ns).path()); err != nil {
		return nil
	}
	// The cable first: it would go with the namespace, but some time later.
	return ip("-n "+id+" link delete "+machine, "netns delete "+ns)
}

// removeNetworks ends what runs in a lab's namespaces and removes them.
func removeNetworks(id string) error {
	list, err := entries(filepath.Dir(namespace(id).path()))
	for _, e := range list {
		if belongs(e.Name(), id) {
			err = errors.Join(err, namespace(e.Name()).remove())
		}
	}
	return err
}

func (ns namespace) path() string { return filepath.Join("/run/netns", string(ns)) }

func (ns namespace) remove() error {
	pids, err := exec.Command("ip", "netns", "pids", string(ns)).Output()
	for _, pid := range strings.Fields(string(pids)) {
		err = errors.Join(err, exec.Command("kill", "-KILL", pid).Run())
	}
	return errors.Join(err, ip("netns delete "+string(ns)))
}

func (ns namespace) dial(ctx context.Context, network, address string) (conn net.Conn, err error) {
	err = ns.enter(func() (err error) {
		conn, err = new(net.Dialer).DialContext(ctx, network, address)
		return err
	})
	return conn, err
}

func (ns namespace) listen(ctx context.Context, network, address string) (l net.Listener, err error) {
	err = ns.enter(func() (err error) {
		l, err = new(net.ListenConfig).Listen(ctx, network, address)
		return err
	})
	return l, err
}

// enter calls f on a thread that is in this namespace. A socket stays in the
// namespace that it was made in, whatever thread uses it later.
func (ns namespace) enter(f func() error) error {
	runtime.LockOSThread()
	home, err := os.Open("/proc/thread-self/ns/net")
	if err != nil {
		runtime.UnlockOSThread()
		return err
	}
	defer home.Close()
	away, err := os.Open(ns.path())
	if err != nil {
		runtime.UnlockOSThread()
		return err
	}
	defer away.Close()
	if err := unix.Setns(int(away.Fd()), unix.CLONE_NEWNET); err != nil {
		runtime.UnlockOSThread()
		return fmt.Errorf("cannot enter the network of %s: %w", ns, err)
	}
	failed := f()
	// A thread that cannot go back stays locked, so that nothing else is ever
	// run in a foreign network.
	if err := unix.Setns(int(home.Fd()), unix.CLONE_NEWNET); err != nil {
		return fmt.Errorf("cannot leave the network of %s: %w", ns, err)
	}
	runtime.UnlockOSThread()
	return failed
}

// ip runs the program of that name, once for each line of arguments.
func ip(lines ...string) error {
	for _, line := range lines {
		if out, err := exec.Command("ip", strings.Fields(line)...).CombinedOutput(); err != nil {
			return fmt.Errorf("ip %s: %s", line, strings.TrimSpace(string(out)))
		}
	}
	return nil
}
