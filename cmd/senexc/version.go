package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/senextrader/senexc/emit"
)

func (p *program) version() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Long: `Print the version of the compiler, which is recorded in every bundle. Equal
versions make equal bundles out of equal stacks.`,
		Example: "  senexc version",
		Args:    arguments(),
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(p.out, "senexc", emit.Version)
			return err
		},
	}
}
