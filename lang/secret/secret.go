package secret

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang/marks"
)

// A Mark is the cty mark of every value that a secret has touched.
type Mark struct{ Name string }

// Tokens are written between these two. They are refused in literals, so that
// nobody can write a token by hand.
const (
	opening = '⟪'
	closing = '⟫'
)

// Value returns the value that the secret of that name has in a version: while
// it is rotated, it has two.
func Value(name string, version int) cty.Value {
	return cty.StringVal(fmt.Sprintf("%csecret %s %d%c", opening, name, version, closing)).Mark(Mark{name})
}

// Encode returns the token for the encoder applied to s, which may have tokens
// in it. The caller keeps the marks.
func Encode(encoder, s string) string {
	return string(opening) + encoder + " " + s + string(closing)
}

// Forged reports whether a literal of the source looks like a token.
func Forged(literal string) bool {
	return strings.ContainsRune(literal, opening) || strings.ContainsRune(literal, closing)
}

// Names returns the secrets that marked v or anything in it, in no order.
func Names(v cty.Value) []string {
	var names []string
	for m := range marks.In(v) {
		if m, ok := m.(Mark); ok && !slices.Contains(names, m.Name) {
			names = append(names, m.Name)
		}
	}
	return names
}

// A Segment is a part of a string: literal text, a value of a secret, or an
// encoder over segments.
type Segment struct {
	Literal string
	Secret  string
	Version int // of the secret
	Encoder string
	Inner   []Segment
}

// Parse splits a string with tokens into segments. It fails on a string that
// Value and Encode did not make.
func Parse(s string) ([]Segment, error) {
	segments, rest, err := parse(s, false)
	if err == nil && rest != "" {
		err = fmt.Errorf("a secret's token ends where none began")
	}
	return segments, err
}

func parse(s string, inner bool) (segments []Segment, rest string, err error) {
	for s != "" {
		i := strings.IndexAny(s, string(opening)+string(closing))
		if i < 0 {
			if inner {
				return nil, "", fmt.Errorf("a secret's token does not end")
			}
			return append(segments, Segment{Literal: s}), "", nil
		}
		if i > 0 {
			segments = append(segments, Segment{Literal: s[:i]})
			s = s[i:]
		}
		if rest, ok := strings.CutPrefix(s, string(closing)); ok {
			if !inner {
				return nil, "", fmt.Errorf("a secret's token ends where none began")
			}
			return segments, rest, nil
		}
		s = strings.TrimPrefix(s, string(opening))
		word, after, ok := strings.Cut(s, " ")
		if !ok || !plain(word) {
			return nil, "", fmt.Errorf("a secret's token is cut short")
		}
		if word == "secret" {
			value, after, ok := strings.Cut(after, string(closing))
			name, number, _ := strings.Cut(value, " ")
			version, err := strconv.Atoi(number)
			if !ok || !plain(name) || err != nil || version < 1 || strconv.Itoa(version) != number {
				return nil, "", fmt.Errorf("a secret's token does not end")
			}
			segments, s = append(segments, Segment{Secret: name, Version: version}), after
			continue
		}
		segment := Segment{Encoder: word}
		if segment.Inner, s, err = parse(after, true); err != nil {
			return nil, "", err
		}
		segments = append(segments, segment)
	}
	if inner {
		return nil, "", fmt.Errorf("a secret's token does not end")
	}
	return segments, "", nil
}

// plain reports whether a word can be the name of a secret or an encoder.
func plain(word string) bool {
	return word != "" && !strings.ContainsFunc(word, func(r rune) bool {
		return r <= ' ' || r == opening || r == closing
	})
}
