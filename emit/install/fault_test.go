package install_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/emit/install"
)

// before is a small release with one of everything that a transaction touches.
func before() release {
	r := shop()
	unit := install.Unit{Name: "old.service", User: true, Kind: "container", Source: quadlets + "old.container", Timeout: 5}
	r.in.Units = append(r.in.Units, unit)
	r.in.Steps = append([]install.Step{{Unit: "old.service"}}, r.in.Steps...)
	add(&r, quadlets+"old.container", "[Container]\n", 0o644)
	add(&r, "/etc/proxy/gone.conf", "gone\n", 0o644)
	add(&r, "/etc/proxy/mode.conf", "mode\n", 0o644)
	return r
}

// after is the release that comes after it: files are made, replaced, deleted and
// get another mode, units come, go and change, and so do rules, a parameter of
// the kernel, secrets and the inputs of jobs.
func after() release {
	r := shop()
	r.serial++
	r.root = maps.Clone(r.root)
	unit := install.Unit{Name: "new.service", User: true, Kind: "container", Source: quadlets + "new.container", Timeout: 5}
	r.in.Units = append(r.in.Units, unit)
	r.in.Steps = append(r.in.Steps, install.Step{Unit: "new.service"})
	add(&r, quadlets+"new.container", "[Container]\n", 0o644)
	add(&r, "/etc/proxy/fresh.d/fresh.conf", "fresh\n", 0o644)
	add(&r, "/etc/proxy/mode.conf", "mode\n", 0o640)
	r.root[quadlets+"cache.container"] += "Label=a=b\n"
	r.root["/etc/proxy/site.conf"] = "listen 8443;\n"
	r.in.Host.Sysctls = []plan.Sysctl{{Key: "vm.overcommit_memory", Value: "2"}}
	r.root["/etc/sysctl.d/60-senexc.conf"] = "vm.overcommit_memory = 2\n"
	r.in.Host.Firewall[1].From = "10.0.1.21"
	r.in.Host.Firewall[0].Comment += ", and another" // the same rule to ufw
	r.secrets = maps.Clone(r.secrets)
	r.secrets["token"] = "other"
	r.rotate("token", 3)
	r.in.Host.Jobs[3].Inputs = []string{"more"}
	// Whether a job that is noted as done was done can be seen on the host.
	r.in.Host.Jobs = append(r.in.Host.Jobs, plan.Job{Name: "mark", When: plan.Release, Host: true, Timeout: 60, Command: []string{"sh", "-c", "printf done >" + mark}})
	r.in.Steps = append(r.in.Steps, install.Step{Job: "mark"})
	return r
}

// mark is what a job of the second release makes. It stays when that is undone.
const mark = "mark"

func add(r *release, path, text string, mode uint32) {
	r.in.Root = append(slices.Clip(r.in.Root), install.RootFile{Path: path, Owner: "root", Group: "root", Mode: mode})
	r.root[path] = text
}

// A scenario is something that is interrupted, on the way from one outcome to
// another.
type scenario struct {
	name     string
	group    string // scenarios between the same outcomes have the same
	start    world
	argv     []string          // what is interrupted
	settle   []string          // what brings the host to the new outcome in the end
	mend     func(world) world // takes away what made argv fail; nil if nothing did
	old, new map[string]string
}

// An examiner judges what an interruption leaves behind.
type examiner struct {
	t       *testing.T
	rig     *rig
	seen    sync.Map
	stop    bool // at the first violation, which is wanted
	mu      sync.Mutex
	found   []string
	worlds  atomic.Int64 // judged
	points  atomic.Int64 // interruptions
	skipped atomic.Int64 // interruptions at a point that the run did not reach
}

func (f *examiner) violation(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.found = append(f.found, fmt.Sprintf(format, args...))
	if !f.stop {
		f.t.Errorf(format, args...)
	}
}

func (f *examiner) done() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.stop && len(f.found) > 0 || len(f.found) > 20
}

// A crash is a world that an interruption can leave, and where it happened.
type crash struct {
	at   string
	w    world
	torn bool // in the middle of a write to something other than the journal
}

