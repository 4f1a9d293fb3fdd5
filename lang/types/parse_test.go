package types

import (
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

func expression(t *testing.T, source string) hcl.Expression {
	t.Helper()
	expr, diags := hclsyntax.ParseExpression([]byte(source), "test.hcl", hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatalf("%s: %s", source, diags)
	}
	return expr
}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		source string
		cty    cty.Type
	}{
		{"any", cty.DynamicPseudoType},
		{"bool", cty.Bool},
		{"number", cty.Number},
		{"string", cty.String},
		{"secret", cty.String},
		{"service", Service},
		{"endpoint", Endpoint},
		{"list(string)", cty.List(cty.String)},
		{"set(number)", cty.Set(cty.Number)},
		{"map(secret)", cty.Map(cty.String)},
		{"map(any)", cty.Map(cty.DynamicPseudoType)},
		{"list(service)", cty.List(Service)},
		{"tuple([string, number])", cty.Tuple([]cty.Type{cty.String, cty.Number})},
		{"tuple([])", cty.EmptyTuple},
		{"object({})", cty.EmptyObject},
		{
			`object({ name = string, port = optional(number, 80), up = optional(list(endpoint), []), tls = optional(object({ key = secret, ciphers = optional(map(bool), { a-b = true, "c d" = false }) })) })`,
			cty.Object(map[string]cty.Type{
				"name": cty.String,
				"port": cty.Number,
				"up":   cty.List(Endpoint),
				"tls":  cty.Object(map[string]cty.Type{"key": cty.String, "ciphers": cty.Map(cty.Bool)}),
			}),
		},
	} {
		got, diags := Parse(expression(t, c.source))
		if diags.HasErrors() {
			t.Errorf("%s: %s", c.source, diags)
			continue
		}
		if !got.Cty().Equals(c.cty) {
			t.Errorf("%s has the cty type %#v, want %#v", c.source, got.Cty(), c.cty)
		}
		if got.String() != c.source {
			t.Errorf("%s is written as %s", c.source, got)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, c := range []struct {
		source string
		column int
		want   string
	}{
		{"strng", 1, `"strng" is not a type. Did you mean "string"?`},
		{"lst(string)", 1, `"lst" is not a type. Did you mean "list"?`},
		{"banana", 1, `"banana" is not a type.`},
		{"list", 1, "as in list(string)"},
		{"object", 1, "object({ name = string })"},
		{"list(string, number)", 5, "and nothing else"},
		{"map()", 4, "and nothing else"},
		{"list(strng)", 6, `Did you mean "string"?`},
		{"secret(string)", 7, "takes nothing in parentheses"},
		{`"string"`, 1, "Write string without quotes."},
		{"var.x", 1, "A type is a word such as string"},
		{"optional(string)", 1, "Only a key of an object type can be optional"},
		{"object(string)", 8, "in braces"},
		{"object({ a = string, a = number })", 22, `The key "a" is already`},
		{"object({ (x) = string })", 10, "without quotes or references"},
		{"object({ a = optional() })", 22, "optional takes a type"},
		{"object({ a = optional(number, 1, 2) })", 22, "optional takes a type"},
		{`object({ a = optional(number, "x") })`, 31, `a: a number is needed here, and this is the string "x".`},
		{`object({ a = optional(number, var.x) })`, 31, "must be a plain value"},
		{`object({ a = optional(object({ b = string }), { c = 1 }) })`, 49, `a has no key "c". Its keys are b.`},
		{"tuple(string)", 7, "A tuple needs a list of types"},
	} {
		_, diags := Parse(expression(t, c.source))
		if !diags.HasErrors() {
			t.Errorf("%s is accepted", c.source)
			continue
		}
		if d := diags[0]; !strings.Contains(d.Detail, c.want) || d.Subject.Start.Column != c.column {
			t.Errorf("%s: column %d: %s\nwant column %d: %s", c.source, d.Subject.Start.Column, d.Detail, c.column, c.want)
		}
	}
}

func TestHas(t *testing.T) {
	ty := MustParse("object({ a = optional(map(tuple([string, list(service)]))) })")
	for kind, want := range map[Kind]bool{KindService: true, KindTuple: true, KindObject: true, KindSecret: false, KindNumber: false} {
		if ty.Has(kind) != want {
			t.Errorf("Has(%s) = %v", kind, !want)
		}
	}
}

// The zero Type is what a variable without a type has.
func TestZero(t *testing.T) {
	var ty Type
	v := cty.ObjectVal(map[string]cty.Value{"a": cty.True.Mark("m")})
	got, diags := ty.Convert(v, hcl.Range{}, nil, "x")
	if diags.HasErrors() || !got.RawEquals(v) || ty.Kind() != KindAny || ty.String() != "any" {
		t.Errorf("%s: %#v, %s", ty, got, diags)
	}
}
