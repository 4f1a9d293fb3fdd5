package install_test

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// How many of the faults there are to inject: without a word a few, so that a
// change that breaks everything is seen at once; "single" is what make test does:
// under dash all errors and signals, and all kills but for some in the middle of
// a write; "every" is what make fault-full does.
var (
	single = os.Getenv("SENEXC_FAULTS") == "single"
	every  = os.Getenv("SENEXC_FAULTS") == "every"
)

// share is how much of something is done: one of every few, 1 for all.
type share struct{ quick, dash, others, every int }

func (f *examiner) share(s share) int {
	switch {
	case every:
		return s.every
	case !single:
		return s.quick
	case f.rig.shell[0] == "dash":
		return s.dash
	}
	return s.others
}

// some returns one of every n, from a place that the seed chooses; at least one.
func some[E any](seed uint64, n int, all []E) []E {
	n = min(n, len(all))
	if n <= 1 {
		return all
	}
	var chosen []E
	for i := rand.New(rand.NewPCG(seed, 5)).IntN(n); i < len(all); i += n {
		chosen = append(chosen, all[i])
	}
	return chosen
}

// A stage is what the tests of one shell have in common.
type stage struct {
	rig    *rig
	all    []scenario
	kills  [][]crash // what killing each scenario can leave
	judged sync.Map
}

// TestFaults injects faults into an installation, its automatic rollback and a
// rollback that somebody asked for, and into their recovery. After each, recovery
// gives exactly the old or the new release, a second run the new one, and a third
// changes nothing.
func TestFaults(t *testing.T) {
	shells := [][]string{{"dash"}, {"bash", "--posix"}, {"busybox", "ash"}}
	if !single && !every {
		shells = shells[:1]
	}
	for _, shell := range shells {
		t.Run(shell[0], func(t *testing.T) {
			h := newHost(t)
			s := &stage{rig: newRig(t, h, shell...)}
			s.all = scenarios(h, s.rig, h.bundle(after()))
			if shell[0] != "dash" && !every || !single && !every {
				s.all = s.all[:1]
			}
			s.kills = make([][]crash, len(s.all))
			s.run(t, "Traced", s.traced)
			s.run(t, "Killed", s.killed)
			s.run(t, "PowerCut", s.powerCut)
			s.run(t, "Struck", s.struck)
			if !single && !every {
				return
			}
			s.run(t, "GroupKilled", s.groupKilled)
			s.run(t, "StruckAgain", s.struckAgain)
			s.run(t, "KilledTwice", s.killedTwice)
		})
	}
}

func (s *stage) run(t *testing.T, name string, do func(f *examiner)) {
	t.Run(name, func(t *testing.T) {
		f := &examiner{t: t, rig: s.rig, judged: &s.judged}
		do(f)
		t.Logf("%d interruptions, %d worlds judged, %d points not reached, %d violations", f.points.Load(), f.worlds.Load(), f.skipped.Load(), len(f.found))
		if f.skipped.Load()*50 > f.points.Load() {
			t.Errorf("%d points were not reached", f.skipped.Load())
		}
	})
}

// traced finds out what the death of the installer and all of its programs can
// leave behind.
func (s *stage) traced(f *examiner) {
	numbers := make([]int, len(s.all))
	for i := range numbers {
		numbers[i] = i
	}
	each(f, numbers, func(i int) {
		s.kills[i] = f.trace(s.all[i], s.all[i].start, s.all[i].argv)
		whole, torn := split(s.kills[i])
		f.t.Logf("%s: %d worlds, %d more in the middle of a write", s.all[i].name, len(whole), len(torn))
	})
}

// killed: before and after every program, and in the middle of every write.
func (s *stage) killed(f *examiner) {
	for i, sc := range s.all {
		whole, torn := split(s.kills[i])
		whole = some(uint64(i), f.share(share{len(whole) / 2, 1, 40, 1}), whole)
		torn = some(uint64(i), f.share(share{len(torn) / 2, 5, 200, 1}), torn)
		each(f, append(whole, torn...), func(c crash) { f.judge(sc, c, false) })
	}
}

// powerCut does the same to the whole host, which then boots.
func (s *stage) powerCut(f *examiner) {
	for i, sc := range s.all {
		whole, torn := split(s.kills[i])
		whole = some(uint64(i), f.share(share{len(whole) / 2, 1, 120, 1}), whole)
		torn = some(uint64(i), f.share(share{len(torn) / 2, 15, 600, 1}), torn)
		each(f, append(whole, torn...), func(c crash) { f.judge(sc, c, true) })
	}
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
	return slices.Clip(whole), torn
}