// trace returns every world that the death of the installer and all of its
// programs can leave behind: what there is before and after each program, which
// covers what the shell itself writes between them, and in the middle of what
// either of them writes.
func (f *examiner) trace(s scenario, start world, argv []string) []crash {
	p := f.rig.place(start)
	defer p.remove()
	last := look(f.t, p.root, p.fake, nil)
	known := map[string]bool{last.sum(): true}
	all := []crash{{"at the start", last, false}}
	e := f.rig.step(p, true, func(c call, group int) string {
		f.points.Add(1)
		now := look(f.t, p.root, p.fake, last)
		if sameWorld(now, last) {
			return ""
		}
		torn := between(last, now)
		// Of a long copy, a sample: it is never in the way of anything.
		for i, w := range torn {
			if len(torn) > 24 && i%8 != 0 {
				continue
			}
			if sum := w.sum(); !known[sum] {
				known[sum] = true
				all = append(all, crash{fmt.Sprintf("%s: torn before %v (%d)", s.name, c, i), w, bytes.Equal(w[journal].body, last[journal].body)})
			}
		}
		if sum := now.sum(); !known[sum] {
			known[sum] = true
			all = append(all, crash{fmt.Sprintf("%s: %v", s.name, c), now, false})
		}
		last = now
		return ""
	}, argv...)
	if e.code == -1 {
		f.violation("%s: does not end\n%s", s.name, e.output)
	}
	return all
}

func sameWorld(a, b world) bool {
	return len(a) == len(b) && (len(a) == 0 || &a == &b || a.sum() == b.sum())
}

var committedLine = regexp.MustCompile(`(?m)^\d+ COMMITTED [0-9a-f]+\n`)

const journal = "root/var/lib/senexc/txn/journal"

// judge holds a world against what is promised: recovery gives exactly the old
// or the new outcome, and which one is decided by one line of the journal.
func (f *examiner) judge(s scenario, c crash, boot bool) (after world) {
	if s.mend != nil {
		c.w = s.mend(c.w)
	}
	key := fmt.Sprint(s.group, boot, c.w.sum())
	if _, ok := f.seen.LoadOrStore(key, true); ok || f.done() {
		return nil
	}
	f.worlds.Add(1)
	what := c.at + ", recovered"
	want, wanted := s.old, "old"
	if n, open := c.w[journal]; open && committedLine.Match(n.body) || !open && isNew(c.w, s) {
		want, wanted = s.new, "new"
	}
	w := c.w
	if boot {
		what = c.at + ", recovered at boot"
		w = powerCut(w)
	}
	p := f.rig.place(w)
	defer p.remove()
	if boot {
		_, armed := w["root/etc/systemd/system/multi-user.target.wants/senexc-recover.service"]
		if _, open := w[journal]; armed && open {
			if e := f.rig.run(p, filepath.Join(p.root, "var/lib/senexc/txn/engine"), "_boot"); e.code != 0 {
				f.violation("%s: the unit at boot exits with %d\n%s", what, e.code, e.output)
				return nil
			}
		}
		w = look(f.t, p.root, p.fake, nil)
		if d := differ(guarded(want), guarded(w.outcome())); d != "" {
			f.violation("%s: files at boot are not exactly the %s:\n%s", what, wanted, d)
			return nil
		}
		startUp(f.t, p, w)
	} else {
		// What a killed run leaves in /run is in nobody's way.
		stale := filepath.Join(p.root, "run/senexc/work.stale")
		_ = os.MkdirAll(stale, 0o700)
	}
	e := f.rig.run(p, s.argv[0], "recover")
	if e.code != 22 && e.code != 0 {
		f.violation("%s: recover exits with %d\n%s", what, e.code, e.output)
		return nil
	}
	after = look(f.t, p.root, p.fake, nil)
	if d := differ(want, after.outcome()); d != "" {
		f.violation("%s: not exactly the %s:\n%s%s", what, wanted, d, e.output)
		return nil
	}
	if left, _ := filepath.Glob(filepath.Join(p.root, "run/senexc/*")); len(left) > 0 {
		f.violation("%s: leaves %q", what, left)
	}
	f.converge(s, what, after)
	return after
}

func isNew(w world, s scenario) bool {
	return string(w["root/var/lib/senexc/state"].body) != "" && fmt.Sprintf("%v", w.outcome()["root/var/lib/senexc/current"]) == s.new["root/var/lib/senexc/current"]
}

