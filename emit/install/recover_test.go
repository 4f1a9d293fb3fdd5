package install_test

import (
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// points are calls at which an upgrade can be cut off, in order.
var points = []string{
	"sync */txn.part/journal",
	"systemctl user stop cache.service",
	"ufw allow *",
	"systemctl user daemon-reload *",
	"systemctl user restart web.service",
	"podman exec web manage migrate*",
	"systemctl system reload proxy.service",
	"systemctl user restart queue.service",
	"podman exec web manage report",
}

func (h *host) interruptAt(signal, call string) { h.remember("interrupt", signal+" "+call+"\n") }

// An upgrade that is cut off anywhere is undone by recover, and by the next
// installation before it begins.
func TestRecover(t *testing.T) {
	for _, point := range points {
		t.Run(point, func(t *testing.T) {
			h, r := upgraded(t)
			before := h.condition()
			bundle := h.bundle(r)
			h.interruptAt("9", point)
			h.want(killed, bundle, applied)
			if point != points[0] {
				h.want(2, bundle, []string{"check"}, "an earlier run was cut off")
				h.want(22, h.root+"/var/lib/senexc/current", []string{"recover"}, "is back and healthy")
			}
			h.want(0, h.root+"/var/lib/senexc/current", []string{"recover"}, "nothing to recover")
			if diff := cmp.Diff(before, h.condition()); diff != "" {
				t.Errorf("the host is not as it was (-before +after):\n%s", diff)
			}
		})
	}
}

// It need not be told: the next installation recovers first.
func TestApplyRecovers(t *testing.T) {
	h, r := upgraded(t)
	bundle := h.bundle(r)
	h.interruptAt("9", "systemctl user restart web.service")
	h.want(killed, bundle, applied)
	h.want(0, bundle, applied, "is back and healthy", "done: shop/production/web01 runs 11-")
	h.want(0, bundle, applied, "nothing had to change")
	if left, _ := filepath.Glob(h.root + "/run/senexc/*"); len(left) > 0 {
		t.Errorf("left %q", left)
	}
}

// A host that boots after it was cut off has the old files before anything
// reads them; services that were running are gone anyway.
func TestRecoverAtBoot(t *testing.T) {
	for _, point := range []string{points[1], points[4], points[8]} {
		t.Run(point, func(t *testing.T) {
			h, r := upgraded(t)
			before := h.condition()
			bundle := h.bundle(r)
			h.interruptAt("9", point)
			h.want(killed, bundle, applied)

			unit := h.read("/etc/systemd/system/senexc-recover.service")
			if !strings.Contains(unit, "Before=proxy.service user@1500.service\n") {
				t.Errorf("the unit does not come before what reads the files:\n%s", unit)
			}
			if got := h.read("/etc/systemd/system/user@1500.service.d/20-senexc-recover.conf"); !strings.Contains(got, "Requires=senexc-recover.service") {
				t.Errorf("the account's manager does not wait: %s", got)
			}
			code, out := h.script(h.root+"/var/lib/senexc/txn/engine", "_boot")
			if code != 0 {
				t.Fatalf("recovery at boot exits with %d\n%s", code, out)
			}
			for path, text := range shop().root {
				if got := h.read(path); got != text {
					t.Errorf("%s = %q after booting; want %q", path, got, text)
				}
			}
			for _, call := range h.calls() {
				if !strings.HasPrefix(call, "systemctl system daemon-reload") {
					t.Errorf("recovery at boot calls %s", call)
				}
			}
			code, out = h.script(h.root+"/var/lib/senexc/txn/engine", "_boot")
			if code != 0 {
				t.Errorf("once more, it exits with %d\n%s", code, out)
			}
			h.want(22, h.root+"/var/lib/senexc/current", []string{"recover"}, "is back and healthy")
			if diff := cmp.Diff(before, h.condition()); diff != "" {
				t.Errorf("the host is not as it was (-before +after):\n%s", diff)
			}
		})
	}
}

// A first installation that was cut off leaves nothing.
func TestRecoverFirstInstall(t *testing.T) {
	h, r := newHost(t), shop()
	h.interruptAt("9", "systemctl user restart web.service")
	h.want(killed, h.bundle(r), applied)
	code, out := h.script(h.senexcApply(), "recover")
	if code != 22 || !strings.Contains(out, "nothing of it is left") {
		t.Fatalf("recover exits with %d\n%s", code, out)
	}
	for path := range r.root {
		if h.exists(path) {
			t.Errorf("%s is left", path)
		}
	}
	h.want(0, h.bundle(r), applied)
}

// From its line in the journal on, a commit is only ever finished.
func TestRecoverCommit(t *testing.T) {
	for _, point := range []string{"sync */releases", "sync */state.new", "sync */history.tsv"} {
		t.Run(point, func(t *testing.T) {
			h, r := upgraded(t)
			bundle := h.bundle(r)
			h.interruptAt("9", point)
			h.want(killed, bundle, applied)
			h.want(22, h.root+"/var/lib/senexc/current", []string{"recover"}, "was installed")
			h.want(0, bundle, []string{"check"}, "nothing to do")
			h.want(0, bundle, applied, "nothing had to change")
			if !strings.Contains(h.read("/var/lib/senexc/state"), "serial 11\n") || h.exists("/var/lib/senexc/txn") || h.exists("/etc/systemd/system/senexc-recover.service") {
				t.Error("the commit is not finished")
			}
		})
	}
}

// What a crash made of the end of the journal does not count.
func TestTornJournal(t *testing.T) {
	for name, tail := range map[string]string{
		"cut":      "7 COMM",
		"no sum":   "7 COMMITTED\n",
		"wrong":    "7 COMMITTED 00000000\n",
		"a hole":   "\x00\x00\x00\x00\n",
		"numbered": "99 COMMITTED 12345678\n",
	} {
		t.Run(name, func(t *testing.T) {
			h, r := upgraded(t)
			before := h.condition()
			bundle := h.bundle(r)
			h.interruptAt("9", "systemctl user restart web.service")
			h.want(killed, bundle, applied)
			edit(h, h.root+"/var/lib/senexc/txn/journal", tail)
			h.want(22, h.root+"/var/lib/senexc/current", []string{"recover"}, "is back and healthy")
			if diff := cmp.Diff(before, h.condition()); diff != "" {
				t.Errorf("the host is not as it was (-before +after):\n%s", diff)
			}
		})
	}
}

// INT and TERM lead back; a connection that drops does not.
func TestSignals(t *testing.T) {
	// Tests that run in the background ignore INT, and so would the installer.
	signal.Notify(make(chan os.Signal, 1), os.Interrupt)
	for signal, code := range map[string]int{"2": 130, "15": 143} {
		t.Run(signal, func(t *testing.T) {
			h, r := upgraded(t)
			before := h.condition()
			h.interruptAt(signal, "systemctl user restart web.service")
			h.want(code, h.bundle(r), applied, "stopped by a signal", "is back and healthy")
			if diff := cmp.Diff(before, h.condition()); diff != "" {
				t.Errorf("the host is not as it was (-before +after):\n%s", diff)
			}
		})
	}
	t.Run("HUP", func(t *testing.T) {
		h, r := upgraded(t)
		h.interruptAt("1", "systemctl user restart web.service")
		h.want(0, h.bundle(r), applied, "done")
	})
}

// The way back can fail too; then it can be gone again.
func TestRollbackFails(t *testing.T) {
	h, r := upgraded(t)
	before := h.condition()
	bundle := h.bundle(r)
	h.fails("restart.web.service")
	h.want(21, bundle, applied, "the rollback failed", "senexc-apply recover")
	h.want(21, h.root+"/var/lib/senexc/current", []string{"recover"}, "the rollback failed")
	h.works("restart.web.service")
	h.want(22, h.root+"/var/lib/senexc/current", []string{"recover"}, "is back and healthy")
	if diff := cmp.Diff(before, h.condition()); diff != "" {
		t.Errorf("the host is not as it was (-before +after):\n%s", diff)
	}
}

// And a release that works leads out of it as well.
func TestApplyAfterRollbackFailed(t *testing.T) {
	h, r := upgraded(t)
	h.fails("restart.web.service")
	h.want(21, h.bundle(r), applied, "the rollback failed")
	h.works("restart.web.service")
	r.serial++
	h.want(0, h.bundle(r), applied, "done: shop/production/web01 runs 12-")
	h.want(0, h.bundle(r), applied)
}

// A job that cannot be undone stops the way back before it.
func TestIrreversibleJob(t *testing.T) {
	forbidding := func(r release) release {
		r.in.Host.Jobs = slices.Clone(r.in.Host.Jobs)
		r.in.Host.Jobs[1].Rollback = "forbid" // web-migrate
		return r
	}
	broken := func(t *testing.T) (*host, release, string) {
		h := newHost(t)
		h.want(0, h.bundle(forbidding(shop())), applied)
		r := forbidding(next(shop()))
		bundle := h.bundle(r)
		h.fails("restart.queue.service")
		h.want(21, bundle, applied, "not rolled back: the job web-migrate", "rollback --accept web-migrate")
		if got := h.read(quadlets + "web.container"); got != r.root[quadlets+"web.container"] {
			t.Errorf("web.container = %q", got)
		}
		h.want(21, h.root+"/var/lib/senexc/current", []string{"recover"}, "not rolled back")
		return h, r, bundle
	}
	t.Run("a boot leaves it there", func(t *testing.T) {
		h, r, _ := broken(t)
		if code, out := h.script(h.root+"/var/lib/senexc/txn/engine", "_boot"); code != 0 {
			t.Fatalf("exits with %d\n%s", code, out)
		}
		if got := h.read(quadlets + "web.container"); got != r.root[quadlets+"web.container"] {
			t.Errorf("web.container = %q", got)
		}
	})
	t.Run("the same release, once the cause is gone", func(t *testing.T) {
		h, _, bundle := broken(t)
		h.works("restart.queue.service")
		h.want(0, bundle, applied, "done: shop/production/web01 runs 11-")
		if slices.ContainsFunc(h.calls(), func(c string) bool { return strings.Contains(c, "manage migrate") }) {
			t.Error("the job ran again")
		}
		h.want(0, bundle, applied, "nothing had to change")
		current := h.root + "/var/lib/senexc/current"
		h.want(21, current, []string{"rollback"}, "the job web-migrate has run", "--accept web-migrate")
		h.want(0, current, []string{"rollback", "--accept", "web-migrate"}, "done: shop/production/web01 runs 10-")
		if slices.ContainsFunc(h.calls(), func(c string) bool { return strings.Contains(c, "manage migrate") }) {
			t.Error("going back ran the old job on newer data")
		}
	})
	t.Run("a newer release", func(t *testing.T) {
		h, r, _ := broken(t)
		h.works("restart.queue.service")
		r.serial++
		r.root["/etc/proxy/site.conf"] = "listen 9443;\n"
		h.want(0, h.bundle(r), applied, "done: shop/production/web01 runs 12-")
	})
	t.Run("back, because somebody accepts it", func(t *testing.T) {
		h, _, _ := broken(t)
		h.want(0, h.root+"/var/lib/senexc/current", []string{"rollback", "--accept=web-migrate"}, "is back and healthy")
		if got := h.read(quadlets + "web.container"); got != shop().root[quadlets+"web.container"] {
			t.Errorf("web.container = %q", got)
		}
	})
}

// A lost volume is a reason to run again the jobs that wrote to it.
func TestLostVolume(t *testing.T) {
	h, r := newHost(t), shop()
	r.in.Host.Containers[1].Mounts = append(r.in.Host.Containers[1].Mounts, dataVolume)
	h.remember("volumes", "volume data 2026-01-01 10:00:00\n")
	bundle := h.bundle(r)
	h.want(0, bundle, applied)
	h.want(0, bundle, applied, "nothing had to change")
	h.remember("volumes", "volume data 2026-02-02 20:00:00\n")
	h.want(2, bundle, []string{"check"}, "job web-migrate")
	h.want(0, bundle, applied)
	if want := []string{`podman exec web manage migrate --note it's "$HOME"`, "podman exec web manage report"}; !slices.Equal(changing(h), want) {
		t.Errorf("calls = %q; want %q", changing(h), want)
	}
	h.want(0, bundle, applied, "nothing had to change")
}

// What a killed senexc-apply leaves, the next one removes.
func TestSweepIncoming(t *testing.T) {
	h := newHost(t)
	left := filepath.Join(h.root, "/var/lib/senexc/incoming/999999999.abcdef")
	h.must(os.MkdirAll(left, 0o700))
	alive := filepath.Join(h.root, "/var/lib/senexc/incoming/1.abcdef")
	h.must(os.MkdirAll(alive, 0o700))
	if code, out := h.script(h.senexcApply(), h.pack(h.members(shop())), "check"); code != 2 {
		t.Fatalf("check exits with %d\n%s", code, out)
	}
	if _, err := os.Stat(left); err == nil {
		t.Error("the copy of a process that is gone is still there")
	}
	if _, err := os.Stat(alive); err != nil {
		t.Error("the copy of a process that runs was removed")
	}
}