// groupKilled sends SIGKILL to the whole process group for once, at some points,
// and sees what the traces said of them.
func (s *stage) groupKilled(f *examiner) {
	for i, sc := range s.all {
		known := map[string]bool{}
		for _, c := range s.kills[i] {
			known[c.w.sum()] = true
		}
		e := errand{s: sc, start: sc.start, self: sc.argv[0], argv: sc.argv[1:]}
		points := f.list(e)
		foreseen, dead := 0, 0
		var mu sync.Mutex
		each(f, some(uint64(i), len(points)/f.share(share{2, 20, 4, 100}), points), func(x point) {
			end, left, struck := f.strikeFrom(e, strike{x, "KILL"})
			f.points.Add(1)
			if !struck {
				f.skipped.Add(1)
				return
			}
			if end.code != -1 {
				f.violation("%s: outlives the SIGKILL at %v: %d\n%s", sc.name, x.call, end.code, end.output)
			}
			mu.Lock()
			dead++
			if known[left.sum()] {
				foreseen++
			}
			mu.Unlock()
			f.judge(sc, crash{at: fmt.Sprintf("%s: SIGKILL at %v", sc.name, x.call), w: left}, false)
		})
		f.t.Logf("%s: %d killed, %d left a world that the trace has as well", sc.name, dead, foreseen)
		if foreseen*10 < dead*9 {
			f.t.Errorf("%s: of %d kills only %d left a world that the trace has", sc.name, dead, foreseen)
		}
	}
}

// choose lists what is different among the faults of an errand.
func (f *examiner) choose(e errand, points []point, seed uint64, s share) []strike {
	var all []strike
	equal, dropped := 0, 0
	for _, x := range points {
		some, same, none := x.different()
		all = append(all, some...)
		equal += same
		dropped += none
	}
	chosen := some(seed, f.share(s), all)
	f.t.Logf("%s: %d calls, %d faults: %d equal to another, %d signals that everyone ignores, %d different, of which %d", e.s.name, len(points), 6*len(points), equal, dropped, len(all), len(chosen))
	return chosen
}

// struck lets programs fail and sends signals.
func (s *stage) struck(f *examiner) {
	for i, sc := range s.all {
		e := errand{s: sc, start: sc.start, self: sc.argv[0], argv: sc.argv[1:]}
		chosen := f.choose(e, f.list(e), uint64(i), share{500, 1, 150, 1})
		all := len(chosen)
		// A run that never came to the call in which this scenario differs from
		// another was judged there.
		chosen = slices.DeleteFunc(chosen, func(x strike) bool {
			return has(f.judged, "struck "+x.kind+x.key(sc.apart))
		})
		f.t.Logf("%s: %d are those of an earlier scenario", sc.name, all-len(chosen))
		f.strikeAll(e, chosen)
	}
}

// struckAgain does the same to recovery: every call, with its arguments, that
// any recovery makes. What another has met already is not repeated.
func (s *stage) struckAgain(f *examiner) {
	var met sync.Map
	for i, sc := range s.all {
		all := recoveries(sc, s.kills[i])
		if !every || f.rig.shell[0] != "dash" {
			all = slices.DeleteFunc(all, func(e errand) bool { return !e.latest })
		}
		for _, e := range all {
			key := func(x point) string { return x.key(sc.group + " to the " + e.wanted) }
			points := f.list(e)
			if !e.latest {
				points = slices.DeleteFunc(points, func(x point) bool { return has(&met, key(x)) })
			}
			for _, x := range points {
				met.Store(key(x), true)
			}
			if len(points) == 0 {
				continue
			}
			f.strikeAll(e, f.choose(e, points, uint64(i), share{300, 1, 300, 1}))
		}
	}
}

func has(set *sync.Map, key string) bool {
	_, ok := set.Load(key)
	return ok
}

