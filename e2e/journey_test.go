//go:build e2e

package e2e

import (
	"maps"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/e2e/lab"
)

// The journey of somebody who takes the example for their own three hosts:
// enrols them, builds, installs, uses what they installed, changes it, and
// restarts the hosts.
func TestJourney(t *testing.T) {
	l := lab.New(t, "journey")
	web := l.Host(t, "web01", "10.0.1.10")
	db := l.Host(t, "db01", "10.0.1.20")
	cache := l.Host(t, "redis01", "10.0.1.30")
	stranger := l.Neighbour(t, "web02", "10.0.1.40")
	registry := l.Neighbour(t, "registry", "10.0.1.50")
	hosts := []*lab.Host{db, cache, web} // in the order that the build prints

	o := newOperator(t, "../stacks/production.hcl")
	o.vars = serveImages(t, registry, hosts...)
	for _, h := range hosts {
		o.enrol(h)
	}
	secrets := o.setSecrets()

	dist, printed := o.build()
	order := regexp.MustCompile(`(?m)^  1\. db01, redis01\n  2\. web01$`)
	if !order.MatchString(printed) {
		t.Fatalf("the build does not say in which order to install:\n%s", printed)
	}
	for _, h := range hosts {
		archive := filepath.Join(dist, h.Name+".tar.gz")
		o.must(bash(`ssh-keygen -Y verify -f "$1/allowed_signers" -I senextrader/production/"$2" -n senexc-archive-v1@senexc.dev -s "$3.sig" <"$3"`, dist, h.Name, archive))
	}
	for _, h := range hosts {
		began := time.Now()
		out := o.install(dist, h)
		t.Logf("first install of %s, %.0f s:\n%s", h.Name, time.Since(began).Seconds(), out)
	}

	v := newVisitor(t, stranger, web)
	if !t.Run("the application serves", func(t *testing.T) { theApplicationServes(t, v) }) {
		explain(t, hosts)
		t.FailNow()
	}
	t.Run("beat fires once a period", func(t *testing.T) { beatFiresOnce(t, v) })
	t.Run("connections are TLS", func(t *testing.T) {
		connectionsAreTLS(t, web, db, "web", map[string]string{"postgresql": "10.0.1.20:5432", "redis broker": "10.0.1.30:6379", "redis cache": "10.0.1.30:6380"})
	})
	t.Run("nothing else is open", func(t *testing.T) { nothingElseIsOpen(t, stranger, hosts) })
	t.Run("secrets are nowhere to be seen", func(t *testing.T) { secretsAreNowhere(t, hosts, secrets) })
	t.Run("a second run changes nothing", func(t *testing.T) { secondRunChangesNothing(t, o, dist, hosts) })
	t.Run("a new release restarts what it changes", func(t *testing.T) { newReleaseRestartsWhatItChanges(t, o, v, hosts) })
	t.Run("a service that leaves the stack", func(t *testing.T) { serviceLeaves(t, o, v, web) })
	t.Run("hosts come back after a restart", func(t *testing.T) { hostsComeBack(t, v, hosts) })
}

func theApplicationServes(t *testing.T, v *visitor) {
	page, answer := v.get(t, "/")
	if answer.ProtoMajor != 2 {
		t.Errorf("the page came by %s", answer.Proto)
	}
	if got := v.release(t); got != "v1.0.0" {
		t.Errorf("the application is %s", got)
	}
	style := stylesheet.FindString(page)
	if style == "" {
		t.Fatalf("the page names no stylesheet:\n%s", page)
	}
	_, answer = v.get(t, style)
	if got := answer.Header.Get("Cache-Control"); !strings.Contains(got, "immutable") {
		t.Errorf("a static file does not come from nginx: Cache-Control is %q", got)
	}
	if got := v.echo(t, "hello"); got != "hello" {
		t.Errorf("the WebSocket echoes %q", got)
	}
	v.post(t, "written by a worker")
	if e := v.awaitEntry(t, "written by a worker"); !strings.Contains(e.Worker, "trading") {
		t.Errorf("the task went to the worker %s", e.Worker)
	}
	ready, _ := v.get(t, "/readyz")
	if strings.Contains(ready, "failed") {
		t.Errorf("not ready: %s", ready)
	}
	plain, err := v.Get("http://" + domain + "/")
	if err != nil {
		t.Fatal(err)
	}
	plain.Body.Close()
	if got := plain.Header.Get("Location"); got != "https://"+domain+"/" {
		t.Errorf("plain HTTP leads to %q", got)
	}
}

// The application's beat fires every five seconds.
func beatFiresOnce(t *testing.T, v *visitor) {
	const period, periods = 5 * time.Second, 4
	before := v.heartbeats(t)
	time.Sleep(periods * period)
	if n := v.heartbeats(t) - before; n < periods-1 || n > periods+1 {
		t.Errorf("beat fired %d times in %d periods", n, periods)
	}
}

