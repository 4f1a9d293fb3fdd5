package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/senextrader/senexc/emit/hint"
)

func (p *program) secretRemove() *cobra.Command {
	var v values
	var force bool
	cmd := &cobra.Command{
		Use:   "rm STACK NAME",
		Short: "Remove the value of a secret",
		Long: `Remove a secret from the secrets file. One that a host needs is not removed,
because nothing could be built any more. Its version stays in the file, so that
a later value of that name is not taken for the old one.

The old value stays in the file's history, for all who could open it.`,
		Example:           `  senexc secret rm stacks/production.hcl old_api_key`,
		Args:              arguments("a stack file", "the name of a secret"),
		ValidArgsFunction: stackFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.removeSecret(cmd.Context(), args[0], args[1], v, force)
		},
	}
	v.flags(cmd)
	cmd.Flags().BoolVar(&force, "force", false, "remove a secret that hosts need")
	return cmd
}

func (p *program) removeSecret(ctx context.Context, path, name string, v values, force bool) error {
	s, err := p.safe(ctx, path, v)
	if err != nil {
		return err
	}
	secret, err := s.existing(name)
	if err != nil {
		return err
	}
	if hosts := s.Needs[name]; len(hosts) > 0 && !force {
		return hint.Errorf("Remove the references to secret."+name+" from the stack first, or give --force.", "the secret %q is needed on %s", name, strings.Join(hosts, ", "))
	}
	version := secret.Latest()
	s.file.Remove(name)
	if err := s.save(); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "removed %s, whose last version was %d, from %s\n", name, version, s.secrets)
	return nil
}
