package compile

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/lang/marks"
	"github.com/senextrader/senexc/lang/secret"
)

// text turns a string of the language into one of the plan: the one place
// where the tokens of secrets become segments. A null string is no text, and
// so is one that is not known, whose error was reported.
func (c *compiler) text(v cty.Value, at hcl.Range) (t plan.Text, ok bool) {
	marked := len(secret.Names(v)) > 0
	v = marks.Without(v)
	if !v.IsKnown() || v.IsNull() {
		return nil, false
	}
	of := written{v.AsString(), marked}
	if t, ok := c.texts[of]; ok {
		return t, true
	}
	if !marked {
		if secret.Forged(v.AsString()) {
			c.fail(at, "Reserved character", "The characters U+27EA and U+27EB mark the places of secrets and cannot be in a text. Remove them.")
			return nil, false
		}
		c.texts[of] = plan.Literal(of.text)
		return c.texts[of], true
	}
	segments, err := secret.Parse(v.AsString())
	if err != nil {
		c.fail(at, "Broken secret", "A secret in this text was cut or changed on the way: %s. Pass it on whole, or through one of its encoders.", err)
		return nil, false
	}
	c.texts[of] = segmentsOf(segments)
	return c.texts[of], true
}

// written is a text as the language has it. Most are the same on many hosts,
// and then they share one in the plan.
type written struct {
	text   string
	secret bool // there are secrets in it, as tokens
}

func segmentsOf(segments []secret.Segment) plan.Text {
	var t plan.Text
	for _, s := range segments {
		t = append(t, plan.Segment{Literal: s.Literal, Secret: s.Secret, Version: s.Version, Encoder: s.Encoder, Inner: segmentsOf(s.Inner)})
	}
	return t
}

// forged reports whether a value has a text in it that looks like a secret and
// is none.
func forged(v cty.Value) bool {
	found := false
	_ = cty.Walk(v, func(_ cty.Path, v cty.Value) (bool, error) {
		if names := secret.Names(v); v.Type() == cty.String && len(names) == 0 && v.IsKnown() && !v.IsNull() {
			v, _ := v.Unmark()
			found = found || secret.Forged(v.AsString())
		}
		return true, nil
	})
	return found
}

// failSecret reports a secret where none may be, with the way it came.
func (c *compiler) failSecret(s *scope, e hcl.Expression, name, where string) {
	detail := fmt.Sprintf("The secret %q reaches %s, where everybody who reads the bundle would see it, or where its value is needed before any host knows it.", name, where)
	if way := c.wayOf(s, e, name, map[hcl.Expression]bool{}); len(way) > 0 {
		detail += " It came by:\n\n    " + strings.Join(way, "\n    ")
	}
	detail += "\n\nPut it into an environment or the content of a file."
	c.fail(c.written(s, e), "Secret in a plain place", "%s", detail)
}

// wayOf follows the references in an expression to the secret.
func (c *compiler) wayOf(s *scope, e hcl.Expression, name string, seen map[hcl.Expression]bool) []string {
	if e == nil || seen[e] {
		return nil
	}
	seen[e] = true
	for _, t := range c.references(e) {
		if t.RootName() == "secret" && stepName(t, 1) == name {
			r := t.SourceRange()
			return []string{fmt.Sprintf("secret.%s at %s:%d", name, r.Filename, r.Start.Line)}
		}
		next, inner := c.definition(s, t)
		if way := c.wayOf(inner, next, name, seen); way != nil {
			r := t.SourceRange()
			return append([]string{fmt.Sprintf("%s at %s:%d, which is", spell(t), r.Filename, r.Start.Line)}, way...)
		}
	}
	return nil
}

// definition returns the expression that a reference stands for.
func (c *compiler) definition(s *scope, t hcl.Traversal) (hcl.Expression, *scope) {
	name := stepName(t, 1)
	switch root := t.RootName(); {
	case root == "var" && s.inside:
		if e := s.inst.service.block.Expr(name); e != nil {
			return e, &scope{c: c, inst: s.inst, each: s.inst.service.each, at: s.at}
		}
		if b := s.inst.service.component.Variables[name]; b != nil {
			return b.Expr("default"), s
		}
	case root == "local" && s.inside:
		if a := s.inst.service.component.Locals[name]; a != nil {
			return a.Expr, s
		}
	case root == "local":
		if a := c.module.Locals[name]; a != nil {
			return a.Expr, &scope{c: c, at: s.at}
		}
	case root == "service":
		output := stepName(t, 2)
		if family := c.families[name]; len(family) > 0 && family[0].each != nil {
			output = stepName(t, 3)
		}
		for _, service := range c.families[name] {
			if b := service.component.Outputs[output]; b != nil && len(service.instances) > 0 {
				return b.Expr("value"), &scope{c: c, inst: service.instances[0], inside: true, at: s.at}
			}
		}
	}
	return nil, s
}

// spell writes a reference as in the source.
func spell(t hcl.Traversal) string {
	var b strings.Builder
	for _, step := range t {
		switch step := step.(type) {
		case hcl.TraverseRoot:
			b.WriteString(step.Name)
		case hcl.TraverseAttr:
			b.WriteString("." + step.Name)
		case hcl.TraverseIndex:
			if step.Key.Type() == cty.String {
				fmt.Fprintf(&b, "[%q]", step.Key.AsString())
			} else {
				b.WriteString("[...]")
			}
		}
	}
	return b.String()
}
