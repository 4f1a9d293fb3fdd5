package function

import (
	"slices"

	"github.com/zclconf/go-cty/cty"
	fn "github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

var compact = fn.New(&fn.Spec{
	Params: []fn.Parameter{{Name: "list", Type: cty.List(cty.String), AllowMarked: true}},
	Type:   fn.StaticReturnType(cty.List(cty.String)),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		list, marks := args[0].Unmark()
		var kept []cty.Value
		for _, element := range elements(list) {
			v, _ := element.Unmark()
			if !v.IsKnown() {
				return cty.UnknownVal(cty.List(cty.String)).WithMarks(marks), nil
			}
			if !v.IsNull() && v.AsString() != "" {
				kept = append(kept, element)
			}
		}
		return listOf(cty.String, kept).WithMarks(marks), nil
	},
})

// distinct keeps on an element the marks of those that were equal to it.
var distinct = fn.New(&fn.Spec{
	Params: []fn.Parameter{{Name: "list", Type: cty.List(cty.DynamicPseudoType), AllowMarked: true}},
	Type:   func(args []cty.Value) (cty.Type, error) { return args[0].Type(), nil },
	Impl: func(args []cty.Value, ty cty.Type) (cty.Value, error) {
		list, marks := args[0].Unmark()
		var kept, plain []cty.Value
		for _, element := range elements(list) {
			v, deep := element.UnmarkDeep()
			if !v.IsWhollyKnown() {
				return cty.UnknownVal(ty).WithMarks(marks), nil
			}
			if i := slices.IndexFunc(plain, v.RawEquals); i >= 0 {
				if !element.RawEquals(kept[i]) {
					kept[i] = kept[i].WithMarks(deep)
				}
				continue
			}
			kept, plain = append(kept, element), append(plain, v)
		}
		return listOf(ty.ElementType(), kept).WithMarks(marks), nil
	},
})

// flatten moves the marks of the lists that it takes apart to their elements.
var flatten = fn.New(&fn.Spec{
	Params: []fn.Parameter{anything("list")},
	Type: func(args []cty.Value) (cty.Type, error) {
		if !isSequence(args[0]) {
			return cty.NilType, fn.NewArgErrorf(0, "a list is needed here")
		}
		return cty.DynamicPseudoType, nil
	},
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		list, marks := args[0].Unmark()
		flat, known := flattened(nil, list)
		if !known {
			return cty.DynamicVal.WithMarks(marks), nil
		}
		return cty.TupleVal(flat).WithMarks(marks), nil
	},
})

func flattened(flat []cty.Value, list cty.Value) (_ []cty.Value, known bool) {
	for _, element := range elements(list) {
		switch v, _ := element.Unmark(); {
		case v.Type() == cty.DynamicPseudoType && !v.IsKnown():
			return nil, false // it may yet be a list
		case !isSequence(v) || v.IsNull():
			flat = append(flat, element)
		case !v.IsKnown():
			return nil, false
		default:
			var known bool
			if flat, known = flattened(flat, spread(element)); !known {
				return nil, false
			}
		}
	}
	return flat, true
}

var index = fn.New(&fn.Spec{
	Params: []fn.Parameter{
		{Name: "list", Type: cty.DynamicPseudoType},
		{Name: "value", Type: cty.DynamicPseudoType, AllowNull: true},
	},
	Type: func(args []cty.Value) (cty.Type, error) {
		if ty := args[0].Type(); !ty.IsListType() && !ty.IsTupleType() {
			return cty.NilType, fn.NewArgErrorf(0, "a list is needed here")
		}
		return cty.Number, nil
	},
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		for i, element := range elements(args[0]) {
			equal, err := stdlib.Equal(element, args[1])
			switch {
			case err != nil:
				return cty.NilVal, err
			case !equal.IsKnown():
				return cty.UnknownVal(cty.Number), nil
			case equal.True():
				return cty.NumberIntVal(int64(i)), nil
			}
		}
		return cty.NilVal, fn.NewArgErrorf(1, "this value is not in the list")
	},
})