// recoveries are those from every moment in which a transaction is open, the
// latest one before it is committed and the first one after it in front: they
// have the most to do.
func recoveries(s scenario, kills []crash) []errand {
	var undone, finished []errand
	for _, c := range kills {
		n, ok := c.w[journal]
		if !ok || c.torn {
			continue
		}
		e := errand{s: s, start: c.w, self: "{ROOT}/var/lib/senexc/txn/engine", argv: []string{"_recover"}, recovering: true, wanted: "old"}
		if committedLine.Match(n.body) {
			e.wanted = "new"
			finished = append(finished, e)
		} else if len(n.body) > 0 && n.body[len(n.body)-1] == '\n' {
			undone = append(undone, e)
		}
	}
	slices.Reverse(undone)
	for _, way := range [][]errand{undone, finished} {
		if len(way) > 0 {
			way[0].latest = true
		}
	}
	return append(undone, finished...)
}

// killedTwice kills the recovery from a kill: every pair under dash, where all
// are asked for, and a few under the other shells.
func (s *stage) killedTwice(f *examiner) {
	pairs := func(sh share) int {
		if every && f.rig.shell[0] != "dash" {
			return sh.dash
		}
		return f.share(sh)
	}
	for i, sc := range s.all {
		whole, torn := split(s.kills[i])
		whole = some(uint64(i), pairs(share{1 << 20, 60, 1200, 1}), whole)
		torn = some(uint64(i), pairs(share{1 << 20, 120, 2400, 8}), torn)
		for j, c := range append(whole, torn...) {
			between, within := split(f.trace(sc, c.w, []string{sc.argv[0], "recover"}))
			between = some(uint64(i+j), pairs(share{1 << 20, 4, 16, 1}), between)
			within = some(uint64(i+j), pairs(share{1 << 20, 8, 32, 8}), within)
			each(f, append(between, within...), func(second crash) {
				second.at = c.at + ", and its recovery, " + second.at
				f.judge(sc, second, j%2 == 1)
			})
		}
	}
}

// unread is a mistake that no death of the installer shows.
const unread = "a program that fails is taken for one that found nothing"

// TestFaultsAreFound plants mistakes in copies of the engine. What judges the
// right one must not be satisfied with any of them.
func TestFaultsAreFound(t *testing.T) {
	planted := []struct{ name, old, new string }{
		{"the unit at boot stays", `rm -f "${ROOT}${BOOT_WANT}" "${ROOT}${BOOT_UNIT}"`, `rm -f "${ROOT}${BOOT_WANT}"`},
		{"files are replaced before the transaction is open",
			"\t\topen_transaction\n\t\tapply_files\n", "\t\tpart=${WORK} && write_beside && rename_all\n\t\topen_transaction\n\t\tapply_files\n"},
		{"what is replaced is not kept", `file | link) cp -P -p "${ROOT}${path}" "${part}/before/${number}"`, `file | link) :`},
		{"recovery goes forward once the files are there", "\tif noted COMMITTED; then\n\t\tPHASE=committed\n\t\tfinish_commit\n\t\tsay", "\tif noted APPLIED; then\n\t\tPHASE=committed\n\t\tfinish_commit\n\t\tsay"},
		{"a job is noted before it has run", `rm -f "${STATE}/jobs/$1" || die`, `cat "${WORK}/jobs/$1.stamp" >"${STATE}/jobs/$1" || die`},
		{"what ufw was cut off at stays", "\tmend_firewall\n\twhile IFS", "\twhile IFS"},
		{"the firewall stays as it is", "\trestore_firewall\n\tactivate_old", "\tactivate_old"},
		{unread, `printf '%s\n' "$1" >>"${WORK}/unread"`, `:`},
	}
	if !single && !every {
		planted = planted[2:3]
	}
	for _, m := range planted {
		t.Run(m.name, func(t *testing.T) {
			h := newHost(t)
			f := &examiner{t: t, rig: newRig(t, h, "dash"), judged: new(sync.Map), stop: true}
			b := h.bundle(after())
			h.plant(b, m.old, m.new)
			s := scenarios(h, f.rig, b)[0]
			if m.name == unread {
				e := errand{s: s, start: s.start, self: s.argv[0], argv: s.argv[1:]}
				all := f.choose(e, f.list(e), 1, share{1, 1, 1, 1})
				f.strikeAll(e, slices.DeleteFunc(all, func(x strike) bool {
					return x.kind == "TERM" || x.kind == "INT" || !strings.Contains(x.args, "firewall")
				}))
			}
			if f.done() {
				t.Logf("found: %s", clip([]byte(f.found[0])))
				return
			}
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
