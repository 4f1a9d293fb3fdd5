package quadlet

import (
	"fmt"
	"regexp"
)

// A Pair is a name with a value, as in Environment= and Label=: one a line,
// because Quadlet keeps no order in a list of them.
type Pair struct{ Name, Value string }

// The names that a shell can hold as well; labels are dotted.
var pairName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_./-]*$`)

// Encode returns the pair as it stands after the equals sign.
func (p Pair) Encode() (string, error) {
	if !pairName.MatchString(p.Name) {
		return "", fmt.Errorf("the name %q may only have letters, digits and _ . / -, and begins with a letter or _", p.Name)
	}
	return quote(p.Name + "=" + p.Value)
}
