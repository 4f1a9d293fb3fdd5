package function

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	fn "github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"

	"github.com/senextrader/senexc/lang/number"
	"github.com/senextrader/senexc/lang/secret"
)

var formatParameters = []fn.Parameter{{Name: "format", Type: cty.String, AllowMarked: true}}

var formatArguments = fn.Parameter{
	Name: "values", Type: cty.DynamicPseudoType,
	AllowMarked: true, AllowNull: true, AllowUnknown: true, AllowDynamicType: true,
}

var format = fn.New(&fn.Spec{
	Params:   formatParameters,
	VarParam: &formatArguments,
	Type:     fn.StaticReturnType(cty.String),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		if err := wholeSecrets(args); err != nil {
			return cty.NilVal, err
		}
		if err := narrow(args); err != nil {
			return cty.NilVal, err
		}
		return stdlib.FormatFunc.Call(args)
	},
})

// formatlist differs from cty's in that each string has the marks of only those
// elements that are in it.
var formatlist = fn.New(&fn.Spec{
	Params:   formatParameters,
	VarParam: &formatArguments,
	Type:     fn.StaticReturnType(cty.List(cty.String)),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		args = append([]cty.Value(nil), args...)
		length, chooser := 1, -1
		for i, arg := range args[1:] {
			if !isSequence(arg) || arg.IsNull() {
				continue
			}
			if v, _ := arg.Unmark(); !v.IsKnown() {
				return cty.UnknownVal(cty.List(cty.String)), nil
			}
			args[i+1] = spread(arg)
			n := len(elements(args[i+1]))
			if chooser >= 0 && n != length {
				return cty.NilVal, fn.NewArgErrorf(i+1, "this list has %d elements, and that of argument %d has %d", n, chooser+1, length)
			}
			length, chooser = n, i+1
		}
		var formatted []cty.Value
		for i := range length {
			row := make([]cty.Value, len(args))
			for j, arg := range args {
				row[j] = arg
				if j > 0 && isSequence(arg) && !arg.IsNull() {
					row[j] = elements(arg)[i]
				}
			}
			s, err := format.Call(row)
			if err != nil {
				return cty.NilVal, err
			}
			formatted = append(formatted, s)
		}
		if len(formatted) == 0 {
			return cty.ListValEmpty(cty.String), nil
		}
		return cty.ListVal(formatted), nil
	},
})

// verb is one directive of a format string: flags, width, precision, the index
// of an argument, and the letter. %% is matched so as to be left out.
var verb = regexp.MustCompile(`%(?:%|([ +\-#0]*)([1-9][0-9]*)?(\.[0-9]*)?(?:\[([1-9][0-9]*)\])?([a-zA-Z]))`)

// maxWidth is how wide a directive or an indent can be.
const maxWidth = 1000

// narrow returns an error if a directive would make a text that is much longer
// than everything that it was given.
func narrow(args []cty.Value) error {
	f, _ := args[0].Unmark()
	if !f.IsKnown() {
		return nil
	}
	for _, m := range verb.FindAllStringSubmatch(f.AsString(), -1) {
		for _, digits := range []string{m[2], strings.TrimPrefix(m[3], ".")} {
			if n, err := strconv.Atoi(digits); digits != "" && (err != nil || n > maxWidth) {
				return fn.NewArgErrorf(0, "%s is wider than %d", m[0], maxWidth)
			}
		}
	}
	for i, arg := range args[1:] {
		if arg.Type() != cty.String {
			continue // a number is in range already
		}
		// A verb for numbers reads one in a text.
		arg, _ = arg.Unmark()
		if n, err := convert.Convert(arg, cty.Number); err == nil && !number.InRange(n) {
			return fn.NewArgErrorf(i+1, "%s", number.TooLarge)
		}
	}
	return nil
}

// indent is cty's, held to the same width.
var indent = fn.New(&fn.Spec{
	Params: stdlib.IndentFunc.Params(),
	Type:   fn.StaticReturnType(cty.String),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		if args[0].AsBigFloat().Cmp(big.NewFloat(maxWidth)) > 0 {
			return cty.NilVal, fn.NewArgErrorf(0, "an indent is at most %d wide", maxWidth)
		}
		return stdlib.IndentFunc.Call(args)
	},
})

// wholeSecrets returns an error if a directive would change a secret's token:
// quote it, cut it off or measure it.
func wholeSecrets(args []cty.Value) error {
	if names := secret.Names(args[0]); len(names) > 0 {
		// A directive inside a token would be filled in before it is encoded.
		return fn.NewArgErrorf(0, "%s is in the format; put it in by %%s", secretList(names))
	}
	if f, _ := args[0].Unmark(); f.IsKnown() {
		next := 1
		for _, m := range verb.FindAllStringSubmatch(f.AsString(), -1) {
			flags, width, precision, index, letter := m[1], m[2], m[3], m[4], m[5]
			if letter == "" {
				continue
			}
			argument := next
			if index != "" {
				argument, _ = strconv.Atoi(index) // too large is 0, or beyond the arguments
			}
			next = argument + 1
			if argument < 1 || argument >= len(args) {
				continue // stdlib.FormatFunc reports it
			}
			names := secret.Names(args[argument])
			if len(names) == 0 {
				continue
			}
			ty := args[argument].Type()
			switch {
			case !ty.IsPrimitiveType():
				return fn.NewArgErrorf(argument, "%s is in this %s; write it with jsonencode, and put that in by %%s", secretList(names), ty.FriendlyName())
			case flags+width+precision != "" || letter != "s" && letter != "v":
				return fn.NewArgErrorf(argument, "%s is in it, whose value is known only on the host: only a plain %%s or %%v can put it in, and not %s", secretList(names), m[0])
			}
		}
	}
	return nil
}
