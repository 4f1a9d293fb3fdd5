package install_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/compile/plan"
)

var dataVolume = plan.Mount{Target: "/data", Volume: "data"}

// Going back needs neither archive nor network, and the floor stays.
func TestRollbackVerb(t *testing.T) {
	h, r := upgraded(t)
	before := h.condition()
	bundle := h.bundle(r)
	h.want(0, bundle, applied)
	after := h.condition()
	front := h.senexcApply()
	back := func(code int, says string, args ...string) {
		t.Helper()
		got, out := h.script(front, args...)
		if got != code || !strings.Contains(out, says) {
			t.Fatalf("senexc-apply %s exits with %d, want %d and %q\n%s", strings.Join(args, " "), got, code, says, out)
		}
	}
	same := func(want string) {
		t.Helper()
		own := func(s string) []string {
			var lines []string
			for line := range strings.Lines(s) {
				if !strings.Contains(line, "/var/lib/senexc/releases") && !strings.HasPrefix(line, "/var/lib/senexc/state") &&
					!strings.HasPrefix(line, "/var/lib/senexc/previous") && !strings.Contains(line, "/etc/queue") && !strings.HasPrefix(line, "/etc/queue") {
					lines = append(lines, line)
				}
			}
			return lines
		}
		if diff := cmp.Diff(own(want), own(h.condition())); diff != "" {
			t.Errorf("the host is not as it was (-want +got):\n%s", diff)
		}
	}
	back(0, "done: shop/production/web01 runs 10-", "rollback")
	same(before)
	back(0, "is as the bundle says", "status")
	back(0, "there is nothing to do", "check")
	back(0, "healthy", "health")
	back(0, "current", "history")
	if state := h.read("/var/lib/senexc/state"); !strings.Contains(state, "serial 10\n") || !strings.Contains(state, "floor 11\n") {
		t.Errorf("state = %s", state)
	}
	older := shop()
	older.root["/etc/proxy/site.conf"] = "listen 80;\n"
	h.want(14, h.bundle(older), applied, "11 was installed already")
	back(0, "done: shop/production/web01 runs 11-", "rollback")
	same(after)
	back(13, "is not kept on this host", "rollback", "7-abcdef")
	back(64, "no id of a release", "rollback", "../../etc")
}

// What fails on the way back leads forward again.
func TestRollbackVerbFails(t *testing.T) {
	h, r := upgraded(t)
	h.want(0, h.bundle(r), applied)
	after := h.condition()
	h.fails("restart.cache.service")
	h.want(20, h.root+"/var/lib/senexc/current", []string{"rollback"}, "cache.service does not restart", "11-")
	if diff := cmp.Diff(after, h.condition()); diff != "" {
		t.Errorf("the host is not as it was (-before +after):\n%s", diff)
	}
}

func TestNothingToGoBackTo(t *testing.T) {
	h, _ := installed(t)
	h.want(13, h.root+"/var/lib/senexc/current", []string{"rollback"}, "there is no release before this one")
}

func TestNothingInstalled(t *testing.T) {
	fresh := newHost(t)
	for _, verb := range []string{"rollback", "recover", "history", "status"} {
		if code, out := fresh.script(fresh.senexcApply(), verb); code != 64 || !strings.Contains(out, "nothing is installed") {
			t.Errorf("%s exits with %d\n%s", verb, code, out)
		}
	}
}

// Five releases stay, with the images they need; others go.
func TestGarbage(t *testing.T) {
	h, r := newHost(t), shop()
	for i := range 7 {
		r.serial = int64(10 + i)
		r.root[quadlets+"cache.container"] = fmt.Sprintf("[Container]\nImage=registry.example.com/cache:%d\n", i)
		r.in.Host.Containers[0].Image = fmt.Sprintf("registry.example.com/cache:%d", i)
		h.want(0, h.bundle(r), applied)
	}
	kept, err := os.ReadDir(h.root + "/var/lib/senexc/releases")
	h.must(err)
	if len(kept) != 5 || !strings.HasPrefix(kept[0].Name(), "12-") {
		t.Errorf("kept %v", kept)
	}
	for i := range 7 {
		_, err := os.Stat(filepath.Join(h.fake, "images", fmt.Sprintf("registry.example.com_cache:%d", i)))
		if there := err == nil; there != (i >= 2) {
			t.Errorf("cache:%d is there: %v", i, there)
		}
	}
	if _, err := os.Stat(filepath.Join(h.fake, "images", "registry.example.com_web:1")); err != nil {
		t.Error("an image that all releases need is gone")
	}
	h.want(0, h.root+"/var/lib/senexc/current", []string{"gc"})
	h.want(0, h.root+"/var/lib/senexc/current", []string{"rollback", kept[0].Name()}, "runs 12-")
}

// A manual job runs when somebody says so, from the installed release.
func TestManualJob(t *testing.T) {
	h, r := installed(t)
	current := h.root + "/var/lib/senexc/current"
	h.want(0, current, []string{"job", "web-shell"}, "run job web-shell")
	if calls := h.calls(); len(calls) != 1 || calls[0] != "podman exec web manage shell" {
		t.Errorf("calls = %q", calls)
	}
	h.want(64, current, []string{"job"}, "web-shell (manual)", "say which job")
	h.want(64, current, []string{"job", "nothing"}, "say which job")
	h.fails("podman.exec")
	h.want(20, current, []string{"job", "web-shell"}, "the job web-shell failed")
	r.serial++
	h.want(13, h.bundle(r), []string{"job", "web-shell"}, "is not what is installed")
}

// Who a host is cannot change under what is installed on it.
func TestAnotherRole(t *testing.T) {
	h, r := installed(t)
	h.write("/etc/senexc/host", "shop/production/db01\n0123456789abcdef0123456789abcdef\n")
	r.in.Host.Name = "db01"
	h.want(11, h.bundle(r), applied, "carries what was installed for shop/production/web01")
}
