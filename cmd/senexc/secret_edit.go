package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"mvdan.cc/sh/v3/shell"

	"github.com/senextrader/senexc/emit/hint"
)

func (p *program) secretEdit() *cobra.Command {
	var v values
	var identity string
	var force bool
	cmd := &cobra.Command{
		Use:   "edit STACK NAME",
		Short: "Change the value of a secret in your editor",
		Long: `Open a secret with your identity and let VISUAL, EDITOR or vi change it. What was
changed is sealed under the next version; what was not is left alone.

The editor gets a private file in memory, which is removed when it ends, however
it ends. What the editor itself keeps of what it has seen, such as vim's
registers and undo files, is for its configuration to prevent.

A newline that the editor adds at the end of a value that had none is dropped.`,
		Example: `  senexc secret edit stacks/production.hcl tls_key
  EDITOR='vim -n -i NONE' senexc secret edit stacks/production.hcl tls_key`,
		Args:              arguments("a stack file", "the name of a secret"),
		ValidArgsFunction: stackFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.editSecret(cmd.Context(), args[0], args[1], v, identity, force)
		},
	}
	v.flags(cmd)
	identityFlag(cmd, &identity)
	cmd.Flags().BoolVar(&force, "force", false, "take a value that looks as if it was still to be filled in")
	return cmd
}

func (p *program) editSecret(ctx context.Context, path, name string, v values, identity string, force bool) error {
	s, err := p.safe(ctx, path, v)
	if err != nil {
		return err
	}
	old, err := s.existing(name)
	if err != nil {
		return err
	}
	if err := s.unrotated(name); err != nil {
		return err
	}
	a := s.audience(name)
	if _, err := s.recipients(name, a); err != nil {
		return err
	}
	identities, err := p.identities(ctx, identity)
	if err != nil {
		return err
	}
	before, err := s.open(old, identities)
	if err != nil {
		return err
	}
	after, err := p.edit(name, before)
	if err != nil {
		return err
	}
	if !bytes.HasSuffix(before, []byte("\n")) {
		after = bytes.TrimSuffix(after, []byte("\n"))
	}
	if bytes.Equal(before, after) {
		fmt.Fprintf(p.out, "%s is as it was; nothing was written\n", name)
		return nil
	}
	if after, err = checkValue(after, true); err != nil {
		return err
	}
	if err := checkMeaning(after, old.Kind, force); err != nil {
		return err
	}
	version := s.file.Next(name)
	if err := s.put(name, old.Kind, version, after, a); err != nil {
		return err
	}
	if err := s.save(); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "sealed version %d of %s for %s in %s\n", version, name, a, s.secrets)
	return nil
}

// edit shows a value in the operator's editor and returns what it became. The
// file is gone when edit returns.
func (p *program) edit(name string, value []byte) (_ []byte, err error) {
	// From here on no signal ends the program before the file is gone. An
	// interrupt comes from the terminal and is meant for the editor; all others
	// end the editor, and with it the command.
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT)
	defer signal.Stop(signals)

	memory, err := memoryFolder()
	if err != nil {
		return nil, err
	}
	// A folder of its own, so that what the editor writes beside the file, such
	// as backups, is as private and goes with it.
	folder, err := os.MkdirTemp(memory, "senexc-")
	if err != nil {
		return nil, fmt.Errorf("making a private file: %w", err)
	}
	defer func() {
		if gone := os.RemoveAll(folder); gone != nil {
			err = errors.Join(err, hint.Errorf("Remove it: the value is in it.", "%s cannot be removed: %w", folder, gone))
		}
	}()
	file := filepath.Join(folder, name)
	if err := os.WriteFile(file, value, 0o600); err != nil {
		return nil, fmt.Errorf("writing a private file: %w", err)
	}

	editor := cmp.Or(os.Getenv("VISUAL"), os.Getenv("EDITOR"), "vi")
	words, err := shell.Fields(editor, os.Getenv) // it may have arguments
	if err != nil || len(words) == 0 {
		return nil, hint.Errorf("Name one with EDITOR.", "there is no editor in %q", editor)
	}
	// Without a shell in between, which signals would end in its place.
	cmd := exec.Command(words[0], append(words[1:], file)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = p.in, p.out, p.err
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting the editor: %w", err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for stopped := false; ; {
		select {
		case sig := <-signals:
			if sig != syscall.SIGINT && !stopped {
				stopped = true
				cmd.Process.Signal(syscall.SIGTERM)
				time.AfterFunc(time.Second, func() { cmd.Process.Kill() })
			}
		case err := <-ended:
			if stopped {
				return nil, errInterrupted
			}
			if err != nil {
				return nil, hint.Errorf("Name another one with EDITOR.", "the editor %q failed, so nothing was changed: %w", editor, err)
			}
			changed, err := os.ReadFile(file)
			if err != nil {
				return nil, fmt.Errorf("reading what was edited: %w", err)
			}
			return changed, nil
		}
	}
}
