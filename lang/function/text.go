package function

import (
	"strings"

	"github.com/zclconf/go-cty/cty"
	fn "github.com/zclconf/go-cty/cty/function"
)

var (
	startswith  = question("prefix", strings.HasPrefix)
	endswith    = question("suffix", strings.HasSuffix)
	strcontains = question("substring", strings.Contains)
)

// question makes a function that asks about two strings.
func question(second string, f func(s, t string) bool) fn.Function {
	return fn.New(&fn.Spec{
		Params: []fn.Parameter{{Name: "string", Type: cty.String}, {Name: second, Type: cty.String}},
		Type:   fn.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			return cty.BoolVal(f(args[0].AsString(), args[1].AsString())), nil
		},
	})
}
