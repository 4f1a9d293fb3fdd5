package install_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// An event is one line of --json.
type event map[string]any

// events runs the installer with --json and reads every line that it writes.
func (h *host) events(code int, bundle string, args ...string) []event {
	h.t.Helper()
	out := h.want(code, bundle, append(args, "--json"))
	var all []event
	for line := range strings.Lines(out) {
		var e event
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			h.t.Fatalf("%q is not JSON: %v", line, err)
		}
		all = append(all, e)
	}
	return all
}

// holds reports whether an event has all the given keys and values.
func holds(events []event, want event) bool {
	for _, e := range events {
		matches := true
		for key, value := range want {
			matches = matches && e[key] == value
		}
		if matches {
			return true
		}
	}
	return false
}

func TestEvents(t *testing.T) {
	h, r := newHost(t), shop()
	bundle := h.bundle(r)
	all := h.events(2, bundle, "check", "--diff")
	for _, want := range []event{
		{"type": "change", "verb": "install", "kind": "package", "name": "proxy"},
		{"type": "change", "verb": "create", "kind": "file", "name": "/etc/proxy/pass word"},
		{"type": "output", "program": "diff", "text": "+listen 443;"},
		{"type": "result", "verb": "check", "code": 2.0, "host": "shop/production/web01"},
	} {
		if !holds(all, want) {
			t.Errorf("check has no event %v:\n%v", want, all)
		}
	}
	all = h.events(0, bundle)
	for _, want := range []event{
		{"type": "step", "name": "units"},
		{"type": "file", "verb": "create", "name": "/etc/proxy/site.conf"},
		{"type": "unit", "verb": "start", "name": "web.service"},
		{"type": "job", "verb": "finish", "name": "web-migrate"},
	} {
		if !holds(all, want) {
			t.Errorf("apply has no event %v:\n%v", want, all)
		}
	}
	last := all[len(all)-1]
	if last["type"] != "result" || last["code"] != 0.0 || last["changes"] == 0.0 || !strings.HasPrefix(last["release"].(string), "10-") {
		t.Errorf("the last event is %v", last)
	}
	if _, err := os.Stat(last["log"].(string)); err != nil {
		t.Errorf("the result names a log that is not there: %v", err)
	}
}

// Whatever a host has in its names, each line is JSON and says it unchanged.
func TestEventsWithOddNames(t *testing.T) {
	h, r := newHost(t), shop()
	for _, shell := range [][]string{{"dash"}, {"bash", "--posix"}, {"busybox", "ash"}} {
		h.shell = shell
		name := "bo\"b\\ \u00e9\u20ac\U0001f600\t\x01"
		h.write("/etc/passwd", "root:x:0:0:::\n"+name+"\xff:x:1500:1500:::\n")
		all := h.events(13, h.bundle(r), "check")
		text := "the uid 1500 belongs to " + name + "\ufffd, and the stack wants it for senex"
		if !holds(all, event{"type": "finding", "code": 13.0, "text": text}) {
			t.Errorf("%s: no finding %q in %q", shell[0], text, all)
		}
	}
}

func TestEventsOfFailure(t *testing.T) {
	h, r := newHost(t), shop()
	h.remember("fail/restart.web.service", "")
	all := h.events(20, h.bundle(r))
	if !holds(all, event{"type": "output", "program": "web.service", "text": "last words"}) {
		t.Errorf("the last lines of the unit are missing: %v", all)
	}
	if last := all[len(all)-1]; last["type"] != "result" || last["code"] != 20.0 {
		t.Errorf("the last event is %v", last)
	}
}

// logs returns the logs that are kept on the host, the oldest first.
func (h *host) logs() []string {
	h.t.Helper()
	files, err := filepath.Glob(h.root + "/var/lib/senexc/log/*.log")
	h.must(err)
	var texts []string
	for _, file := range files {
		body, err := os.ReadFile(file)
		h.must(err)
		info, err := os.Stat(file)
		h.must(err)
		if info.Mode().Perm() != 0o600 {
			h.t.Errorf("%s has the mode %v", file, info.Mode())
		}
		texts = append(texts, string(body))
	}
	return texts
}

func TestLog(t *testing.T) {
	h, r := newHost(t), shop()
	bundle := h.bundle(r)
	h.want(0, bundle, applied)
	journal := func() string {
		t.Helper()
		body, err := os.ReadFile(filepath.Join(h.fake, "journal"))
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	logs := h.logs()
	if len(logs) != 1 || !strings.Contains(logs[0], "start web.service") || !strings.Contains(logs[0], "ends with 0") {
		t.Fatalf("the logs are %q", logs)
	}
	for _, line := range []string{"create  file /etc/proxy/site.conf", "start web.service", "ends with 0"} {
		if !strings.Contains(journal(), line) {
			t.Errorf("the journal does not have %q:\n%s", line, journal())
		}
	}
	for _, text := range append(logs, journal()) {
		if strings.Contains(text, "hunter2") {
			t.Errorf("a log has a secret in it:\n%s", text)
		}
	}
	// A run that changes nothing leaves a word in the journal only.
	h.remember("journal", "")
	h.want(0, bundle, applied)
	if now := h.logs(); len(now) != 1 {
		t.Errorf("a run that changed nothing left a log: %q", now)
	}
	if !strings.Contains(journal(), "nothing had to change") {
		t.Errorf("the journal has %q", journal())
	}
	// One that is refused tells the journal why.
	h.remember("podman", "4.0.0\n")
	h.remember("journal", "")
	h.want(12, bundle, applied)
	if !strings.Contains(journal(), "Podman is of version 4.0.0") {
		t.Errorf("the journal has %q", journal())
	}
}

func TestLogsAreBounded(t *testing.T) {
	h, r := installed(t)
	for i := range 60 {
		h.write(fmt.Sprintf("/var/lib/senexc/log/20200101T0000%02dZ-apply.log", i), "old\n")
	}
	r.serial++
	r.root["/etc/proxy/site.conf"] = "listen 8443;\n"
	h.want(0, h.bundle(r), applied)
	files, err := filepath.Glob(h.root + "/var/lib/senexc/log/*.log")
	h.must(err)
	if len(files) != 50 || strings.Contains(files[49], "/20200101") {
		t.Errorf("%d logs are kept, the last being %s", len(files), files[len(files)-1])
	}
}