// From a machine of the same network that is not in the stack: ssh is open to
// the administration's network, the web host serves, and that is all.
func nothingElseIsOpen(t *testing.T, stranger *lab.Neighbour, hosts []*lab.Host) {
	want := map[string][]int{"web01": {22, 80, 443}, "db01": {22}, "redis01": {22}}
	open := make([][]int, len(hosts))
	var all sync.WaitGroup
	for i, h := range hosts {
		all.Go(func() { open[i] = openPorts(t, stranger, h.Address) })
	}
	all.Wait()
	for i, h := range hosts {
		if d := cmp.Diff(want[h.Name], open[i]); d != "" {
			t.Errorf("open ports of %s (-want +got):\n%s", h.Name, d)
		}
	}
	// Among themselves, hosts reach what a reference needs and no more.
	for _, way := range []struct {
		from    *lab.Host
		address string
		open    bool
	}{
		{hosts[2], "10.0.1.20/5432", true},
		{hosts[2], "10.0.1.30/6379", true},
		{hosts[0], "10.0.1.30/6379", false},
		{hosts[1], "10.0.1.20/5432", false},
	} {
		if open := reaches(t, way.from, way.address); open != way.open {
			t.Errorf("from %s, %s is open: %t", way.from.Name, way.address, open)
		}
	}
}

// reaches tells whether a host or a neighbour can connect to an address and
// port, with a slash between them.
func reaches(t *testing.T, from interface {
	Run(t lab.T, argv ...string) lab.Result
}, address string) bool {
	t.Helper()
	return from.Run(t, "timeout", "3", "bash", "-c", "exec 3<>/dev/tcp/"+address).Code == 0
}

// Values of secrets are in no file that stays, apart from Podman's store of
// them, in no process's arguments, and not in the journal.
func secretsAreNowhere(t *testing.T, hosts []*lab.Host, generations ...map[string]string) {
	t.Helper()
	names := map[string]string{} // by the value's random beginning, in which nothing needs an encoder
	for _, secrets := range generations {
		for name, value := range secrets {
			if name != "field_encryption_key" {
				names[value[:20]] = name
			}
		}
	}
	markers := strings.Join(slices.Sorted(maps.Keys(names)), "\n") + "\n"
	for _, h := range hosts {
		h.Write(t, "/run/markers", markers, 0o600)
		found := h.Run(t, "sh", "-c", `
			grep -roaF -f /run/markers /etc /var/lib/senexc /var/log /root /opt /srv /tmp /var/tmp 2>/dev/null
			for process in /proc/[0-9]*; do
				[ "${process}" = "/proc/$$" ] || grep -oaF -f /run/markers "${process}/cmdline" 2>/dev/null | sed "s|^|${process}/cmdline:|"
			done
			journalctl -q --no-pager | grep -F -f /run/markers
			rm /run/markers`)
		for line := range strings.Lines(found.Stdout) {
			for marker, name := range names {
				line = strings.ReplaceAll(line, marker, "(the value of "+name+")")
			}
			t.Errorf("%s: %s", h.Name, line)
		}
	}
}

// running tells apart every unit that ever started from one that started again.
// What Podman starts for each health check, a unit called after the container's
// id, comes and goes.
func running(t *testing.T, h *lab.Host) map[string]string {
	t.Helper()
	ids := map[string]string{}
	user := h.MustRun(t, "sh", "-c", `systemctl --user -M senex@ list-units --type=service --state=active --plain --no-legend | awk '{ print $1 }' | grep -v -E '^[0-9a-f]{64}-' | sort`)
	for unit := range strings.Lines(user) {
		unit = strings.TrimSpace(unit)
		ids[unit] = h.MustRun(t, "systemctl", "--user", "-M", "senex@", "show", "-p", "InvocationID", "--value", unit)
	}
	ids["nginx.service"] = h.MustRun(t, "systemctl", "show", "-p", "InvocationID", "--value", "nginx.service")
	return ids
}

// restarted are the units whose processes are others than before.
func restarted(before, after map[string]string) []string {
	var names []string
	for unit, id := range after {
		if before[unit] != id {
			names = append(names, unit)
		}
	}
	slices.Sort(names)
	return names
}

func secondRunChangesNothing(t *testing.T, o *operator, dist string, hosts []*lab.Host) {
	for _, h := range hosts {
		const startTimes = "{{.Names}} {{.StartedAt}}"
		before, started := running(t, h), podman(t, h, "ps", "--format", startTimes)
		out := o.install(dist, h)
		if d := cmp.Diff(started, podman(t, h, "ps", "--format", startTimes)); d != "" {
			t.Errorf("the second run on %s started containers again (-before +after):\n%s", h.Name, d)
		}
		if !strings.Contains(out, "nothing had to change") {
			t.Errorf("the second run on %s says:\n%s", h.Name, out)
		}
		if names := restarted(before, running(t, h)); names != nil {
			t.Errorf("the second run on %s restarted %v", h.Name, names)
		}
		if r := h.Run(t, apply, "/root/"+h.Name+".tar.gz", "check"); r.Code != 0 {
			t.Errorf("check on %s after it: exit %d\n%s%s", h.Name, r.Code, r.Stdout, r.Stderr)
		}
	}
}

