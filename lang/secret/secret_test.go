package secret_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang/secret"
)

// token is what a secret looks like inside a string.
func token(name string) string {
	v, _ := secret.Value(name, 1).Unmark()
	return v.AsString()
}

func TestParse(t *testing.T) {
	literal := func(s string) secret.Segment { return secret.Segment{Literal: s} }
	for in, want := range map[string][]secret.Segment{
		"":                         nil,
		"plain":                    {literal("plain")},
		token("pw"):                {{Secret: "pw", Version: 1}},
		"a " + token("pw") + "b":   {literal("a "), {Secret: "pw", Version: 1}, literal("b")},
		token("a") + token("b"):    {{Secret: "a", Version: 1}, {Secret: "b", Version: 1}},
		secret.Encode("x", "l"):    {{Encoder: "x", Inner: []secret.Segment{literal("l")}}},
		secret.Encode("x", ""):     {{Encoder: "x"}},
		"new\nline" + token("a_b"): {literal("new\nline"), {Secret: "a_b", Version: 1}},
		secret.Encode("x", "a "+secret.Encode("y", token("pw"))+" b"): {{Encoder: "x", Inner: []secret.Segment{
			literal("a "), {Encoder: "y", Inner: []secret.Segment{{Secret: "pw", Version: 1}}}, literal(" b"),
		}}},
	} {
		got, err := secret.Parse(in)
		if err != nil {
			t.Errorf("%q: %v", in, err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%q (-want +got):\n%s", in, d)
		}
	}
}

// A token that was cut or changed on the way is noticed: what is left of it
// never passes for text.
func TestParseRefuses(t *testing.T) {
	whole := secret.Encode("x", "a"+token("pw"))
	runes := []rune(whole)
	for i := 1; i < len(runes); i++ {
		for _, part := range []string{string(runes[:i]), string(runes[i:])} {
			if segments, err := secret.Parse(part); err == nil && strings.ContainsAny(part, "⟪⟫") {
				t.Errorf("%q passes for %+v", part, segments)
			}
		}
	}
	if !secret.Forged(whole) || secret.Forged("<secret pw>") {
		t.Error("a literal that looks like a token is not told apart")
	}
}

func TestNames(t *testing.T) {
	v := cty.ObjectVal(map[string]cty.Value{
		"a": secret.Value("one", 1),
		"b": cty.ListVal([]cty.Value{cty.StringVal("x"), secret.Value("two", 1)}),
		"c": cty.StringVal("y").Mark("another mark"),
	})
	got := secret.Names(v)
	slices.Sort(got)
	if d := cmp.Diff([]string{"one", "two"}, got); d != "" {
		t.Error(d)
	}
}

// write is the reverse of Parse.
func write(segments []secret.Segment) string {
	var b strings.Builder
	for _, s := range segments {
		switch {
		case s.Secret != "":
			b.WriteString(secret.Encode("secret", fmt.Sprint(s.Secret, " ", s.Version)))
		case s.Encoder != "":
			b.WriteString(secret.Encode(s.Encoder, write(s.Inner)))
		default:
			b.WriteString(s.Literal)
		}
	}
	return b.String()
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "a", token("pw"), secret.Encode("x", token("pw")+"y"), "⟪", "⟫", "⟪a", "⟪secret a", "⟪ ⟫", "⟪secret a⟫", "⟪secret a 01⟫", "⟪secret a 0⟫", "⟪secret a 12⟫"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		segments, err := secret.Parse(s)
		if err == nil && write(segments) != s {
			t.Errorf("%q is read as %+v", s, segments)
		}
	})
}
