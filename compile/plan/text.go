package plan

import (
	"slices"
	"strconv"
	"strings"
)

// A Text is a string that may have secrets in it. Segments are concatenated.
type Text []Segment

// A Segment is one part of a Text, exactly one of three kinds:
//
//   - Literal text;
//   - the value that a Secret has in a Version;
//   - an Encoder applied, on the host, to the text that Inner makes.
type Segment struct {
	Literal string
	Secret  string
	Version int
	Encoder string
	Inner   Text
}

// Literal returns the Text of a string without secrets. The empty string is
// the empty Text.
func Literal(s string) Text {
	if s == "" {
		return nil
	}
	return Text{{Literal: s}}
}

// Plain returns the text as a string, and false if it has a secret in it.
func (t Text) Plain() (string, bool) {
	var b strings.Builder
	for _, s := range t {
		if s.Secret != "" || s.Encoder != "" {
			return "", false
		}
		b.WriteString(s.Literal)
	}
	return b.String(), true
}

// Secrets returns the names of the secrets in the text, each once, in order of
// appearance.
func (t Text) Secrets() []string {
	var names []string
	for _, v := range t.Values() {
		if !slices.Contains(names, v.Secret) {
			names = append(names, v.Secret)
		}
	}
	return names
}

// A Value is one value of a secret. There are two of a secret that is being
// rotated.
type Value struct {
	Secret  string
	Version int
}

// String returns what the value is called on a host, as in "db_password.3". A
// host that goes back to another release finds the values of that one.
func (v Value) String() string { return v.Secret + "." + strconv.Itoa(v.Version) }

// Values returns the values of secrets in the text, each once, in order of
// appearance.
func (t Text) Values() []Value {
	var values []Value
	t.walk(func(v Value) {
		if !slices.Contains(values, v) {
			values = append(values, v)
		}
	})
	return values
}

func (t Text) walk(visit func(Value)) {
	for _, s := range t {
		if s.Secret != "" {
			visit(Value{s.Secret, s.Version})
		}
		s.Inner.walk(visit)
	}
}

// Redacted returns the text for people: each secret, with its encoders, is
// shown by name as in ${urlencode(secret.NAME)}.
func (t Text) Redacted() string {
	var b strings.Builder
	for _, s := range t {
		switch {
		case s.Secret != "":
			b.WriteString("${secret." + s.Secret + "}")
		case s.Encoder != "":
			inner := s.Inner.Redacted()
			if len(s.Inner) == 1 && s.Inner[0].Literal == "" {
				inner = strings.TrimSuffix(strings.TrimPrefix(inner, "${"), "}")
			} else {
				inner = `"` + inner + `"`
			}
			b.WriteString("${" + s.Encoder + "(" + inner + ")}")
		default:
			b.WriteString(s.Literal)
		}
	}
	return b.String()
}
