package quadlet

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// A Version is a version of Podman.
type Version struct{ Major, Minor, Patch int }

// ParseVersion reads a version as stacks write it, "5.4" or "5.4.2". What is
// left out is 0: a host that promises 5.4 promises no more than 5.4.0.
func ParseVersion(s string) (Version, error) {
	var numbers [3]int
	parts := strings.Split(s, ".")
	if len(parts) < 2 || len(parts) > 3 {
		return Version{}, fmt.Errorf("%q is not a Podman version such as \"5.4\" or \"5.4.2\"", s)
	}
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 16)
		if err != nil {
			return Version{}, fmt.Errorf("%q is not a Podman version such as \"5.4\" or \"5.4.2\"", s)
		}
		numbers[i] = int(n)
	}
	return Version{numbers[0], numbers[1], numbers[2]}, nil
}

func (v Version) String() string {
	if v.Patch == 0 {
		return fmt.Sprintf("%d.%d", v.Major, v.Minor)
	}
	return fmt.Sprintf("%d.%d.%d", v.Major, v.Minor, v.Patch)
}

func (v Version) before(w Version) bool {
	return cmp.Or(
		cmp.Compare(v.Major, w.Major),
		cmp.Compare(v.Minor, w.Minor),
		cmp.Compare(v.Patch, w.Patch),
	) < 0
}

var (
	// firstQuadlet is the first Podman that has a Quadlet generator.
	firstQuadlet = Version{4, 4, 0}
	// Floor is the oldest Podman that units are written for. Older generators
	// lack keys that have no other spelling, and read some values differently.
	Floor = Version{4, 9, 0}
	// firstHealthy is the first Podman in which Notify=healthy waits for the
	// health check. Older ones accept the key and do not wait.
	firstHealthy = Version{5, 0, 0}
)

// unsupported says why units cannot be written for a Podman, or "".
func (v Version) unsupported() string {
	switch {
	case v.before(firstQuadlet):
		return fmt.Sprintf("Podman %s has no Quadlet, which came with %s and turns unit files into services. "+
			"Use an operating system with Podman %s or later, or install such a Podman there and set podman to its version.", v, firstQuadlet, Floor)
	case v.before(Floor):
		return fmt.Sprintf("The Quadlet of Podman %s lacks keys that the units need; %s is the oldest supported one. "+
			"Use an operating system with a later Podman, or install one there and set podman to its version.", v, Floor)
	}
	return ""
}
