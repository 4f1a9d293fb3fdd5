package function

import (
	"errors"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	fn "github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// Here, in sequence.go and in mapping.go are the functions on lists, sets, maps
// and objects that cty does not have, or that there put the marks of one element
// on all of them.

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
	if v.Type().IsSetType() {
		v = listOf(v.Type().ElementType(), elements(v))
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
