package install_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// A rig runs the installer on worlds, undisturbed or with a shim in front of the
// programs that it calls.
type rig struct {
	t       testing.TB
	shell   []string
	dir     string
	fake    string            // what the simulated programs of a host are
	quick   string            // programs that would cost time, or differ each time
	path    string            // where programs are found when nothing is disturbed
	shims   string            // a shim in front of every program, and nothing else
	real    map[string]string // what is behind each shim
	count   atomic.Int64
	staging sync.Mutex
}

// Programs of the system that the engine calls, besides those that are simulated.
const programs = "awk basename base64 bash cat chmod chown cmp comm cp cut date diff dirname env expr find flock grep head id ln logger ls md5sum mkdir mktemp mv nl od paste readlink rm rmdir sed seq sha256sum sleep sort ssh-keygen sync tail tar tee test timeout touch tr true uniq wc xargs"

// Programs that stand for others in a rig. What has reached the disk cannot be
// seen from a process that dies, so that sync is of no use. Time and the names
// of private folders are the same in each run, so that the worlds are: no
// decision depends on either.
var quick = map[string]string{
	"sync":   "exit 0\n",
	"date":   "case $* in *%s*) echo 1700000000 ;; *'%Y-%m-%d %H:%M'*) echo '2023-11-14 22:13' ;; *-*) echo 2023-11-14T22:13:20Z ;; *) echo 20231114T221320Z ;; esac\n",
	"mktemp": "for n in 1 2 3 4 5 6 7 8 9; do\n\tif /usr/bin/mkdir -m 700 \"${2%XXXXXX}${n}\" 2>/dev/null; then\n\t\tprintf '%s\\n' \"${2%XXXXXX}${n}\"\n\t\texit 0\n\tfi\ndone\nexit 1\n",
}

// A call is the nth of a program in a run, before it or after it.
type call struct {
	name  string
	nth   int
	after bool
}

func (c call) String() string {
	when := "before"
	if c.after {
		when = "after"
	}
	return fmt.Sprintf("%s %s %d", when, c.name, c.nth)
}

// memory is where folders of tests are made: in memory, if programs may be run
// from there.
var memory = sync.OnceValue(func() string {
	dir, err := os.MkdirTemp("/dev/shm", "senexc")
	if err != nil {
		return ""
	}
	defer os.RemoveAll(dir)
	program := filepath.Join(dir, "program")
	if os.WriteFile(program, []byte("#!/bin/sh\n"), 0o755) != nil || exec.Command(program).Run() != nil {
		return ""
	}
	return filepath.Dir(dir)
})

// scratch makes a folder for the time of a test.
func scratch(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp(memory(), "senexc")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

func newRig(t testing.TB, h *host, shell ...string) *rig {
	t.Helper()
	r := &rig{t: t, shell: shell, dir: scratch(t), real: map[string]string{}}
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	folder := func(name string) string {
		dir := filepath.Join(r.dir, name)
		must(os.Mkdir(dir, 0o755))
		return dir
	}
	r.fake = filepath.Join(h.fake, "bin")
	r.quick, r.shims = folder("quick"), folder("shims")
	folder("strike")
	for _, name := range strings.Fields(programs) {
		if real, err := exec.LookPath(name); err == nil {
			r.real[name] = real
		}
	}
	simulated, err := os.ReadDir(r.fake)
	must(err)
	for _, program := range simulated {
		r.real[program.Name()] = filepath.Join(r.fake, program.Name())
	}
	for name, text := range quick {
		r.real[name] = filepath.Join(r.quick, name)
		must(os.WriteFile(r.real[name], []byte("#!/bin/sh\n"+text), 0o755))
	}
	sh, err := exec.LookPath(shell[0])
	must(err)
	r.real["sh"] = filepath.Join(r.quick, "sh")
	must(os.WriteFile(r.real["sh"], []byte("#!/bin/sh\nexec "+strings.Join(append([]string{sh}, shell[1:]...), " ")+" \"$@\"\n"), 0o755))
	r.path = r.quick + ":" + r.fake + ":" + os.Getenv("PATH")
	for name, real := range r.real {
		r.shim("testdata/shim", filepath.Join(r.shims, name), real)
		dir := folder(filepath.Join("strike", name))
		r.shim("testdata/strike", filepath.Join(dir, name), real)
	}
	return r
}

func (r *rig) shim(from, to, real string) {
	body, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, bytes.ReplaceAll(body, []byte("REAL "), []byte(real+" ")), 0o755)
	}
	if err != nil {
		r.t.Fatal(err)
	}
}

