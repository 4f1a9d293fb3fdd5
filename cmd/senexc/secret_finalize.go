package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/lang/sealed"
)

func (p *program) secretFinalize() *cobra.Command {
	var v values
	cmd := &cobra.Command{
		Use:   "finalize STACK NAME",
		Short: "End a rotation: the previous value is refused",
		Long: `Drop the previous value of a secret: servers refuse it from the next release on.
Every host must have been installed since promote: a client that shows the
previous value still would be refused.

The previous value stays in the file's history, for all who could open it.

Of an authority it ends the trust in its previous key, and in what that issued.`,
		Example:           `  senexc secret finalize stacks/production.hcl db_password`,
		Args:              arguments("a stack file", "the name of a secret"),
		ValidArgsFunction: stackFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.finalizeSecret(cmd.Context(), args[0], args[1], v)
		},
	}
	v.flags(cmd)
	return cmd
}

func (p *program) finalizeSecret(ctx context.Context, path, name string, v values) error {
	s, err := p.safe(ctx, path, v)
	if err != nil {
		return err
	}
	if s.declared(name) != nil {
		return p.reissue(ctx, s, name, "", (*issuance).finalizeAuthority)
	}
	secret, err := s.existing(name)
	if err != nil {
		return err
	}
	switch secret.Phase() {
	case sealed.Steady:
		return fmt.Errorf("the secret %q is not being rotated", name)
	case sealed.Rotating:
		return hint.Errorf(fmt.Sprintf("`senexc secret promote %[1]s %[2]s` comes first, and an install of every host; or give the next value up with `senexc secret rotate --cancel %[1]s %[2]s`.", quote(path), name),
			"version %d of the secret %q is not in use yet", secret.Other.Version, name)
	}
	gone := secret.Other.Version
	s.file.Finalize(name)
	if err := s.save(); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "version %d of %s is no longer accepted in %s\n", gone, name, s.secrets)
	p.hint("Build, and install on every host.")
	return nil
}
