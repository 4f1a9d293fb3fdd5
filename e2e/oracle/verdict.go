package oracle

import (
	"errors"
	"fmt"
	"strings"
)

// A Verdict is what an oracle has to say about a bundle.
type Verdict struct {
	Judged     []string // the things judged, by path or name; none if the bundle has nothing for this oracle
	Complaints []string // what is wrong, in the program's own words; none if all is accepted
}

// Err returns the complaints as one error, nil if there are none.
func (v Verdict) Err() error {
	if len(v.Complaints) == 0 {
		return nil
	}
	return errors.New(strings.Join(v.Complaints, "\n"))
}

func (v *Verdict) complain(format string, args ...any) {
	v.Complaints = append(v.Complaints, fmt.Sprintf(format, args...))
}

// heard adds every line a program printed as a complaint, without the ones
// that are known to mean nothing, and the program's failure if it gave no
// reason for it.
func (v *Verdict) heard(who, output string, err error, harmless ...string) {
	before := len(v.Complaints)
lines:
	for line := range strings.Lines(output) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		for _, h := range harmless {
			if strings.Contains(line, h) {
				continue lines
			}
		}
		v.complain("%s: %s", who, line)
	}
	if err != nil && len(v.Complaints) == before {
		v.complain("%s: %v", who, err)
	}
}
