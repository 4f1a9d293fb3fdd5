package compile

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// words are the names that an expression spells, as it was written.
type words struct {
	references  []hcl.Traversal // to names of the stack or the component
	scopes      []*binding      // for each of them, what is bound where it stands
	elements    []element
	calls       []*hclsyntax.FunctionCallExpr
	comparisons []comparison
	keys        map[string]hcl.Range // of objects; the first of a name
}

// noWords are those of the many expressions that only write a value out.
var noWords = &words{}

func (w *words) none() bool {
	return len(w.references)+len(w.elements)+len(w.calls)+len(w.comparisons)+len(w.keys) == 0
}

// An element is a reference to a name that a for expression binds.
type element struct {
	path  hcl.Traversal
	bound *binding
}

// A binding is a name that a for expression binds, with those around it.
type binding struct {
	name   string
	of     hclsyntax.Expression // the collection whose elements it stands for
	key    bool                 // it is their key, not their value
	around *binding
}

func (b *binding) find(name string) *binding {
	for ; b != nil; b = b.around {
		if b.name == name {
			return b
		}
	}
	return nil
}

// names are those that are bound, innermost first.
func (b *binding) names() (names []string) {
	for ; b != nil; b = b.around {
		names = append(names, b.name)
	}
	return names
}

// A comparison is one of a reference with a string that is written out.
type comparison struct {
	path    hcl.Traversal
	literal string
	at      hcl.Range
	bound   *binding
}

// wordsOf collects the names in an expression, which must not be prepared yet.
func wordsOf(e hcl.Expression) *words {
	w := &words{}
	native, ok := e.(hclsyntax.Expression)
	if !ok {
		w.references = e.Variables()
		w.scopes = make([]*binding, len(w.references))
		return w
	}
	_ = hclsyntax.Walk(native, &collector{words: w}) // it reports nothing
	if w.none() {
		return noWords
	}
	return w
}

// A collector walks through an expression.
type collector struct {
	*words
	bound *binding
	loops []*hclsyntax.ForExpr
	types hclsyntax.Node // the type in a call of convert, whose words name nothing else
	depth int            // in such a type
}

func (c *collector) Enter(n hclsyntax.Node) hcl.Diagnostics {
	if c.depth > 0 || n == c.types && n != nil {
		c.depth++
		return nil
	}
	switch n := n.(type) {
	case *hclsyntax.ScopeTraversalExpr:
		if b := c.bound.find(n.Traversal.RootName()); b != nil {
			c.elements = append(c.elements, element{n.Traversal, b})
			break
		}
		c.references = append(c.references, n.Traversal)
		c.scopes = append(c.scopes, c.bound)
	case *hclsyntax.FunctionCallExpr:
		c.calls = append(c.calls, n)
		if n.Name == "convert" && len(n.Args) == 2 {
			c.types = n.Args[1]
		}
	case *hclsyntax.BinaryOpExpr:
		if n.Op == hclsyntax.OpEqual || n.Op == hclsyntax.OpNotEqual {
			c.compare(n.LHS, n.RHS)
			c.compare(n.RHS, n.LHS)
		}
	case *hclsyntax.ObjectConsExpr:
		c.addKeys(n)
	case *hclsyntax.ForExpr:
		c.loops = append(c.loops, n)
	case hclsyntax.ChildScope:
		loop := c.loops[len(c.loops)-1]
		if loop.KeyVar != "" {
			c.bound = &binding{loop.KeyVar, loop.CollExpr, true, c.bound}
		}
		c.bound = &binding{loop.ValVar, loop.CollExpr, false, c.bound}
	}
	return nil
}

func (c *collector) Exit(n hclsyntax.Node) hcl.Diagnostics {
	if c.depth > 0 {
		c.depth--
		return nil
	}
	switch n.(type) {
	case *hclsyntax.ForExpr:
		c.loops = c.loops[:len(c.loops)-1]
	case hclsyntax.ChildScope:
		if c.loops[len(c.loops)-1].KeyVar != "" {
			c.bound = c.bound.around
		}
		c.bound = c.bound.around
	}
	return nil
}

func (c *collector) addKeys(object *hclsyntax.ObjectConsExpr) {
	if c.keys == nil {
		c.keys = map[string]hcl.Range{}
	}
	for _, item := range object.Items {
		key := literalKey(item.KeyExpr)
		if _, known := c.keys[key]; !known {
			c.keys[key] = item.KeyExpr.Range()
		}
	}
}

func (c *collector) compare(path, with hclsyntax.Expression) {
	t, ok := path.(*hclsyntax.ScopeTraversalExpr)
	if !ok {
		return
	}
	if s, ok := literalString(with); ok {
		c.comparisons = append(c.comparisons, comparison{t.Traversal, s, with.Range(), c.bound})
	}
}

// literalString is the string that an expression writes out, if it is one.
func literalString(e hcl.Expression) (string, bool) {
	t, ok := e.(*hclsyntax.TemplateExpr)
	if !ok || !t.IsStringLiteral() {
		return "", false
	}
	v, diags := t.Value(nil)
	if diags.HasErrors() || v.Type() != cty.String || v.IsNull() || !v.IsKnown() {
		return "", false
	}
	return v.AsString(), true
}
