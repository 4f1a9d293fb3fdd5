package install_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// A rig runs the installer with a shim in front of every program that it calls.
// The shims are all that there is in its PATH, so that no program is missed.
type rig struct {
	t     testing.TB
	shell []string
	bin   string // the shims
	fake  string // what the simulated programs of a host are
	once  sync.Mutex
	count int
	dir   string
}

// Programs of the system that the engine calls, besides those that are simulated.
const programs = "awk basename base64 bash cat chmod chown cmp comm cp cut date diff dirname env expr find flock grep head id ln logger ls md5sum mkdir mktemp mv nl od paste readlink rm rmdir sed seq sha256sum sleep sort ssh-keygen sync tail tar tee test timeout touch tr true uniq wc xargs"

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

func newRig(t testing.TB, h *host, shell ...string) *rig {
	t.Helper()
	r := &rig{t: t, shell: shell, dir: t.TempDir()}
	r.bin = filepath.Join(r.dir, "bin")
	r.fake = filepath.Join(h.fake, "bin")
	if err := os.Mkdir(r.bin, 0o755); err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile("testdata/shim")
	if err != nil {
		t.Fatal(err)
	}
	put := func(name, real string) {
		if err := os.WriteFile(filepath.Join(r.bin, name), bytes.ReplaceAll(body, []byte("REAL "), []byte(real+" ")), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range strings.Fields(programs) {
		real, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		if name == "sync" {
			// What has reached the disk cannot be seen from a process that dies.
			real = "/bin/true"
		}
		put(name, real)
	}
	var sh []string
	for i, word := range shell {
		if i == 0 {
			if word, err = exec.LookPath(word); err != nil {
				t.Fatal(err)
			}
		}
		sh = append(sh, word)
	}
	put("sh", strings.Join(sh, " "))
	simulated, err := os.ReadDir(r.fake)
	if err != nil {
		t.Fatal(err)
	}
	for _, program := range simulated {
		// They are of the host: what they call themselves is not the engine's.
		put(program.Name(), "/usr/bin/env PATH="+r.fake+":"+os.Getenv("PATH")+" "+filepath.Join(r.fake, program.Name()))
	}
	return r
}

// A place is where a world is made real.
type place struct{ root, fake string }

// place makes a world real. The caller removes it.
func (r *rig) place(w world) place {
	r.once.Lock()
	r.count++
	top := filepath.Join(r.dir, fmt.Sprint(r.count))
	r.once.Unlock()
	p := place{filepath.Join(top, "root"), filepath.Join(top, "fake")}
	w.put(r.t, p.root, p.fake)
	return p
}

func (p place) remove() { _ = os.RemoveAll(filepath.Dir(p.root)) }

// An ending is how a run ended.
type ending struct {
	code   int // -1 when it was killed
	output string
	calls  string
}

// command prepares a run of the installer.
func (r *rig) command(p place, path string, argv ...string) *exec.Cmd {
	cmd := exec.Command(r.shell[0], append(r.shell[1:len(r.shell):len(r.shell)], argv...)...)
	cmd.Env = []string{
		"PATH=" + path, "SENEXC_ROOT=" + p.root, "FAKE=" + p.fake, "QUADLET=quadlet", "SLEEP=true", "STABLE_SECONDS=0", "HOME=/nonexistent",
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return cmd
}

// run runs the installer undisturbed.
func (r *rig) run(p place, argv ...string) ending {
	r.t.Helper()
	if err := os.WriteFile(filepath.Join(p.fake, "calls"), nil, 0o644); err != nil {
		r.t.Fatal(err)
	}
	// The programs of the system as they are, but for sync, which takes most of the time.
	quick := filepath.Join(r.dir, "quick")
	_ = os.MkdirAll(quick, 0o755)
	_ = os.Symlink("/bin/true", filepath.Join(quick, "sync"))
	if _, err := os.Lstat(filepath.Join(quick, "sh")); err != nil {
		real, _ := exec.LookPath(r.shell[0])
		tmp := filepath.Join(quick, fmt.Sprint("sh.", time.Now().UnixNano()))
		_ = os.WriteFile(tmp, []byte("#!/bin/sh\nexec "+real+" "+strings.Join(r.shell[1:], " ")+" \"$@\"\n"), 0o755)
		_ = os.Rename(tmp, filepath.Join(quick, "sh"))
	}
	cmd := r.command(p, quick+":"+r.fake+":"+os.Getenv("PATH"), argv...)
	return r.end(p, cmd, nil)
}

// deadline is when a run that hangs is ended.
const deadline = 15 * time.Minute

func (r *rig) end(p place, cmd *exec.Cmd, out *bytes.Buffer) ending {
	if out == nil {
		out = &bytes.Buffer{}
		cmd.Stdout, cmd.Stderr = out, out
		cmd.WaitDelay = 5 * time.Second
		if err := cmd.Start(); err != nil {
			r.t.Fatal(err)
		}
	}
	timer := time.AfterFunc(deadline, func() { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) })
	defer timer.Stop()
	_ = cmd.Wait()
	code := cmd.ProcessState.ExitCode()
	calls, _ := os.ReadFile(filepath.Join(p.fake, "calls"))
	return ending{code, out.String(), string(calls)}
}

// step runs the installer and calls at before, and with after also after, every
// program that it runs. What at returns, the shim does: "" is to go on, KILL ends
// the installer and all of its programs at once.
func (r *rig) step(p place, after bool, at func(c call, group int) string, argv ...string) ending {
	r.t.Helper()
	if err := os.WriteFile(filepath.Join(p.fake, "calls"), nil, 0o644); err != nil {
		r.t.Fatal(err)
	}
	dir, err := os.MkdirTemp(r.dir, "events")
	if err != nil {
		r.t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	pipe := filepath.Join(dir, "events")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		r.t.Fatal(err)
	}
	events, err := os.OpenFile(pipe, os.O_RDWR|syscall.O_NONBLOCK, 0)
	if err != nil {
		r.t.Fatal(err)
	}
	cmd := r.command(p, r.bin, argv...)
	cmd.Env = append(cmd.Env, "FAULT="+dir)
	if after {
		cmd.Env = append(cmd.Env, "FAULT_AFTER=yes")
	}
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.WaitDelay = 5 * time.Second
	if err := cmd.Start(); err != nil {
		r.t.Fatal(err)
	}
	group := cmd.Process.Pid
	listening := make(chan struct{})
	go func() {
		defer close(listening)
		seen := map[string]int{}
		begun := map[int]call{}
		lines := bufio.NewScanner(events)
		for lines.Scan() {
			var when, name string
			var pid int
			if _, err := fmt.Sscan(lines.Text(), &when, &pid, &name); err != nil {
				continue
			}
			c := begun[pid]
			if when == "before" {
				seen[name]++
				c = call{name: name, nth: seen[name]}
				begun[pid] = c
			}
			c.after = when == "after"
			if !stopped(pid) {
				continue // it was killed
			}
			answer := at(c, group)
			if answer == "KILL" {
				if own, err := syscall.Getpgid(pid); err == nil && own != group {
					_ = syscall.Kill(-own, syscall.SIGKILL)
				}
				_ = syscall.Kill(-group, syscall.SIGKILL)
				continue
			}
			tell := filepath.Join(dir, fmt.Sprint(pid, ".", when))
			_ = os.WriteFile(tell+".new", []byte(answer+"\n"), 0o600)
			_ = os.Rename(tell+".new", tell)
			_ = syscall.Kill(pid, syscall.SIGCONT)
		}
	}()
	e := r.end(p, cmd, &out)
	_ = events.Close()
	<-listening
	return e
}

// stopped waits until the process has stopped itself.
func stopped(pid int) bool {
	for begun := time.Now(); time.Since(begun) < 20*time.Second; {
		stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil {
			return false
		}
		switch stat[bytes.LastIndexByte(stat, ')')+2] {
		case 'T':
			return true
		case 'Z', 'X':
			return false
		}
		time.Sleep(20 * time.Microsecond)
	}
	return false
}
