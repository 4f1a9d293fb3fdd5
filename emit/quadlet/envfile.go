package quadlet

import (
	"fmt"
	"strings"
)

// An EnvFile is the content of a file for EnvironmentFile=. Podman takes each
// value verbatim up to the end of its line: there are no quotes, no escapes and
// no expansion.
type EnvFile []Pair

// Encode returns the lines of the file.
func (f EnvFile) Encode() (string, error) {
	var b strings.Builder
	for _, p := range f {
		if !pairName.MatchString(p.Name) {
			return "", fmt.Errorf("the name %q may only have letters, digits and _ . / -, and begins with a letter or _", p.Name)
		}
		if err := carry(p.Value, "\t"); err != nil {
			return "", fmt.Errorf("%s: %w", p.Name, err)
		}
		b.WriteString(p.Name + "=" + p.Value + "\n")
	}
	return b.String(), nil
}
