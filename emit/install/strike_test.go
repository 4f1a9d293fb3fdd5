package install_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// A fault is what happens to a call: an error of the system that its program
// meets, or a signal.
var kinds = []string{"EROFS", "ENOSPC", "EIO", "TERM", "INT", "HUP"}

var signals = map[string]syscall.Signal{"TERM": syscall.SIGTERM, "INT": syscall.SIGINT, "HUP": syscall.SIGHUP}

// A point is a call of a run, and what must be known of it.
type point struct {
	call    call
	args    string
	since   int    // which one with these arguments, since the run began
	station string // the last one before it, "" if there was none
	same    int    // which one with these arguments, since the station
	loud    bool   // it writes to what is not /dev/null
	dropped []string
}

// An errand is a run that something happens to.
type errand struct {
	s          scenario
	start      world
	self       string   // what is run
	argv       []string // how
	recovering bool
	wanted     string // what recovery must lead to
	latest     bool   // it recovers from the moment that has the most to recover
}

// A strike is a fault at a point of an errand.
type strike struct {
	point
	kind string
}

// list lists the calls of an errand.
func (f *examiner) list(e errand) []point {
	p := f.rig.place(e.start)
	defer p.remove()
	var all []point
	since, same := map[string]int{}, map[string]int{}
	station := ""
	end := f.rig.step(p, true, []string{"FAULT_SELF=" + p.fill([]string{e.self})[0]}, func(at stop) {
		if at.when == "loud" {
			i := slices.IndexFunc(all, func(x point) bool { return x.call.name == at.call.name && x.call.nth == at.call.nth })
			all[i].loud = true
			return
		}
		if at.station != station {
			station = at.station
			clear(same)
		}
		key := at.call.name + " " + at.args
		since[key]++
		same[key]++
		x := point{call: at.call, args: p.empty(at.args), station: station, since: since[key], same: same[key]}
		group := processes(at.group)
		for name, signal := range signals {
			to := group // as a terminal does
			if name == "TERM" {
				to = []int{at.group} // as systemd and admins do
			}
			if !slices.ContainsFunc(to, func(pid int) bool { return !ignores(pid, signal) }) {
				x.dropped = append(x.dropped, name)
			}
		}
		all = append(all, x)
	}, append([]string{f.rig.stage(e)}, e.argv...)...)
	if end.code == -1 {
		f.violation("%s: does not end\n%s", e.s.name, end.output)
	}
	return all
}

// Programs that only read: where they also write nothing, all that a caller can
// see of their failure is that they failed.
const readers = " basename cat cmp comm cut date df dirname getent grep head od paste readlink sed sha256sum ss sshd stat sync tail tr uname wc "

// different lists the faults of a point that can have different effects, and
// says how many of the others are equal to one of those, or to none: a signal
// that everyone ignores to whom it goes is dropped by the kernel.
func (x point) different() (all []strike, equal, dropped int) {
	errors := []string{"EROFS", "ENOSPC", "EIO"}
	switch {
	case !x.loud && strings.Contains(readers, " "+x.call.name+" "):
		errors = errors[:1]
	case !x.loud && x.call.name != "cp":
		errors = []string{"EROFS", "EIO"}
	}
	equal = 3 - len(errors)
	for _, kind := range kinds {
		if _, signal := signals[kind]; signal && slices.Contains(x.dropped, kind) {
			dropped++
		} else if signal || slices.Contains(errors, kind) {
			all = append(all, strike{x, kind})
		}
	}
	return all, equal, dropped
}

// key names what a point has in common with that of another run: the call, its
// arguments, and where in the course of the engine it is made.
func (x point) key(apart string) string {
	return fmt.Sprint(apart, " ", x.call.name, " ", x.args, x.station, " ", x.same)
}

// order writes what is to happen, for the run to read.
func (r *rig) order(l *line, p place, x strike, nth, group int) {
	quoted := "'" + strings.ReplaceAll(p.fill([]string{x.args})[0], "'", `'\''`) + "'"
	text := fmt.Sprintf("FAULT_ARGS=%s\nFAULT_NTH=%d\nFAULT_KIND=%s\nPATH=%s/strike/%s:%s\n", quoted, nth, x.kind, r.dir, x.call.name, r.path)
	if group != 0 {
		text += fmt.Sprintf("FAULT_GROUP=%d\n", group)
	} else {
		text += "FAULT_GROUP=$$ FAULT_LEADER=$$\n"
	}
	text += "export FAULT_ARGS FAULT_NTH FAULT_KIND FAULT_GROUP FAULT_LEADER PATH\n"
	if err := os.WriteFile(filepath.Join(l.dir, "order"), []byte(text), 0o600); err != nil {
		r.t.Fatal(err)
	}
	marks, _ := filepath.Glob(filepath.Join(l.dir, "nth.*"))
	for _, mark := range append(marks, filepath.Join(l.dir, "struck")) {
		_ = os.Remove(mark)
	}
}

func (l *line) struck() bool {
	_, err := os.Lstat(filepath.Join(l.dir, "struck"))
	return err == nil
}

// strikeFrom runs an errand from its beginning with one fault, and returns how
// it ended, what it left, and whether the fault was reached.
func (f *examiner) strikeFrom(e errand, x strike) (ending, world, bool) {
	p := f.rig.place(e.start)
	defer p.remove()
	l := f.rig.line()
	defer l.close()
	f.rig.order(l, p, x, x.since, 0)
	script := f.rig.script(p.fill(append([]string{e.self}, e.argv...))...)
	cmd := f.rig.command(p, f.rig.path, append([]string{"sh", "-c", `. "${FAULT}/order"; exec "$@"`, "sh"}, script...)...)
	cmd.Env = append(cmd.Env, "FAULT="+l.dir)
	end := f.rig.end(p, cmd, nil)
	return end, look(f.t, p, nil), l.struck()
}

