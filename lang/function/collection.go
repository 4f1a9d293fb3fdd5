package function

import (
	"errors"
	"slices"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	fn "github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// This file has the functions on lists, sets, maps and objects that cty does not
// have, or that there put the marks of one element on all of them.

// anything is a parameter that sees its argument as it is, with its marks.
func anything(name string) fn.Parameter {
	return fn.Parameter{Name: name, Type: cty.DynamicPseudoType, AllowMarked: true}
}

// dynamic is the result type of functions that find their type with the value.
var dynamic = fn.StaticReturnType(cty.DynamicPseudoType)

func isSequence(v cty.Value) bool {
	ty := v.Type()
	return ty.IsListType() || ty.IsSetType() || ty.IsTupleType()
}

func isMapping(v cty.Value) bool {
	ty := v.Type()
	return ty.IsMapType() || ty.IsObjectType()
}

// elements returns the elements of a container that has no mark of its own.
func elements(v cty.Value) []cty.Value {
	var values []cty.Value
	for it := v.ElementIterator(); it.Next(); {
		_, element := it.Element()
		values = append(values, element)
	}
	return values
}

// spread moves the marks of a list, set, map or object to its elements, so that
// they stay with these when it is put together with others. A set becomes a
// list, because the elements of a set cannot have marks.
func spread(v cty.Value) cty.Value {
	v, marks := v.Unmark()
	if v.IsNull() || !v.IsKnown() {
		return v.WithMarks(marks)
	}
	switch {
	case v.Type().IsSetType():
		v = listOf(v.Type().ElementType(), elements(v))
	case len(marks) == 0 || v.LengthInt() == 0:
		return v
	}
	if len(marks) == 0 || v.LengthInt() == 0 {
		return v
	}
	switch ty := v.Type(); {
	case ty.IsListType(), ty.IsTupleType():
		values := elements(v)
		for i := range values {
			values[i] = values[i].WithMarks(marks)
		}
		if ty.IsTupleType() {
			return cty.TupleVal(values)
		}
		return cty.ListVal(values)
	case isMapping(v):
		values := v.AsValueMap()
		for key := range values {
			values[key] = values[key].WithMarks(marks)
		}
		if ty.IsObjectType() {
			return cty.ObjectVal(values)
		}
		return cty.MapVal(values)
	}
	return v.WithMarks(marks)
}

func listOf(element cty.Type, values []cty.Value) cty.Value {
	if len(values) == 0 {
		return cty.ListValEmpty(element)
	}
	return cty.ListVal(values)
}

// afterSpread is f with the marks of its containers moved to the elements.
func afterSpread(f fn.Function) fn.Function {
	p := *f.VarParam()
	p.AllowMarked = true
	return fn.New(&fn.Spec{
		VarParam: &p,
		Type:     f.ReturnTypeForValues,
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			moved := make([]cty.Value, len(args))
			for i, arg := range args {
				moved[i] = spread(arg)
			}
			return f.Call(moved)
		},
	})
}

var (
	concat = afterSpread(stdlib.ConcatFunc)
	merge  = afterSpread(stdlib.MergeFunc)
)

var coalesce = fn.New(&fn.Spec{
	VarParam: &fn.Parameter{
		Name: "values", Type: cty.DynamicPseudoType,
		AllowMarked: true, AllowNull: true, AllowUnknown: true, AllowDynamicType: true,
	},
	Type: func(args []cty.Value) (cty.Type, error) {
		types := make([]cty.Type, len(args))
		for i, arg := range args {
			types[i] = arg.Type()
		}
		ty, _ := convert.UnifyUnsafe(types)
		if ty == cty.NilType {
			return ty, errors.New("all arguments must be of one type")
		}
		return ty, nil
	},
	Impl: func(args []cty.Value, ty cty.Type) (cty.Value, error) {
		for _, arg := range args {
			v, _ := arg.Unmark()
			switch {
			case !v.IsKnown():
				return cty.UnknownVal(ty), nil
			case v.IsNull(), v.Type() == cty.String && v.AsString() == "":
				continue
			}
			return convert.Convert(arg, ty)
		}
		return cty.NilVal, errors.New("every argument is null or an empty string")
	},
})

var coalescelist = fn.New(&fn.Spec{
	VarParam: &fn.Parameter{
		Name: "lists", Type: cty.DynamicPseudoType,
		AllowMarked: true, AllowNull: true, AllowUnknown: true, AllowDynamicType: true,
	},
	Type: func(args []cty.Value) (cty.Type, error) {
		for i, arg := range args {
			if ty := arg.Type(); ty != cty.DynamicPseudoType && !ty.IsListType() && !ty.IsTupleType() {
				return cty.NilType, fn.NewArgErrorf(i, "a list is needed here")
			}
		}
		return cty.DynamicPseudoType, nil
	},
	Impl: func(args []cty.Value, ty cty.Type) (cty.Value, error) {
		for _, arg := range args {
			v, _ := arg.Unmark()
			switch {
			case !v.IsKnown():
				return cty.UnknownVal(ty), nil
			case !v.IsNull() && v.LengthInt() > 0:
				return arg, nil
			}
		}
		return cty.NilVal, errors.New("every list is empty")
	},
})

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

