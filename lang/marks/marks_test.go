package marks_test

import (
	"slices"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang/marks"
)

// What is found is what cty finds, wherever it is.
func TestIn(t *testing.T) {
	a, b := cty.StringVal("a").Mark("A"), cty.NumberIntVal(1).Mark("B")
	for name, v := range map[string]cty.Value{
		"none":           cty.ObjectVal(map[string]cty.Value{"x": cty.ListVal([]cty.Value{cty.True})}),
		"itself":         a,
		"twice":          a.Mark("B"),
		"list":           cty.ListVal([]cty.Value{cty.StringVal("b"), a}),
		"tuple":          cty.TupleVal([]cty.Value{b, a}),
		"map":            cty.MapVal(map[string]cty.Value{"x": b}),
		"object":         cty.ObjectVal(map[string]cty.Value{"x": cty.TupleVal([]cty.Value{b}), "y": a}),
		"set":            cty.SetVal([]cty.Value{a}),
		"both":           cty.ObjectVal(map[string]cty.Value{"x": a}).Mark("B"),
		"null":           cty.NullVal(cty.List(cty.String)).Mark("A"),
		"unknown":        cty.UnknownVal(cty.Map(cty.String)).Mark("A"),
		"null in it":     cty.TupleVal([]cty.Value{cty.NullVal(cty.DynamicPseudoType), a}),
		"nothing":        cty.DynamicVal,
		"nothing marked": cty.DynamicVal.Mark("A"),
	} {
		plain, want := v.UnmarkDeep()
		got := cty.ValueMarks{}
		for m := range marks.In(v) {
			got[m] = struct{}{}
		}
		if !got.Equal(want) {
			t.Errorf("%s: found %v, want %v", name, got, want)
		}
		if marks.Any(v) != (len(want) > 0) {
			t.Errorf("%s: any is %t", name, marks.Any(v))
		}
		if got := marks.Without(v); !got.RawEquals(plain) {
			t.Errorf("%s: without marks it is %#v", name, got)
		}
	}
	if got := slices.Collect(marks.In(cty.TupleVal([]cty.Value{a, a}))); len(got) != 2 {
		t.Errorf("in two places: %v", got)
	}
}
