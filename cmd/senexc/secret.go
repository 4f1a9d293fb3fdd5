package main

import (
	"github.com/spf13/cobra"
)

func (p *program) secret() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "secret COMMAND",
		Short: "Maintain the sealed secrets of a stack",
		Long: `Maintain the file beside a stack that holds its secrets, sealed to the hosts
that need them and to the operators of the stack.

Values come from a pipe or from a terminal that does not show them, and are
never arguments. What opens a value needs an operator's identity: the file that
--identity names, or SENEXC_IDENTITY, or identity in your configuration folder.
It is an age identity, also one of a plugin or one locked with a passphrase, or
an SSH private key.`,
		Example: `  senexc secret set stacks/production.hcl db_password
  senexc secret list stacks/production.hcl
  senexc secret sync stacks/production.hcl`,
		Args: needCommand,
		RunE: func(*cobra.Command, []string) error { return nil },

		DisableFlagsInUseLine: true,
	}
	cmd.AddCommand(
		p.secretSet(),
		p.secretEdit(),
		p.secretShow(),
		p.secretRemove(),
		p.secretList(),
		p.secretSync(),
		p.secretRotate(),
		p.secretPromote(),
		p.secretFinalize(),
		p.secretImport(),
	)
	return cmd
}
