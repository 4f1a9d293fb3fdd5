package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/emit/seal"
)

// readValue returns the value of a secret: typed twice without being shown, or
// everything that a pipe delivers.
func (p *program) readValue(ctx context.Context, name string, keepNewline bool) ([]byte, error) {
	if !term.IsTerminal(int(p.in.Fd())) {
		// One byte more than fits tells that there is too much.
		value, err := io.ReadAll(io.LimitReader(p.in, maxSecret+2))
		if err != nil {
			return nil, fmt.Errorf("reading the value: %w", err)
		}
		return checkValue(value, keepNewline)
	}
	return askTwice(name, func(question string) ([]byte, error) { return p.hidden(ctx, question) })
}

// askTwice asks for a value that nobody can see, and once more to be sure of it.
func askTwice(name string, ask func(question string) ([]byte, error)) ([]byte, error) {
	first, err := ask(fmt.Sprintf("Value of %s (not shown): ", name))
	if err != nil {
		return nil, fmt.Errorf("reading the value: %w", err)
	}
	if _, err := checkValue(first, true); err != nil {
		return nil, err
	}
	second, err := ask("Once more: ")
	if err != nil {
		return nil, fmt.Errorf("reading the value: %w", err)
	}
	if !bytes.Equal(first, second) {
		return nil, errors.New("the two values differ; nothing was changed")
	}
	return first, nil
}

// dialog is how keys that are locked ask for what opens them.
func (p *program) dialog(ctx context.Context) seal.Dialog {
	return seal.Dialog{
		Ask: func(question string) ([]byte, error) { return p.hidden(ctx, question) },
		Say: func(message string) { p.note("%s", message) },
	}
}

// hidden asks a question on the terminal and does not show the answer. Standard
// input may be something else: the terminal is then found by its name.
func (p *program) hidden(ctx context.Context, question string) ([]byte, error) {
	in, out := p.in, p.err
	if !term.IsTerminal(int(in.Fd())) {
		tty, err := os.OpenFile("/dev/tty", os.O_RDWR, 0)
		if err != nil {
			return nil, hint.Errorf("Run the command on a terminal.", "there is no terminal to ask on")
		}
		defer tty.Close()
		in, out = tty, tty
	}
	fd := int(in.Fd())
	// The terminal must show what is typed again, also when the wait for the
	// value is interrupted, which nothing else would end.
	state, err := term.GetState(fd)
	if err != nil {
		return nil, fmt.Errorf("hiding what is typed: %w", err)
	}
	stop := context.AfterFunc(ctx, func() {
		term.Restore(fd, state)
		fmt.Fprintln(out)
		p.report(errInterrupted)
		os.Exit(statusInterrupted)
	})
	defer stop()
	fmt.Fprint(out, question)
	defer fmt.Fprintln(out)
	return term.ReadPassword(fd)
}
