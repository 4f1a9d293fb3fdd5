package quadlet

import (
	"errors"
	"strings"
)

// A Whole is the value of a Quadlet key that takes all of its line, such as
// Image= or WorkingDir=. It is never quoted: Podman 5 strips quotes around it,
// 4.9 keeps them, and some versions strip one without the other. The value ends
// in ExecStart=, where both % and $ have a meaning.
type Whole string

// Encode returns the value as it stands after the equals sign.
func (w Whole) Encode() (string, error) {
	s := string(w)
	if s == "" {
		return "", errors.New("it is empty")
	}
	if err := bare(s); err != nil {
		return "", err
	}
	if strings.ContainsAny(s[:1]+s[len(s)-1:], `"'`) {
		return "", errors.New("it begins or ends with a quote, which some Podman versions strip")
	}
	return variables(specifiers(s)), nil
}
