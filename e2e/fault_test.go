//go:build e2e

package e2e

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/e2e/lab"
)

// The two releases between which faults happen: with the second, one service
// changes, one goes and one comes, and so do their ports and firewall rules.
const firstRelease = `
service "redis" "changes" {
  on       = host.web01
  image    = var.redis_image
  purpose  = "cache"
  password = secret.password
}

service "redis" "goes" {
  on       = host.web01
  image    = var.redis_image
  purpose  = "cache"
  password = secret.password
}
`

const secondRelease = `
service "redis" "changes" {
  on       = host.web01
  image    = var.redis_image
  purpose  = "broker"
  password = secret.password
}

service "redis" "comes" {
  on       = host.web01
  image    = var.redis_image
  purpose  = "broker"
  password = secret.password
}
`

// A faulty is a host with the first release, the second one beside it, and what
// the host is like with either.
type faulty struct {
	host     *lab.Host
	archives [2]string
	like     [2]string
	took     time.Duration // to go from one to the other
}

func newFaulty(t *testing.T, name string) *faulty {
	t.Helper()
	l := lab.New(t, name)
	web := l.Host(t, "web01", "10.0.1.10")
	registry := l.Neighbour(t, "registry", "10.0.1.50")
	o := operatorOfTwoHosts(t)
	stack := strings.Split(o.read(), `service "redis" "cache"`)[0]
	o.write(stack + firstRelease)
	o.vars = map[string]string{"redis_image": serveImages(t, registry, web)["redis_image"]}
	o.enrol(web)
	o.setSecrets()
	stack = strings.Split(o.read(), `service "redis" "changes"`)[0]
	f := &faulty{host: web}
	for i, release := range []string{firstRelease, secondRelease} {
		o.write(stack + release)
		dist, _ := o.build()
		f.archives[i] = fmt.Sprintf("/root/release%d.tar.gz", i+1)
		for _, suffix := range []string{"", ".sig"} {
			web.Copy(t, dist+"/web01.tar.gz"+suffix, f.archives[i]+suffix, 0o600)
		}
	}
	// Each of them once, so that images and packages are there.
	for _, i := range []int{0, 1, 0} {
		begun := time.Now()
		web.MustRun(t, "env", hasty, apply, f.archives[i])
		f.took = time.Since(begun)
		f.like[i] = likeness(t, web)
	}
	if d := cmp.Diff(f.like[0], f.like[1]); d == "" {
		t.Fatal("the two releases are the same")
	}
	return f
}

// likeness describes what a transaction changes: every file of the host's
// configuration, the firewall, the record of what is installed, and which
// services run.
func likeness(t *testing.T, h *lab.Host) string {
	t.Helper()
	return filesOf(t, h) + "\n" + h.MustRun(t, "sh", "-c", `
		readlink /var/lib/senexc/current
		sha256sum /var/lib/senexc/owned
		find /var/lib/senexc/txn* /etc/systemd/system -name '*senexc-recover*' 2>/dev/null
		ufw show added | sort
		systemctl --user -M senex@ list-units --type=service --state=active --plain --no-legend | awk '{ print $1 }' | grep -v -E -e 'dbus|podman-pause' -e '^[0-9a-f]{64}-' | sort`)
}

// filesOf lists the files that services read. The firewall keeps its own, in
// whatever order its rules came.
func filesOf(t *testing.T, h *lab.Host) string {
	t.Helper()
	return h.MustRun(t, "sh", "-c", `cd / && find etc -xdev \( -type f -o -type l \) ! -path 'etc/ufw/*' ! -name '*senexc-recover*' ! -name '*.wants' -printf '%p %M %u:%g %l\n' | sort
		find etc -xdev -type f ! -path 'etc/ufw/*' ! -name '*senexc-recover*' -exec sha256sum {} + | sort -k 2`)
}

// which tells the release that the host is exactly like.
func (f *faulty) which(got string, of func(int) string) (int, string) {
	for i := range f.like {
		if got == of(i) {
			return i, ""
		}
	}
	return -1, cmp.Diff(strings.Split(of(0), "\n"), strings.Split(got, "\n"))
}

// settles: recovery gives one of the releases, whole and healthy; then the one
// that was interrupted comes.
func (f *faulty) settles(t *testing.T, wanted int) {
	t.Helper()
	h := f.host
	if r := h.Run(t, "env", hasty, apply, f.archives[wanted], "recover"); r.Code != 0 && r.Code != 22 {
		t.Fatalf("recover: exit status %d\n%s%s", r.Code, r.Stdout, r.Stderr)
	}
	// What starts with the host takes its time.
	h.Run(t, "sh", "-c", "for i in $(seq 60); do sh /var/lib/senexc/current/install.sh health && exit; sleep 1; done")
	now, d := f.which(likeness(t, h), func(i int) string { return f.like[i] })
	if now < 0 {
		t.Errorf("after recovery, the host is like neither release; against the first (-want +got):\n%s", d)
	}
	if r := h.Run(t, "sh", "/var/lib/senexc/current/install.sh", "health"); r.Code != 0 {
		t.Errorf("after recovery, the host is not healthy:\n%s%s", r.Stdout, r.Stderr)
	}
	f.converges(t, wanted)
}

