package compile

import (
	"context"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/lang"
)

// Outline tells what a stack is called and which hosts it has: what they
// are, and nothing of what runs there. It evaluates no more than that, so a variable that
// only services need may lack a value, and what they are given may be wrong.
func Outline(ctx context.Context, opts Options) (*Result, hcl.Diagnostics) {
	module, diags := lang.Load(opts.FS, opts.Stack, opts.Std)
	result := &Result{Files: map[string]*hcl.File{}}
	if module == nil {
		return result, diags
	}
	result.Files = module.Files
	c := newCompiler(ctx, module, opts, nil)
	c.diags = slices.Clip(diags)
	if module.Stack == nil {
		return result, c.finish()
	}
	c.checkUserFunctions()
	c.evaluateStack(result)
	outline := &plan.Stack{Name: result.Stack, Environment: result.Environment, Example: c.stack.example}
	for _, b := range sortedByKey(c.module.Hosts) {
		c.hostValue(b.Name(), b.Range)
		if h := c.hosts[b.Name()]; h != nil {
			outline.Hosts = append(outline.Hosts, plan.Host{Name: h.name, FQDN: h.fqdn, OS: h.os, Family: h.family, Arch: h.arch, Origin: origin(b.Range)})
		}
	}
	diags = c.finish()
	if !diags.HasErrors() {
		result.Plan = outline
	}
	return result, diags
}
