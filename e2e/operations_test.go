//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const archive = "/root/web01.tar.gz"

// TestOperations does on a host what docs/operations.md tells of, each as one
// goes on from where the last one ended.
func TestOperations(t *testing.T) {
	o := &operations{newServer(t, "operations", twoDaemons)}
	o.vars["chores"] = "true"
	// What goes back by itself waits no longer for what it started than the test does.
	o.web.Write(t, "/etc/systemd/system/senexc-unconfirmed.service.d/brief.conf", "[Service]\nEnvironment="+brief+"\n", 0o644)

	postgres := o.registry.Address + ":5000/postgres:17"
	for _, step := range []struct {
		name string
		do   func(t *testing.T)
	}{
		{"apply does what check says, and nothing else", func(t *testing.T) {
			o.appliesWhatCheckSays(t, "app_image="+postgres)
			o.appliesWhatCheckSays(t, "mark=two")
		}},
		{"a part of a release", o.partOfRelease},
		{"nobody confirms", o.nobodyConfirms},
		{"somebody confirms", o.somebodyConfirms},
		{"a boot before anybody confirms", o.bootUnconfirmed},
		{"drift", o.drift},
		{"a timer", o.timer},
		{"a job", o.job},
		{"old releases", func(t *testing.T) { o.oldReleases(t, postgres) }},
		{"uninstall", o.uninstall},
	} {
		if !t.Run(step.name, step.do) {
			o.look(t)
			return
		}
	}
}

// operations is a server on which somebody goes through the handbook.
type operations struct{ *server }

// bring carries a release to the host. It does not install it.
func (o *operations) bring(vars ...string) {
	o.t.Helper()
	dist, _ := o.build(vars...)
	o.carry(dist, o.web)
}

// run runs senexc-apply, which must end with that code and say these words.
func (o *operations) run(t *testing.T, code int, args []string, says ...string) string {
	t.Helper()
	r := o.web.Run(t, append([]string{"env", brief, apply}, args...)...)
	out := r.Stdout + r.Stderr
	t.Logf("senexc-apply %s: exit %d\n%s", strings.Join(args, " "), r.Code, out)
	if r.Code != code {
		t.Fatalf("senexc-apply %s: exit status %d, want %d", strings.Join(args, " "), r.Code, code)
	}
	for _, words := range says {
		if !strings.Contains(out, words) {
			t.Fatalf("senexc-apply %s does not say %q", strings.Join(args, " "), words)
		}
	}
	return out
}

func (o *operations) look(t *testing.T) {
	t.Helper()
	for _, look := range []string{apply + " status", apply + " history", "journalctl -q --no-pager -n 60 -o short-monotonic"} {
		r := o.web.Run(t, "sh", "-c", look)
		t.Logf("%s\n%s%s", look, r.Stdout, r.Stderr)
	}
}

// isMarked holds the host's mark, which tells releases apart, against one.
func (o *operations) isMarked(t *testing.T, service, mark string) {
	t.Helper()
	if got := o.web.MustRun(t, "cat", "/etc/lab/"+service+".conf"); got != "mark "+mark {
		t.Fatalf("of %s, the host has %q, want the mark %q", service, got, mark)
	}
	if got := podman(t, o.web, "inspect", "--format", "{{.Config.Labels.mark}}", service); got != mark {
		t.Fatalf("the container %s has the mark %q, want %q", service, got, mark)
	}
}

// appliesWhatCheckSays: of files, units, images and jobs, what apply has done is
// what check had announced.
func (o *operations) appliesWhatCheckSays(t *testing.T, vars ...string) {
	t.Helper()
	o.bring(vars...)
	var said, done []string
	for _, e := range events(t, o.run(t, 2, []string{archive, "check", "--json"})) {
		switch e.Kind {
		case "file", "unit", "image", "job":
			said = append(said, e.Verb+" "+e.Kind+" "+e.Name)
		}
	}
	for _, e := range events(t, o.run(t, 0, []string{archive, "--json"})) {
		switch {
		case e.Type == "job" && e.Verb == "finish":
		case e.Type == "file", e.Type == "unit", e.Type == "image", e.Type == "job":
			done = append(done, e.Verb+" "+e.Type+" "+e.Name)
		}
	}
	if d := cmp.Diff(said, done, cmpopts.SortSlices(strings.Compare)); d != "" || len(said) == 0 {
		t.Errorf("what apply did is not what check said (-said +done):\n%s", d)
	}
	o.run(t, 0, []string{archive, "check"}, "there is nothing to do")
	all := events(t, o.run(t, 0, []string{"status", "--json"}))
	if last := all[len(all)-1]; last.Type != "result" || last.Verb != "status" || last.Code != 0 || last.Changes != 0 {
		t.Errorf("status ends with %+v", last)
	}
}