// converges: a run brings the release, and another one changes nothing.
func (f *faulty) converges(t *testing.T, wanted int) {
	t.Helper()
	h := f.host
	h.MustRun(t, "env", hasty, apply, f.archives[wanted])
	if d := cmp.Diff(strings.Split(f.like[wanted], "\n"), strings.Split(likeness(t, h), "\n")); d != "" {
		t.Errorf("the next run does not converge (-want +got):\n%s", d)
	}
	if out := h.MustRun(t, "env", hasty, apply, f.archives[wanted]); !strings.Contains(out, "nothing had to change") {
		t.Errorf("the run after that changes something:\n%s", out)
	}
}

// TestFaultyHost installs where something else is wrong.
func TestFaultyHost(t *testing.T) {
	f := newFaulty(t, "faulty")
	h := f.host

	t.Run("linger is off", func(t *testing.T) {
		h.MustRun(t, "loginctl", "disable-linger", "senex")
		h.MustRun(t, "systemctl", "stop", "user@1500.service")
		f.converges(t, 0)
		f.converges(t, 1)
	})

	t.Run("the account's service manager was killed", func(t *testing.T) {
		h.MustRun(t, "sh", "-c", `kill -9 "$(systemctl show -p MainPID --value user@1500.service)"`)
		f.converges(t, 1)
		f.converges(t, 0)
	})

	t.Run("the account's service manager cannot start", func(t *testing.T) {
		h.MustRun(t, "systemctl", "stop", "user@1500.service")
		h.MustRun(t, "systemctl", "mask", "--runtime", "user@1500.service")
		before := filesOf(t, h)
		if r := h.Run(t, apply, f.archives[1]); r.Code != 13 || !strings.Contains(r.Stderr, "does not start") {
			t.Errorf("exit status %d, want 13\n%s%s", r.Code, r.Stdout, r.Stderr)
		}
		if d := cmp.Diff(strings.Split(before, "\n"), strings.Split(filesOf(t, h), "\n")); d != "" {
			t.Errorf("the files are not as they were (-before +after):\n%s", d)
		}
		h.MustRun(t, "systemctl", "unmask", "--runtime", "user@1500.service")
		f.converges(t, 0)
	})

	t.Run("two installers at once", func(t *testing.T) {
		// The first one is held where it asks for the state of units.
		first := h.Command(t.Context(), "env", hasty, apply, f.archives[1])
		if err := first.Start(); err != nil {
			t.Fatal(err)
		}
		h.MustRun(t, "sh", "-c", `for i in $(seq 600); do flock -n /var/lib/senexc/lock true || exit 0; sleep 0.05; done; exit 1`)
		second := h.Run(t, "env", hasty, apply, f.archives[0])
		if second.Code != 75 || !strings.Contains(second.Stderr, "another senexc is at work") {
			t.Errorf("the second exits with %d, want 75\n%s%s", second.Code, second.Stdout, second.Stderr)
		}
		if err := first.Wait(); err != nil {
			t.Errorf("the first one: %v", err)
		}
		f.settles(t, 1)
	})
}

// TestPowerCuts cuts the power at random moments of an installation, twenty
// times, or two hundred with SENEXC_FAULTS=every. After the boot the files are
// exactly those of one release, and recovery brings the rest.
func TestPowerCuts(t *testing.T) {
	f := newFaulty(t, "powercut")
	h := f.host
	cuts := 20
	if os.Getenv("SENEXC_FAULTS") == "every" {
		cuts = 200
	}
	random := rand.New(rand.NewPCG(20, 26))
	files := [2]string{}
	for i := range files {
		files[i], _, _ = strings.Cut(f.like[i], "\nreleases/")
	}
	outcomes := map[string]int{}
	at := 0
	for n := range cuts {
		wanted := 1 - at
		moment := time.Duration(random.Int64N(int64(f.took) * 11 / 10))
		t.Run(fmt.Sprintf("%d, after %.2f s", n+1, moment.Seconds()), func(t *testing.T) {
			run := h.Command(t.Context(), "env", hasty, apply, f.archives[wanted])
			if err := run.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(moment)
			h.Kill(t)
			_ = run.Wait()
			open := "no transaction"
			h.Boot(t)
			if h.Run(t, "test", "-e", "/var/lib/senexc/txn/journal").Code == 0 {
				open = "a transaction"
			}
			booted, d := f.which(filesOf(t, h), func(i int) string { return files[i] })
			if booted < 0 {
				t.Errorf("after the boot, the files are those of neither release; against the first (-want +got):\n%s", d)
			}
			outcomes[fmt.Sprintf("%s left open, files of the release that was there: %v", open, booted == at)]++
			f.settles(t, wanted)
		})
		if t.Failed() {
			return
		}
		at = wanted
	}
	for what, n := range outcomes {
		t.Logf("%d times: %s", n, what)
	}
}
