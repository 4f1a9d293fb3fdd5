package compile

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang"
)

// checkKey tells of a key that the services of a for_each do not have.
func (c *compiler) checkKey(t hcl.Traversal) *hcl.Diagnostic {
	name, key := stepName(t, 1), stepName(t, 2)
	keys, known := c.keys[name]
	if !known || key == "" || slices.Contains(keys, key) {
		return nil
	}
	return problem(stepRange(t, 2), "Unknown reference", "The service %q has no instance %q.%s", name, key, meantOrAll(key, keys))
}

// checkPrimitiveKey tells of a key that a block of a component does not have,
// whoever has the component.
func (c *compiler) checkPrimitiveKey(component *lang.Component, b *lang.Block, t hcl.Traversal) *hcl.Diagnostic {
	e, key := b.Expr("for_each"), stepName(t, 2)
	if e == nil || key == "" || !c.isFixed(e) {
		return nil
	}
	keys := once(c, of{"keys", b}, b.Range, nil, func() []string {
		v, diags := c.prepare(e).Value(&hcl.EvalContext{Functions: c.functionsOf(component)})
		if diags.HasErrors() {
			return nil // it is said when it is evaluated
		}
		return elementKeys(v)
	})
	if keys == nil || slices.Contains(keys, key) {
		return nil
	}
	return unknownKey(b.Type, b.Name(), t, keys)
}

func unknownKey(typ, label string, t hcl.Traversal, keys []string) *hcl.Diagnostic {
	key := stepName(t, 2)
	return problem(stepRange(t, 2), "Unknown reference", "The %s %q has no instance %q.%s", typ, label, key, meantOrAll(key, keys))
}

// elementKeys are those of a for_each that can have elements, sorted; or else nil.
func elementKeys(v cty.Value) []string {
	v, _ = v.Unmark()
	if v.IsNull() || !v.IsKnown() || !v.CanIterateElements() {
		return nil
	}
	keys := []string{}
	for it := v.ElementIterator(); it.Next(); {
		k, element := it.Element()
		if v.Type().IsSetType() {
			k = element
		}
		k, _ = k.Unmark()
		if k.Type() != cty.String || k.IsNull() || !k.IsKnown() {
			return nil
		}
		keys = append(keys, k.AsString())
	}
	slices.Sort(keys)
	return keys
}

// checkKeys holds the keys of services that references spell against those that
// there are, where the for_each is the same for every value of a variable: what
// a variable decides may be asked for only where it is there.
func (c *compiler) checkKeys() {
	c.eachExpression(func(_ spelling, e hcl.Expression) {
		for _, t := range c.references(e) {
			service := c.module.Services[stepName(t, 1)]
			if t.RootName() != "service" || service == nil || !c.constant(service.Expr("for_each"), map[string]bool{}) {
				continue
			}
			if d := c.checkKey(t); d != nil {
				c.failSpelling(e, *d.Subject, d)
			}
		}
	})
}

// constant reports whether an expression of the stack has one value, whatever
// values the variables have.
func (c *compiler) constant(e hcl.Expression, seen map[string]bool) bool {
	if e == nil || slices.ContainsFunc(c.words(e).calls, dependsOnScope) {
		return false
	}
	for _, t := range c.references(e) {
		name := stepName(t, 1)
		a := c.module.Locals[name]
		if t.RootName() != "local" || a == nil || seen[name] {
			return false
		}
		seen[name] = true
		constant := c.constant(a.Expr, seen)
		seen[name] = false
		if !constant {
			return false
		}
	}
	return true
}
