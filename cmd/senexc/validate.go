package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/senextrader/senexc/compile"
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
			s, diags, missing, err := p.check(cmd.Context(), args[0], v)
			if err != nil {
				return err
			}
			p.show(s, diags)
			if diags.HasErrors() {
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

// check compiles a stack file and checks what would be written of it. It returns
// all that is to be said, and which secrets are not sealed yet.
func (p *program) check(ctx context.Context, path string, v values) (s *stack, diags hcl.Diagnostics, missing []string, err error) {
	s, options, root, err := p.open(path, v)
	if err != nil {
		return nil, nil, nil, err
	}
	defer root.Close()
	s.Result, diags = compile.Compile(ctx, options)
	if err := ctx.Err(); err != nil {
		return nil, nil, nil, err
	}
	if !diags.HasErrors() {
		missing = s.pretendSealed()
		diags = append(diags, s.diagnostics(emit.Check(s.Plan))...)
	}
	return s, diags, missing, nil
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
