package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/senextrader/senexc/emit/hint"
)

func (p *program) secretShow() *cobra.Command {
	var v values
	var identity string
	var other bool
	cmd := &cobra.Command{
		Use:   "show STACK NAME",
		Short: "Print the value of a secret",
		Long: `Open a secret with your identity and print its value: into a pipe or a file
exactly as it is, on a terminal with a newline behind it. A value with control
characters in it is not printed on a terminal, which would obey them.

While a secret is rotated, that is the value in use; --other prints the one that
is accepted beside it.`,
		Example: `  senexc secret show stacks/production.hcl db_password
  senexc secret show stacks/production.hcl tls_key --identity ~/.ssh/id_ed25519 | openssl pkey -noout -text`,
		Args:              arguments("a stack file", "the name of a secret"),
		ValidArgsFunction: stackFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.showSecret(cmd.Context(), args[0], args[1], v, identity, other)
		},
	}
	v.flags(cmd)
	identityFlag(cmd, &identity)
	cmd.Flags().BoolVar(&other, "other", false, "the value that is accepted beside the one in use, while it is rotated")
	return cmd
}

func (p *program) showSecret(ctx context.Context, path, name string, v values, identity string, other bool) error {
	s, err := p.safe(ctx, path, v)
	if err != nil {
		return err
	}
	secret, err := s.existing(name)
	if err != nil {
		return err
	}
	if other {
		if secret.Other == nil {
			return fmt.Errorf("the secret %q is not being rotated: it has one value", name)
		}
		secret = secret.Other
	}
	identities, err := p.identities(ctx, identity)
	if err != nil {
		return err
	}
	value, err := s.open(secret, identities)
	if err != nil {
		return err
	}
	if out, ok := p.out.(*os.File); ok && term.IsTerminal(int(out.Fd())) {
		if value, err = forTerminal(value); err != nil {
			return err
		}
	}
	_, err = p.out.Write(value)
	return err
}

// forTerminal returns a value as a terminal shows it.
func forTerminal(value []byte) ([]byte, error) {
	if !utf8.Valid(value) || bytes.ContainsFunc(value, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }) {
		return nil, hint.Errorf("Pipe it into a program that shows what is in it, as in `| od -c`.", "the value is not all text, and a terminal would obey its control characters")
	}
	if !bytes.HasSuffix(value, []byte("\n")) {
		value = append(value, '\n')
	}
	return value, nil
}
