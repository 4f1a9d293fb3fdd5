package marks

import (
	"iter"

	"github.com/zclconf/go-cty/cty"
)

// In yields the marks of a value and of everything in it, in no order. One that
// is in several places comes several times.
func In(v cty.Value) iter.Seq[any] {
	return func(yield func(any) bool) { in(v, yield) }
}

func in(v cty.Value, yield func(any) bool) bool {
	if v.IsMarked() {
		inner, marks := v.Unmark()
		for m := range marks {
			if !yield(m) {
				return false
			}
		}
		v = inner
	}
	if !v.IsKnown() || v.IsNull() || !v.CanIterateElements() {
		return true
	}
	for it := v.ElementIterator(); it.Next(); {
		// A key has no marks: those of a key are the map's.
		if _, element := it.Element(); !in(element, yield) {
			return false
		}
	}
	return true
}

// Any reports whether a value has a mark, or something in it has.
func Any(v cty.Value) bool {
	for range In(v) {
		return true
	}
	return false
}

// Without returns a value without marks, also of what is in it.
func Without(v cty.Value) cty.Value {
	if Any(v) {
		v, _ = v.UnmarkDeep()
	}
	return v
}