// converge: the next run brings the new outcome, and the one after changes nothing.
func (f *examiner) converge(s scenario, what string, w world) {
	if _, ok := f.seen.LoadOrStore(fmt.Sprint(s.group, "converge", w.sum()), true); ok {
		return
	}
	p := f.rig.place(w)
	defer p.remove()
	e := f.rig.run(p, s.settle...)
	if e.code != 0 {
		f.violation("%s: the second run exits with %d\n%s", what, e.code, e.output)
		return
	}
	second := look(f.t, p.root, p.fake, nil)
	if d := differ(s.new, second.outcome()); d != "" {
		f.violation("%s: the second run does not bring exactly the new:\n%s%s", what, d, e.output)
		return
	}
	if body := second["root/"+mark].body; string(body) != "done" && strings.Contains(s.name, "apply") {
		f.violation("%s: a job is noted as done and was not", what)
	}
	e = f.rig.run(p, s.settle...)
	if e.code != 0 || strings.TrimSpace(e.calls) != "" {
		f.violation("%s: the third run exits with %d and calls\n%s%s", what, e.code, e.calls, e.output)
	}
	third := look(f.t, p.root, p.fake, second)
	for key, n := range third {
		was := second[key]
		if strings.HasPrefix(key, "root/run") || n.id == was.id || key == "root/var/lib/senexc/lock" {
			continue
		}
		if !n.time.Equal(was.time) {
			f.violation("%s: the third run writes %s", what, key)
		}
	}
}

// guarded leaves of an outcome what the unit at boot answers for: the files that
// services read.
func guarded(all map[string]string) map[string]string {
	some := map[string]string{}
	for key, what := range all {
		if !strings.HasPrefix(key, "root/var/lib/senexc") && strings.HasPrefix(key, "root/") && !strings.Contains(key, "senexc-recover") &&
			!strings.Contains(key, "user@") && !strings.HasSuffix(key, ".senexc-new") && !strings.HasSuffix(key, "fresh.d") {
			some[key] = what
		}
	}
	return some
}

// powerCut leaves of a world what is still there when the host boots again.
func powerCut(w world) world {
	now := world{}
	for key, n := range w {
		if strings.HasPrefix(key, "root/run/") && key != "root/run/systemd" && key != "root/run/systemd/system" || strings.HasPrefix(key, "fake/active/") {
			continue
		}
		now[key] = n
	}
	return now
}

