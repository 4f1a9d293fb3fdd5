//go:build e2e

package e2e

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/e2e/lab"
)

// The two releases between which faults happen: with the second, one service
// changes, one goes and one comes, and so do their files, secrets, ports and
// rules of the firewall.
const firstRelease = `
service "daemon" "changes" {
  on       = host.web01
  publish  = { tcp = 7001 }
  image    = var.redis_image
  password = secret.password
  mark     = "one"
}

service "daemon" "goes" {
  on       = host.web01
  publish  = { tcp = 7002 }
  image    = var.redis_image
  password = secret.password
  mark     = "one"
}
`

const secondRelease = `
service "daemon" "changes" {
  on       = host.web01
  publish  = { tcp = 7003 }
  image    = var.redis_image
  password = secret.password
  mark     = "two"
}

service "daemon" "comes" {
  on       = host.web01
  publish  = { tcp = 7002 }
  image    = var.redis_image
  password = secret.password
  mark     = "two"
}
`

// brief makes an installation wait as little as it can for what it started.
const brief = "STABLE_SECONDS=1"

// A faulty is a host with the first release, the second one beside it, and what
// the host is like with either.
type faulty struct {
	host     *lab.Host
	archives [2]string
	like     [2]string
	took     [2]time.Duration // to come to it from the other
}

func newFaulty(t *testing.T, name string) *faulty {
	t.Helper()
	o := newServer(t, name, daemonStack+firstRelease)
	f := &faulty{host: o.web}
	stack := strings.TrimSuffix(o.read(), firstRelease)
	for i, release := range []string{firstRelease, secondRelease} {
		o.write(stack + release)
		dist, _ := o.build()
		f.archives[i] = fmt.Sprintf("/root/release%d.tar.gz", i+1)
		for _, suffix := range []string{"", ".sig"} {
			f.host.Copy(t, dist+"/web01.tar.gz"+suffix, f.archives[i]+suffix, 0o600)
		}
	}
	// Each of them once, so that images and packages are there.
	for _, i := range []int{0, 1, 0} {
		begun := time.Now()
		f.host.MustRun(t, "env", brief, apply, f.archives[i])
		f.took[i] = time.Since(begun)
		f.like[i] = likeness(t, f.host)
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
	if r := h.Run(t, "env", brief, apply, "recover"); r.Code != 0 && r.Code != 22 {
		t.Fatalf("recover: exit status %d\n%s%s", r.Code, r.Stdout, r.Stderr)
	}
	// What starts with the host takes its time.
	if r := h.Run(t, "sh", "-c", "for i in $(seq 60); do "+apply+" health >/run/health 2>&1 && exit; sleep 0.5; done; cat /run/health; exit 1"); r.Code != 0 {
		t.Errorf("after recovery, the host is not healthy:\n%s", r.Stdout)
	}
	if now, d := f.which(likeness(t, h), func(i int) string { return f.like[i] }); now < 0 {
		t.Errorf("after recovery, the host is like neither release; against the first (-want +got):\n%s", d)
	}
	f.converges(t, wanted)
}

// converges: a run brings the release, and another one changes nothing.
func (f *faulty) converges(t *testing.T, wanted int) {
	t.Helper()
	h := f.host
	h.MustRun(t, "env", brief, apply, f.archives[wanted])
	if d := cmp.Diff(strings.Split(f.like[wanted], "\n"), strings.Split(likeness(t, h), "\n")); d != "" {
		t.Errorf("the next run does not converge (-want +got):\n%s", d)
	}
	if out := h.MustRun(t, "env", brief, apply, f.archives[wanted]); !strings.Contains(out, "nothing had to change") {
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
		first := h.Command(t.Context(), "env", brief, apply, f.archives[1])
		if err := first.Start(); err != nil {
			t.Fatal(err)
		}
		h.MustRun(t, "sh", "-c", `for i in $(seq 600); do flock -n /var/lib/senexc/lock true || exit 0; sleep 0.05; done; exit 1`)
		second := h.Run(t, "env", brief, apply, f.archives[0])
		if second.Code != 75 || !strings.Contains(second.Stderr, "another senexc is at work") {
			t.Errorf("the second exits with %d, want 75\n%s%s", second.Code, second.Stdout, second.Stderr)
		}
		if err := first.Wait(); err != nil {
			t.Errorf("the first one: %v", err)
		}
		f.settles(t, 1)
	})
}

// TestPowerCuts cuts the power at twenty moments of an installation, or at two
// hundred with SENEXC_FAULTS=every: each moment is a random one of an equal part
// of the time that an installation takes. Some cuts are followed by another one
// while the host boots, and some by one during the recovery. After each boot
// the files are exactly those of one release, and recovery brings the rest.
func TestPowerCuts(t *testing.T) {
	f := newFaulty(t, "powercut")
	cuts := 20
	if os.Getenv("SENEXC_FAULTS") == "every" {
		cuts = 200
	}
	random := rand.New(rand.NewPCG(20, 26))
	part := func(of time.Duration) time.Duration { return time.Duration(random.Float64() * float64(of)) }
	outcomes := map[string]int{}
	booting := time.Second
	for n := range cuts {
		wanted := 1 - n%2
		length := f.took[wanted] / time.Duration(cuts)
		moment := length*time.Duration(n) + part(length)
		t.Run(fmt.Sprintf("%d, after %.2f s", n+1, moment.Seconds()), func(t *testing.T) {
			f.cut(t, moment, apply, f.archives[wanted])
			if n%4 == 1 {
				f.host.PowerOn(t)
				after := part(booting)
				time.Sleep(after)
				f.host.Kill(t)
				t.Logf("again, %.2f s into the boot", after.Seconds())
			}
			begun := time.Now()
			outcome := f.boots(t)
			booting = time.Since(begun)
			if n%4 == 3 {
				after := part(f.took[wanted] / 2)
				f.cut(t, after, apply, "recover")
				t.Logf("again, %.2f s into the recovery", after.Seconds())
				f.boots(t)
			}
			t.Log(outcome)
			outcomes[outcome]++
			f.settles(t, wanted)
		})
		if t.Failed() {
			return
		}
	}
	for _, outcome := range slices.Sorted(maps.Keys(outcomes)) {
		t.Logf("%d times: %s", outcomes[outcome], outcome)
	}
}

// cut begins a run, and after that time cuts the power.
func (f *faulty) cut(t *testing.T, after time.Duration, argv ...string) {
	t.Helper()
	run := f.host.Command(t.Context(), append([]string{"env", brief}, argv...)...)
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(after)
	f.host.Kill(t)
	_ = run.Wait()
}

// boots: the host boots, and its files are exactly those of one release. It
// tells of which, and how far the transaction had come.
func (f *faulty) boots(t *testing.T) string {
	t.Helper()
	f.host.Boot(t)
	const noted = `cut -d ' ' -f 2 /var/lib/senexc/txn/journal 2>/dev/null | grep -v -e ROLLBACK -e RESTORED | tail -n 1`
	reached := f.host.MustRun(t, "sh", "-c", noted)
	if reached == "" {
		reached = "no transaction"
	}
	booted, d := f.which(filesOf(t, f.host), func(i int) string {
		files, _, _ := strings.Cut(f.like[i], "\nreleases/")
		return files
	})
	if booted < 0 {
		t.Fatalf("after the boot, the files are those of neither release; against the first (-want +got):\n%s", d)
	}
	return fmt.Sprintf("%s open, files of release %d", reached, booted+1)
}
