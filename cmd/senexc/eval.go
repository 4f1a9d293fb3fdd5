package main

import (
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/senextrader/senexc/compile"
	"github.com/senextrader/senexc/lang/suggest"
)

func (p *program) eval() *cobra.Command {
	var v values
	var at compile.Standpoint
	var on string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "eval STACK EXPRESSION",
		Short: "Print what an expression gives",
		Long: `Evaluate one expression in a stack and print what it gives, as it would be
written in a stack file. A secret is shown by its name, and so are the encoders
that it goes through: no value of a secret is read.

An address depends on who reads it. --service NAME reads as that service does, in
its container; --on host, as a program of its host. --host NAME reads as any
service on that host.

With --service the expression sees what the service's component sees, if it knows
all of the names, and otherwise what the arguments of the service see.`,
		Example: `  senexc eval stacks/production.hcl local.domains
  senexc eval stacks/production.hcl service.db.endpoint.sql.address --service web
  senexc eval stacks/production.hcl local.environment --service web --json
  senexc eval stacks/production.hcl 'service.web.instances[0].endpoint' --host web01 --on host`,
		Args:              arguments("a stack file", "an expression"),
		ValidArgsFunction: stackFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			places := []string{"network", "host"}
			if !slices.Contains(places, on) {
				return usage(helpFor(cmd), "--on is network or host, not %q%s", on, suggest.DidYouMean(on, places))
			}
			if cmd.Flags().Changed("on") && at.Host == "" && at.Service == "" {
				return usage("Add --host or --service.", "--on says where on a host, and no host is named")
			}
			at.OnHost = on == "host"
			s, options, root, err := p.open(args[0], v)
			if err != nil {
				return err
			}
			defer root.Close()
			result, diags := compile.Eval(cmd.Context(), options, args[1], at)
			if err := cmd.Context().Err(); err != nil {
				return err
			}
			s.Result = &compile.Result{Files: result.Files}
			p.show(s, diags)
			if diags.HasErrors() {
				if at == (compile.Standpoint{}) && slices.ContainsFunc(diags, func(d *hcl.Diagnostic) bool { return d.Summary == compile.NoReader }) {
					p.hint("Say who reads it: --service NAME, or --host NAME; with --on host for a program of the host itself.")
				}
				return errReported
			}
			if asJSON {
				_, err = p.out.Write(result.JSON)
			} else {
				_, err = fmt.Fprintln(p.out, result.HCL)
			}
			return err
		},
	}
	cmd.Flags().StringVar(&at.Host, "host", "", "read on this `host`")
	cmd.Flags().StringVar(&at.Service, "service", "", "read as this `service`")
	cmd.Flags().StringVar(&on, "on", "network", "read in the container network or on the host itself: network or host")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	v.flags(cmd)
	return cmd
}
