package quadlet

import (
	"errors"
	"fmt"
	"path"
	"strings"
)

// A Path is an absolute path in a list of options that are separated by colons
// or commas, as in Volume= and Secret=, which know no quoting.
type Path string

// Encode returns the path unchanged, or says why it cannot stand there.
func (p Path) Encode() (string, error) {
	s := string(p)
	switch {
	case !strings.HasPrefix(s, "/"):
		return "", errors.New("it is not an absolute path")
	case path.Clean(s) != s:
		return "", fmt.Errorf("it is not in its shortest form, %s", path.Clean(s))
	}
	for _, r := range s {
		if special(r) || strings.ContainsRune(":,=", r) {
			return "", fmt.Errorf("it has the character %q; a path that is mounted may have letters, digits and _ - . / @ +", r)
		}
	}
	return s, nil
}