var matchkeys = fn.New(&fn.Spec{
	Params: []fn.Parameter{
		{Name: "values", Type: cty.List(cty.DynamicPseudoType), AllowMarked: true},
		{Name: "keys", Type: cty.List(cty.DynamicPseudoType), AllowMarked: true},
		{Name: "search", Type: cty.List(cty.DynamicPseudoType), AllowMarked: true},
	},
	Type: func(args []cty.Value) (cty.Type, error) { return args[0].Type(), nil },
	Impl: func(args []cty.Value, ty cty.Type) (cty.Value, error) {
		list, marks := args[0].Unmark()
		keys, keyMarks := args[1].UnmarkDeep()
		search, searchMarks := args[2].UnmarkDeep()
		marks = cty.NewValueMarks(marks, keyMarks, searchMarks)
		if !keys.IsWhollyKnown() || !search.IsWhollyKnown() {
			return cty.UnknownVal(ty).WithMarks(marks), nil
		}
		values, names, wanted := elements(list), elements(keys), elements(search)
		if len(values) != len(names) {
			return cty.NilVal, fn.NewArgErrorf(1, "there are %d keys for %d values", len(names), len(values))
		}
		var found []cty.Value
		for i, name := range names {
			for _, want := range wanted {
				if equal, err := stdlib.Equal(name, want); err == nil && equal.True() {
					found = append(found, values[i])
					break
				}
			}
		}
		return listOf(ty.ElementType(), found).WithMarks(marks), nil
	},
})

var one = fn.New(&fn.Spec{
	Params: []fn.Parameter{anything("list")},
	Type: func(args []cty.Value) (cty.Type, error) {
		if !isSequence(args[0]) {
			return cty.NilType, fn.NewArgErrorf(0, "a list or set is needed here")
		}
		return cty.DynamicPseudoType, nil
	},
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		list, marks := args[0].Unmark()
		switch values := elements(list); len(values) {
		case 0:
			ty := cty.DynamicPseudoType
			if !list.Type().IsTupleType() {
				ty = list.Type().ElementType()
			}
			return cty.NullVal(ty).WithMarks(marks), nil
		case 1:
			return values[0].WithMarks(marks), nil
		default:
			return cty.NilVal, fn.NewArgErrorf(0, "there must be one element or none, and there are %d", len(values))
		}
	},
})

var sortStrings = fn.New(&fn.Spec{
	Params: []fn.Parameter{{Name: "list", Type: cty.List(cty.String), AllowMarked: true}},
	Type:   fn.StaticReturnType(cty.List(cty.String)),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		list, marks := args[0].Unmark()
		values := elements(list)
		for _, element := range values {
			switch v, _ := element.Unmark(); {
			case !v.IsKnown():
				return cty.UnknownVal(cty.List(cty.String)).WithMarks(marks), nil
			case v.IsNull():
				return cty.NilVal, fn.NewArgErrorf(0, "there is a null in the list")
			}
		}
		text := func(v cty.Value) string { v, _ = v.Unmark(); return v.AsString() }
		slices.SortStableFunc(values, func(a, b cty.Value) int {
			switch {
			case text(a) < text(b):
				return -1
			case text(a) > text(b):
				return 1
			}
			return 0
		})
		return listOf(cty.String, values).WithMarks(marks), nil
	},
})

var (
	alltrue = every(true)
	anytrue = every(false)
)

// every makes a function that looks for a bool other than the given one: if
// there is none, the result is the given one.
func every(want bool) fn.Function {
	return fn.New(&fn.Spec{
		Params: []fn.Parameter{{Name: "list", Type: cty.List(cty.Bool)}},
		Type:   fn.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			unknown := false
			for _, v := range elements(args[0]) {
				if !v.IsKnown() {
					unknown = true
				} else if (!v.IsNull() && v.True()) != want {
					return cty.BoolVal(!want), nil
				}
			}
			if unknown {
				return cty.UnknownVal(cty.Bool), nil
			}
			return cty.BoolVal(want), nil
		},
	})
}
