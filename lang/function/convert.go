package function

import (
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/customdecode"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	fn "github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"

	"github.com/senextrader/senexc/lang/types"
)

// to returns the function that converts to a type as cty's does, but leaves
// marks on the elements.
func to(want cty.Type) fn.Function {
	plain := stdlib.MakeToFunc(want)
	return fn.New(&fn.Spec{
		Params: []fn.Parameter{{
			Name: "value", Type: cty.DynamicPseudoType,
			AllowMarked: true, AllowNull: true, AllowDynamicType: true,
		}},
		Type: plain.ReturnTypeForValues,
		Impl: func(args []cty.Value, ty cty.Type) (cty.Value, error) {
			v, err := convert.Convert(args[0], ty)
			if err != nil {
				return plain.Call(args) // for its message
			}
			return v, nil
		},
	})
}

// try and can take their arguments unevaluated. Unlike HCL's they evaluate them
// once, so that one inside the other does not take exponentially long, and they
// keep the marks of unknown values.
var try = fn.New(&fn.Spec{
	Description: "Returns the first argument that can be evaluated without an error.",
	VarParam:    &fn.Parameter{Name: "expressions", Type: customdecode.ExpressionClosureType},
	Type:        dynamic,
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		if len(args) == 0 {
			return cty.NilVal, errors.New("try needs an expression")
		}
		var failures hcl.Diagnostics
		for _, arg := range args {
			v, diags := customdecode.ExpressionClosureFromVal(arg).Value()
			if diags.HasErrors() {
				failures = append(failures, diags...)
				continue
			}
			if unmarked, marks := v.UnmarkDeep(); !unmarked.IsWhollyKnown() {
				// The value may turn out to be an error, and another argument count.
				return cty.DynamicVal.WithMarks(marks), nil
			}
			return v, nil
		}
		return cty.NilVal, errors.New("none of the expressions can be evaluated: " + sentence(failures, true))
	},
})

var can = fn.New(&fn.Spec{
	Description: "Tells whether an expression can be evaluated without an error.",
	Params:      []fn.Parameter{{Name: "expression", Type: customdecode.ExpressionClosureType}},
	Type:        fn.StaticReturnType(cty.Bool),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		v, diags := customdecode.ExpressionClosureFromVal(args[0]).Value()
		if diags.HasErrors() {
			return cty.False, nil
		}
		if v, _ = v.UnmarkDeep(); !v.IsWhollyKnown() {
			return cty.UnknownVal(cty.Bool), nil
		}
		return cty.True, nil
	},
})

var convertTo = fn.New(&fn.Spec{
	Description: "Turns a value into one of a type, which is written as in a variable: convert(x, list(string)).",
	Params: []fn.Parameter{
		{
			Name: "value", Type: cty.DynamicPseudoType,
			AllowMarked: true, AllowNull: true, AllowUnknown: true, AllowDynamicType: true,
		},
		{Name: "type", Type: customdecode.ExpressionType},
	},
	Type: dynamic,
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		expr := customdecode.ExpressionFromVal(args[1])
		ty, diags := types.Parse(expr)
		if diags.HasErrors() {
			return cty.NilVal, fn.NewArgErrorf(1, "%s", sentence(diags, false))
		}
		v, diags := ty.Convert(args[0], expr.Range(), nil, "value")
		if diags.HasErrors() {
			return cty.NilVal, fn.NewArgErrorf(0, "%s", sentence(diags, false))
		}
		return v, nil
	},
})

// sentence puts diagnostics into one line, with their places if they are in
// several.
func sentence(diags hcl.Diagnostics, places bool) string {
	var parts []string
	for _, d := range diags {
		part := strings.TrimSuffix(d.Detail, ".")
		if part == "" {
			part = d.Summary
		}
		if d.Subject != nil && places {
			part = fmt.Sprintf("%s:%d: %s", d.Subject.Filename, d.Subject.Start.Line, part)
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, "; ")
}
