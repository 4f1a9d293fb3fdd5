package function

import (
	"regexp"
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

var replace = fn.New(&fn.Spec{
	Params: []fn.Parameter{
		{Name: "string", Type: cty.String},
		{Name: "substring", Type: cty.String},
		{Name: "replacement", Type: cty.String},
	},
	Type: fn.StaticReturnType(cty.String),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		s, old, new := args[0].AsString(), args[1].AsString(), args[2].AsString()
		if len(old) < 2 || old[0] != '/' || old[len(old)-1] != '/' {
			return cty.StringVal(strings.ReplaceAll(s, old, new)), nil
		}
		re, err := regexp.Compile(old[1 : len(old)-1])
		if err != nil {
			return cty.NilVal, fn.NewArgError(1, err)
		}
		return cty.StringVal(re.ReplaceAllString(s, new)), nil
	},
})
