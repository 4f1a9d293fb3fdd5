package quadlet

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/senextrader/senexc/compile/plan"
)

// A Unit is one Quadlet file and the service that it makes.
type Unit struct {
	File    string // as in "cache.container"
	Text    string
	Name    string // of the service that Quadlet makes of it, as in "cache.service"
	Kind    string // "network", "volume", "container" or "job"
	Service string // of the stack; "" for the network
	Health  bool   // has a health check
	Timeout int    // seconds it may take to become active
	Spec    string // hash of everything that it depends on; also its label
	Origin  plan.Origin
}

// A Secret is a Podman secret that a unit refers to.
type Secret struct {
	Name    string // changes whenever the value may
	Content plan.Text
	Unit    string // name of the container
	Service string
	Origin  plan.Origin
}

// Units writes the units of a host: its networks, its volumes, its containers,
// its jobs and what timers start in containers, in this order and otherwise as in the plan. The secrets are in
// the order in which the units refer to them. If there are problems they are
// all returned, and the units are not complete.
func Units(stack *plan.Stack, on *plan.Host) ([]Unit, []Secret, []Problem) {
	if !on.HasContainers() {
		return nil, nil, nil
	}
	podman, err := ParseVersion(on.Podman)
	if err != nil {
		return nil, nil, []Problem{{on.Origin, "Unknown Podman version",
			fmt.Sprintf("Host %q runs containers, so that the version of Podman there must be known: %v. Set podman in the host block.", on.Name, err)}}
	}
	if why := podman.unsupported(); why != "" {
		return nil, nil, []Problem{{on.Origin, "Unsupported Podman",
			fmt.Sprintf("Host %q (%s) cannot run the containers that the stack puts there. %s", on.Name, on.OS, why)}}
	}

	h := &host{stack: stack, plan: on, podman: podman, networkSpec: map[string]string{}}
	var units []Unit
	if on.Network.Name != "" {
		units = append(units, h.network(&on.Network))
	}
	for i := range on.Networks {
		units = append(units, h.network(&on.Networks[i]))
	}
	for i := range on.Volumes {
		units = append(units, h.volume(&on.Volumes[i]))
	}
	for i := range on.Containers {
		units = append(units, h.container(&on.Containers[i]))
	}
	for i := range on.Jobs {
		if on.Jobs[i].Container != nil {
			units = append(units, h.job("Job", &on.Jobs[i]))
		}
	}
	for i := range on.Timers {
		if on.Timers[i].Job.Container != nil {
			units = append(units, h.job("Timer", &on.Timers[i].Job))
		}
	}
	h.distinct(units)
	return units, h.secrets, Sort(h.problems)
}

// Check returns everything that keeps the units of a host from being written.
func Check(stack *plan.Stack, on *plan.Host) []Problem {
	_, _, problems := Units(stack, on)
	return problems
}

// host is the state of writing one host's units.
type host struct {
	stack       *plan.Stack
	plan        *plan.Host
	podman      Version
	networkSpec map[string]string // by name
	secrets     []Secret
	problems    []Problem
}

func (h *host) draft(what string, origin plan.Origin) *draft {
	return &draft{what: what, origin: origin, podman: h.podman}
}

// head writes the comments at the top of a unit. They name the file of the
// source and not the line, which is in bundle.json: a unit whose text differs is
// a unit to restart, and a line more in a stack file must restart nothing.
func (h *host) head(d *draft, title, description, service string, origin plan.Origin) {
	if description = oneLine(description); description != "" {
		title += ": " + description
	}
	where := fmt.Sprintf("Stack %s, environment %s, host %s", h.stack.Name, h.stack.Environment, h.plan.Name)
	if service != "" {
		where += ", service " + service
	}
	d.header = []string{title, where + "."}
	if origin.File != "" {
		d.header = append(d.header, "Written by senexc from "+origin.File+". Change it there: this file is replaced.")
	}
}

var (
	unitName     = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_.-]*$`)
	variableName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)
)

// unit finishes a unit and takes over what was found wrong with it.
func (h *host) unit(d *draft, u Unit) Unit {
	for _, s := range d.sections {
		for _, l := range s.lines {
			if l != (line{}) && directives[s.name] == nil && !h.podman.Has(s.name, l.key) {
				d.problem(u.Origin, "Key too new for this host",
					"%s= in [%s] of %s needs a later Podman than %s.", l.key, s.name, d.what, h.podman)
			}
		}
	}
	h.problems = append(h.problems, d.problems...)
	u.Text = d.text()
	return u
}

// distinct checks that every unit has a name that Podman and systemd accept,
// and that no two make the same service.
func (h *host) distinct(units []Unit) {
	seen := map[string]Unit{}
	for _, u := range units {
		if !unitName.MatchString(u.File) {
			h.problems = append(h.problems, Problem{u.Origin, "Name that Podman does not accept",
				fmt.Sprintf("The %s that makes the unit %q cannot be called so: a name may have letters, digits and _ . -, and begins with a letter or a digit.", u.Kind, u.File)})
		}
		if first, taken := seen[u.Name]; taken {
			h.problems = append(h.problems, Problem{u.Origin, "Two units of one name",
				fmt.Sprintf("On host %q the %s %s and the %s %s (%s) would both make the unit %s. Rename one of them.",
					h.plan.Name, u.Kind, u.File, first.Kind, first.File, first.Origin, u.Name)})
		}
		seen[u.Name] = u
	}
}

// wanted returns those of the units that a container can wait for: the other
// containers of the account. Its manager cannot see the units of the system,
// which are started before it in any case.
func (h *host) wanted(requires []string) []string {
	var names []string
	for _, name := range requires {
		if slices.ContainsFunc(h.plan.Containers, func(c plan.Container) bool { return c.Name == name }) {
			names = append(names, name)
		}
	}
	return names
}
