package function

import (
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	fn "github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

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
