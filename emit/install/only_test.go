package install_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/emit/install"
)

// newer changes everything that a tag could select.
func newer(r release) release {
	r.serial++
	r.root[quadlets+"web.container"] += "Label=a=b\n"
	r.root[site] = "listen 8443;\n"
	r.in.Host.Firewall = slices.Clone(r.in.Host.Firewall)
	r.in.Host.Firewall[1].From = "10.0.1.21"
	return r
}

func TestOnly(t *testing.T) {
	h, r := installed(t)
	next := h.bundle(newer(r))
	said := h.want(2, next, []string{"check", "--only=proxy"}, "update  file "+site)
	for _, other := range []string{"web", "10.0.1.21"} {
		if strings.Contains(strings.ReplaceAll(said, "web01", ""), other) {
			t.Errorf("check --only=proxy speaks of %s:\n%s", other, said)
		}
	}
	h.want(0, next, []string{"--only", "proxy"})
	if diff := cmp.Diff([]string{"systemctl system reload proxy.service"}, changing(h)); diff != "" {
		t.Errorf("calls (-want +got):\n%s", diff)
	}
	if got := h.read(quadlets + "web.container"); strings.Contains(got, "a=b") {
		t.Error("a file of another service was replaced")
	}
	if got := h.read(site); got != "listen 8443;\n" {
		t.Errorf("site.conf = %q", got)
	}
	h.want(0, next, []string{"check", "--only=proxy"}, "there is nothing to do")

	// The rest comes with the whole release.
	h.want(0, next, applied)
	want := []string{
		"ufw allow proto tcp from 10.0.1.21 to 10.0.1.10 port 8000 comment senexc 10.0.1.21 to 10.0.1.10 8000/tcp: db on db01 uses web.http",
		"ufw delete allow from 10.0.1.20 to 10.0.1.10 port 8000 proto tcp",
		"systemctl user daemon-reload ", "systemctl user restart web.service",
		`podman exec web manage migrate --note it's "$HOME"`, "podman exec web manage report",
	}
	if diff := cmp.Diff(want, changing(h)); diff != "" {
		t.Errorf("calls of the whole release (-want +got):\n%s", diff)
	}
	h.want(0, next, applied, "nothing had to change")
}

// A tag may stand for several services, whose jobs come along.
func TestOnlyByTag(t *testing.T) {
	h, r := installed(t)
	next := h.bundle(newer(r))
	h.want(0, next, []string{"--only=app"})
	if got := changing(h); !slices.Contains(got, "systemctl user restart web.service") || !slices.Contains(got, "systemctl system reload proxy.service") ||
		!slices.Contains(got, `podman exec web manage migrate --note it's "$HOME"`) {
		t.Errorf("calls = %q", got)
	}
}

// The floor for older bundles does not move, and the release that is installed
// as a whole stays the installed one.
func TestOnlyIsRecordedAsPartial(t *testing.T) {
	h, r := installed(t)
	before := h.read("/var/lib/senexc/state")
	next := newer(r)
	h.want(0, h.bundle(next), []string{"--only=proxy"})
	after := h.read("/var/lib/senexc/state")
	if !strings.HasPrefix(after, strings.TrimSuffix(before, "\n")) || !strings.Contains(after, "\npartial 11-") {
		t.Errorf("state was\n%sand is\n%s", before, after)
	}
	h.want(2, h.bundle(r), []string{"status"}, "partial", "proxy")
	h.want(0, h.bundle(next), applied)
	if got := h.read("/var/lib/senexc/state"); strings.Contains(got, "partial") {
		t.Errorf("the state after the whole release is\n%s", got)
	}
}

// Going back after parts of a release is going back to the whole one.
func TestRollbackOfPartialRelease(t *testing.T) {
	h, r := installed(t)
	before := h.read("/var/lib/senexc/state")
	next := h.bundle(newer(r))
	h.want(0, next, []string{"--only=proxy"})
	h.want(0, next, []string{"rollback"}, "done: shop/production/web01 runs 10-")
	if got := h.read(site); got != "listen 443;\n" {
		t.Errorf("site.conf = %q", got)
	}
	if got := h.read("/var/lib/senexc/state"); strings.Contains(got, "partial") || !strings.HasPrefix(got, before[:20]) {
		t.Errorf("state was\n%sand is\n%s", before, got)
	}
}

func TestOnlyDeletesWhatIsSelected(t *testing.T) {
	h, r := installed(t)
	r.serial++
	gone := []string{site, quadlets + "cache.container"}
	r.in.Root = slices.DeleteFunc(r.in.Root, func(f install.RootFile) bool { return slices.Contains(gone, f.Path) })
	r.in.Units = slices.DeleteFunc(r.in.Units, func(u install.Unit) bool { return u.Name == "cache.service" })
	r.in.Steps = slices.DeleteFunc(r.in.Steps, func(s install.Step) bool { return s.Unit == "cache.service" })
	next := h.bundle(r)
	h.want(0, next, []string{"--only=proxy"})
	if h.exists(site) || !h.exists(gone[1]) {
		t.Errorf("site.conf is there: %t; cache.container is there: %t", h.exists(site), h.exists(gone[1]))
	}
	h.want(0, next, []string{"--only=store"})
	if h.exists(gone[1]) {
		t.Error("cache.container is still there")
	}
	if got := changing(h); !slices.Contains(got, "systemctl user stop cache.service") {
		t.Errorf("calls = %q", got)
	}
	h.want(0, next, applied)
	if got := changing(h); slices.Contains(got, "systemctl user stop cache.service") {
		t.Errorf("what was stopped is stopped again: %q", got)
	}
}

func TestOnlyRefused(t *testing.T) {
	for _, c := range []struct {
		name   string
		tags   string
		code   int
		change func(h *host, r *release)
		says   string
	}{
		{"a tag that nobody has", "prox", 64, func(h *host, r *release) {}, "no service of this host has the tag prox; there are: app cache proxy store web"},
		{"what is used changes as well", "web", 13, func(h *host, r *release) { r.root[quadlets+"cache.container"] += "Label=a=b\n" }, "web uses cache, which this release changes as well: select both (--only=web,cache)"},
		{"the network changes", "web", 13, func(h *host, r *release) { r.root[quadlets+"shop.network"] += "Internal=true\n" }, "the network changes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h, r := installed(t)
			r.serial++
			c.change(h, &r)
			h.want(c.code, h.bundle(r), []string{"--only=" + c.tags}, c.says)
			if got := changing(h); len(got) > 0 {
				t.Errorf("refused, and still: %q", got)
			}
		})
	}
	t.Run("before anything is installed", func(t *testing.T) {
		h, r := newHost(t), shop()
		h.want(13, h.bundle(r), []string{"--only=web"}, "nothing is installed here yet")
	})
}
