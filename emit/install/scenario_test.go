package install_test

import (
	"maps"
	"path/filepath"
	"slices"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/emit/install"
)

// before is a small release with one of everything that a transaction touches.
func before() release {
	r := shop()
	unit := install.Unit{Name: "old.service", User: true, Kind: "container", Source: quadlets + "old.container", Timeout: 5}
	r.in.Units = append(r.in.Units, unit)
	r.in.Steps = append([]install.Step{{Unit: "old.service"}}, r.in.Steps...)
	add(&r, quadlets+"old.container", "[Container]\n", 0o644)
	add(&r, "/etc/proxy/gone.conf", "gone\n", 0o644)
	add(&r, "/etc/proxy/mode.conf", "mode\n", 0o644)
	return r
}

// after is the release that comes after it: files are made, replaced, deleted and
// get another mode, units come, go and change, and so do rules, a parameter of
// the kernel, secrets and the inputs of jobs.
func after() release {
	r := shop()
	r.serial++
	r.root = maps.Clone(r.root)
	unit := install.Unit{Name: "new.service", User: true, Kind: "container", Source: quadlets + "new.container", Timeout: 5}
	r.in.Units = append(r.in.Units, unit)
	r.in.Steps = append(r.in.Steps, install.Step{Unit: "new.service"})
	add(&r, quadlets+"new.container", "[Container]\n", 0o644)
	add(&r, "/etc/proxy/fresh.d/fresh.conf", "fresh\n", 0o644)
	add(&r, "/etc/proxy/mode.conf", "mode\n", 0o640)
	r.root[quadlets+"cache.container"] += "Label=a=b\n"
	r.root["/etc/proxy/site.conf"] = "listen 8443;\n"
	r.in.Host.Sysctls = []plan.Sysctl{{Key: "vm.overcommit_memory", Value: "2"}}
	r.root["/etc/sysctl.d/60-senexc.conf"] = "vm.overcommit_memory = 2\n"
	r.in.Host.Firewall[1].From = "10.0.1.21"
	r.in.Host.Firewall[0].Comment += ", and another" // the same rule to ufw
	r.secrets = maps.Clone(r.secrets)
	r.secrets["token"] = "other"
	r.rotate("token", 3)
	r.in.Host.Jobs[3].Inputs = []string{"more"}
	// Whether a job that is noted as done was done can be seen on the host.
	r.in.Host.Jobs = append(r.in.Host.Jobs, plan.Job{Name: "mark", When: plan.Release, Host: true, Timeout: 60, Command: []string{"sh", "-c", "printf done >" + mark}})
	r.in.Steps = append(r.in.Steps, install.Step{Job: "mark"})
	return r
}

// mark is what a job of the second release makes. It stays when that is undone.
const mark = "mark"

func add(r *release, path, text string, mode uint32) {
	r.in.Root = append(slices.Clip(r.in.Root), install.RootFile{Path: path, Owner: "root", Group: "root", Mode: mode})
	r.root[path] = text
}

// A scenario is something that is interrupted, on the way from one outcome to
// another.
type scenario struct {
	name     string
	apart    string // scenarios that differ in nothing but how one call ends have the same
	differs  string // that call
	group    string // scenarios between the same outcomes have the same
	start    world
	argv     []string          // what is interrupted
	settle   []string          // what brings the host to the new outcome in the end
	mend     func(world) world // takes away what made argv fail; nil if nothing did
	old, new map[string]string
}

// restarted is the call that fails in the second scenario.
const restarted = "systemctl user restart new.service"

// scenarios makes a host with the first release, and what may be interrupted.
func scenarios(h *host, r *rig, b string) []scenario {
	h.t.Helper()
	a := h.bundle(before())
	h.env = append(h.env, "PATH="+r.path)
	h.want(0, a, applied)
	start := look(h.t, place{h.root, h.fake}, nil)
	p := r.place(start)
	defer p.remove()
	if e := r.run(p, b+"/install.sh", "apply"); e.code != 0 {
		h.t.Fatalf("the second release exits with %d\n%s", e.code, e.output)
	}
	installed := look(h.t, p, nil)
	id := filepath.Base(installed["root/var/lib/senexc/previous"].link)
	back := []string{b + "/install.sh", "rollback", id}
	if e := r.run(p, back...); e.code != 0 {
		h.t.Fatalf("the rollback exits with %d\n%s", e.code, e.output)
	}
	returned := look(h.t, p, nil)
	failing := maps.Clone(start)
	failing["fake/fail/restart.new.service"] = node{mode: 0o644}
	return []scenario{
		{name: "apply", group: "apply", apart: "apply", differs: restarted, start: start, argv: []string{b + "/install.sh", "apply"}, settle: []string{b + "/install.sh", "apply"}, old: start.outcome(), new: installed.outcome()},
		{name: "apply that fails", group: "apply", apart: "apply", differs: restarted, start: failing, argv: []string{b + "/install.sh", "apply"}, settle: []string{b + "/install.sh", "apply"}, old: start.outcome(), new: installed.outcome(),
			mend: func(w world) world {
				w = maps.Clone(w)
				delete(w, "fake/fail/restart.new.service")
				return w
			}},
		{name: "rollback", group: "rollback", apart: "rollback", differs: restarted, start: installed, argv: back, settle: back, old: installed.outcome(), new: returned.outcome()},
	}
}
