package emit

import (
	"fmt"
	"strings"

	"github.com/senextrader/senexc/emit/install"
	"github.com/senextrader/senexc/emit/quadlet"
)

// timers places the timers, and what makes systemd start them at boot: a
// drop-in of its target for all of them. A link, as systemctl enable makes one,
// would be no file of the release, and no rollback would take it back.
func (b *build) timers() {
	var problems []Problem
	b.natives, problems = quadlet.Timers(b.stack, b.host)
	b.problems = append(b.problems, problems...)
	wanted := map[bool][]string{}
	for _, n := range b.natives {
		b.written(nativePath(n), n.Text, n.Service, n.Origin)
		if n.Kind == "timer" {
			wanted[n.System] = append(wanted[n.System], n.File)
		}
	}
	for _, system := range []bool{true, false} {
		if len(wanted[system]) == 0 {
			continue
		}
		whose := "this host"
		if !system {
			whose = b.host.Account.Name
		}
		var text strings.Builder
		fmt.Fprintf(&text, "# The timers of %s that start at boot.\n# Stack %s, environment %s, host %s.\n# Written by senexc. This file is replaced.\n\n[Unit]\n",
			whose, b.stack.Name, b.stack.Environment, b.host.Name)
		for _, name := range wanted[system] {
			text.WriteString("Wants=" + name + "\n")
		}
		b.written(unitFolder(system)+"/timers.target.d/10-senexc.conf", text.String(), "", b.host.Origin)
	}
}

// unitFolder is where units of the host, or of its users, are.
func unitFolder(system bool) string {
	if system {
		return "/etc/systemd/system"
	}
	return "/etc/systemd/user"
}

func nativePath(n quadlet.Native) string { return unitFolder(n.System) + "/" + n.File }

// timerUnits returns the units of a timer, the service that it starts first.
func (b *build) timerUnits(name string) []install.Unit {
	var units []install.Unit
	for _, u := range b.quadlets {
		if u.Kind == "job" && u.File == name+".container" {
			units = append(units, install.Unit{Name: u.Name, User: true, Kind: u.Kind, Source: b.unitPath(u), Timeout: u.Timeout, Service: u.Service})
		}
	}
	for _, n := range b.natives {
		if n.Timer == name {
			units = append(units, install.Unit{Name: n.File, User: !n.System, Kind: n.Kind, Source: nativePath(n), Timeout: n.Timeout, Service: n.Service})
		}
	}
	return units
}
