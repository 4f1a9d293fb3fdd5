package compile

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/senextrader/senexc/lang"
)

// enumerated is what the variable may be whose validations stand in the scope.
func (s *scope) enumerated() []string {
	variables := s.c.module.Variables
	if s.inside {
		variables = s.inst.service.component.Variables
	}
	return enumeration(variables[s.validated])
}

// enumeration returns the strings that a variable may be, when one of its
// validations lists them, as in contains(["a", "b"], var.x); else nothing.
func enumeration(variable *lang.Block) []string {
	for _, b := range variable.Blocks {
		if b.Type != "validation" {
			continue
		}
		call, ok := b.Expr("condition").(*hclsyntax.FunctionCallExpr)
		if !ok || call.Name != "contains" || len(call.Args) != 2 {
			continue
		}
		list, ok := call.Args[0].(*hclsyntax.TupleConsExpr)
		t, diags := hcl.AbsTraversalForExpr(call.Args[1])
		if !ok || diags.HasErrors() || t.RootName() != "var" || stepName(t, 1) != variable.Name() || len(t) != 2 {
			continue
		}
		var allowed []string
		for _, e := range list.Exprs {
			if s, ok := literalString(e); ok {
				allowed = append(allowed, s)
			}
		}
		if len(allowed) == len(list.Exprs) {
			return slices.Clip(allowed)
		}
	}
	return nil
}
