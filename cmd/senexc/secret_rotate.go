package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/lang/sealed"
)

func (p *program) secretRotate() *cobra.Command {
	var v values
	length := usualToken
	cmd := &cobra.Command{
		Use:   "rotate STACK NAME",
		Short: "Give a token a new random value",
		Long: `Make a new random token and seal it under the next version. The secret must be
of the kind token: a value of any other form is made by whoever knows its form.

Hosts take the new value with the next bundle. Where both ends of a connection
have the password, they change at different moments; see docs/secrets.md.`,
		Example: `  senexc secret rotate stacks/production.hcl db_password
  senexc secret rotate stacks/production.hcl db_password --length 64`,
		Args:              arguments("a stack file", "the name of a secret"),
		ValidArgsFunction: stackFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.rotateSecret(cmd.Context(), args[0], args[1], v, length)
		},
	}
	v.flags(cmd)
	cmd.Flags().IntVar(&length, "length", usualToken, "`characters` of the token")
	return cmd
}

func (p *program) rotateSecret(ctx context.Context, path, name string, v values, length int) error {
	s, err := p.safe(ctx, path, v)
	if err != nil {
		return err
	}
	old, err := s.existing(name)
	if err != nil {
		return err
	}
	if err := s.known(name); err != nil {
		return err
	}
	if old.Kind != sealed.Token {
		return hint.Errorf(fmt.Sprintf("Give it a value with `senexc secret set %[1]s %[2]s`, or make it a token with `senexc secret set %[1]s %[2]s --generate`.", quote(path), name),
			"the secret %q is of the kind %s, so what a new value must look like is not known", name, old.Kind)
	}
	value, err := generate(length)
	if err != nil {
		return err
	}
	version, a := s.file.Next(name), s.audience(name)
	if err := s.put(name, sealed.Token, version, value, a); err != nil {
		return err
	}
	if err := s.save(); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "sealed version %d of %s, a token of %d characters, for %s in %s\n", version, name, length, a, s.secrets)
	return nil
}
