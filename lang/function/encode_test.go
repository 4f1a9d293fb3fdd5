package function_test

import (
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang/function"
)

// A mark that combines with the letter before it must not become one character
// with the letter of an escape.
func TestEscapesBeforeMarks(t *testing.T) {
	table := function.Table(function.Options{})
	const value = "\n\u0303"
	got, err := table["jsonstring"].Call([]cty.Value{cty.StringVal(value)})
	if err != nil || got.AsString() != `"\n\u0303"` {
		t.Errorf("jsonstring(%q) = %#v, %v", value, got, err)
	}
	for _, name := range []string{"systemdvalue", "redisquote", "nginxquote"} {
		if got, err := table[name].Call([]cty.Value{cty.StringVal(value)}); err == nil {
			t.Errorf("%s(%q) = %#v; want an error", name, value, got)
		}
	}
}
