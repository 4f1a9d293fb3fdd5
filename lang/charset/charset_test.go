package charset_test

import (
	"testing"

	"github.com/hashicorp/hcl/v2"

	"github.com/senextrader/senexc/lang/charset"
)

func TestCheck(t *testing.T) {
	for src, want := range map[string]hcl.Pos{
		"":                     {},
		"a = \"größe €\"\n":    {},
		"\ufffd":               {}, // a character like any other
		"# \xe9t\xe9\na = 1\n": {Line: 1, Column: 3, Byte: 2},
		"ä\nb = \xe80 ":        {Line: 2, Column: 5, Byte: 7},
		"a = \"\xc3":           {Line: 1, Column: 6, Byte: 5},
	} {
		diags := charset.Check([]byte(src), "x.hcl")
		if len(diags) == 0 {
			if want != (hcl.Pos{}) {
				t.Errorf("%q is taken", src)
			}
			continue
		}
		if got := diags[0].Subject.Start; got != want {
			t.Errorf("%q is refused at %+v, want %+v", src, got, want)
		}
	}
}
