package emit

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/emit/install"
	"github.com/senextrader/senexc/emit/quadlet"
)

// units places the Quadlet units. They belong to root, so that the account
// that runs them cannot rewrite them.
func (b *build) units() {
	if a := b.host.Account; b.host.HasContainers() && (a.UID <= 0 || !ownerName.MatchString(a.Name)) {
		b.problem(b.host.Origin, "No account for containers",
			"The containers of host %q run in an account of their own, and %q with the uid %d cannot be one: it needs a name and a uid above 0. Set user in the stack or host block.", b.host.Name, a.Name, a.UID)
		return
	}
	var problems []Problem
	b.quadlets, b.podman, problems = quadlet.Units(b.stack, b.host)
	b.problems = append(b.problems, problems...)
	for _, u := range b.quadlets {
		b.written(b.unitPath(u), u.Text, u.Service, u.Origin)
	}
	for _, s := range b.podman {
		b.mounted(s)
	}
}

func (b *build) unitPath(u quadlet.Unit) string {
	return fmt.Sprintf("/etc/containers/systemd/users/%d/%s", b.host.Account.UID, u.File)
}

// input returns what the installer's data is written from.
func (b *build) input() install.Input {
	in := install.Input{Stack: b.stack.Name, Environment: b.stack.Environment, Host: b.host}
	for _, f := range b.root {
		in.Root = append(in.Root, install.RootFile{
			Path: f.path, Owner: f.owner, Group: f.group, Mode: f.mode, Reload: f.reload, Restart: f.restart, Service: f.service,
		})
	}
	slices.SortFunc(in.Root, func(a, b install.RootFile) int { return strings.Compare(a.Path, b.Path) })
	for _, d := range b.deliveries {
		in.Deliveries = append(in.Deliveries, d.Delivery)
	}
	slices.SortFunc(in.Deliveries, func(a, b install.Delivery) int { return strings.Compare(a.Name, b.Name) })
	in.Units, in.Steps = b.activation()
	return in
}

// activation returns the units and the steps in order. The network, which the
// plan takes for granted, comes first.
func (b *build) activation() ([]install.Unit, []install.Step) {
	var units []install.Unit
	var steps []install.Step
	user := func(kind, file string) {
		for _, u := range b.quadlets {
			if u.Kind == kind && (file == "" || u.File == file) {
				units = append(units, install.Unit{
					Name: u.Name, User: true, Kind: u.Kind, Source: b.unitPath(u), Health: u.Health, Timeout: u.Timeout, Service: u.Service,
				})
				if kind != "job" {
					steps = append(steps, install.Step{Unit: u.Name})
				}
			}
		}
	}
	user("network", "")
	for _, s := range b.host.Steps {
		switch s.Kind {
		case "volume":
			user("volume", s.Name+".volume")
		case "container":
			user("container", s.Name+".container")
		case "unit":
			name := native(s.Name)
			u := b.native(name)
			units = append(units, install.Unit{Name: name, Kind: "native", Timeout: nativeTime, Validate: u.Validate, Service: u.Service})
			steps = append(steps, install.Step{Unit: name})
		case "job":
			user("job", s.Name+".container")
			steps = append(steps, install.Step{Job: s.Name})
		case "timer":
			units = append(units, b.timerUnits(s.Name)...)
			steps = append(steps, install.Step{Unit: s.Name + ".timer"})
		case "link":
			steps = append(steps, install.Step{Link: s.Name})
		}
	}
	for i := range b.host.Jobs { // nothing activates these, and their units are there for whoever does
		if j := &b.host.Jobs[i]; j.When == plan.Manual && j.Container != nil {
			user("job", j.Name+".container")
		}
	}
	return units, steps
}

// nativeTime is the time, in seconds, that a unit of a distribution package
// may take to start: systemd's own default.
const nativeTime = 90

// native returns a system unit's name with its suffix.
func native(name string) string {
	if path.Ext(name) == "" {
		return name + ".service"
	}
	return name
}

// native returns the system unit of a name; the zero unit if the plan has none.
func (b *build) native(name string) plan.Unit {
	i := slices.IndexFunc(b.host.Units, func(u plan.Unit) bool { return native(u.Name) == name })
	if i < 0 {
		return plan.Unit{}
	}
	return b.host.Units[i]
}