// startUp does what systemd does at boot: everything that is enabled starts, as
// the files say.
func startUp(t testing.TB, p place, w world) {
	t.Helper()
	put := func(path, text string) {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put(p.root+"/run/user/1500/bus", "")
	put(p.fake+"/active/system.user@1500.service", "")
	put(p.fake+"/active/system.network-online.target", "")
	for key, n := range w {
		name := filepath.Base(key)
		base := strings.TrimSuffix(name, filepath.Ext(name))
		switch {
		case strings.HasPrefix(key, "fake/enabled/"):
			put(p.fake+"/active/system."+name, "")
		case !strings.HasPrefix(key, "root"+quadlets) || strings.HasPrefix(name, "."):
		case strings.HasSuffix(name, ".container") && !strings.HasSuffix(base, "-warm"):
			put(p.fake+"/active/user."+base+".service", "")
		case strings.HasSuffix(name, ".network"), strings.HasSuffix(name, ".volume"):
			put(p.fake+"/active/user."+base+"-"+filepath.Ext(name)[1:]+".service", "")
		}
		if key == "root/etc/sysctl.d/60-senexc.conf" {
			if _, value, ok := strings.Cut(string(n.body), " = "); ok {
				put(p.fake+"/sysctl.vm.overcommit_memory", value)
			}
		}
	}
}

// each does it for all of them, as many at a time as there are processors.
func each[E any](f *examiner, all []E, do func(E)) {
	work := make(chan E)
	var group sync.WaitGroup
	for range workers() {
		group.Go(func() {
			for e := range work {
				if !f.done() {
					do(e)
				}
			}
		})
	}
	for _, e := range all {
		work <- e
	}
	close(work)
	group.Wait()
}

// A fault is what happens to a call: an error of the system that its program
// meets, or a signal.
type fault struct {
	call call
	kind string
}

var kinds = []string{"EROFS", "ENOSPC", "EIO", "TERM", "INT", "HUP"}

var signals = map[string]syscall.Signal{"TERM": syscall.SIGTERM, "INT": syscall.SIGINT, "HUP": syscall.SIGHUP}

// calls lists the calls of a run.
func (f *examiner) calls(start world, argv []string) []call {
	p := f.rig.place(start)
	defer p.remove()
	var all []call
	f.rig.step(p, false, func(c call, group int) string {
		all = append(all, c)
		return ""
	}, argv...)
	return all
}

// codes that are documented; anything else is a bug.
var documented = []int{0, 10, 11, 12, 13, 14, 15, 20, 21, 22, 30, 75, 64, 128 + 1, 128 + 2, 128 + 15}

// strike runs it with one fault, and judges what that leaves behind.
func (f *examiner) strike(s scenario, start world, argv []string, x fault) {
	f.points.Add(1)
	p := f.rig.place(start)
	defer p.remove()
	reached := false
	e := f.rig.step(p, false, func(c call, group int) string {
		if c != x.call {
			return ""
		}
		reached = true
		signal, ok := signals[x.kind]
		if !ok {
			return x.kind
		}
		if x.kind == "TERM" {
			_ = syscall.Kill(group, signal) // as systemd and admins do
		} else {
			_ = syscall.Kill(-group, signal) // as a terminal does
		}
		return ""
	}, argv...)
	if !reached {
		f.skipped.Add(1)
		return
	}
	what := fmt.Sprintf("%s: %s at %v", s.name, x.kind, x.call)
	after := look(f.t, p.root, p.fake, nil)
	_, open := after["root/var/lib/senexc/txn"]
	outcome := after.outcome()
	switch {
	case !slices.Contains(documented, e.code):
		f.violation("%s: exits with %d\n%s", what, e.code, e.output)
		return
	case e.code == 0:
		if d := differ(s.new, outcome); d != "" && argv[1] != "recover" {
			f.violation("%s: exits with 0, and it is not exactly the new:\n%s%s", what, d, e.output)
			return
		}
	case e.code == 21 || e.code == 22:
	case open && argv[1] != "recover":
		f.violation("%s: exits with %d and leaves a transaction open\n%s", what, e.code, e.output)
		return
	default:
		if d := differ(s.old, outcome); d != "" && argv[1] != "recover" {
			f.violation("%s: exits with %d, and it is not exactly the old:\n%s%s", what, e.code, d, e.output)
			return
		}
	}
	f.judge(s, crash{what, after, false}, false)
}

// How many of the faults there are to inject: without a word a few, so that a
// change that breaks everything is seen at once; "single" is what make test does;
// "every" is all of them, in every shell.
var (
	single = os.Getenv("SENEXC_FAULTS") == "single"
	every  = os.Getenv("SENEXC_FAULTS") == "every"
)

// shells that run the engine, dash being the one of Debian. The others get a part
// of what it gets.
func shells() [][]string {
	all := [][]string{{"dash"}, {"bash", "--posix"}, {"busybox", "ash"}}
	if !single && !every {
		return all[:1]
	}
	return all
}

// some returns one of every n, from a place that the seed chooses, or all of
// them, or fewer, as was asked for.
func some[E any](f *examiner, seed uint64, n int, all []E) []E {
	switch {
	case every:
		n = 1
	case !single:
		n = max(4, len(all)/2) // one of them or two
	case f.rig.shell[0] != "dash":
		n *= 40
	}
	var chosen []E
	for i := rand.New(rand.NewPCG(seed, 5)).IntN(n); i < len(all); i += n {
		chosen = append(chosen, all[i])
	}
	return chosen
}

func examine(t *testing.T, do func(f *examiner, all []scenario)) {
	for _, shell := range shells() {
		t.Run(shell[0], func(t *testing.T) {
			h := newHost(t)
			f := &examiner{t: t, rig: newRig(t, h, shell...)}
			all := scenarios(h, f.rig, h.bundle(after()))
			if !every && (!single || shell[0] != "dash") {
				all = all[:1]
			}
			do(f, all)
			t.Logf("%s: %d interruptions, %d worlds judged, %d points not reached, %d violations", shell[0], f.points.Load(), f.worlds.Load(), f.skipped.Load(), len(f.found))
			if f.worlds.Load() == 0 {
				t.Error("nothing was judged")
			}
		})
	}
}

// TestKilled kills an installation, its automatic rollback and a rollback that
// somebody asked for: before and after every program, and in the middle of every
// write. Recovery gives exactly the old or the new release.
func TestKilled(t *testing.T) {
	examine(t, func(f *examiner, all []scenario) {
		for i, s := range all {
			whole, torn := split(f.trace(s, s.start, s.argv))
			f.t.Logf("%s: %d worlds, %d more in the middle of a write", s.name, len(whole), len(torn))
			each(f, append(some(f, uint64(i), 1, whole), some(f, uint64(i), 5, torn)...), func(c crash) { f.judge(s, c, false) })
		}
	})
}

// TestPowerCut does the same to the whole host, which then boots.
func TestPowerCut(t *testing.T) {
	examine(t, func(f *examiner, all []scenario) {
		for i, s := range all {
			whole, torn := split(f.trace(s, s.start, s.argv))
			each(f, append(some(f, uint64(i), 3, whole), some(f, uint64(i), 15, torn)...), func(c crash) { f.judge(s, c, true) })
		}
	})
}

// split parts the worlds that programs leave from those in the middle of a write;
// a line of the journal that is cut off counts among the first.
func split(all []crash) (whole, torn []crash) {
	for _, c := range all {
		if c.torn {
			torn = append(torn, c)
		} else {
			whole = append(whole, c)
		}
	}
	return whole, torn
}

// TestKilledTwice kills the recovery from a kill.
func TestKilledTwice(t *testing.T) {
	examine(t, func(f *examiner, all []scenario) {
		for i, s := range all {
			for j, c := range some(f, uint64(i), 60, f.trace(s, s.start, s.argv)) {
				again := f.trace(s, c.w, []string{s.argv[0], "recover"})
				each(f, some(f, uint64(i+j), 4, again), func(second crash) {
					second.at = c.at + ", and its recovery, " + second.at
					f.judge(s, second, j%2 == 1)
				})
			}
		}
	})
}

// TestStruck lets programs fail and sends signals, during all of that and during
// recovery.
func TestStruck(t *testing.T) {
	examine(t, func(f *examiner, all []scenario) {
		for i, s := range all {
			var faults []fault
			for _, c := range f.calls(s.start, s.argv) {
				for _, kind := range kinds {
					faults = append(faults, fault{c, kind})
				}
			}
			f.t.Logf("%s: %d faults", s.name, len(faults))
			// Not a multiple of the number of kinds, so that all of them take part.
			each(f, some(f, uint64(i), 71, faults), func(x fault) { f.strike(s, s.start, s.argv, x) })
			for j, c := range some(f, uint64(i+7), 80, f.trace(s, s.start, s.argv)) {
				var again []fault
				recover := []string{s.argv[0], "recover"}
				for _, point := range f.calls(c.w, recover) {
					for _, kind := range kinds {
						again = append(again, fault{point, kind})
					}
				}
				each(f, some(f, uint64(i+j), 101, again), func(x fault) { f.strike(s, c.w, recover, x) })
			}
		}
		if n := f.skipped.Load(); n*20 > f.points.Load() {
			f.t.Errorf("%d points were not reached", n)
		}
	})
}

// scenarios makes a host with the first release, and what may be interrupted.
func scenarios(h *host, r *rig, b string) []scenario {
	h.t.Helper()
	a := h.bundle(before())
	h.want(0, a, applied)
	start := look(h.t, h.root, h.fake, nil)
	p := r.place(start)
	defer p.remove()
	if e := r.run(p, b+"/install.sh", "apply"); e.code != 0 {
		h.t.Fatalf("the second release exits with %d\n%s", e.code, e.output)
	}
	installed := look(h.t, p.root, p.fake, nil)
	id := filepath.Base(installed["root/var/lib/senexc/previous"].link)
	back := []string{b + "/install.sh", "rollback", id}
	if e := r.run(p, back...); e.code != 0 {
		h.t.Fatalf("the rollback exits with %d\n%s", e.code, e.output)
	}
	returned := look(h.t, p.root, p.fake, nil)
	failing := maps.Clone(start)
	failing["fake/fail/restart.new.service"] = node{mode: 0o644}
	return []scenario{
		{name: "apply", group: "apply", start: start, argv: []string{b + "/install.sh", "apply"}, settle: []string{b + "/install.sh", "apply"}, old: start.outcome(), new: installed.outcome()},
		{name: "apply that fails", group: "apply", start: failing, argv: []string{b + "/install.sh", "apply"}, settle: []string{b + "/install.sh", "apply"}, old: start.outcome(), new: installed.outcome(),
			mend: func(w world) world {
				w = maps.Clone(w)
				delete(w, "fake/fail/restart.new.service")
				return w
			}},
		{name: "rollback", group: "rollback", start: installed, argv: back, settle: back, old: installed.outcome(), new: returned.outcome()},
	}
}

// TestFaultsAreFound plants mistakes in copies of the engine. What judges the
// right one must not be satisfied with any of them.
func TestFaultsAreFound(t *testing.T) {
	planted := []struct{ name, old, new string }{
		{"files are replaced before the transaction is open",
			"\t\topen_transaction\n\t\tapply_files\n", "\t\tpart=${WORK} && write_beside && rename_all\n\t\topen_transaction\n\t\tapply_files\n"},
		{"what is replaced is not kept", `file | link) cp -P -p "${ROOT}${path}" "${part}/before/${number}"`, `file | link) :`},
		{"recovery goes forward once the files are there", "\tif noted COMMITTED; then\n\t\tPHASE=committed\n\t\tfinish_commit\n\t\tsay", "\tif noted APPLIED; then\n\t\tPHASE=committed\n\t\tfinish_commit\n\t\tsay"},
		{"a job is noted before it has run", `rm -f "${STATE}/jobs/$1" || die`, `cat "${WORK}/jobs/$1.stamp" >"${STATE}/jobs/$1" || die`},
		{"the firewall stays as it is", "\trestore_firewall\n\tactivate_old", "\tactivate_old"},
	}
	if !single && !every {
		planted = planted[1:2]
	}
	for _, m := range planted {
		t.Run(m.name, func(t *testing.T) {
			h := newHost(t)
			f := &examiner{t: t, rig: newRig(t, h, "dash"), stop: true}
			b := h.bundle(after())
			h.plant(b, m.old, m.new)
			s := scenarios(h, f.rig, b)[0]
			whole, torn := split(f.trace(s, s.start, s.argv))
			// The later ones first: that is where more can go wrong.
			slices.Reverse(whole)
			each(f, append(whole, torn...), func(c crash) { f.judge(s, c, false) })
			if len(f.found) == 0 {
				t.Errorf("not found, in %d worlds", f.worlds.Load())
				return
			}
			t.Logf("found after %d worlds: %s", f.worlds.Load(), clip([]byte(f.found[0])))
		})
	}
}

// plant changes the engine of a bundle, which is then signed as it is.
func (h *host) plant(bundle, old, new string) {
	h.t.Helper()
	path := filepath.Join(bundle, "install.sh")
	was, err := os.ReadFile(path)
	h.must(err)
	if strings.Count(string(was), old) != 1 {
		h.t.Fatalf("the engine has %d times %q", strings.Count(string(was), old), old)
	}
	now := []byte(strings.Replace(string(was), old, new, 1))
	h.must(os.WriteFile(path, now, 0o755))
	path = filepath.Join(bundle, "MANIFEST")
	text, err := os.ReadFile(path)
	h.must(err)
	row := fmt.Sprintf("%x 0755 root root file %d install.sh\n", sha256.Sum256(was), len(was))
	if !strings.Contains(string(text), row) {
		h.t.Fatalf("MANIFEST has no %q", row)
	}
	row2 := fmt.Sprintf("%x 0755 root root file %d install.sh\n", sha256.Sum256(now), len(now))
	h.must(os.WriteFile(path, []byte(strings.Replace(string(text), row, row2, 1)), 0o644))
	h.sign(path, "senexc-manifest-v1@senexc.dev")
}

// workers is how many hosts are judged at a time; most of what they do is wait.
func workers() int { return 3 * runtime.NumCPU() }
