package number

import "github.com/zclconf/go-cty/cty"

// maxBits is how far the first and the last digit of a number may be from the
// point, in binary: some two thousand decimal digits.
const maxBits = 1 << 13

// TooLarge is what there is to say of a number that is not in range.
const TooLarge = "the number has more digits than can be written out"

// InRange reports whether a value can be written out. One that is no number,
// not known or infinite is another's affair.
func InRange(v cty.Value) bool {
	v, _ = v.Unmark()
	if v.Type() != cty.Number || !v.IsKnown() || v.IsNull() || v.AsBigFloat().IsInf() {
		return true
	}
	e := v.AsBigFloat().MantExp(nil)
	return -maxBits < e && e < maxBits
}
