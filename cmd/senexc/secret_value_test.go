package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/senextrader/senexc/lang/sealed"
)

func TestAskTwice(t *testing.T) {
	broken := errors.New("the terminal is gone")
	tests := []struct {
		name    string
		answers []any // []byte or error
		want    string
		fails   string
	}{
		{"the same", []any{"hunter2", "hunter2"}, "hunter2", ""},
		{"another", []any{"hunter2", "hunter3"}, "", "differ"},
		{"empty", []any{""}, "", "empty"},
		{"NUL", []any{"a\x00b"}, "", "NUL"},
		{"gone at once", []any{broken}, "", "gone"},
		{"gone later", []any{"hunter2", broken}, "", "gone"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var questions []string
			got, err := askTwice("db_password", func(question string) ([]byte, error) {
				questions = append(questions, question)
				answer := test.answers[len(questions)-1]
				if err, ok := answer.(error); ok {
					return nil, err
				}
				return []byte(answer.(string)), nil
			})
			if string(got) != test.want {
				t.Errorf("the value is %q, want %q", got, test.want)
			}
			if (err != nil) != (test.fails != "") || err != nil && !strings.Contains(err.Error(), test.fails) {
				t.Errorf("error %v, want %q", err, test.fails)
			}
			if err != nil && strings.Contains(err.Error(), "hunter") {
				t.Errorf("the message shows the value: %v", err)
			}
			if len(questions) != len(test.answers) || !strings.Contains(questions[0], "db_password") {
				t.Errorf("asked %q", questions)
			}
		})
	}
}

func TestCheckValue(t *testing.T) {
	long := bytes.Repeat([]byte("x"), maxSecret)
	tests := []struct {
		name  string
		value string
		keep  bool
		want  string
		fails string
	}{
		{"plain", "hunter2", false, "hunter2", ""},
		{"one newline is dropped", "hunter2\n\n", false, "hunter2\n", ""},
		{"or kept", "hunter2\n", true, "hunter2\n", ""},
		{"carriage return stays", "hunter2\r\n", false, "hunter2\r", ""},
		{"spaces stay", "  hunter2 ", false, "  hunter2 ", ""},
		{"empty", "", false, "", "empty"},
		{"only a newline", "\n", false, "", "empty"},
		{"only a newline, kept", "\n", true, "\n", ""},
		{"NUL", "\x00", false, "", "NUL"},
		{"the largest", string(long) + "\n", false, string(long), ""},
		{"too large", string(long) + "x", false, "", "512000"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := checkValue([]byte(test.value), test.keep)
			if string(got) != test.want {
				t.Errorf("the value is %.20q, want %.20q", got, test.want)
			}
			if (err != nil) != (test.fails != "") || err != nil && !strings.Contains(err.Error(), test.fails) {
				t.Errorf("error %v, want %q", err, test.fails)
			}
		})
	}
}

// What was never filled in is refused, what people and programs make is not.
func TestPlaceholder(t *testing.T) {
	for _, value := range []string{
		"CHANGE-THIS", "change_me", "changeme", "CHANGEME123", "unsafe-CHANGE-THIS-IN-PRODUCTION",
		"STRONG-DB-PASSWORD", "strong_password", "YOUR-CLIENT-ID", "your-domain.com", "EMAIL-PASSWORD",
		"KEY-GENERATED-WITH-CRYPTOGRAPHY", "REPLACE_WITH_KEY", "TODO", "xxx", "XXXXXXXX", "****", "...",
		"password", "Password1", "secret", "admin123", " password\n", "https://...@errors.example.com/...",
		"<token>", "${DB_PASSWORD}", "{{ vault_db_password }}", "prefix-{{ x }}", "{% if x %}a{% endif %}",
	} {
		if placeholder(value) == "" {
			t.Errorf("%q is taken for a value", value)
		}
		err := checkMeaning([]byte(value), sealed.Value, false)
		if err == nil || strings.Contains(err.Error(), strings.TrimSpace(value)) && len(value) > 8 {
			t.Errorf("%q: %v", value, err)
		}
		if err := checkMeaning([]byte(value), sealed.Value, true); err != nil {
			t.Errorf("%q, forced: %v", value, err)
		}
	}
	for _, value := range []string{
		"hunter2", "correct horse battery staple", "Tr0ub4dor&3", "k7$w(1x9-%q=z#v&", "x", "-", "aX9-bY8_cZ7.d",
		"aHVudGVyMi1odW50ZXIyLWh1bnRlcjItaHVudGVyMiE=", "JBSWY3DPEHPK3PXP", "2f1d5c2e-8c1b-4f0e-9d6a-000000000000",
		"https://0123456789abcdef@errors.example.com/1", "passwordless is the future", "SCRAM-SHA-256$4096:c2FsdA==$a:b",
		"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----\n", `{"key": {"a": 1}}`,
	} {
		if why := placeholder(value); why != "" {
			t.Errorf("%q is refused: %s", value, why)
		}
	}
}

func TestToken(t *testing.T) {
	for value, want := range map[string]string{
		"abcXYZ-019_.":  "",
		"with space":    "character 5 ",
		"ünïcödé":       "character 1 ",
		"abcü":          "character 4 ",
		"a/b":           "character 2 ",
		"line\n":        "character 5 ",
		"\xff":          "character 1 ",
		"hunter2'; --":  "character 8 ",
		"C:\\password3": "character 2 ",
	} {
		err := checkMeaning([]byte(value), sealed.Token, true)
		if (err != nil) != (want != "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", value, err, want)
		}
		if err := checkMeaning([]byte(value), sealed.Value, false); err != nil {
			t.Errorf("%q as a value: %v", value, err)
		}
	}
}

// A generated value is a token that nobody takes for a placeholder, of all its
// letters, and never the same twice.
func TestGenerate(t *testing.T) {
	used := map[rune]bool{}
	seen := map[string]bool{}
	for range 200 {
		token, err := generate(usualToken)
		if err != nil {
			t.Fatal(err)
		}
		if err := checkMeaning(token, sealed.Token, false); err != nil || len(token) != usualToken {
			t.Errorf("generated %q: %v", token, err)
		}
		if seen[string(token)] {
			t.Errorf("generated %q twice", token)
		}
		seen[string(token)] = true
		for _, r := range string(token) {
			used[r] = true
		}
	}
	if len(used) != len(letters) { // each is missing with a probability below 1e-44
		t.Errorf("of %d letters, %d were used", len(letters), len(used))
	}
	for _, length := range []int{-1, 0, shortestToken - 1, longestToken + 1} {
		if token, err := generate(length); err == nil || token != nil {
			t.Errorf("generated %d characters", length)
		}
	}
}

func TestForTerminal(t *testing.T) {
	for value, want := range map[string]string{
		"hunter2":        "hunter2\n",
		"two\nlines\n":   "two\nlines\n",
		"tab\tü":         "tab\tü\n",
		"\x1b]0;title\a": "",
		"carriage\rret":  "",
		"\u009b31m":      "",
		"\xff\xfe":       "",
	} {
		got, err := forTerminal([]byte(value))
		if string(got) != want || (err != nil) != (want == "") {
			t.Errorf("%q is shown as %q, %v", value, got, err)
		}
	}
}