// serve runs an errand up to a station and strikes what comes after it.
func (f *examiner) serve(e errand, station string, all []strike) {
	p := f.rig.place(e.start)
	defer p.remove()
	l := f.rig.line()
	defer l.close()
	cmd := f.rig.command(p, f.rig.path, f.rig.script(append([]string{f.rig.stage(e)}, e.argv...)...)...)
	cmd.Env = append(cmd.Env, "FAULT="+l.dir, "FAULT_STOP="+station, "FAULT_SELF="+p.fill([]string{e.self})[0])
	out := f.rig.start(p, cmd)
	group := cmd.Process.Pid
	said := make(chan string)
	ended := make(chan struct{})
	go func() {
		lines := bufio.NewScanner(l.events)
		for lines.Scan() {
			select {
			case said <- lines.Text():
			case <-ended:
				return
			}
		}
	}()
	defer func() {
		_ = syscall.Kill(-group, syscall.SIGKILL)
		close(ended)
		_ = cmd.Wait()
	}()
	wait := func(prefix string) (string, bool) {
		timer := time.After(deadline)
		for {
			select {
			case text := <-said:
				if rest, ok := strings.CutPrefix(text, prefix); ok {
					return rest, true
				}
			case <-timer:
				return "", false
			}
		}
	}
	if _, ok := wait("station " + station); !ok {
		f.violation("%s: does not come to %s\n%s", e.s.name, station, out)
		return
	}
	// It has said where it is, and asks for orders only then.
	everything := []string{"fake/bin", "fake/work", "fake/calls", "fake/owners"}
	then := lookAt(f.t, p, nil, everything)
	for _, x := range all {
		if f.done() {
			return
		}
		f.rig.order(l, p, x, x.same, group)
		if _, err := l.orders.WriteString("strike\n"); err != nil {
			f.t.Fatal(err)
		}
		code, ok := wait("end ")
		if !ok {
			f.violation("%s: %s at %v does not end", e.s.name, x.kind, x.call)
			return
		}
		for len(processes(group)) > 1 {
			time.Sleep(time.Millisecond)
		}
		output, _ := os.ReadFile(filepath.Join(l.dir, "output"))
		end := ending{output: string(output)}
		_, _ = fmt.Sscan(code, &end.code)
		now := lookAt(f.t, p, then, everything)
		calls, _ := os.ReadFile(filepath.Join(p.fake, "calls"))
		end.calls = string(calls)
		f.weigh(e, x, end, lasting(now), l.struck())
		then = restore(f.t, p, then, now)
	}
}

// codes that are documented; anything else is a bug.
var documented = []int{0, 10, 11, 12, 13, 14, 15, 20, 21, 22, 30, 75, 64, 128 + 1, 128 + 2, 128 + 15}

// weigh judges what a fault leaves behind.
func (f *examiner) weigh(e errand, x strike, end ending, after world, struck bool) {
	f.points.Add(1)
	if !struck {
		f.skipped.Add(1)
		return
	}
	if !strings.Contains(end.calls, e.s.differs) {
		f.judged.Store("struck "+x.kind+x.key(e.s.apart), true)
	}
	what := fmt.Sprintf("%s: %s at %v (%s)", e.s.name, x.kind, x.call, clip([]byte(strings.ReplaceAll(x.args, "{ROOT}", ""))))
	if e.recovering {
		what += " of its recovery"
	}
	_, open := after["root/var/lib/senexc/txn"]
	outcome := after.outcome()
	switch {
	case end.code == -1 && signals[x.kind] != 0:
		// It was ended before it had seen to signals: as by SIGKILL.
	case !slices.Contains(documented, end.code):
		f.violation("%s: exits with %d\n%s", what, end.code, end.output)
		return
	case e.recovering || end.code == 21 || end.code == 22:
	case end.code == 0:
		if d := differ(e.s.new, outcome); d != "" {
			f.violation("%s: exits with 0, and it is not exactly the new:\n%s%s", what, d, end.output)
			return
		}
	case open:
		f.violation("%s: exits with %d and leaves a transaction open\n%s", what, end.code, end.output)
		return
	default:
		if d := differ(e.s.old, outcome); d != "" {
			f.violation("%s: exits with %d, and it is not exactly the old:\n%s%s", what, end.code, d, end.output)
			return
		}
	}
	f.judge(e.s, crash{at: what, w: after, wanted: e.wanted}, false)
}

// strikeAll strikes an errand with all of these.
func (f *examiner) strikeAll(e errand, all []strike) {
	stations := map[string][]strike{}
	var order []string
	for _, x := range all {
		if stations[x.station] == nil {
			order = append(order, x.station)
		}
		stations[x.station] = append(stations[x.station], x)
	}
	var work []func()
	for _, name := range order {
		if name == "" {
			for _, x := range stations[name] {
				work = append(work, func() {
					end, after, struck := f.strikeFrom(e, x)
					f.weigh(e, x, end, after, struck)
				})
			}
			continue
		}
		for part := range slices.Chunk(stations[name], 60) {
			work = append(work, func() { f.serve(e, name, part) })
		}
	}
	each(f, work, func(do func()) { do() })
}
