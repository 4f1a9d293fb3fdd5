package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// readValue returns the value of a secret: typed twice without being shown, or
// everything that a pipe delivers.
func (p *program) readValue(ctx context.Context, name string, keepNewline bool) ([]byte, error) {
	fd := int(p.in.Fd())
	if !term.IsTerminal(fd) {
		// One byte more than fits tells that there is too much.
		value, err := io.ReadAll(io.LimitReader(p.in, maxSecret+2))
		if err != nil {
			return nil, fmt.Errorf("reading the value: %w", err)
		}
		return checkValue(value, keepNewline)
	}
	// The terminal must show what is typed again, also when the wait for the
	// value is interrupted, which nothing else would end.
	state, err := term.GetState(fd)
	if err != nil {
		return nil, fmt.Errorf("hiding what is typed: %w", err)
	}
	stop := context.AfterFunc(ctx, func() {
		term.Restore(fd, state)
		fmt.Fprintln(p.err)
		p.report(errInterrupted)
		os.Exit(statusInterrupted)
	})
	defer stop()
	return askTwice(name, func(question string) ([]byte, error) {
		fmt.Fprint(p.err, question)
		defer fmt.Fprintln(p.err)
		return term.ReadPassword(fd)
	})
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
