package install_test

import (
	"crypto/md5"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// nothingOfOurs fails if anything that senexc put there is left.
func nothingOfOurs(t *testing.T, h *host, r release) {
	t.Helper()
	for _, f := range r.in.Root {
		if h.exists(f.Path) {
			t.Errorf("%s is left", f.Path)
		}
	}
	for _, path := range []string{"/etc/proxy/pass word", "/var/lib/senexc/releases", "/var/lib/senexc/current", "/var/lib/senexc/owned"} {
		if h.exists(path) {
			t.Errorf("%s is left", path)
		}
	}
	active, err := os.ReadDir(filepath.Join(h.fake, "active"))
	h.must(err)
	for _, unit := range active {
		if !strings.HasPrefix(unit.Name(), "system.user@") && !strings.HasPrefix(unit.Name(), "system.network-online") {
			t.Errorf("%s is active", unit.Name())
		}
	}
	rules, err := os.ReadFile(h.root + ufwRules)
	h.must(err)
	for rule := range strings.Lines(string(rules)) {
		if strings.Contains(rule, "comment 'senexc") && !strings.Contains(rule, ": ssh'") {
			t.Errorf("the rule is left: %s", rule)
		}
	}
}

func TestUninstall(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(h *host, bundle string)
	}{
		{"a clean host", func(h *host, bundle string) {}},
		{"edited files", func(h *host, bundle string) { h.write(site, "mine\n") }},
		{"missing files", func(h *host, bundle string) { h.must(os.Remove(h.root + quadlets + "web.container")) }},
		{"a release that did not come to an end", func(h *host, bundle string) {
			h.remember("fail/restart.web.service", "")
			h.remember("fail/start.web.service", "")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h, r := newHost(t), shop()
			h.write(ufwRules, "ufw allow 22/tcp\nCOMMIT\n")
			bundle := h.bundle(r)
			h.want(0, bundle, applied)
			c.spoil(h, bundle)
			h.write("/srv/static/app.css", "theirs\n")
			h.want(0, bundle, []string{"uninstall"}, "done: nothing of "+principal+" runs here", "kept: the rules that admit ssh")
			nothingOfOurs(t, h, r)
			want := []string{
				"systemctl system disable proxy.service", "systemctl system stop proxy.service",
				"systemctl user stop web.service", "systemctl user stop cache.service",
				"systemctl user stop data-volume.service", "systemctl user stop shop-network.service",
			}
			var got []string
			for _, call := range h.calls() {
				if slices.Contains(want, call) {
					got = append(got, call)
				}
				if strings.HasPrefix(call, "podman volume rm") || strings.HasPrefix(call, "podman secret rm") {
					t.Errorf("without --purge: %s", call)
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("units (-want +got):\n%s", diff)
			}
			if !h.exists("/srv/static/app.css") || !strings.Contains(h.read("/etc/senexc/host"), principal) {
				t.Error("something of somebody else is gone")
			}
			h.must(os.RemoveAll(filepath.Join(h.fake, "fail")))
			h.must(os.MkdirAll(filepath.Join(h.fake, "fail"), 0o755))
			h.want(0, bundle, applied, "done")
		})
	}
}

func TestUninstallPurges(t *testing.T) {
	h, r := installed(t)
	h.want(0, h.bundle(r), []string{"uninstall", "--purge"}, "remove data", "remove web.DATABASE_URL.v1", "remove /srv/static")
	nothingOfOurs(t, h, r)
	for _, call := range []string{"podman volume rm data", "podman secret rm web.DATABASE_URL.v1"} {
		if !slices.Contains(h.calls(), call) {
			t.Errorf("no call %q", call)
		}
	}
	if h.exists("/srv/static") {
		t.Error("an empty directory of ours is left")
	}
}

func TestUninstallBringsBackPackageFiles(t *testing.T) {
	h, r := newHost(t), shop()
	h.write(site, "as shipped\n")
	h.remember("conffiles", fmt.Sprintf(" %s %x\n", site, md5.Sum([]byte("as shipped\n"))))
	// It ran before the stack came, and goes on.
	h.remember("active/system.proxy.service", "")
	bundle := h.bundle(r)
	h.want(0, bundle, applied)
	h.want(0, bundle, []string{"uninstall"})
	if got := h.read(site); got != "as shipped\n" {
		t.Errorf("site.conf = %q", got)
	}
	if got := h.calls(); !slices.Contains(got, "systemctl system try-reload-or-restart proxy.service") || slices.Contains(got, "systemctl system stop proxy.service") {
		t.Errorf("calls = %q", got)
	}
}

// What was installed once is the oldest that may come.
func TestFloorOutlastsUninstall(t *testing.T) {
	h, r := installed(t)
	h.want(0, h.bundle(r), []string{"uninstall"})
	r.serial--
	h.want(14, h.bundle(r), applied, "10 was installed already")
}
