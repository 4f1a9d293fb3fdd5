package main

import (
	"github.com/spf13/cobra"
)

func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "senexc COMMAND",
		Short: "Compile a stack definition into one signed bundle per host",
		Long: `senexc compiles a stack definition, which says what runs where, into one
signed bundle per host. Nothing of it runs on the hosts.`,
		Example: `  senexc validate stacks/production.hcl
  senexc build stacks/production.hcl`,
		Args:          needCommand,
		RunE:          func(*cobra.Command, []string) error { return nil },
		SilenceErrors: true,
		SilenceUsage:  true,

		DisableFlagsInUseLine: true,
	}
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(p.err)
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(p.showHelp)
	root.AddCommand(
		p.build(),
		p.withJSON(p.validate()),
		p.fmt(),
		p.eval(),
		p.docs(),
		p.secret(),
		p.keygen(),
		p.enroll(),
		p.version(),
		p.completion(),
	)
	return root
}
