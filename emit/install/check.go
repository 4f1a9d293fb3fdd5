package install

import (
	"fmt"
	"strings"

	"github.com/senextrader/senexc/compile/plan"
)

// check returns what the data files could say but the engine could not do.
func check(in Input) []error {
	var errs []error
	at := func(o plan.Origin, format string, args ...any) {
		err := fmt.Errorf(format, args...)
		if o != (plan.Origin{}) {
			err = fmt.Errorf("%s: %w", o, err)
		}
		errs = append(errs, err)
	}
	units := map[string]bool{}
	for _, u := range in.Units {
		units[u.Name] = true
	}
	for _, j := range in.Host.Jobs {
		if j.When == plan.Prepare && !j.Host {
			at(j.Origin, "the job %q has when = \"prepare\", which is before any container of the host is there: only a command on the host can run then; use when = \"release\"", j.Name)
		}
		if j.Container != nil && !units[j.Name+".service"] {
			at(j.Origin, "the job %q has no unit %q", j.Name, j.Name+".service")
		}
		if j.Exec != "" && !units[j.Exec+".service"] {
			at(j.Origin, "the job %q runs in the container %q, which is not on this host", j.Name, j.Exec)
		}
	}
	for _, s := range in.Steps {
		if s.Unit != "" && !units[s.Unit] {
			at(plan.Origin{}, "a step names the unit %q, which is not there", s.Unit)
		}
	}
	for _, f := range in.Root {
		if !carried(f.Path) {
			at(plan.Origin{}, "the installer cannot write the file %q: a path must begin with / and have only printable ASCII characters, without a backslash and empty, . or .. elements", f.Path)
		}
	}
	for _, d := range in.Deliveries {
		if !d.Podman && !carried(d.Path) {
			at(plan.Origin{}, "the installer cannot write the file %q: a path must begin with / and have only printable ASCII characters, without a backslash and empty, . or .. elements", d.Path)
		}
	}
	return errs
}

// carried reports whether line-oriented tools on the host can name the path.
func carried(path string) bool {
	if !strings.HasPrefix(path, "/") {
		return false
	}
	for element := range strings.SplitSeq(path[1:], "/") {
		if element == "" || element == "." || element == ".." {
			return false
		}
	}
	return !strings.ContainsFunc(path, func(r rune) bool { return r < ' ' || r >= 0x7f || r == '\\' })
}
