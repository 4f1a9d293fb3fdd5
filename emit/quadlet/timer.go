package quadlet

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/senextrader/senexc/compile/plan"
)

// A Native is a unit of systemd's own syntax: a timer, or the service that it
// starts when that has no Quadlet unit.
type Native struct {
	File    string // as in "db-backup.timer"; also its name
	Text    string
	System  bool   // of the host; otherwise of the rootless account
	Kind    string // "timer" or "job"
	Timeout int    // seconds it may take to become active
	Timer   string // name of the timer, without suffix
	Service string // of the stack
	Origin  plan.Origin
}

// startsTimer is the time, in seconds, that starting a timer may take.
const startsTimer = 30

// Timers writes the timers of a host, each with the service that it starts
// where that is no container of its own, whose unit Units writes.
func Timers(stack *plan.Stack, on *plan.Host) ([]Native, []Problem) {
	h := &host{stack: stack, plan: on}
	var natives []Native
	for i := range on.Timers {
		t := &on.Timers[i]
		if t.Job.Container == nil {
			natives = append(natives, h.started(t))
		}
		natives = append(natives, h.timer(t))
	}
	if podman, err := ParseVersion(on.Podman); err == nil {
		h.podman = podman
	}
	return natives, Sort(h.problems)
}

// timer drafts the unit that knows when.
func (h *host) timer(t *plan.Timer) Native {
	d := h.draft(fmt.Sprintf("timer %q", t.Job.Name), t.Job.Origin)
	h.head(d, "Timer "+t.Job.Name, t.Description, t.Job.Service, t.Job.Origin)
	s := d.section("Unit")
	d.describe(s, t, "Timer "+t.Job.Name+": ")
	h.own(s, t)
	s = d.section("Timer")
	for _, at := range t.Schedule {
		d.set(s, "OnCalendar", "the schedule", Value(at), t.Job.Origin)
	}
	s.add("Persistent", strconv.FormatBool(t.Persistent))
	if t.Delay > 0 {
		s.add("RandomizedDelaySec", strconv.Itoa(t.Delay))
	}
	return h.native(d, t, "timer", startsTimer)
}

// started drafts the service that a timer starts, unless it is a container of
// its own.
func (h *host) started(t *plan.Timer) Native {
	d := h.draft(fmt.Sprintf("timer %q", t.Job.Name), t.Job.Origin)
	h.head(d, "What the timer "+t.Job.Name+" starts", t.Description, t.Job.Service, t.Job.Origin)
	s := d.section("Unit")
	d.describe(s, t, "")
	h.own(s, t)
	command := execLine(t.Job.Command)
	if t.Job.Exec != "" {
		s.add("After", t.Job.Exec+".service")
		command = slices.Concat(execLine{"/usr/bin/podman", "exec", t.Job.Exec}, command)
	} else {
		s.add("Wants", "network-online.target")
		s.add("After", "network-online.target")
	}
	s = d.section("Service")
	s.add("Type", "oneshot")
	d.set(s, "ExecStart", "the command", command, t.Job.Origin)
	s.add("TimeoutStartSec", strconv.Itoa(t.Job.Timeout))
	return h.native(d, t, "job", t.Job.Timeout)
}

func (d *draft) describe(s *section, t *plan.Timer, before string) {
	description := oneLine(t.Description)
	if description == "" {
		description = t.Job.Name + " of " + t.Job.Service
	}
	d.set(s, "Description", "the description", Value(before+description), t.Job.Origin)
}

// own keeps a unit of the account from the managers of other users: the folder
// for such units is one for all.
func (h *host) own(s *section, t *plan.Timer) {
	if !t.Job.Host {
		s.add("ConditionUser", h.plan.Account.Name)
	}
}

func (h *host) native(d *draft, t *plan.Timer, kind string, timeout int) Native {
	h.problems = append(h.problems, d.problems...)
	suffix := ".timer"
	if kind == "job" {
		suffix = ".service"
	}
	if !unitName.MatchString(t.Job.Name) {
		h.problems = append(h.problems, Problem{t.Job.Origin, "Name that systemd does not accept",
			fmt.Sprintf("The timer %q cannot be called so: a name may have letters, digits and _ . -, and begins with a letter or a digit.", t.Job.Name)})
	}
	return Native{
		File: t.Job.Name + suffix, Text: d.text(), System: t.Job.Host, Kind: kind, Timeout: timeout,
		Timer: t.Job.Name, Service: t.Job.Service, Origin: t.Job.Origin,
	}
}

// execLine is a command as in ExecStart=.
type execLine []string

// Encode returns the command as it stands after the equals sign.
func (e execLine) Encode() (string, error) {
	if len(e) == 0 {
		return "", errors.New("it is empty")
	}
	// What systemd looks for in its own path is a plain name.
	if name := e[0]; strings.IndexFunc(name, special) >= 0 || strings.ContainsAny(name[:min(1, len(name))], "-@+:=,") || name == "" ||
		strings.Contains(name, "/") && (!path.IsAbs(name) || path.Clean(name) != name) {
		return "", fmt.Errorf("%q is not a program: it is the name of one or its absolute path; start a shell for anything else, as in /bin/sh -c", name)
	}
	words := make([]string, len(e))
	for i, s := range e {
		word, err := quote(s)
		switch {
		case err != nil:
			return "", err
		case s == "" || s == ";":
			word = `"` + s + `"`
		}
		words[i] = word
	}
	return strings.Join(words, " "), nil
}