// A place is where a world is made real.
type place struct{ root, fake string }

// place makes a world real. The caller removes it.
func (r *rig) place(w world) place {
	top := filepath.Join(r.dir, fmt.Sprint(r.count.Add(1)))
	p := place{filepath.Join(top, "root"), filepath.Join(top, "fake")}
	w.put(r.t, p.root, p.fake)
	return p
}

// fill completes arguments that are paths of the place.
func (p place) fill(argv []string) []string {
	var all []string
	for _, word := range argv {
		all = append(all, strings.NewReplacer("{ROOT}", p.root, "{FAKE}", p.fake).Replace(word))
	}
	return all
}

// empty takes the paths of the place out of a text again.
func (p place) empty(text string) string {
	return strings.NewReplacer(p.root, "{ROOT}", p.fake, "{FAKE}").Replace(text)
}

func (p place) remove() { _ = os.RemoveAll(filepath.Dir(p.root)) }

// An ending is how a run ended.
type ending struct {
	code   int // -1 when it was killed
	output string
	calls  string
}

// command prepares a run of a program of the engine's shell.
func (r *rig) command(p place, path string, argv ...string) *exec.Cmd {
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Env = []string{
		"PATH=" + path, "FAKE_PATH=" + r.path, "SENEXC_ROOT=" + p.root, "FAKE=" + p.fake, "QUADLET=quadlet", "SLEEP=true", "STABLE_SECONDS=0", "HOME=/nonexistent",
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return cmd
}

func (r *rig) script(argv ...string) []string {
	return append(r.shell[:len(r.shell):len(r.shell)], argv...)
}

// run runs the installer undisturbed.
func (r *rig) run(p place, argv ...string) ending {
	r.t.Helper()
	return r.end(p, r.command(p, r.path, r.script(argv...)...), nil)
}

// deadline is when a run that hangs is ended.
const deadline = 10 * time.Minute

func (r *rig) end(p place, cmd *exec.Cmd, out *bytes.Buffer) ending {
	if out == nil {
		out = r.start(p, cmd)
	}
	timer := time.AfterFunc(deadline, func() { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) })
	defer timer.Stop()
	_ = cmd.Wait()
	code := cmd.ProcessState.ExitCode()
	calls, _ := os.ReadFile(filepath.Join(p.fake, "calls"))
	return ending{code, out.String(), string(calls)}
}

func (r *rig) start(p place, cmd *exec.Cmd) *bytes.Buffer {
	r.t.Helper()
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.WaitDelay = 5 * time.Second
	err := os.WriteFile(filepath.Join(p.fake, "calls"), nil, 0o644)
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		r.t.Fatal(err)
	}
	return &out
}

// A line is how a run and the test speak with each other.
type line struct {
	dir    string
	events *os.File // what the run says
	orders *os.File // what it is told, between two calls
}

func (r *rig) line() *line {
	r.t.Helper()
	dir, err := os.MkdirTemp(r.dir, "line")
	if err != nil {
		r.t.Fatal(err)
	}
	open := func(name string) *os.File {
		pipe := filepath.Join(dir, name)
		if err := syscall.Mkfifo(pipe, 0o600); err != nil {
			r.t.Fatal(err)
		}
		f, err := os.OpenFile(pipe, os.O_RDWR|syscall.O_NONBLOCK, 0)
		if err != nil {
			r.t.Fatal(err)
		}
		return f
	}
	return &line{dir, open("events"), open("orders")}
}

