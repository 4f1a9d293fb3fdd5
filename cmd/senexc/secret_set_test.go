package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"
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
