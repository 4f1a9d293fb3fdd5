package main

import (
	"github.com/spf13/cobra"
)

func (p *program) completion() *cobra.Command {
	return &cobra.Command{
		Use:   "completion bash|zsh|fish",
		Short: "Print a completion script for a shell",
		Long:  `Print a script that completes commands, flags and files in a shell.`,
		Example: `  senexc completion bash > ~/.local/share/bash-completion/completions/senexc
  senexc completion zsh > "${fpath[1]}/_senexc"
  senexc completion fish > ~/.config/fish/completions/senexc.fish`,
		ValidArgs: []string{"bash", "zsh", "fish"},
		Args:      arguments("the name of a shell"),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch args[0] {
			case "bash":
				return cmd.Root().GenBashCompletionV2(p.out, true)
			case "zsh":
				return cmd.Root().GenZshCompletion(p.out)
			case "fish":
				return cmd.Root().GenFishCompletion(p.out, true)
			}
			return usage("There are bash, zsh and fish.", "there is no completion for %q", args[0])
		},
	}
}

// stackFiles completes the name of a stack file.
func stackFiles(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return []string{"hcl"}, cobra.ShellCompDirectiveFilterFileExt
}