func (l *line) close() {
	_ = l.events.Close()
	_ = l.orders.Close()
	_ = os.RemoveAll(l.dir)
}

// A stop is what a run that is traced says, and waits.
type stop struct {
	call    call
	when    string // before, after, or loud: it has written something
	args    string // of a run that lists
	station string
	group   int
}

// step runs the installer and calls at before and after every program that it
// runs. With list, it is called before every program and after those that have
// written something.
func (r *rig) step(p place, list bool, env []string, at func(stop), argv ...string) ending {
	r.t.Helper()
	l := r.line()
	defer l.close()
	cmd := r.command(p, r.shims, r.script(argv...)...)
	cmd.Env = append(append(cmd.Env, "FAULT="+l.dir), env...)
	if list {
		cmd.Env = append(cmd.Env, "FAULT_WHAT=list")
	}
	out := r.start(p, cmd)
	group := cmd.Process.Pid
	listening := make(chan struct{})
	go func() {
		defer close(listening)
		seen := map[string]int{}
		begun := map[int]call{}
		station := ""
		lines := bufio.NewScanner(l.events)
		for lines.Scan() {
			var when, name string
			var pid int
			if rest, ok := strings.CutPrefix(lines.Text(), "station "); ok {
				station = rest
				continue
			}
			if _, err := fmt.Sscan(lines.Text(), &when, &pid, &name); err != nil {
				continue
			}
			c := begun[pid]
			if when == "before" {
				seen[name]++
				c = call{name: name, nth: seen[name]}
				begun[pid] = c
			}
			c.after = when != "before"
			if !stopped(pid) {
				continue // it was killed
			}
			s := stop{call: c, when: when, station: station, group: group}
			if list {
				args, _ := os.ReadFile(filepath.Join(l.dir, fmt.Sprint("args.", pid)))
				s.args = string(args)
			}
			at(s)
			_ = os.WriteFile(filepath.Join(l.dir, fmt.Sprint(pid, ".", when)), nil, 0o600)
			_ = syscall.Kill(pid, syscall.SIGCONT)
		}
	}()
	e := r.end(p, cmd, out)
	_ = l.events.Close()
	<-listening
	return e
}

// stopped waits until the process has stopped itself.
func stopped(pid int) bool {
	for begun := time.Now(); time.Since(begun) < 20*time.Second; {
		switch state(pid) {
		case 'T':
			return true
		case 'Z', 'X', 0:
			return false
		}
		time.Sleep(20 * time.Microsecond)
	}
	return false
}

// state is what ps shows of a process, 0 if there is none.
func state(pid int) byte {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	return stat[bytes.LastIndexByte(stat, ')')+2]
}

// processes lists those of a group.
func processes(group int) []int {
	var all []int
	dir, err := os.Open("/proc")
	if err != nil {
		return nil
	}
	defer dir.Close()
	names, _ := dir.Readdirnames(-1)
	for _, name := range names {
		pid, err := strconv.Atoi(name)
		if err != nil {
			continue
		}
		if own, err := syscall.Getpgid(pid); err == nil && own == group && state(pid) != 'Z' {
			all = append(all, pid)
		}
	}
	return all
}

// ignores tells whether a process ignores a signal: the kernel then drops it as
// soon as it is sent.
func ignores(pid int, signal syscall.Signal) bool {
	body, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return true // it is gone
	}
	_, rest, _ := strings.Cut(string(body), "\nSigIgn:")
	var mask uint64
	if _, err := fmt.Sscanf(strings.TrimSpace(rest), "%x", &mask); err != nil {
		return false
	}
	return mask&(1<<(uint(signal)-1)) != 0
}