// An event is a line of what --json prints.
type event struct {
	Type, Verb, Kind, Name string
	Code, Changes          int
}

func events(t *testing.T, out string) []event {
	t.Helper()
	var all []event
	for line := range strings.Lines(out) {
		var e event
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatalf("%q is no JSON: %v", line, err)
		}
		all = append(all, e)
	}
	return all
}

// Both services have something new, and one of them is installed.
func (o *operations) partOfRelease(t *testing.T) {
	steady := invocation(t, o.web, "steady.service")
	o.bring("mark=part", "steady=part")
	o.run(t, 0, []string{archive, "--only=app"})
	o.isMarked(t, "app", "part")
	o.isMarked(t, "steady", "one")
	if invocation(t, o.web, "steady.service") != steady {
		t.Error("a service that was not asked for was restarted")
	}
	o.run(t, 2, []string{archive, "status"}, "only app", "/etc/lab/steady.conf")
	o.run(t, 0, []string{"rollback"})
	o.isMarked(t, "app", "two")

	o.run(t, 0, []string{archive, "--only=app"})
	o.run(t, 0, []string{archive})
	o.isMarked(t, "steady", "part")
	if out := o.run(t, 0, []string{archive, "status"}); strings.Contains(out, "only app") {
		t.Error("after the whole release, the partial one is still there")
	}
}

// isLeft waits until the host has gone back to a mark by itself.
func (o *operations) isLeft(t *testing.T, mark string) {
	t.Helper()
	for deadline := time.Now().Add(2 * time.Minute); ; time.Sleep(time.Second) {
		r := o.web.Run(t, "sh", "-c", "test ! -e /var/lib/senexc/unconfirmed && test ! -e /var/lib/senexc/txn && grep -qx 'mark "+mark+"' /etc/lab/app.conf")
		if r.Code == 0 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("the host does not go back to %q by itself", mark)
		}
	}
	// The timer's unit ends a moment after its work.
	o.web.MustRun(t, "sh", "-c", "for i in $(seq 50); do systemctl is-active -q senexc-unconfirmed.service || break; sleep 0.2; done")
	o.isMarked(t, "app", mark)
	o.run(t, 0, []string{"status"}, "is as the bundle says")
	if left := o.web.MustRun(t, "sh", "-c", "find /etc/systemd/system /run/systemd/system -name 'senexc-*' ! -name '*.d'"); left != "" {
		t.Errorf("units that were for the confirmation are left:\n%s", left)
	}
}

// reboot restarts the host, until its containers have started too: to the
// system's manager, the account's is up before they are.
func (o *operations) reboot(t *testing.T) {
	t.Helper()
	o.web.Reboot(t)
	const state = "systemctl --user -M senex@ is-system-running"
	for deadline := time.Now().Add(2 * time.Minute); ; time.Sleep(time.Second) {
		r := o.web.Run(t, "sh", "-c", state)
		if r.Stdout == "running\n" {
			return
		}
		if time.Now().After(deadline) {
			units := o.web.Run(t, "sh", "-c", "systemctl --user -M senex@ list-jobs; systemctl --user -M senex@ --failed")
			t.Fatalf("%s: %s%s%s", state, r.Stdout, r.Stderr, units.Stdout)
		}
	}
}

func (o *operations) nobodyConfirms(t *testing.T) {
	o.bring("mark=unconfirmed", "steady=part")
	o.run(t, 0, []string{archive, "--confirm-within", "5s"}, "next: confirm within")
	o.isLeft(t, "part")
	o.run(t, 0, []string{"history"}, "returned")
}

