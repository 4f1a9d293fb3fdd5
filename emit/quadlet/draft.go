package quadlet

import (
	"fmt"
	"strings"

	"github.com/senextrader/senexc/compile/plan"
)

// A draft is a unit being written for a host's Podman. Its methods collect what
// cannot be said, each at the line of the source that asked for it.
type draft struct {
	file
	what     string // the unit for people, as in `container "db"`
	origin   plan.Origin
	podman   Version
	spec     string // what its spec label says, when it has one
	problems []Problem
}

func (d *draft) problem(at plan.Origin, summary, format string, args ...any) {
	if at == (plan.Origin{}) {
		at = d.origin
	}
	d.problems = append(d.problems, Problem{at, summary, fmt.Sprintf(format, args...)})
}

// set adds a key with a value. The thing is how the operator knows the value,
// as in "the variable DB_HOST".
func (d *draft) set(s *section, key, thing string, v sink, at plan.Origin) {
	if value, ok := d.encode(thing, v, at); ok {
		s.add(key, value)
	}
}

func (d *draft) encode(thing string, v sink, at plan.Origin) (string, bool) {
	value, err := v.Encode()
	if err != nil {
		d.problem(at, "Value that a unit cannot carry",
			"%s of %s cannot be written into its unit: %v.", strings.ToUpper(thing[:1])+thing[1:], d.what, err)
		return "", false
	}
	return value, true
}

// option adds what has a key of its own from some Podman on, and the same as an
// argument of podman run for older ones.
func (d *draft) option(s *section, key, flag, thing string, v sink, at plan.Origin) {
	value, ok := d.encode(thing, v, at)
	if !ok {
		return
	}
	if d.podman.Has(s.name, key) {
		s.add(key, value)
		return
	}
	// The value is encoded as it is for a key of its own: as a word of
	// PodmanArgs= it needs quotes as well, and no second % or $.
	s.add("PodmanArgs", requote(flag+"="+value))
}

// requote puts an encoded value into a list of words.
func requote(encoded string) string {
	for _, r := range encoded {
		if special(r) {
			return `"` + escapes.Replace(encoded) + `"`
		}
	}
	return encoded
}
