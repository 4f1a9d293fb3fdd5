package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/lang/sealed"
)

func (p *program) secretPromote() *cobra.Command {
	var v values
	var back bool
	var identity string
	cmd := &cobra.Command{
		Use:   "promote STACK NAME",
		Short: "Go on with a rotation: clients show the next value",
		Long: `Make the next value of a secret the one in use. The previous one is still
accepted. Every host must have been installed since rotate: a server that does
not accept the next value yet would refuse clients that show it.

--back makes the previous value the one in use again.

Of an authority it issues every certificate anew, with the next key; that needs
your identity.`,
		Example: `  senexc secret promote stacks/production.hcl db_password
  senexc secret promote stacks/production.hcl db_password --back`,
		Args:              arguments("a stack file", "the name of a secret"),
		ValidArgsFunction: stackFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.promoteSecret(cmd.Context(), args[0], args[1], v, back, identity)
		},
	}
	v.flags(cmd)
	identityFlag(cmd, &identity)
	cmd.Flags().BoolVar(&back, "back", false, "use the previous value again")
	return cmd
}

func (p *program) promoteSecret(ctx context.Context, path, name string, v values, back bool, identity string) error {
	s, err := p.safe(ctx, path, v)
	if err != nil {
		return err
	}
	if s.declared(name) != nil {
		if back {
			return usage("Rotate it again.", "the authority %q cannot go back: its previous key is gone", name)
		}
		return p.reissue(ctx, s, name, identity, (*issuance).promoteAuthority)
	}
	secret, err := s.existing(name)
	if err != nil {
		return err
	}
	begin := fmt.Sprintf("`senexc secret rotate %s %s` gives it a next value.", quote(path), name)
	switch phase := secret.Phase(); {
	case phase == sealed.Steady:
		return hint.Errorf(begin, "the secret %q is not being rotated", name)
	case phase == sealed.Promoted && !back:
		return hint.Errorf(fmt.Sprintf("Build, and install on every host. Then `senexc secret finalize %s %s`.", quote(path), name), "version %d of the secret %q is in use already", secret.Version, name)
	case phase == sealed.Rotating && back:
		return hint.Errorf(fmt.Sprintf("`senexc secret rotate --cancel %s %s` gives the next value up.", quote(path), name), "version %d of the secret %q is in use still", secret.Version, name)
	}
	secret.Promote()
	if err := s.save(); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "version %d of %s is in use in %s, and version %d still accepted\n", secret.Version, name, s.secrets, secret.Other.Version)
	if !back {
		p.hint(fmt.Sprintf("Build, and install on every host. Then `senexc secret finalize %s %s`.", quote(path), name))
	}
	return nil
}