// keys drops the mark of a secret: which keys there are is in the source.
var keys = fn.New(&fn.Spec{
	Params: []fn.Parameter{anything("map")},
	Type:   stdlib.KeysFunc.ReturnTypeForValues,
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		m, marks := args[0].Unmark()
		names, err := stdlib.Keys(m)
		if err != nil {
			return cty.NilVal, err
		}
		if noTokens(names) != nil {
			return cty.NilVal, fn.NewArgErrorf(0, "a key in it is a secret, and keys must be known here")
		}
		return names.WithMarks(openly(marks)), nil
	},
})

// length drops the mark of a secret as well, but does not count the characters
// of one.
var length = fn.New(&fn.Spec{
	Params: []fn.Parameter{anything("value")},
	Type: func(args []cty.Value) (cty.Type, error) {
		if v := args[0]; v.Type() != cty.String && !isSequence(v) && !isMapping(v) && v.Type() != cty.DynamicPseudoType {
			return cty.NilType, fn.NewArgErrorf(0, "a list, set, map, object or string is needed here")
		}
		if args[0].Type() == cty.String {
			if err := refuse("length", 0, args[0]); err != nil {
				return cty.NilType, err
			}
		}
		return cty.Number, nil
	},
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		v, marks := args[0].Unmark()
		marks = openly(marks)
		if v.Type() == cty.String {
			n, err := stdlib.Strlen(v)
			if err != nil {
				return cty.NilVal, err
			}
			return n.WithMarks(marks), nil
		}
		return cty.NumberIntVal(int64(v.LengthInt())).WithMarks(marks), nil
	},
})

// lookup's default does not have the marks of the map: nothing of it is there.
var lookup = fn.New(&fn.Spec{
	Params: []fn.Parameter{anything("map"), {Name: "key", Type: cty.String, AllowMarked: true}},
	VarParam: &fn.Parameter{
		Name: "default", Type: cty.DynamicPseudoType,
		AllowMarked: true, AllowNull: true, AllowUnknown: true, AllowDynamicType: true,
	},
	Type: func(args []cty.Value) (cty.Type, error) {
		if !isMapping(args[0]) {
			return cty.NilType, fn.NewArgErrorf(0, "a map or an object is needed here")
		}
		if len(args) > 3 {
			return cty.NilType, fn.NewArgErrorf(3, "lookup takes one default")
		}
		return cty.DynamicPseudoType, nil
	},
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		m, marks := args[0].Unmark()
		key, keyMarks := args[1].Unmark()
		if m.Type().IsObjectType() && m.Type().HasAttribute(key.AsString()) {
			return m.GetAttr(key.AsString()).WithMarks(marks, keyMarks), nil
		}
		if m.Type().IsMapType() && m.HasIndex(key).True() {
			return m.Index(key).WithMarks(marks, keyMarks), nil
		}
		if len(args) < 3 {
			return cty.NilVal, fn.NewArgErrorf(1, "there is no key %q, and no default is given", key.AsString())
		}
		fallback := args[2]
		if m.Type().IsMapType() {
			var err error
			if fallback, err = convert.Convert(fallback, m.Type().ElementType()); err != nil {
				return cty.NilVal, fn.NewArgErrorf(2, "the default must be of the type of the map's elements: %s", err)
			}
		}
		return fallback.WithMarks(keyMarks), nil
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

var transpose = fn.New(&fn.Spec{
	Params: []fn.Parameter{{Name: "map", Type: cty.Map(cty.List(cty.String))}},
	Type:   fn.StaticReturnType(cty.Map(cty.List(cty.String))),
	Impl: func(args []cty.Value, ty cty.Type) (cty.Value, error) {
		if !args[0].IsWhollyKnown() {
			return cty.UnknownVal(ty), nil
		}
		turned := map[string][]cty.Value{}
		for it := args[0].ElementIterator(); it.Next(); {
			key, list := it.Element()
			if list.IsNull() {
				return cty.NilVal, fn.NewArgErrorf(0, "the list of %q is null", key.AsString())
			}
			for _, v := range elements(list) {
				if v.IsNull() {
					return cty.NilVal, fn.NewArgErrorf(0, "there is a null in the list of %q", key.AsString())
				}
				turned[v.AsString()] = append(turned[v.AsString()], key)
			}
		}
		if len(turned) == 0 {
			return cty.MapValEmpty(ty.ElementType()), nil
		}
		result := map[string]cty.Value{}
		for key, list := range turned {
			result[key] = cty.ListVal(list)
		}
		return cty.MapVal(result), nil
	},
})

// zipmap moves the marks of a key to its value: keys cannot have any.
var zipmap = fn.New(&fn.Spec{
	Params: []fn.Parameter{
		{Name: "keys", Type: cty.List(cty.String), AllowMarked: true},
		anything("values"),
	},
	Type: func(args []cty.Value) (cty.Type, error) {
		keys, _ := args[0].UnmarkDeep()
		return stdlib.ZipmapFunc.ReturnTypeForValues([]cty.Value{keys, args[1]})
	},
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		keys, values := spread(args[0]), spread(args[1])
		plain, _ := keys.UnmarkDeep()
		m, err := stdlib.Zipmap(plain, values)
		if err != nil || !m.IsKnown() {
			return m, err
		}
		named := m.AsValueMap()
		for _, key := range elements(keys) {
			key, marks := key.Unmark()
			named[key.AsString()] = named[key.AsString()].WithMarks(marks)
		}
		switch {
		case m.Type().IsObjectType():
			return cty.ObjectVal(named), nil
		case len(named) == 0:
			return m, nil
		default:
			return cty.MapVal(named), nil
		}
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
