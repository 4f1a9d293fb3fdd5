package compile

import (
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/senextrader/senexc/compile/expr"
	"github.com/senextrader/senexc/lang"
)

// Most of what is written in a stack and in components is the same whoever reads
// it and for whichever instance: it is written out, or computed from what is. It
// is evaluated once, and not for every host.

// fixed is the cell of an argument that has such a value for a variable.
type fixed struct {
	variable *lang.Block
	value    hcl.Expression
}

func (k fixed) String() string { return fmt.Sprintf("argument %q", k.variable.Name()) }

// isFixed reports whether an expression refers to nothing, and calls nothing that
// depends on where it stands.
func (c *compiler) isFixed(e hcl.Expression) bool {
	w := c.words(e)
	return len(w.references) == 0 && !slices.ContainsFunc(w.calls, dependsOnScope)
}

// dependsOnScope reports whether a call is of a function that sees its reader,
// or reads a template, in which anything may be.
func dependsOnScope(call *hclsyntax.FunctionCallExpr) bool {
	return slices.Contains(expr.Functions, call.Name) || call.Name == "templatefile"
}

// validatesAlone reports whether the validations of a variable look at nothing
// but the variable.
func (c *compiler) validatesAlone(variable *lang.Block) bool {
	for _, b := range variable.Blocks {
		for _, a := range b.Attributes {
			w := c.words(a.Expr)
			if slices.ContainsFunc(w.calls, dependsOnScope) {
				return false
			}
			for _, t := range w.references {
				if t.RootName() != "var" || stepName(t, 1) != variable.Name() {
					return false
				}
			}
		}
	}
	return true
}
