package install_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/emit/install"
)

// upgraded returns a host with release 10 on it and the next release, in which
// a container, a native unit's file, a secret and a rule change, a container
// is new and another one goes.
func upgraded(t *testing.T) (*host, release) {
	t.Helper()
	h, r := installed(t)
	return h, next(r)
}

func next(r release) release {
	r = shop()
	r.serial++
	r.root[quadlets+"web.container"] += "Label=a=b\n"
	r.root["/etc/proxy/site.conf"] = "listen 8443;\n"
	r.secrets["token"] = "other"
	r.rotate("token", 3)
	r.in.Host.Firewall[1].From = "10.0.1.21"
	r.in.Host.Firewall[0].Comment += ", and another" // the same rule to ufw
	r.in.Units = slices.DeleteFunc(r.in.Units, func(u install.Unit) bool { return u.Name == "cache.service" })
	r.in.Steps = slices.DeleteFunc(r.in.Steps, func(s install.Step) bool { return s.Unit == "cache.service" })
	r.in.Root = slices.DeleteFunc(r.in.Root, func(f install.RootFile) bool { return f.Path == quadlets+"cache.container" })
	r.in.Units = append(r.in.Units, install.Unit{Name: "queue.service", User: true, Kind: "container", Source: quadlets + "queue.container", Timeout: 5})
	r.in.Steps = append(r.in.Steps, install.Step{Unit: "queue.service"})
	r.in.Root = append(r.in.Root, install.RootFile{Path: quadlets + "queue.container", Owner: "root", Group: "root", Mode: 0o644})
	r.root[quadlets+"queue.container"] = "[Container]\nImage=registry.example.com/cache:1\n"
	r.in.Root = append(r.in.Root, install.RootFile{Path: "/etc/queue/conf/queue.conf", Owner: "root", Group: "root", Mode: 0o644})
	r.root["/etc/queue/conf/queue.conf"] = "size 10\n"
	return r
}

// times are those in the description of a tree.
var times = regexp.MustCompile(` \d{19}`)

// condition describes what a rollback must bring back: every file but the
// history and what is only ever added, the firewall, and which units run.
func (h *host) condition() string {
	h.t.Helper()
	var lines []string
	for _, line := range strings.Split(times.ReplaceAllString(h.tree(), ""), "\n") {
		if strings.HasPrefix(line, "/var/lib/senexc ") || strings.HasPrefix(line, "/var/lib/senexc/history.tsv ") ||
			strings.HasPrefix(line, "/var/lib/senexc/jobs/") || strings.HasPrefix(line, "/var/lib/senexc/log") || strings.HasPrefix(line, ufwRules+" ") {
			continue
		}
		lines = append(lines, line)
	}
	for _, state := range []string{"ufw.status", "sysctl.vm.overcommit_memory"} {
		body, err := os.ReadFile(filepath.Join(h.fake, state))
		h.must(err)
		lines = append(lines, state+": "+string(body))
	}
	rules := strings.Split(h.rules(), "\n")
	slices.Sort(rules)
	lines = append(lines, strings.Join(rules, "\n"))
	for _, state := range []string{"active", "enabled"} {
		entries, err := os.ReadDir(filepath.Join(h.fake, state))
		h.must(err)
		for _, e := range entries {
			if e.Name() != "user.web-warm.service" { // a job, which ends by itself
				lines = append(lines, state+" "+e.Name())
			}
		}
	}
	return strings.Join(lines, "\n")
}

func (h *host) fails(what string) { h.remember("fail/"+what, "") }

func (h *host) works(what string) { h.must(os.Remove(filepath.Join(h.fake, "fail", what))) }

// Whatever fails, the host is as it was.
func TestRollback(t *testing.T) {
	for _, c := range []struct {
		name, fails, says string
	}{
		{"a unit does not start", "restart.queue.service", "queue.service does not restart"},
		{"a unit does not restart", "restart.web.service.once", "web.service does not restart"},
		{"a unit does not reload", "reload.proxy.service.once", "proxy.service does not reload"},
		{"a unit does not stop", "stop.cache.service", "cache.service does not stop"},
		{"a job fails", "podman.exec.once", "the job web-migrate failed"},
		{"units are not read", "daemon-reload.once", "systemd does not reload its units"},
		{"the firewall refuses", "ufw.allow.once", "the firewall does not take a rule"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h, r := upgraded(t)
			before := h.condition()
			h.fails(c.fails)
			bundle := h.bundle(r)
			h.want(20, bundle, applied, c.says, "is back and healthy")
			if diff := cmp.Diff(before, h.condition()); diff != "" {
				t.Errorf("the host is not as it was (-before +after):\n%s", diff)
			}
			// What the new release had restarted runs with its files until it is
			// restarted with the old ones.
			calls := h.calls()
			isWeb := func(c string) bool { return c == "systemctl user restart web.service" }
			if first := slices.IndexFunc(calls, isWeb); first >= 0 && !slices.ContainsFunc(calls[first+1:], isWeb) {
				t.Errorf("web.service was restarted for the new release only:\n%s", strings.Join(calls, "\n"))
			}
			_ = os.Remove(filepath.Join(h.fake, "fail", c.fails))
			h.want(0, bundle, applied, "done: shop/production/web01 runs 11-")
			h.want(0, bundle, applied, "nothing had to change")
		})
	}
}

// A first install that fails leaves nothing of ours.
func TestFirstInstallRolledBack(t *testing.T) {
	for _, fails := range []string{"restart.web.service", "start.proxy.service", "podman.exec.once", "restart.cache.service"} {
		t.Run(fails, func(t *testing.T) {
			h, r := newHost(t), shop()
			h.fails(fails)
			h.want(20, h.bundle(r), applied, "nothing of it is left, and nothing of it runs", "package proxy", "image registry.example.com/web:1")
			for path := range r.root {
				if h.exists(path) {
					t.Errorf("%s is left", path)
				}
			}
			for _, path := range []string{"/etc/containers", "/etc/proxy", "/etc/sysctl.d", "/var/lib/senexc/current", "/var/lib/senexc/txn", "/etc/systemd/system/senexc-recover.service"} {
				if h.exists(path) {
					t.Errorf("%s is left", path)
				}
			}
			condition := h.condition()
			for _, left := range []string{"active user.", "active system.proxy", "enabled ", "ufw allow", "Status: active"} {
				if strings.Contains(condition, left) {
					t.Errorf("%q is left:\n%s", left, condition)
				}
			}
			if c := slices.Index(h.calls(), "podman network rm shop"); c < 0 {
				t.Error("the network is left")
			}
			_ = os.Remove(filepath.Join(h.fake, "fail", fails))
			h.want(0, h.bundle(r), applied, "done")
		})
	}
}