func newReleaseRestartsWhatItChanges(t *testing.T, o *operator, v *visitor, hosts []*lab.Host) {
	dist, _ := o.build("image_tag=v1.1.0")
	before := map[string]map[string]string{}
	for _, h := range hosts {
		before[h.Name] = running(t, h)
	}
	for _, h := range hosts {
		t.Logf("%s:\n%s", h.Name, o.install(dist, h))
	}
	want := map[string][]string{"web01": {
		"celery-beat.service", "celery-worker-general.service", "celery-worker-trading.service", "web.service",
	}}
	for _, h := range hosts {
		if d := cmp.Diff(want[h.Name], restarted(before[h.Name], running(t, h))); d != "" {
			t.Errorf("restarted on %s (-want +got):\n%s", h.Name, d)
		}
	}
	if got := v.release(t); got != "v1.1.0" {
		t.Errorf("the application is %s", got)
	}
	v.awaitEntry(t, "written by a worker") // by the release before
	v.post(t, "written by the new release")
	if e := v.awaitEntry(t, "written by the new release"); e.Release != "v1.1.0" {
		t.Errorf("the worker is of release %s", e.Release)
	}
}

func serviceLeaves(t *testing.T, o *operator, v *visitor, web *lab.Host) {
	whole := o.read()
	defer o.write(whole)
	service := regexp.MustCompile(`(?ms)^service "celery" "celery" \{.*?^\}\n`)
	o.write(service.ReplaceAllString(whole, ""))
	dist, _ := o.build("image_tag=v1.1.0")
	before := running(t, web)
	t.Log(o.install(dist, web))
	after := running(t, web)
	for unit := range after {
		if strings.HasPrefix(unit, "celery") {
			t.Errorf("%s still runs", unit)
		}
	}
	if names := restarted(before, after); names != nil {
		t.Errorf("the others did not change, and were restarted: %v", names)
	}
	if files := web.MustRun(t, "sh", "-c", "ls /etc/containers/systemd/users/1500"); strings.Contains(files, "celery") {
		t.Errorf("files of it are left:\n%s", files)
	}
	if volumes := podman(t, web, "volume", "ls", "-q"); !strings.Contains(volumes, "celery-beat") {
		t.Errorf("its volume is gone; there are:\n%s", volumes)
	}
	v.get(t, "/")

	// And back again, with what the volume held.
	o.write(whole)
	dist, _ = o.build("image_tag=v1.1.0")
	o.install(dist, web)
	v.post(t, "written after it came back")
	v.awaitEntry(t, "written after it came back")
}

func hostsComeBack(t *testing.T, v *visitor, hosts []*lab.Host) {
	for _, h := range hosts { // one after the other, as one does
		h.Reboot(t)
		deadline := time.Now().Add(4 * time.Minute)
		for {
			r := h.Run(t, apply, "/root/"+h.Name+".tar.gz", "health", "--quiet")
			if r.Code == 0 {
				break
			}
			if time.Now().After(deadline) {
				t.Fatalf("%s is not healthy after a restart:\n%s%s", h.Name, r.Stdout, r.Stderr)
			}
			time.Sleep(2 * time.Second)
		}
		if out := h.MustRun(t, apply, "/root/"+h.Name+".tar.gz", "check"); !strings.Contains(out, "nothing to do") {
			t.Errorf("after a restart, %s is not as installed:\n%s", h.Name, out)
		}
	}
	v.awaitEntry(t, "written by the new release")
	v.post(t, "written after the restart")
	v.awaitEntry(t, "written after the restart")
}

// podman runs Podman as the account that containers run in.
func podman(t testing.TB, h *lab.Host, args ...string) string {
	t.Helper()
	argv := []string{"runuser", "-u", "senex", "--", "env", "--chdir=/", "XDG_RUNTIME_DIR=/run/user/1500", "HOME=/var/lib/senex", "podman"}
	return h.MustRun(t, append(argv, args...)...)
}

// explain shows what a person would look at first.
func explain(t *testing.T, hosts []*lab.Host) {
	t.Helper()
	for _, h := range hosts {
		for _, look := range []string{
			"systemctl --user -M senex@ --no-pager --failed; systemctl --no-pager --failed",
			"ss -lntup; ufw status verbose",
			"journalctl -q --no-pager -n 80 -o short-monotonic",
		} {
			r := h.Run(t, "sh", "-c", look)
			t.Logf("%s: %s\n%s%s", h.Name, look, r.Stdout, r.Stderr)
		}
	}
}

// bash prepares a script for this machine.
func bash(script string, args ...string) *exec.Cmd {
	return exec.Command("bash", append([]string{"-euc", script, "bash"}, args...)...)
}
