package quadlet

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// These are small readers of the formats that the encoders write, after what
// systemd and Quadlet do: the tests write with one and read with the other.

// readLine returns the key and value of the line as systemd's and Quadlet's
// parsers see it. A unit of several lines is not one line.
func readLine(text string) (key, value string, err error) {
	line, rest, _ := strings.Cut(text, "\n")
	if rest != "" {
		return "", "", errors.New("more than one line")
	}
	if strings.HasSuffix(line, `\`) {
		return "", "", errors.New("continued on the next line")
	}
	key, value, ok := strings.Cut(line, "=")
	if !ok {
		return "", "", errors.New("no assignment")
	}
	return strings.TrimSpace(key), strings.TrimSpace(value), nil
}

// expand does what systemd does with a setting: %% is a percent sign, and
// anything else after % is a specifier. In a command $$ is a dollar sign.
func expand(s string, command bool) (string, error) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' || c == '$' && command {
			if i+1 == len(s) || s[i+1] != c {
				return "", fmt.Errorf("%q begins a specifier or variable", s[i:])
			}
			i++
		}
		b.WriteByte(c)
	}
	return b.String(), nil
}

// split reads a list of words as Quadlet does, with the trap that an empty word
// ends it.
func split(s string) ([]string, error) {
	var words []string
	for {
		s = strings.TrimLeft(s, " \t\n\r")
		if s == "" {
			return words, nil
		}
		var b strings.Builder
		var quote byte
		i := 0
		for ; i < len(s); i++ {
			c := s[i]
			switch {
			case c == '\\':
				i++
				if i == len(s) {
					return nil, errors.New("backslash at the end")
				}
				at := strings.IndexByte(`\"'nt`, s[i])
				if at < 0 {
					return nil, fmt.Errorf("escape %q", s[i-1:i+1])
				}
				b.WriteByte("\\\"'\n\t"[at])
			case c == quote:
				quote = 0
			case quote != 0:
				b.WriteByte(c)
			case c == '"' || c == '\'':
				quote = c
			case strings.IndexByte(" \t\n\r", c) >= 0:
				goto done
			default:
				b.WriteByte(c)
			}
		}
	done:
		if quote != 0 {
			return nil, errors.New("open quote")
		}
		if b.Len() == 0 {
			return words, nil
		}
		words = append(words, b.String())
		s = s[i:]
	}
}

// argument returns what one word of a list is when Podman gets it.
func argument(word string) (string, error) {
	if word == ";" {
		return "", errors.New("the command ends")
	}
	return expand(word, true)
}

// read writes a line with the encoder and returns the value that a parser sees;
// false if the encoder refuses what it was given.
func read(t *testing.T, key string, s sink) (string, bool) {
	t.Helper()
	encoded, err := s.Encode()
	if err != nil {
		return "", false
	}
	k, value, err := readLine(key + "=" + encoded + "\n")
	if err != nil {
		t.Fatalf("%q: %v", encoded, err)
	}
	if k != key {
		t.Fatalf("%q reads as key %q", encoded, k)
	}
	return value, true
}
