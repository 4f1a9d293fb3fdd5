package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/emit"
)

func (p *program) validate() *cobra.Command {
	var v values
	cmd := &cobra.Command{
		Use:   "validate STACK",
		Short: "Check a stack without writing anything",
		Long: `Check a stack file and all that follows from it. Nothing is written, no key is
needed, and secrets may still lack their values.`,
		Example: `  senexc validate stacks/production.hcl
  senexc validate stacks/production.hcl --var image_tag=v1.2.3`,
		Args:              arguments("a stack file"),
		ValidArgsFunction: stackFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := p.compile(cmd.Context(), args[0], v, true)
			if err != nil {
				return err
			}
			missing := s.pretendSealed()
			if diags := s.diagnostics(emit.Check(s.Plan)); len(diags) > 0 {
				p.show(s, diags)
				return p.failed(s)
			}
			if len(missing) > 0 {
				p.note("note: not sealed yet for every host that needs it: %s", strings.Join(missing, ", "))
			}
			fmt.Fprintf(p.out, "%s is valid: %s/%s on %s\n", s.path, s.Stack, s.Environment, count(len(s.Plan.Hosts), "host"))
			return nil
		},
	}
	v.flags(cmd)
	return cmd
}

// pretendSealed gives every host some sealed value for the secrets that lack
// one, so that all else can be checked, and returns the names of these secrets.
func (s *stack) pretendSealed() (missing []string) {
	for _, name := range slices.Sorted(maps.Keys(s.Needs)) {
		for i := range s.Plan.Hosts {
			h := &s.Plan.Hosts[i]
			has := slices.ContainsFunc(h.Secrets, func(s plan.Secret) bool { return s.Name == name })
			if slices.Contains(s.Needs[name], h.Name) && !has {
				h.Secrets = append(h.Secrets, plan.Secret{Name: name, Version: s.Versions[name], Sealed: "-"})
				missing = append(missing, name)
			}
		}
	}
	for _, c := range s.Certificates {
		for i := range s.Plan.Hosts {
			h := &s.Plan.Hosts[i]
			if h.Name == c.Host && !slices.ContainsFunc(h.Secrets, func(s plan.Secret) bool { return s.Name == c.Name }) {
				h.Secrets = append(h.Secrets, plan.Secret{Name: c.Name, Version: 1, Sealed: "-"})
				missing = append(missing, c.Name)
			}
		}
	}
	return slices.Compact(missing)
}

func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
