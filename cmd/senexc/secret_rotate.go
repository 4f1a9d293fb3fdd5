package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/lang/sealed"
)

// rotateFlags say what the next value is.
type rotateFlags struct {
	length      int // of a token
	keepNewline bool
	force       bool
	cancel      bool
	identity    string // for what is issued
}

func (p *program) secretRotate() *cobra.Command {
	var v values
	var f rotateFlags
	cmd := &cobra.Command{
		Use:   "rotate STACK NAME",
		Short: "Begin to change a secret: servers accept the next value too",
		Long: `Give a secret a next value, beside the one in use. For a token it is a new random
one; any other is asked for or read from a pipe, as set does.

A secret is rotated in three releases, and at each moment of each of them, on
hosts that have it and hosts that do not yet, both ends of a connection fit:

  rotate    servers accept the next value too; clients show the one in use
  promote   clients show the new value; servers accept the previous one too
  finalize  servers accept the new value only

Build and install on every host after each. A single host can be rolled back by
one release at any time. --cancel gives the next value up before it is promoted.

NAME can also be an authority, which is replaced in the same three releases:
readers trust its next key too, servers have certificates of the new key, readers
trust the new key only. A certificate, SERVICE@HOST, is issued again at once. Both
need your identity.`,
		Example: `  senexc secret rotate stacks/production.hcl db_password
  senexc secret rotate stacks/production.hcl db_password --length 64
  senexc secret rotate stacks/production.hcl db_password --cancel
  senexc secret rotate stacks/production.hcl db-server@db01`,
		Args:              arguments("a stack file", "the name of a secret"),
		ValidArgsFunction: stackFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.cancel {
				return p.cancelRotation(cmd.Context(), args[0], args[1], v)
			}
			return p.rotateSecret(cmd.Context(), args[0], args[1], v, f)
		},
	}
	v.flags(cmd)
	identityFlag(cmd, &f.identity)
	cmd.Flags().IntVar(&f.length, "length", usualToken, "`characters` of a token")
	cmd.Flags().BoolVar(&f.keepNewline, "keep-newline", false, "keep a newline at the end of a value that is read")
	cmd.Flags().BoolVar(&f.force, "force", false, "take a value that looks as if it was still to be filled in")
	cmd.Flags().BoolVar(&f.cancel, "cancel", false, "give up the next value")
	return cmd
}

func (p *program) rotateSecret(ctx context.Context, path, name string, v values, f rotateFlags) error {
	s, err := p.safe(ctx, path, v)
	if err != nil {
		return err
	}
	switch {
	case strings.Contains(name, "@"):
		return p.reissue(ctx, s, name, f.identity, (*issuance).rotateCertificate)
	case s.declared(name) != nil:
		return p.reissue(ctx, s, name, f.identity, (*issuance).rotateAuthority)
	}
	old, err := s.existing(name)
	if err != nil {
		return err
	}
	if err := s.known(name); err != nil {
		return err
	}
	if err := s.unrotated(name); err != nil {
		return err
	}
	a := s.audience(name)
	if _, err := s.recipients(name, a); err != nil {
		return err
	}
	var value []byte
	if old.Kind == sealed.Token {
		value, err = generate(f.length)
	} else if value, err = p.readValue(ctx, name, f.keepNewline); err == nil {
		err = checkMeaning(value, old.Kind, f.force)
	}
	if err != nil {
		return err
	}
	next, err := s.seal(name, old.Kind, s.file.NextBeside(name), value, a)
	if err == nil {
		err = s.deriveAll(&next, value)
	}
	if err != nil {
		return err
	}
	s.file.Rotate(next)
	if err := s.save(); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "sealed version %d of %s, beside version %d, for %s in %s\n", next.Version, name, old.Version, a, s.secrets)
	p.hint(fmt.Sprintf("Build, and install on every host. Then `senexc secret promote %s %s`.", quote(path), name))
	return nil
}

func (p *program) cancelRotation(ctx context.Context, path, name string, v values) error {
	s, err := p.safe(ctx, path, v)
	if err != nil {
		return err
	}
	secret, err := s.existing(name)
	if err != nil {
		return err
	}
	switch secret.Phase() {
	case sealed.Steady:
		return fmt.Errorf("the secret %q is not being rotated", name)
	case sealed.Promoted:
		return hint.Errorf(fmt.Sprintf("Go back with `senexc secret promote --back %[1]s %[2]s`, build and install; then it can be given up.", quote(path), name),
			"version %d of the secret %q is in use", secret.Version, name)
	}
	gone := secret.Other.Version
	s.file.Finalize(name)
	if err := s.save(); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "gave up version %d of %s in %s; version %d stays in use\n", gone, name, s.secrets, s.file.Lookup(name).Version)
	return nil
}
