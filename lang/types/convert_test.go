package types

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang/secret"
)

// scope is what the expressions of these tests can refer to.
var scope = &hcl.EvalContext{Variables: map[string]cty.Value{
	"secret":  cty.ObjectVal(map[string]cty.Value{"pw": secret.Value("pw", 1)}),
	"service": cty.ObjectVal(map[string]cty.Value{"db": ServiceVal("db")}),
	"edge":    cty.StringVal("db").Mark("edge"),
	"address": cty.ObjectVal(map[string]cty.Value{
		"host": cty.StringVal("db"), "port": cty.NumberIntVal(5432).Mark("edge"),
		"address": cty.StringVal("db:5432"), "protocol": cty.StringVal("sql"),
	}),
	"unknown": cty.DynamicVal,
	"nothing": cty.NullVal(cty.DynamicPseudoType),
	"mounts": cty.MapVal(map[string]cty.Value{
		"/data": cty.MapVal(map[string]cty.Value{"sorce": cty.StringVal("v")}),
	}),
	"key": cty.StringVal("k"),
}}

func convertSource(t *testing.T, ty, source string) (cty.Value, hcl.Diagnostics) {
	t.Helper()
	expr := expression(t, source)
	v, diags := expr.Value(scope)
	if diags.HasErrors() {
		t.Fatalf("%s: %s", source, diags)
	}
	return MustParse(ty).Convert(v, expr.Range(), expr, "x")
}

func TestConvert(t *testing.T) {
	str, num := cty.StringVal, cty.NumberIntVal
	obj := func(pairs ...any) cty.Value {
		m := map[string]cty.Value{}
		for i := 0; i < len(pairs); i += 2 {
			m[pairs[i].(string)] = pairs[i+1].(cty.Value)
		}
		return cty.ObjectVal(m)
	}
	pw := secret.Value("pw", 1)
	for _, c := range []struct {
		ty, source string
		want       cty.Value
	}{
		{"string", `80`, str("80")},
		{"number", `"80"`, num(80)},
		{"bool", `"true"`, cty.True},
		{"string", `null`, cty.NullVal(cty.String)},
		{"number", `unknown`, cty.UnknownVal(cty.Number)},
		{"any", `{ a = [1, "b"] }`, obj("a", cty.TupleVal([]cty.Value{num(1), str("b")}))},

		{"string", `secret.pw`, pw},
		{"secret", `secret.pw`, pw},
		{"secret", `"redis://:${secret.pw}@h"`, str("redis://:⟪secret pw 1⟫@h").Mark(secret.Mark{Name: "pw"})},
		{"secret", `null`, cty.NullVal(cty.String)},
		{"map(string)", `{ A = secret.pw, B = edge, C = "c" }`, cty.MapVal(map[string]cty.Value{"A": pw, "B": str("db").Mark("edge"), "C": str("c")})},
		{"service", `service.db`, ServiceVal("db")},
		{"list(service)", `[service.db]`, cty.ListVal([]cty.Value{ServiceVal("db")})},
		{"endpoint", `address`, scope.Variables["address"]},

		{"list(string)", `["a", 1]`, cty.ListVal([]cty.Value{str("a"), str("1")})},
		{"list(string)", `[]`, cty.ListValEmpty(cty.String)},
		{"list(string)", `["a", edge]`, cty.ListVal([]cty.Value{str("a"), str("db").Mark("edge")})},
		{"set(string)", `["b", "a", "b"]`, cty.SetVal([]cty.Value{str("a"), str("b")})},
		{"list(any)", `[1, "b"]`, cty.ListVal([]cty.Value{str("1"), str("b")})},
		{"list(any)", `[null, 1]`, cty.ListVal([]cty.Value{cty.NullVal(cty.Number), num(1)})},
		{"list(any)", `[]`, cty.ListValEmpty(cty.DynamicPseudoType)},
		{"map(number)", `{}`, cty.MapValEmpty(cty.Number)},
		{"map(any)", `{ a = { x = 1 }, b = { x = "s" } }`, cty.MapVal(map[string]cty.Value{"a": obj("x", str("1")), "b": obj("x", str("s"))})},
		{"tuple([string, number])", `[1, "2"]`, cty.TupleVal([]cty.Value{str("1"), num(2)})},

		{"object({ a = string })", `{ a = 1 }`, obj("a", str("1"))},
		{"object({ a = string })", `{ a = null }`, obj("a", cty.NullVal(cty.String))},
		{"object({ a = optional(string) })", `{}`, obj("a", cty.NullVal(cty.String))},
		{"object({ a = optional(string, \"d\") })", `{}`, obj("a", str("d"))},
		{"object({ a = optional(string, \"d\") })", `{ a = null }`, obj("a", str("d"))},
		{"object({ a = optional(string, \"d\") })", `{ a = "" }`, obj("a", str(""))},
		{"object({ a = optional(object({ b = optional(number, 1) }), {}) })", `{}`, obj("a", obj("b", num(1)))},
		{"object({ a = optional(object({ b = optional(number, 1) })) })", `{}`, obj("a", cty.NullVal(cty.Object(map[string]cty.Type{"b": cty.Number})))},
		{"map(object({ p = optional(number, 80) }))", `{ x = {}, y = { p = 1 } }`, cty.MapVal(map[string]cty.Value{"x": obj("p", num(80)), "y": obj("p", num(1))})},
		{"list(object({ p = optional(number, 80), q = optional(string) }))", `[{}, { q = edge }]`,
			cty.ListVal([]cty.Value{obj("p", num(80), "q", cty.NullVal(cty.String)), obj("p", num(80), "q", str("db").Mark("edge"))})},
	} {
		got, diags := convertSource(t, c.ty, c.source)
		if diags.HasErrors() {
			t.Errorf("%s as %s: %s", c.source, c.ty, diags)
		} else if !got.RawEquals(c.want) {
			t.Errorf("%s as %s is\n%#v, want\n%#v", c.source, c.ty, got, c.want)
		}
	}
}

