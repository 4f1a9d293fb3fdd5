package seal

import (
	"bytes"
	"fmt"
	"strings"
)

// A Header says which value was sealed.
type Header struct {
	Stack       string
	Environment string
	Name        string
	Version     int
}

// format is the first word of the header line. It changes when what follows
// the line, or the line itself, is to be read in another way.
const format = "senexc-secret-v1"

func (h Header) line() string {
	return fmt.Sprintf("%s %s %s %s %d\n", format, h.Stack, h.Environment, h.Name, h.Version)
}

func (h Header) String() string {
	return fmt.Sprintf("version %d of the secret %q of %s/%s", h.Version, h.Name, h.Stack, h.Environment)
}

// check refuses names that would make the line ambiguous.
func (h Header) check() error {
	for _, word := range []string{h.Stack, h.Environment, h.Name} {
		if word == "" || strings.ContainsFunc(word, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
			return fmt.Errorf("%s cannot be sealed: its names must be words of printable ASCII", h)
		}
	}
	if h.Version < 1 {
		return fmt.Errorf("%s cannot be sealed: versions count from 1", h)
	}
	return nil
}

// cut removes the header line from an opened value and compares it.
func (h Header) cut(plain []byte) ([]byte, error) {
	line, value, ok := bytes.Cut(plain, []byte("\n"))
	if first, _, _ := bytes.Cut(line, []byte(" ")); !ok || string(first) != format {
		return nil, fmt.Errorf("what was sealed does not begin with the line of a secret: it was not made by senexc, or by a newer one")
	}
	if string(line)+"\n" != h.line() {
		return nil, fmt.Errorf("this is not %s: the sealed value says %q", h, bytes.TrimPrefix(line, []byte(format+" ")))
	}
	return value, nil
}