func (o *operations) somebodyConfirms(t *testing.T) {
	// A container that is told to stop still reaches other hosts, also when its own
	// shuts down: what finishes its work then needs the database.
	registry := o.registry.Address + "/5000"
	parting := `command=trap 'timeout 5 bash -c "exec 3<>/dev/tcp/` + registry + `" && echo yes >/data/reached; exit' TERM; sleep infinity & wait`
	o.bring("mark=confirmed", "steady=part", parting)
	o.run(t, 0, []string{archive, "--confirm-within=1h"})
	o.run(t, 0, []string{"status"}, "waiting for 'senexc-apply confirm'")
	o.run(t, 0, []string{"confirm"}, "is confirmed")
	o.run(t, 0, []string{"confirm"}, "nothing waits")
	o.reboot(t)
	o.isMarked(t, "app", "confirmed")
	if got := podman(t, o.web, "exec", "app", "cat", "/data/reached"); got != "yes" {
		t.Errorf("when the host shut down, the container reached nobody: %q", got)
	}
}

func (o *operations) bootUnconfirmed(t *testing.T) {
	o.bring("mark=forgotten", "steady=part")
	o.run(t, 0, []string{archive, "--confirm-within=1h"})
	o.isMarked(t, "app", "forgotten")
	o.reboot(t)
	o.isLeft(t, "confirmed")
}

func (o *operations) drift(t *testing.T) {
	const path = "/etc/lab/app.conf"
	o.bring("mark=confirmed", "steady=part")
	edit := func(text string) { o.web.Write(t, path, text+"\n", 0o444) }
	has := func(text string) {
		t.Helper()
		if got := o.web.MustRun(t, "cat", path); got != text {
			t.Errorf("%s has %q, want %q", path, got, text)
		}
	}
	edit("by hand")
	o.run(t, 15, []string{archive}, "drift: "+path+" was edited", "--on-drift=overwrite", "--on-drift=keep")
	o.run(t, 2, []string{"status"}, "drift: "+path)
	o.run(t, 0, []string{archive, "--on-drift=keep"}, "kept: "+path)
	o.run(t, 0, []string{archive}, "kept: "+path, "nothing had to change")
	has("by hand")
	edit("by hand again")
	o.run(t, 15, []string{archive})
	o.run(t, 0, []string{archive, "--on-drift=overwrite"}, "copy of "+path)
	has("mark confirmed")
	if copies := o.web.MustRun(t, "sh", "-c", "cat /var/lib/senexc/overwritten/*"+path); copies != "by hand again" {
		t.Errorf("the copy has %q", copies)
	}
	o.run(t, 0, []string{"status"}, "is as the bundle says")
}

// A timer elapses by itself; status tells when what it starts failed, and no
// longer when that has succeeded.
func (o *operations) timer(t *testing.T) {
	ticks := func() string {
		return podman(t, o.web, "exec", "app", "sh", "-c", "wc -l 2>/dev/null </data/ticks || true")
	}
	before := ticks()
	for deadline := time.Now().Add(3 * time.Minute); ticks() == before; time.Sleep(time.Second) {
		if time.Now().After(deadline) {
			t.Fatal("the timer does not elapse")
		}
	}
	run := []string{"systemctl", "--user", "-M", "senex@", "start", "app-tick.service"}
	podman(t, o.web, "exec", "app", "touch", "/data/broken")
	if r := o.web.Run(t, run...); r.Code == 0 {
		t.Fatal("what the timer starts does not fail")
	}
	o.run(t, 2, []string{"status"}, "failed: app-tick.service, when its timer started it last")
	o.run(t, 0, []string{"check"}, "there is nothing to do")
	podman(t, o.web, "exec", "app", "rm", "/data/broken")
	o.web.MustRun(t, run...)
	o.run(t, 0, []string{"status"}, "is as the bundle says")
}

func (o *operations) job(t *testing.T) {
	o.run(t, 0, []string{"job", "app-count"}, "done: the job app-count")
	var lines int
	if _, err := fmt.Sscan(o.web.MustRun(t, "cat", "/var/lib/senexc/jobs/app-count.log"), &lines); err != nil || lines == 0 {
		t.Errorf("the job printed %d lines: %v", lines, err)
	}
	o.run(t, 0, []string{"history"}, "\tran\t")
	o.run(t, 64, []string{"job", "nothing"}, "app-count (manual)")
}