// Marks say which connections exist, so each must stay on its own value: on a
// container as well as in it, and on a null that a default takes the place of.
func TestMarksStayInPlace(t *testing.T) {
	in := cty.ObjectVal(map[string]cty.Value{
		"a": cty.StringVal("1").Mark("a"),
		"b": cty.NullVal(cty.String).Mark("b"),
		"c": cty.TupleVal([]cty.Value{cty.True.Mark("true"), cty.False}).Mark("c"),
		"d": cty.True,
	}).Mark("whole")
	ty := MustParse("object({ a = number, b = optional(string, \"x\"), c = list(bool), d = bool })")
	got, diags := ty.Convert(in, hcl.Range{}, nil, "x")
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	want := cty.ObjectVal(map[string]cty.Value{
		"a": cty.NumberIntVal(1).Mark("a"),
		"b": cty.StringVal("x").Mark("b"),
		"c": cty.ListVal([]cty.Value{cty.True.Mark("true"), cty.False}).Mark("c"),
		"d": cty.True,
	}).Mark("whole")
	if !got.RawEquals(want) {
		t.Errorf("got %#v\nwant %#v", got, want)
	}
}

func TestConvertErrors(t *testing.T) {
	const mount = "map(object({ source = string, mode = optional(string), uid = optional(number, 0) }))"
	for _, c := range []struct {
		ty, source string
		want       []string // LINE:COLUMN: detail
	}{
		{"number", `"abc"`, []string{`1:1: x: a number is needed here, and this is the string "abc".`}},
		{"number", `[1]`, []string{`1:1: x: a number is needed here, and this is a list.`}},
		{"string", `{}`, []string{`1:1: x: a string is needed here, and this is an object.`}},
		{"bool", `1`, []string{`1:1: x: true or false is needed here, and this is a number.`}},
		{"list(string)", `"a"`, []string{`1:1: x: a list of strings is needed here, and this is the string "a". Put it in brackets.`}},
		{"map(list(number))", `[]`, []string{`1:1: x: a map of lists of numbers is needed here, and this is a list.`}},
		{"tuple([string, number])", `["a"]`, []string{`1:1: x needs 2 elements, and has 1.`}},
		{"object({ a = string, b = string })", `"a"`, []string{`1:1: x: an object with the keys a and b is needed here, and this is the string "a".`}},
		{"list(any)", `["a", {}]`, []string{`1:1: x: its elements must all be of one type, and these are of several.`}},

		// Each message is at the part it is about.
		{"list(number)", `[1, "b", 2]`, []string{`1:5: x[1]: a number is needed here, and this is the string "b".`}},
		{"map(number)", `{ a = 1, "b c" = "d" }`, []string{`1:18: x["b c"]: a number is needed here, and this is the string "d".`}},
		{mount, `{ "/data" = { sorce = "v" } }`, []string{`1:15: x["/data"] has no key "sorce". Did you mean "source"?`}},
		{mount, `({ "/data" = ({ sorce = "v" }) })`, []string{`1:17: x["/data"] has no key "sorce". Did you mean "source"?`}},
		{mount, `{ "/data" = { source = "v", banana = 1, owner = 2 } }`, []string{
			`1:29: x["/data"] has no key "banana". Its keys are source, mode and uid.`,
			`1:41: x["/data"] has no key "owner". Its keys are source, mode and uid.`}},
		{mount, `{ "/data" = { source = "v", uid = "root" } }`, []string{`1:35: x["/data"].uid: a number is needed here, and this is the string "root".`}},
		{mount, `{ "/data" = {} }`, []string{`1:13: x["/data"] needs the key "source", which is a string.`}},
		{mount, "{\n  (key) = {\n    sorce = 1\n    source = 2\n  }\n}", []string{`1:1: x["k"] has no key "sorce". Its keys are source, mode and uid.`}},
		{"object({})", `{ a = 1 }`, []string{`1:3: x has no key "a". It has no keys at all.`}},
		// Where nothing is written out, the path says where it is.
		{mount, `mounts`, []string{`1:1: x["/data"] has no key "sorce". Did you mean "source"?`}},

		{"secret", `"hunter2"`, []string{`1:1: x: a secret is needed here, and this is a plain string. Declare one`}},
		{"number", `secret.pw`, []string{`1:1: x: a number is needed here, and this is a secret. Its value is known only on the host.`}},
		{"list(string)", `secret.pw`, []string{`1:1: x: a list of strings is needed here, and this is a secret.`}},
		{"service", `"db"`, []string{`1:1: x: a service is needed here, and this is the string "db". Name one, as in service.NAME.`}},
		{"service", `address`, []string{`1:1: x: a service is needed here, and this is an endpoint.`}},
		{"endpoint", `service.db`, []string{`1:1: x: an endpoint (as in service.NAME.endpoint.NAME) is needed here, and this is a service.`}},
		{"string", `service.db`, []string{`1:1: x: a string is needed here, and this is a service.`}},
	} {
		_, diags := convertSource(t, c.ty, c.source)
		var got []string
		for _, d := range diags {
			got = append(got, fmt.Sprintf("%d:%d: %s", d.Subject.Start.Line, d.Subject.Start.Column, d.Detail))
		}
		ok := len(got) == len(c.want)
		for i := 0; ok && i < len(got); i++ {
			ok = strings.HasPrefix(got[i], c.want[i])
		}
		if !ok {
			t.Errorf("%s as %s:\n%s\nwant\n%s", c.source, c.ty, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// An error leaves a value that does not cause further ones.
func TestConvertErrorIsUnknown(t *testing.T) {
	got, diags := convertSource(t, "object({ a = list(number) })", `{ a = ["b"] }`)
	if !diags.HasErrors() || got.IsKnown() || !got.Type().Equals(cty.Object(map[string]cty.Type{"a": cty.List(cty.Number)})) {
		t.Errorf("got %#v, %s", got, diags)
	}
}
