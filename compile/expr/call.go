package expr

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// call is a function whose result depends on who asks, so that only the scope
// can answer.
type call struct{ *hclsyntax.FunctionCallExpr }

func (e *call) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	scope := scopeOf(ctx)
	if scope == nil {
		return e.FunctionCallExpr.Value(ctx)
	}
	var args []cty.Value
	var diags hcl.Diagnostics
	for _, arg := range e.Args {
		v, moreDiags := arg.Value(ctx)
		diags = append(diags, moreDiags...)
		args = append(args, v)
	}
	if diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	v, moreDiags := scope.Call(e.Name, args, e.Range())
	return v, append(diags, moreDiags...)
}
