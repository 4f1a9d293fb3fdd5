package derived

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// SCRAM is the kind of a verifier for SCRAM-SHA-256.
const SCRAM = "scram-sha-256"

// Kinds are all kinds there are.
var Kinds = []string{SCRAM}

// separator is in no name of a secret.
const separator = "+"

// Name is what the value of a kind that is derived from a secret is called.
func Name(secret, kind string) string { return secret + separator + kind }

// Split is the reverse of Name; ok is false for a name of anything else.
func Split(name string) (secret, kind string, ok bool) {
	secret, kind, ok = strings.Cut(name, separator)
	return secret, kind, ok && slices.Contains(Kinds, kind)
}

// Of computes what is derived from a value. The error says what is wrong with
// the value, and never has it.
func Of(kind string, random io.Reader, value []byte) ([]byte, error) {
	if kind != SCRAM {
		return nil, fmt.Errorf("there is no kind %q of derived values", kind)
	}
	salt := make([]byte, saltSize)
	if _, err := io.ReadFull(random, salt); err != nil {
		return nil, err
	}
	return verifier(value, salt, iterations)
}
