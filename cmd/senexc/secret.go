package main

import (
	"github.com/spf13/cobra"
)

func (p *program) secret() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "secret COMMAND",
		Short: "Maintain the sealed secrets of a stack",
		Long: `Maintain the file beside a stack that holds its secrets, sealed to the hosts
that need them.`,
		Example: `  senexc secret set stacks/production.hcl db_password`,
		Args:    needCommand,
		RunE:    func(*cobra.Command, []string) error { return nil },

		DisableFlagsInUseLine: true,
	}
	cmd.AddCommand(p.secretSet())
	return cmd
}
