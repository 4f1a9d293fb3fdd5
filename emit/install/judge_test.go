package install_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// An examiner judges what an interruption leaves behind.
type examiner struct {
	t       *testing.T
	rig     *rig
	judged  *sync.Map // what was judged already: what is equal goes on equally
	stop    bool      // at the first violation, which is wanted
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
	return f.stop && len(f.found) > 0 || len(f.found) > 100
}

// A crash is a world that an interruption can leave, and where it happened.
type crash struct {
	at     string
	w      world
	torn   bool   // in the middle of a write to something other than the journal
	wanted string // old or new, where that is known already
}

// trace returns every world that the death of the installer and all of its
// programs can leave behind: what there is before and after each program, which
// covers what the shell itself writes between them, and in the middle of what
// either of them writes.
func (f *examiner) trace(s scenario, start world, argv []string) []crash {
	p := f.rig.place(start)
	defer p.remove()
	last := look(f.t, p, nil)
	known := map[string]bool{last.sum(): true}
	all := []crash{{at: "at the start", w: last}}
	e := f.rig.step(p, false, nil, func(at stop) {
		f.points.Add(1)
		now := look(f.t, p, last)
		if sameWorld(now, last) {
			return
		}
		torn := between(last, now)
		// Of a long copy, a sample: it is never in the way of anything.
		for i, w := range torn {
			if len(torn) > 24 && i%8 != 0 {
				continue
			}
			if sum := w.sum(); !known[sum] {
				known[sum] = true
				all = append(all, crash{at: fmt.Sprintf("%s: torn %v (%d)", s.name, at.call, i), w: w, torn: bytes.Equal(w[journal].body, last[journal].body)})
			}
		}
		if sum := now.sum(); !known[sum] {
			known[sum] = true
			all = append(all, crash{at: fmt.Sprintf("%s: %v", s.name, at.call), w: now})
		}
		last = now
	}, p.fill(argv)...)
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
	if _, ok := f.judged.LoadOrStore(key, true); ok || f.done() {
		return nil
	}
	f.worlds.Add(1)
	what := c.at + ", recovered"
	want, wanted := s.old, "old"
	if n, open := c.w[journal]; open && committedLine.Match(n.body) || !open && isNew(c.w, s) {
		want, wanted = s.new, "new"
	}
	if c.wanted != "" && c.wanted != wanted {
		f.violation("%s: leads to the %s, and its journal said %s", c.at, wanted, c.wanted)
		return nil
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
		w = look(f.t, p, nil)
		if d := differ(guarded(want), guarded(w.outcome())); d != "" {
			f.violation("%s: files at boot are not exactly the %s:\n%s", what, wanted, d)
			return nil
		}
		if _, down := w["fake/ufw.down"]; down || ufwTorn(w) {
			f.violation("%s: the firewall is not up at boot", what)
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
	after = look(f.t, p, nil)
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
	if _, ok := f.judged.LoadOrStore(fmt.Sprint(s.group, "converge", w.sum()), true); ok {
		return
	}
	p := f.rig.place(w)
	defer p.remove()
	e := f.rig.run(p, s.settle...)
	if e.code != 0 {
		f.violation("%s: the second run exits with %d\n%s", what, e.code, e.output)
		return
	}
	second := look(f.t, p, nil)
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
	third := look(f.t, p, second)
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
			!strings.Contains(key, "user@") && key != "root"+ufwRules && !strings.HasSuffix(key, ".senexc-new") && !strings.HasSuffix(key, "fresh.d") {
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
	if ufwTorn(now) {
		now["fake/ufw.down"] = node{mode: 0o644}
	}
	return now
}

// ufwTorn: whether ufw was cut off while it wrote its rules, with which it does
// not come up when the host boots.
func ufwTorn(w world) bool {
	n, ok := w["root"+ufwRules]
	return ok && !bytes.HasSuffix(n.body, []byte("COMMIT\n"))
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
	for range 2 * runtime.NumCPU() {
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
