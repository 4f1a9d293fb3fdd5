package expr

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// Prepare returns e with its nodes replaced, in place. It must be called once
// for an expression, before it is evaluated; references in it can be listed
// only before.
func Prepare(e hclsyntax.Expression) hclsyntax.Expression {
	switch e := e.(type) {
	case *hclsyntax.ScopeTraversalExpr:
		return &reference{e}
	case *hclsyntax.RelativeTraversalExpr:
		e.Source = Prepare(e.Source)
		return &relative{e}
	case *hclsyntax.IndexExpr:
		e.Collection = Prepare(e.Collection)
		e.Key = Prepare(e.Key)
		return &index{e}
	case *hclsyntax.ConditionalExpr:
		e.Condition = Prepare(e.Condition)
		e.TrueResult = Prepare(e.TrueResult)
		e.FalseResult = Prepare(e.FalseResult)
		return &conditional{e}
	case *hclsyntax.BinaryOpExpr:
		e.LHS = Prepare(e.LHS)
		e.RHS = Prepare(e.RHS)
		return &binary{e}
	case *hclsyntax.UnaryOpExpr:
		e.Val = Prepare(e.Val)
		return &unary{e}
	case *hclsyntax.ForExpr:
		e.CollExpr = Prepare(e.CollExpr)
		if e.KeyExpr != nil {
			e.KeyExpr = &decision{Prepare(e.KeyExpr), "a key"}
		}
		e.ValExpr = Prepare(e.ValExpr)
		if e.CondExpr != nil {
			e.CondExpr = &decision{Prepare(e.CondExpr), "a condition"}
		}
	case *hclsyntax.ObjectConsExpr:
		for i, item := range e.Items {
			if key, ok := item.KeyExpr.(*hclsyntax.ObjectConsKeyExpr); ok {
				e.Items[i].KeyExpr = prepareKey(key)
			}
			e.Items[i].ValueExpr = Prepare(item.ValueExpr)
		}
	case *hclsyntax.TupleConsExpr:
		for i := range e.Exprs {
			e.Exprs[i] = Prepare(e.Exprs[i])
		}
	case *hclsyntax.FunctionCallExpr:
		for i := range e.Args {
			e.Args[i] = Prepare(e.Args[i])
		}
		if slices.Contains(Functions, e.Name) {
			return &call{e}
		}
	case *hclsyntax.SplatExpr:
		e.Source = Prepare(e.Source)
		e.Each = Prepare(e.Each)
	case *hclsyntax.TemplateExpr:
		for i := range e.Parts {
			e.Parts[i] = Prepare(e.Parts[i])
		}
	case *hclsyntax.TemplateJoinExpr:
		e.Tuple = Prepare(e.Tuple)
	case *hclsyntax.TemplateWrapExpr:
		e.Wrapped = Prepare(e.Wrapped)
	case *hclsyntax.ParenthesesExpr:
		e.Expression = Prepare(e.Expression)
	}
	return e
}

// prepareKey leaves a bare word as it is: as a key it is a string.
func prepareKey(key *hclsyntax.ObjectConsKeyExpr) hclsyntax.Expression {
	if !key.ForceNonLiteral && hcl.ExprAsKeyword(key.Wrapped) != "" {
		return key
	}
	key.Wrapped = Prepare(key.Wrapped)
	return &decision{key, "a key"}
}
