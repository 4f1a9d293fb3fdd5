package install_test

import (
	"slices"
	"strings"
	"testing"
)

const (
	unconfirmed  = "/var/lib/senexc/unconfirmed"
	confirmUnit  = "/etc/systemd/system/senexc-unconfirmed.service"
	confirmTimer = "/run/systemd/system/senexc-unconfirmed.timer"
)

// trial installs a release that somebody must confirm.
func trial(t *testing.T) (h *host, bundle string) {
	h, r := installed(t)
	r.serial++
	r.root[site] = "listen 8443;\n"
	bundle = h.bundle(r)
	h.want(0, bundle, []string{"--confirm-within", "10m"}, "senexc-apply confirm")
	if !slices.Contains(h.calls(), "systemctl system start senexc-unconfirmed.timer") || !strings.Contains(h.read(confirmTimer), "OnActiveSec=600\n") {
		t.Errorf("no timer waits: %q", h.calls())
	}
	h.want(0, bundle, []string{"status"}, "waiting for 'senexc-apply confirm'")
	return h, bundle
}

func nothingWaits(t *testing.T, h *host) {
	t.Helper()
	for _, path := range []string{unconfirmed, confirmUnit, confirmTimer, "/etc/systemd/system/multi-user.target.wants/senexc-unconfirmed.service"} {
		if h.exists(path) {
			t.Errorf("%s is left", path)
		}
	}
}

func TestConfirm(t *testing.T) {
	h, bundle := trial(t)
	h.want(0, bundle, []string{"confirm"}, "is confirmed")
	nothingWaits(t, h)
	if !slices.Contains(h.calls(), "systemctl system stop senexc-unconfirmed.timer") {
		t.Errorf("the timer goes on: %q", h.calls())
	}
	// A timer that was too late changes nothing.
	h.want(0, bundle, []string{"rollback", "--unconfirmed"})
	if got := h.read(site); got != "listen 8443;\n" {
		t.Errorf("site.conf = %q", got)
	}
	h.want(0, bundle, []string{"confirm"}, "nothing waits")
}

// This is what the timer runs, and after a reboot the unit.
func TestNobodyConfirms(t *testing.T) {
	h, bundle := trial(t)
	if !strings.Contains(h.read(confirmUnit), "ExecStart=/bin/sh /var/lib/senexc/current/install.sh rollback --unconfirmed\n") {
		t.Errorf("the unit is\n%s", h.read(confirmUnit))
	}
	h.want(0, bundle, []string{"rollback", "--unconfirmed"}, "nobody confirmed 11-", "runs 10-")
	if got := h.read(site); got != "listen 443;\n" {
		t.Errorf("site.conf = %q", got)
	}
	nothingWaits(t, h)
}

func TestNobodyConfirmsTheFirstRelease(t *testing.T) {
	h, r := newHost(t), shop()
	bundle := h.bundle(r)
	h.want(0, bundle, []string{"--confirm-within=30s"})
	h.want(0, bundle, []string{"rollback", "--unconfirmed"}, "nothing of "+principal+" runs here")
	nothingOfOurs(t, h, r)
	nothingWaits(t, h)
}

// Whoever installs the next release has not been cut off.
func TestNextReleaseConfirms(t *testing.T) {
	h, r := installed(t)
	r.serial++
	r.root[site] = "listen 8443;\n"
	h.want(0, h.bundle(r), []string{"--confirm-within=1h"})
	r.serial++
	h.want(0, h.bundle(r), applied)
	nothingWaits(t, h)
}

// A release that fails is left at once, and nothing waits for anybody.
func TestFailedReleaseIsNotWaitedFor(t *testing.T) {
	h, r := installed(t)
	r.serial++
	r.root[quadlets+"web.container"] += "Label=a=b\n"
	h.remember("fail/restart.web.service.once", "")
	bundle := h.bundle(r)
	h.want(20, bundle, []string{"--confirm-within=10m"})
	nothingWaits(t, h)
	h.want(0, bundle, []string{"rollback", "--unconfirmed"})
}
