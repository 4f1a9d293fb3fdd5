package compile_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/compile/plan"
)

// A renamed service keeps its volumes by the name that they have on the hosts:
// the first that it had.
func TestRenamedServiceKeepsItsVolumes(t *testing.T) {
	s := mustCompile(t, `
service "box" "now" { on = host.a }
service "box" "other" { on = host.b }
service "box" "each" {
  for_each = toset(["x", "y"])
  on       = host.c
  publish  = { tcp = each.key == "x" ? 4001 : 4002 }
}
moved {
  from = service.first
  to   = service.second
}
moved {
  from = service.second
  to   = service.now
}
moved {
  from = service.all
  to   = service.each
}
moved {
  from = service.single
  to   = service.each["y"]
}`)
	got := map[string][]string{}
	for _, h := range s.Hosts {
		for _, v := range h.Volumes {
			got[h.Name] = append(got[h.Name], v.Name)
		}
	}
	want := map[string][]string{
		"a": {"first-data"},
		"b": {"other-data"},
		"c": {"all-x-data", "single-data"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("volumes (-want +got):\n%s", d)
	}
	now := container(t, host(t, s, "a"), "now")
	if m := now.Mounts[1]; m.Target != "/data" || m.Volume != "first-data" {
		t.Errorf("the renamed service mounts %+v", m)
	}
}

// Every host of a service is told which host has what exists once, and whether
// what it had itself moved there.
func TestVolumesElsewhere(t *testing.T) {
	own := files{
		"components/clock.hcl": `
component "clock" {
  volume "state" {
    once       = true
    disposable = true
  }
  container "clock" {
    once   = true
    image  = "registry.example.com/clock:v1"
    mounts = { "/state" = volume.state }
  }
}`,
		"stack.hcl": `
service "clock" "clock" {
  on     = [host.a, host.b]
  leader = host.b
}`,
	}
	elsewhere := func(more string) map[string][]plan.Elsewhere {
		own := files{"components/clock.hcl": own["components/clock.hcl"], "stack.hcl": own["stack.hcl"] + more}
		all := map[string][]plan.Elsewhere{}
		for _, h := range mustCompile(t, "", in(own)).Hosts {
			for _, e := range h.Elsewhere {
				e.Origin = plan.Origin{}
				all[h.Name] = append(all[h.Name], e)
			}
		}
		return all
	}
	left := plan.Elsewhere{Volume: "clock-state", Host: "b", Service: "clock"}
	if d := cmp.Diff(map[string][]plan.Elsewhere{"a": {left}}, elsewhere("")); d != "" {
		t.Errorf("without a word (-want +got):\n%s", d)
	}
	moved := left
	moved.Moved = true
	// A host that the service left altogether is told too.
	want := map[string][]plan.Elsewhere{"a": {moved}, "c": {moved}}
	got := elsewhere(`
moved {
  volume = "clock-state"
  from   = host.a
  to     = host.b
}
moved {
  volume = "clock-state"
  from   = host.c
  to     = host.a
}`)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("with moved blocks (-want +got):\n%s", d)
	}
}
