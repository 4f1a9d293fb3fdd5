//go:build linux

package lab

import (
	"context"
	"net"
	"os/exec"
)

// A Neighbour is a machine on the lab's network that is no host: it has an
// address of its own, and the files and programs of this machine. It is where
// requests come from that no host makes.
type Neighbour struct {
	Name    string
	Address string
	network namespace
}

// Neighbour puts a machine on the network.
func (l *Lab) Neighbour(t T, name, address string) *Neighbour {
	t.Helper()
	ns, err := l.plug(name, address)
	if err != nil {
		t.Fatalf("cannot put %s on the network: %v", name, err)
	}
	return &Neighbour{Name: name, Address: address, network: ns}
}

// Dial connects from this machine. It can be the DialContext of an
// http.Transport, if the addresses are numbers: there is no DNS.
func (n *Neighbour) Dial(ctx context.Context, network, address string) (net.Conn, error) {
	return n.network.dial(ctx, network, address)
}

// Listen listens on this machine.
func (n *Neighbour) Listen(ctx context.Context, network, address string) (net.Listener, error) {
	return n.network.listen(ctx, network, address)
}

// Command prepares a command on this machine.
func (n *Neighbour) Command(ctx context.Context, argv ...string) *exec.Cmd {
	return command(ctx, "nsenter", append([]string{"--net=" + n.network.path(), "--"}, argv...)...)
}

// Run runs a command on this machine, to its end.
func (n *Neighbour) Run(t T, argv ...string) Result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), commandTime)
	defer cancel()
	return run(t, n.Command(ctx, argv...))
}

// MustRun runs a command that must succeed, and returns what it wrote to
// standard output, without the last line end.
func (n *Neighbour) MustRun(t T, argv ...string) string {
	t.Helper()
	return must(t, n.Name, argv, n.Run(t, argv...))
}
