package types

import (
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// A place is a part of the value: its path from the name of the whole, and where
// it is in the source.
type place struct {
	path string
	of   string // what the whole belongs to, as in ` of service "x"`
	rng  hcl.Range
	expr hcl.Expression // nil if this part is not written out in the source
}

func (p place) String() string { return p.path + p.of }

func (p place) attribute(name string) place {
	path := p.path + "." + name
	if !hclsyntax.ValidIdentifier(name) {
		path = p.path + "[" + strconv.Quote(name) + "]"
	}
	return p.inside(path, p.value(name))
}

func (p place) element(key string) place {
	return p.inside(p.path+"["+strconv.Quote(key)+"]", p.value(key))
}

func (p place) index(i int) place {
	var expr hcl.Expression
	if p.expr != nil {
		if elements, diags := hcl.ExprList(p.expr); !diags.HasErrors() && i < len(elements) {
			expr = elements[i]
		}
	}
	return p.inside(p.path+"["+strconv.Itoa(i)+"]", expr)
}

// key is where a key is written, rather than its value.
func (p place) key(name string) hcl.Range {
	if pair := p.pair(name); pair != nil {
		return pair.Key.Range()
	}
	return p.rng
}

// inside is a part of p, in the source at expr if that is not nil and else
// wherever p is.
func (p place) inside(path string, expr hcl.Expression) place {
	if expr == nil {
		return place{path: path, of: p.of, rng: p.rng}
	}
	return place{path: path, of: p.of, rng: expr.Range(), expr: literalOf(expr)}
}

func (p place) value(key string) hcl.Expression {
	if pair := p.pair(key); pair != nil {
		return pair.Value
	}
	return nil
}

// pair finds a key in an object that is written out.
func (p place) pair(name string) *hcl.KeyValuePair {
	if p.expr == nil {
		return nil
	}
	pairs, diags := hcl.ExprMap(p.expr)
	if diags.HasErrors() {
		return nil
	}
	for _, pair := range pairs {
		// A key that refers to something cannot be evaluated here.
		if hcl.ExprAsKeyword(pair.Key) == "" && len(pair.Key.Variables()) > 0 {
			continue
		}
		key, diags := pair.Key.Value(nil)
		if diags.HasErrors() || key.IsMarked() || key.IsNull() || !key.IsKnown() {
			continue
		}
		if key, err := convert.Convert(key, cty.String); err == nil && key.AsString() == name {
			return &pair
		}
	}
	return nil
}

// whole is the expression around a diagnostic's subject.
func (p place) whole() *hcl.Range {
	if p.expr == nil {
		return nil
	}
	rng := p.expr.Range()
	return &rng
}

// literalOf returns the expression that is in parentheses, if it is.
func literalOf(expr hcl.Expression) hcl.Expression {
	for {
		parens, ok := expr.(*hclsyntax.ParenthesesExpr)
		if !ok {
			return expr
		}
		expr = parens.Expression
	}
}
