package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// showHelp prints what a command is for, how it is called, and examples.
func (p *program) showHelp(cmd *cobra.Command, _ []string) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\nusage: %s\n", cmd.Long, cmd.UseLine())
	if cmd.HasAvailableSubCommands() {
		b.WriteString("\ncommands:\n")
		for _, sub := range cmd.Commands() {
			if sub.IsAvailableCommand() {
				fmt.Fprintf(&b, "  %-*s   %s\n", cmd.NamePadding(), sub.Name(), sub.Short)
			}
		}
	}
	if cmd.HasAvailableLocalFlags() {
		// That a switch also takes =false is true and helps nobody.
		const noise = "[=true|false]"
		flags := strings.ReplaceAll(cmd.LocalFlags().FlagUsages(), noise, strings.Repeat(" ", len(noise)))
		fmt.Fprintf(&b, "\nflags:\n%s", flags)
	}
	fmt.Fprintf(&b, "\nexamples:\n%s\n", cmd.Example)
	fmt.Fprint(p.out, b.String())
}
