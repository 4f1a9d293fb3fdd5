package main

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"math/big"
	"regexp"
	"strings"

	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/lang/sealed"
)

// maxSecret is the largest value that Podman keeps as a secret, in bytes.
const maxSecret = 512000

// How long a generated token is, in characters. The shortest has 95 bits.
const (
	usualToken    = 32
	shortestToken = 16
	longestToken  = 4096
)

// checkValue returns the value as it will be sealed.
func checkValue(value []byte, keepNewline bool) ([]byte, error) {
	if !keepNewline {
		value = bytes.TrimSuffix(value, []byte("\n"))
	}
	switch {
	case len(value) == 0:
		return nil, errors.New("the value is empty; a secret without a value protects nothing")
	case bytes.IndexByte(value, 0) >= 0:
		return nil, hint.Errorf("Encode it, as base64 does, where the service can decode it.",
			"the value has a NUL byte in it, which no environment and few files can carry")
	case len(value) > maxSecret:
		return nil, fmt.Errorf("the value has %d bytes, and Podman keeps at most %d", len(value), maxSecret)
	}
	return value, nil
}

// checkMeaning holds a value against its kind, and refuses what stands in for
// a value, unless that is forced. No message shows it.
func checkMeaning(value []byte, kind sealed.Kind, force bool) error {
	if kind == sealed.Token {
		if i := bytes.IndexFunc(value, func(r rune) bool { return !strings.ContainsRune(tokenLetters, r) }); i >= 0 {
			return hint.Errorf("Give it another value, or --kind value if it has to be this one.",
				"a token has only letters, digits, dots, dashes and underscores, and character %d of this one is none of them", len([]rune(string(value[:i])))+1)
		}
	}
	if why := placeholder(string(value)); why != "" && !force {
		return hint.Errorf("Give it its real value, or --force if this is the real one.", "the value looks as if it was still to be filled in: %s", why)
	}
	return nil
}

// letters are what generated tokens are made of, tokenLetters what a token may
// have: nothing of it has a meaning in a URL, a shell or a configuration file.
const (
	letters      = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	tokenLetters = letters + "-_."
)

// generate returns a random token.
func generate(length int) ([]byte, error) {
	if length < shortestToken || length > longestToken {
		return nil, usage(fmt.Sprintf("%d is usual.", usualToken), "a token of %d characters cannot be made: it has from %d to %d", length, shortestToken, longestToken)
	}
	token := make([]byte, length)
	for i := range token {
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(letters))))
		if err != nil {
			return nil, fmt.Errorf("making a token: %w", err)
		}
		token[i] = letters[n.Int64()]
	}
	return token, nil
}

// placeholders are what people write where a value is to come, and why it is
// taken for that.
var placeholders = []struct {
	*regexp.Regexp
	why string
}{
	{regexp.MustCompile(`(?i)change[-_ ]?(this|me|it)`), "it asks to be changed"},
	{regexp.MustCompile(`(?i)^(strong|your|insert|replace|todo|fixme)[-_]`), "it begins as an instruction"},
	{regexp.MustCompile(`^[A-Z]{2,}([-_][A-Z]{2,})+$`), "it is words in capitals"},
	{regexp.MustCompile(`(?i)^(x{3,}|\*{3,}|\.{3,}|-{3,}|_{3,})$`), "it is one sign again and again"},
	{regexp.MustCompile(`(?i)^(password|passwort|passwd|secret|default|example|dummy|todo|fixme|tbd|test|admin|root)[0-9!]{0,4}$`), "everybody tries it first"},
	{regexp.MustCompile(`\.\.\.`), "a part of it was left out"},
	{regexp.MustCompile(`^<[^<>]*>$|^\$\{.*\}$`), "it is the name of what belongs there"},
	{regexp.MustCompile(`\{\{.*\}\}|\{%.*%\}`), "it is a template that Ansible would fill in"},
}

// placeholder says why a value is taken for one that is still to be filled in.
func placeholder(value string) string {
	for _, p := range placeholders {
		if p.MatchString(strings.TrimSpace(value)) {
			return p.why
		}
	}
	return ""
}
