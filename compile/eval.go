package compile

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang"
	"github.com/senextrader/senexc/lang/number"
	"github.com/senextrader/senexc/lang/suggest"
)

// A Standpoint is who reads an expression, and where.
type Standpoint struct {
	// Host is the host that the reader is on. It can be left out for a
	// service that runs on one host, and for what nobody need stand anywhere
	// to read: everything but addresses and what is made of them.
	Host string
	// Service is the service that reads. The expression sees what its
	// component sees, if all names in it are known there, and else what the
	// service's arguments see.
	Service string
	// OnHost says that the reader is a program of the host. Otherwise it is in
	// the container network.
	OnHost bool
}

// NoReader is the summary of the message that an address was asked for where
// nobody stands.
const NoReader = "No reader"

// expressionName is what messages call the expression.
const expressionName = "expression"

// An Evaluation is what an expression gives, for showing. A secret in it is
// shown by name, with its encoders, as in ${urlencode(secret.NAME)}.
type Evaluation struct {
	HCL   string // in the syntax of a source
	JSON  []byte
	Files map[string]*hcl.File // every source, for showing diagnostics
}

// Eval evaluates one expression in a stack. Of the stack it evaluates what the
// expression needs, so a mistake elsewhere in it may go unnoticed.
func Eval(ctx context.Context, opts Options, expression string, at Standpoint) (*Evaluation, hcl.Diagnostics) {
	module, diags := lang.Load(opts.FS, opts.Stack, opts.Std)
	result := &Evaluation{Files: map[string]*hcl.File{}}
	if module == nil {
		return result, diags
	}
	result.Files = module.Files
	src := []byte(expression)
	module.Files[expressionName] = &hcl.File{Bytes: src}
	diags = append(diags, lang.CheckSource(src, expressionName)...)
	if diags.HasErrors() {
		return result, diags
	}
	e, moreDiags := hclsyntax.ParseExpression(src, expressionName, hcl.InitialPos)
	if !moreDiags.HasErrors() {
		moreDiags = number.Check(e, src)
	}
	diags = append(diags, moreDiags...)
	if diags.HasErrors() || module.Stack == nil {
		return result, diags
	}

	c := newCompiler(ctx, module, opts, nil)
	c.diags = slices.Clip(diags)
	v := c.evaluate(e, at)
	if c.askedWhere && !c.diags.HasErrors() {
		// Where a program listens follows from all edges of the stack.
		all := newCompiler(ctx, module, opts, c)
		all.run(&Result{})
		lang.Recall(module.Files)
		c = newCompiler(ctx, module, opts, all)
		c.diags = slices.Clip(diags)
		v = c.evaluate(e, at)
	}
	if forged(v) {
		c.fail(e.Range(), "Reserved character", "The characters U+27EA and U+27EB mark the places of secrets and cannot be in a text. Remove them.")
	}
	if !c.diags.HasErrors() {
		s := shown{c, e.Range()}
		hcl, json := s.hcl(v), s.json(v)
		if !c.diags.HasErrors() {
			result.HCL, result.JSON = hcl, json
		}
	}
	return result, c.finish()
}

// evaluate places the services of the stack and evaluates an expression.
func (c *compiler) evaluate(e hcl.Expression, at Standpoint) cty.Value {
	c.evaluateStack(&Result{})
	c.placeHosts()
	c.placeServices()
	if c.diags.HasErrors() {
		return cty.DynamicVal
	}
	s := c.standing(e, at)
	if s == nil {
		return cty.DynamicVal
	}
	s.spelling().check(e)
	if c.diags.HasErrors() {
		return cty.DynamicVal
	}
	v := s.eval(e)
	if !v.IsWhollyKnown() && !c.diags.HasErrors() {
		c.fail(e.Range(), "No value", "Something that this depends on has no value.")
	}
	return v
}

// standing returns the scope of an expression at a standpoint, or nil after an
// error.
func (c *compiler) standing(e hcl.Expression, at Standpoint) *scope {
	where := onNetwork
	if at.OnHost {
		where = onHost
	}
	if at.Host != "" && c.hosts[at.Host] == nil {
		return c.failStandpoint("Unknown host", "The stack has no host %q.%s", at.Host, suggest.DidYouMean(at.Host, slices.Sorted(maps.Keys(c.hosts))))
	}
	if at.Service == "" {
		if at.Host == "" {
			return c.top()
		}
		return &scope{c: c, at: standpoint{at.Host, where}}
	}
	service := c.services[at.Service]
	if service == nil {
		return c.failStandpoint("Unknown service", "The stack has no service %q.%s", at.Service, suggest.DidYouMean(at.Service, slices.Sorted(maps.Keys(c.services))))
	}
	var i *instance
	switch {
	case len(service.instances) == 0:
		return c.failStandpoint("Disabled service", "The service %q is not enabled, so it reads nothing.", at.Service)
	case at.Host != "":
		if i = service.on(at.Host); i == nil {
			return c.failStandpoint("Not on this host", "The service %q does not run on %s. It runs on: %s.", at.Service, at.Host, hostNames(service.instances))
		}
	case len(service.instances) > 1:
		return c.failStandpoint("Several instances", "The service %q runs on several hosts, and what it reads may differ. Name one of: %s.", at.Service, hostNames(service.instances))
	default:
		i = service.instances[0]
	}
	inside := i.scope(c, where)
	for _, t := range c.references(e) {
		if inside.spelling().reference(t, nil) != nil {
			return &scope{c: c, inst: i, each: service.each, at: inside.at}
		}
	}
	return inside
}

// spelling says which names an expression may spell in a scope of Eval.
func (s *scope) spelling() spelling {
	sp := spelling{c: s.c, instance: s.inst != nil}
	if s.inside {
		sp.component = s.inst.service.component
	}
	if s.each != nil {
		sp.each = s.inst.service.block.Expr("for_each")
	}
	return sp
}

// failStandpoint reports a standpoint that the stack does not have. It was not
// written in any source.
func (c *compiler) failStandpoint(summary, detail string, args ...any) *scope {
	d := problem(hcl.Range{}, summary, detail, args...)
	d.Subject = nil
	c.diags = c.diags.Append(d)
	return nil
}
