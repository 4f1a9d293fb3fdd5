package emit

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/senextrader/senexc/compile/plan"
)

// runsIn says where a job or what a timer starts runs.
func runsIn(j *plan.Job) string {
	switch where(j) {
	case "container":
		return "in a container of " + code(j.Container.Image)
	case "exec":
		return "in " + code(j.Exec)
	}
	return "on the host, as root"
}

func (s *summary) timers() {
	if len(s.host.Timers) == 0 {
		return
	}
	s.chapter("Timers")
	t := &table{head: []string{"Timer", "Service", "When", "Where", "What it does"}}
	for i := range s.host.Timers {
		v := &s.host.Timers[i]
		when := codes(v.Schedule)
		if v.Delay > 0 {
			when += fmt.Sprintf(", up to %d s later", v.Delay)
		}
		if v.Persistent {
			when += ", made up for when missed"
		}
		t.row(code(v.Job.Name+".timer"), code(v.Job.Service), when, runsIn(&v.Job), words(v.Description))
	}
	t.write(&s.text)
}

func (s *summary) probes() {
	if len(s.host.Probes) == 0 {
		return
	}
	s.chapter("Is asked after an installation")
	t := &table{head: []string{"Probe", "Service", "Question", "Within", "If it fails"}}
	for _, p := range s.host.Probes {
		fails := "**the host is not healthy**"
		if !p.Required {
			fails = "a warning"
		}
		t.row(code(p.Name), code(p.Service), question(&p), fmt.Sprintf("%d s", p.Deadline), fails)
	}
	t.write(&s.text)
}

func question(p *plan.Probe) string {
	switch {
	case p.URL != "":
		q := code(p.URL)
		if p.Connect != "" {
			q += " at " + code(p.Connect)
		}
		q += " answers " + strings.Join(p.Status, " or ")
		if !p.Verify && strings.HasPrefix(p.URL, "https:") {
			q += ", with any certificate"
		}
		return q
	case p.TCP != "":
		return code(p.TCP) + " takes a connection"
	case p.Exec != "":
		return code(strings.Join(p.Command, " ")) + " succeeds in " + code(p.Exec)
	}
	return code(strings.Join(p.Command, " ")) + " succeeds on the host"
}

// versioned reports whether a directory is a version, or has versions in it:
// then old ones go.
func (s *summary) versioned(d plan.Directory) bool {
	return slices.ContainsFunc(s.host.Links, func(l plan.Link) bool {
		return d.Path == path.Dir(l.Path) || d.Path == path.Join(path.Dir(l.Path), l.Target)
	})
}

// versions lists directories of which every release has its own.
func (s *summary) versions() {
	if len(s.host.Links) == 0 {
		return
	}
	s.chapter("Switches")
	s.say("Each release fills a folder of its own, to which the link switches; a rollback switches back.\n")
	t := &table{head: []string{"Link", "To", "Of", "Versions that stay"}}
	for _, l := range s.host.Links {
		t.row(code(l.Path), code(l.Target), code(l.Service), strconv.Itoa(l.Keep))
	}
	t.write(&s.text)
}