// The host keeps five releases, and the images that they need.
func (o *operations) oldReleases(t *testing.T, image string) {
	has := func() bool {
		return strings.Contains(podman(t, o.web, "images", "--format", "{{.Repository}}:{{.Tag}}"), image)
	}
	kept := func() int { return strings.Count(o.run(t, 0, []string{"history"}), "kept\t") }
	for n := 1; has(); n++ {
		if n > 5 {
			t.Fatalf("%d releases later, the image %s of the first one is still there", n, image)
		}
		o.bring(fmt.Sprintf("mark=release%d", n), "steady=part")
		o.run(t, 0, []string{archive})
	}
	if n := kept(); n != 5 {
		t.Errorf("%d releases are kept, want 5", n)
	}
	o.run(t, 0, []string{"gc"})
	if n := kept(); n != 5 {
		t.Errorf("after gc, %d releases are kept, want 5", n)
	}
	o.run(t, 0, []string{"rollback"})
	o.run(t, 0, []string{"rollback"})
}

// Without --purge, data stays, for whoever installs again; with it, nothing does.
func (o *operations) uninstall(t *testing.T) {
	things := func(what ...string) string { return podman(t, o.web, what...) }
	ticks := things("exec", "app", "cat", "/data/ticks")
	o.run(t, 0, []string{"uninstall"}, "done: nothing of lab/daemons/web01 runs here", "kept: volumes")
	o.isGone(t)
	if got := things("volume", "ls", "-q"); got != "app-data\nsteady-data" {
		t.Errorf("volumes after uninstalling: %q", got)
	}

	// Meanwhile the admin has made rules for what the stack opens, and keeps them.
	rules := "ufw allow from 10.0.0.0/8 to any port 22 proto tcp\nufw limit 7001/tcp comment 'slowly'"
	const list = "ufw show added | grep -e 7001 -e 22"
	o.web.MustRun(t, "sh", "-c", rules)
	if out := o.run(t, 0, []string{archive}, "done:", "7002/tcp: app.tcp"); strings.Contains(out, "7001/tcp") || strings.Contains(out, ": ssh") {
		t.Error("rules were added for which the admin has one")
	}
	if got := o.web.MustRun(t, "sh", "-c", list); got != rules {
		t.Errorf("the admin's rules are\n%s\nwant\n%s", got, rules)
	}
	if got := things("exec", "app", "cat", "/data/ticks"); !strings.HasPrefix(got, ticks) {
		t.Error("what was in the volume is lost")
	}
	o.run(t, 0, []string{"uninstall", "--purge"}, "remove app-data")
	if got := o.web.MustRun(t, "sh", "-c", list); got != rules {
		t.Errorf("after uninstalling, the admin's rules are\n%s\nwant\n%s", got, rules)
	}
	o.isGone(t)
	for _, left := range [][]string{{"volume", "ls", "-q"}, {"secret", "ls", "-q"}, {"images", "-q"}, {"ps", "-aq"}} {
		if got := things(left...); got != "" {
			t.Errorf("after uninstall --purge, podman %s says:\n%s", strings.Join(left, " "), got)
		}
	}
}

// isGone: nothing of the stack is left but what holds data, and the way in.
func (o *operations) isGone(t *testing.T) {
	t.Helper()
	if left := o.web.MustRun(t, "sh", "-c", "find /etc/lab /etc/containers/systemd /etc/systemd -type f 2>/dev/null | xargs -r grep -l -e senexc -e mark; true"); left != "" {
		t.Errorf("files are left:\n%s", left)
	}
	if units := userUnits(t, o.web); strings.Contains(units, "app") || strings.Contains(units, "steady") {
		t.Errorf("units run:\n%s", units)
	}
	for rule := range strings.Lines(o.web.MustRun(t, "ufw", "show", "added")) {
		if strings.Contains(rule, "senexc") && !strings.Contains(rule, ": ssh'") {
			t.Errorf("a rule is left: %s", rule)
		}
	}
	if open := o.web.MustRun(t, "sh", "-c", "ss -Hlnt | awk '{ print $4 }' | grep -e ':700[12]$' || true"); open != "" {
		t.Errorf("ports are open:\n%s", open)
	}
	if ids := o.web.MustRun(t, "sh", "-c", "ls /var/lib/senexc/releases 2>/dev/null || true"); ids != "" {
		t.Errorf("releases are kept:\n%s", ids)
	}
}
