package number_test

import (
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang/number"
)

func TestInRange(t *testing.T) {
	for text, want := range map[string]bool{
		"0": true, "-1": true, "1e300": true, "-1e-300": true, "123456789012345678901234567890.5": true,
		"1e9999": false, "-1e9999": false, "1e-9999": false, "1e99999999": false,
	} {
		if got := number.InRange(cty.MustParseNumberVal(text).Mark("m")); got != want {
			t.Errorf("%s: %t", text, got)
		}
	}
	for _, v := range []cty.Value{cty.StringVal("1e9999"), cty.NullVal(cty.Number), cty.UnknownVal(cty.Number), cty.PositiveInfinity, cty.DynamicVal} {
		if !number.InRange(v) {
			t.Errorf("%#v is out of range", v)
		}
	}
}
