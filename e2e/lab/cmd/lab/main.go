//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/senextrader/senexc/e2e/lab"
)

// The lab that is kept has a name that no test uses.
const kept = "kept"

var hosts = []struct{ name, address string }{
	{"web01", "10.0.1.10"},
	{"db01", "10.0.1.20"},
	{"redis01", "10.0.1.30"},
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "lab:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	switch {
	case len(args) == 1 && args[0] == "up":
		up(operator{ctx})
		return nil
	case len(args) == 2 && args[0] == "shell":
		return shell(ctx, args[1])
	case len(args) == 1 && args[0] == "down":
		return lab.Down(kept)
	case len(args) == 1 && args[0] == "sweep":
		return sweep()
	default:
		return errors.New("usage: lab up | shell HOST | down | sweep")
	}
}

func up(t lab.T) {
	l := lab.New(t, kept)
	for _, h := range hosts {
		l.Host(t, h.name, h.address)
	}
	t.Logf("\n  make lab-shell HOST=%s   a root shell there\n  make lab-down               the end of the lab", hosts[0].name)
}

func sweep() error {
	names, err := lab.Names()
	for _, name := range names {
		if name == kept {
			continue
		}
		if down := lab.Down(name); !errors.Is(down, lab.ErrInUse) {
			err = errors.Join(err, down)
		}
	}
	return err
}

func shell(ctx context.Context, host string) error {
	h, err := lab.Find(kept, host)
	if err != nil {
		return fmt.Errorf("%w; \"make lab-up\" boots web01, db01 and redis01", err)
	}
	cmd := h.Command(ctx, "bash", "--login")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = append(cmd.Env, "TERM="+os.Getenv("TERM"))
	// The shell has this terminal to itself, with its signals.
	cmd.SysProcAttr, cmd.Cancel = nil, nil
	var exit interface{ ExitCode() int }
	if err := cmd.Run(); !errors.As(err, &exit) {
		return err
	}
	return nil // how the last command in it ended is the shell's matter
}

// An operator is who runs a lab without a test: nothing is cleaned up at the
// end, so that the lab stays.
type operator struct{ ctx context.Context }

func (operator) Helper()                         {}
func (o operator) Context() context.Context      { return o.ctx }
func (operator) Logf(format string, args ...any) { fmt.Printf(format+"\n", args...) }
func (operator) Fatalf(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "lab: "+format+"\n", args...)
	os.Exit(1)
}
func (operator) Cleanup(func()) {}
