package function_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2/ext/customdecode"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/senextrader/senexc/lang/function"
	"github.com/senextrader/senexc/lang/secret"
	"github.com/senextrader/senexc/lang/types"
)

// No argument, however strange, makes a function panic.
func TestNoFunctionPanics(t *testing.T) {
	edge := func(v cty.Value) cty.Value { return v.Mark("edge") }
	str := cty.StringVal
	strange := []cty.Value{
		cty.NullVal(cty.DynamicPseudoType), cty.NullVal(cty.String), edge(cty.NullVal(cty.Map(cty.String))), cty.NullVal(cty.List(cty.String)),
		cty.DynamicVal, edge(cty.UnknownVal(cty.String)), cty.UnknownVal(cty.List(cty.String)), cty.UnknownVal(cty.Map(cty.Number)), cty.UnknownVal(cty.Number),
		str(""), str("%[9]s%"), str("10.0.0.0/8"), str("{"), edge(str("a")), secret.Value("pw", 1),
		cty.NumberIntVal(-1), cty.MustParseNumberVal("1e400"), cty.PositiveInfinity, edge(cty.NumberFloatVal(0.5)), cty.True,
		cty.EmptyTupleVal, cty.EmptyObjectVal, cty.ListValEmpty(cty.DynamicPseudoType), cty.MapValEmpty(cty.String), cty.SetValEmpty(cty.Number),
		edge(cty.ListVal([]cty.Value{secret.Value("pw", 1), cty.UnknownVal(cty.String), cty.NullVal(cty.String)})),
		cty.TupleVal([]cty.Value{cty.DynamicVal, cty.NullVal(cty.DynamicPseudoType), edge(cty.EmptyTupleVal), types.ServiceVal("db")}),
		edge(cty.SetVal([]cty.Value{str("a"), edge(str("b"))})),
		edge(cty.ObjectVal(map[string]cty.Value{"a": cty.DynamicVal, "": secret.Value("pw", 1), "b": cty.NullVal(cty.String)})),
		cty.MapVal(map[string]cty.Value{"a": cty.ListVal([]cty.Value{edge(str("x"))}), "b": cty.NullVal(cty.List(cty.String))}),
		types.ServiceVal("db"),
	}
	// What these do is not defined for all numbers.
	undefined := map[string]bool{"log": true, "pow": true, "indent": true}
	for name, f := range function.Table(function.Options{FS: files, Dir: "stack"}) {
		params := f.Params()
		if len(params) > 0 && customdecode.CustomExpressionDecoderForType(params[len(params)-1].Type) != nil || name == "try" {
			continue
		}
		if p := f.VarParam(); p != nil {
			params = append(params, *p)
		}
		for _, a := range strange {
			for _, b := range strange {
				for _, c := range []cty.Value{str("a"), cty.NumberIntVal(1), cty.DynamicVal, edge(cty.EmptyTupleVal)} {
					var args []cty.Value
					ok := true
					for i, v := range []cty.Value{a, b, c}[:min(3, len(params))] {
						v, err := convert.Convert(v, params[i].Type)
						ok = ok && err == nil
						args = append(args, v)
					}
					if !ok {
						continue
					}
					_, err := f.Call(args)
					if err == nil {
						continue
					}
					if text := err.Error(); strings.Contains(text, "panic in") || !undefined[name] && strings.Contains(text, "has no result for") {
						t.Errorf("%s(%#v): %s", name, args, text)
					}
				}
			}
		}
	}
}
