package compile

import (
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/senextrader/senexc/lang/suggest"
	"github.com/senextrader/senexc/lang/types"
)

// understood are the interfaces that the compiler reads itself, with their types.
// They are declared in the standard library like any other, for people and for
// components; these are the types that this compiler can read.
var understood = map[string]types.Type{
	"backup":      types.MustParse("list(object({ volume = string }))"),
	"connections": types.MustParse("object({ opens = optional(map(number), {}), limits = optional(map(number), {}) })"),
}

// understands reports whether an interface is declared as the compiler reads it.
func (c *compiler) understands(name string) bool {
	b := c.module.Interfaces[name]
	if b == nil || b.Expr("type") == nil {
		return false
	}
	t, diags := types.Parse(b.Expr("type"))
	return !diags.HasErrors() && t.Cty().Equals(understood[name].Cty())
}

// checkInterfaces refuses an interface of a name that the compiler reads and of a
// type that it does not.
func (c *compiler) checkInterfaces() {
	for _, name := range slices.Sorted(maps.Keys(understood)) {
		b := c.module.Interfaces[name]
		if b == nil || b.Expr("type") == nil || c.understands(name) {
			continue
		}
		e := b.Expr("type")
		if _, diags := types.Parse(e); diags.HasErrors() {
			continue // that was said
		}
		known := keysOf(understood[name])
		said := false
		for _, key := range writtenKeys(e) {
			if word := literalKey(key); !slices.Contains(known, word) {
				said = true
				c.fail(key.Range(), "Unsupported key", "The compiler reads the interface %q, and knows no %q in it.%s", name, word, suggest.DidYouMean(word, known))
			}
		}
		if !said {
			c.fail(e.Range(), "Wrong type of interface", "The compiler reads the interface %q, and its type is another one: the standard library has it. Give this interface another name.", name)
		}
	}
}

// keysOf are all keys that a type has, at any depth.
func keysOf(t types.Type) (keys []string) {
	switch t.Kind() {
	case types.KindObject:
		for _, a := range t.Attributes() {
			keys = append(append(keys, a.Name), keysOf(a.Type)...)
		}
	case types.KindList, types.KindSet, types.KindMap:
		keys = keysOf(t.Element())
	}
	return keys
}

// writtenKeys are the keys that an expression writes out, at any depth.
func writtenKeys(e hcl.Expression) (keys []hclsyntax.Expression) {
	native, ok := e.(hclsyntax.Expression)
	if !ok {
		return nil
	}
	_ = hclsyntax.VisitAll(native, func(n hclsyntax.Node) hcl.Diagnostics {
		if object, ok := n.(*hclsyntax.ObjectConsExpr); ok {
			for _, item := range object.Items {
				keys = append(keys, item.KeyExpr)
			}
		}
		return nil
	})
	return keys
}
