package function_test

import (
	"encoding/json"
	"math/big"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"
	"go.yaml.in/yaml/v3"

	"github.com/senextrader/senexc/e2e/limit"
	"github.com/senextrader/senexc/lang/function"
)

// FuzzDocument: what jsonencode and yamlencode write, readers of JSON and of YAML
// read as the value that it was. The fuzzer spells values in JSON.
func FuzzDocument(f *testing.F) {
	for _, s := range []string{
		`null`, `true`, `"a: b # c"`, `""`, `0`, `-1.5e300`, `123456789012345678901234567890`, `[]`, `{}`, `[[], {}, [null]]`,
		`{"a": [1, {"b": "two\nlines", "": "- x"}], "yes": "no", "1": "~", "<<": "=", "é": "  "}`, `"\u0000\u001f\u0085\u2028"`, `["{", "}", "%", "@", "*a", "&b", "!c", "|"]`,
	} {
		f.Add(s)
	}
	table := function.Table(function.Options{})
	call := func(t *testing.T, name string, v cty.Value) (string, bool) {
		t.Helper()
		out, err := table[name].Call([]cty.Value{v})
		if err != nil {
			return "", false // what a document cannot carry
		}
		return out.AsString(), true
	}
	f.Fuzz(func(t *testing.T, spelt string) {
		limit.Run(t, len(spelt), func() {
			v, err := table["jsondecode"].Call([]cty.Value{cty.StringVal(spelt)})
			if err != nil {
				return
			}
			text, ok := call(t, "jsonencode", v)
			if !ok {
				return
			}
			var want any
			if err := numbers(text, &want); err != nil {
				t.Fatalf("%q is written as %q: %v", spelt, text, err)
			}
			again, err := table["jsondecode"].Call([]cty.Value{cty.StringVal(text)})
			if err != nil || !again.RawEquals(v) {
				t.Errorf("%q is written as %q, which is another value: %v", spelt, text, err)
			}
			text, ok = call(t, "yamlencode", v)
			if !ok {
				t.Fatalf("%q can be written in JSON and not in YAML", spelt)
			}
			var node yaml.Node
			if err := yaml.Unmarshal([]byte(text), &node); err != nil {
				t.Fatalf("%q is written as\n%s\n%v", spelt, text, err)
			}
			if d := cmp.Diff(want, plain(t, node.Content[0])); d != "" {
				t.Errorf("%q is written as\n%s\nwhich is another value (-want +got):\n%s", spelt, text, d)
			}
		})
	})
}

// numbers reads JSON without rounding its numbers.
func numbers(text string, into *any) error {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	return d.Decode(into)
}

// plain is what a YAML document says, as the reader of JSON would have it.
func plain(t *testing.T, n *yaml.Node) any {
	t.Helper()
	switch {
	case n.Kind == yaml.MappingNode:
		object := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			object[n.Content[i].Value] = plain(t, n.Content[i+1])
		}
		return object
	case n.Kind == yaml.SequenceNode:
		list := []any{}
		for _, element := range n.Content {
			list = append(list, plain(t, element))
		}
		return list
	case n.Tag == "!!str":
		// What is too large for it this reader takes for text, written as it is.
		if f, _, err := big.ParseFloat(n.Value, 10, 64, big.ToZero); err == nil && n.Style == 0 && f.IsInt() && len(n.Value) > 300 {
			return json.Number(n.Value)
		}
		return n.Value
	case n.Tag == "!!bool":
		return n.Value == "true"
	case n.Tag == "!!null":
		return nil
	case n.Tag == "!!int", n.Tag == "!!float":
		return json.Number(n.Value)
	}
	t.Errorf("a YAML node of the tag %s", n.Tag)
	return nil
}
