//go:build linux

package lab

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// A Host is a Debian 13 machine of the lab.
type Host struct {
	Name    string
	Address string

	lab    *Lab
	cgroup cgroup
	ended  chan struct{} // closed when the host is off
}

const (
	bootTime     = 2 * time.Minute
	shutdownTime = 4 * time.Minute
)

// Host makes a host, as fresh as after the installation of Debian, and boots it.
func (l *Lab) Host(t T, name, address string) *Host {
	t.Helper()
	h := &Host{Name: name, Address: address, lab: l}
	if err := h.install(); err != nil {
		t.Fatalf("cannot make the host %s: %v", name, err)
	}
	h.Boot(t)
	return h
}

// Find returns a host of a lab that another process has left running.
func Find(lab, name string) (*Host, error) {
	root, err := cgroupRoot()
	if err != nil {
		return nil, err
	}
	h := &Host{Name: name, cgroup: cgroup(filepath.Join(root, id(lab)+"."+name))}
	if _, up := h.cgroup.leader(); !up {
		return nil, fmt.Errorf("no host %s is running in the lab %q", name, lab)
	}
	return h, nil
}

// id names the host on this machine, where other labs may have one of its name.
func (h *Host) id() string      { return h.lab.id() + "." + h.Name }
func (h *Host) folder() string  { return filepath.Join(h.lab.dir, h.Name) }
func (h *Host) root() string    { return filepath.Join(h.folder(), "root") }
func (h *Host) console() string { return filepath.Join(h.folder(), "console") }

// install copies the base and gives the copy the host's own name. It is a full
// copy and no overlay: rootless Podman makes overlays of its own there, and the
// kernel has none on top of another.
func (h *Host) install() error {
	if err := os.Mkdir(h.folder(), 0o700); err != nil {
		return err
	}
	if out, err := exec.Command("cp", "-a", h.lab.base.root(), h.root()).CombinedOutput(); err != nil {
		return fmt.Errorf("cannot copy the base: %s", out)
	}
	machine := sha256.Sum256([]byte(h.id()))
	for path, content := range map[string]string{
		"etc/hostname":   h.Name + "\n",
		"etc/hosts":      "127.0.0.1 localhost\n::1 localhost\n" + h.Address + " " + h.Name + "\n",
		"etc/machine-id": fmt.Sprintf("%x\n", machine[:16]),
	} {
		if err := os.WriteFile(filepath.Join(h.root(), path), []byte(content), 0o644); err != nil {
			return err
		}
	}
	if out, err := exec.Command("chroot", h.root(), "ssh-keygen", "-A").CombinedOutput(); err != nil {
		return fmt.Errorf("cannot make the keys of its SSH server: %s", out)
	}
	return nil
}

// Boot starts a host that is off, and returns when all of its units are up or
// have failed.
func (h *Host) Boot(t T) {
	t.Helper()
	begun := time.Now()
	ctx, cancel := context.WithTimeout(t.Context(), bootTime)
	defer cancel()
	h.PowerOn(t)
	if err := h.await(ctx); err != nil {
		t.Fatalf("%s does not boot: %v\nThe end of its console:\n%s", h.Name, err, h.lastWords())
	}
	t.Logf("%s booted in %.1f s", h.Name, time.Since(begun).Seconds())
}

// PowerOn starts a host that is off, and returns while it boots.
func (h *Host) PowerOn(t T) {
	t.Helper()
	if err := h.start(); err != nil {
		t.Fatalf("%s does not start: %v", h.Name, err)
	}
}

// start gives the host a network and a cgroup, and starts systemd in it.
func (h *Host) start() error {
	ns, err := h.lab.plug(h.Name, h.Address)
	if err != nil {
		return err
	}
	if h.cgroup, err = addCgroup(h.id()); err != nil {
		return err
	}
	group, err := os.Open(string(h.cgroup))
	if err != nil {
		return err
	}
	defer group.Close()
	console, err := os.OpenFile(h.console(), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer console.Close()

	cmd := exec.Command("systemd-nspawn",
		"--quiet", "--boot",
		"--directory="+h.root(),
		"--machine="+h.id(), "--hostname="+h.Name,
		"--network-namespace-path="+ns.path(),
		"--bind=/dev/fuse",
		"--bind-ro="+h.lab.base.packages()+":/srv/packages",
		// Rootless containers need what a host of its own would let them do.
		"--capability=all", "--system-call-filter=add_key keyctl bpf",
		// The host knows nothing of this machine, and this machine's systemd,
		// if there is one, nothing of the host.
		"--register=no", "--keep-unit", "--resolv-conf=off", "--timezone=off", "--link-journal=no",
		"systemd.show_status=yes",
	)
	cmd.Env = append([]string{
		"SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1",
		"SYSTEMD_NSPAWN_API_VFS_WRITABLE=network", // else no container gets a network
		"SYSTEMD_NSPAWN_LOCK=0",                   // the lab has a lock of its own
	}, environment...)
	cmd.Stdout, cmd.Stderr = console, console
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, UseCgroupFD: true, CgroupFD: int(group.Fd())}
	if err := cmd.Start(); err != nil {
		return err
	}
	ended := make(chan struct{})
	h.ended = ended
	go func() {
		_ = cmd.Wait() // how it ended is told by the console
		close(ended)
	}()
	return nil
}

// await waits until systemd says that it is done with starting.
func (h *Host) await(ctx context.Context) error {
	state := "no answer"
	for {
		select {
		case <-h.ended:
			return fmt.Errorf("it stopped")
		case <-ctx.Done():
			return fmt.Errorf("systemd says %q: %w", state, ctx.Err())
		case <-time.After(50 * time.Millisecond):
		}
		if _, up := h.cgroup.leader(); !up {
			continue
		}
		// The exit status says no more than the word does.
		out, _ := h.Command(ctx, "systemctl", "is-system-running").Output()
		switch state = strings.TrimSpace(string(out)); state {
		case "running", "degraded":
			return nil
		}
	}
}

func (h *Host) lastWords() string {
	console, err := os.ReadFile(h.console())
	if err != nil {
		return err.Error()
	}
	lines := strings.Split(string(console), "\n")
	return indent(strings.Join(lines[max(0, len(lines)-30):], "\n"))
}

// Kill cuts the power: every process of the host ends at the same moment. What
// it had written to files stays, synced or not, because this machine runs on.
func (h *Host) Kill(t T) {
	t.Helper()
	if err := h.cgroup.remove(); err != nil {
		t.Fatalf("cannot cut the power of %s: %v", h.Name, err)
	}
	<-h.ended
}

// PowerOff shuts the host down as its admin would, and returns when it is off.
func (h *Host) PowerOff(t T) { t.Helper(); h.shutDown(t, "poweroff") }

// Reboot restarts the host as its admin would.
func (h *Host) Reboot(t T) {
	t.Helper()
	h.shutDown(t, "reboot")
	h.Boot(t)
}

func (h *Host) shutDown(t T, how string) {
	t.Helper()
	begun := time.Now()
	h.MustRun(t, "systemctl", how)
	select {
	case <-h.ended:
	case <-t.Context().Done():
		t.Fatalf("%s was still shutting down: %v", h.Name, t.Context().Err())
	case <-time.After(shutdownTime):
		t.Fatalf("%s does not shut down within %v\nThe end of its console:\n%s", h.Name, shutdownTime, h.lastWords())
	}
	if err := h.cgroup.remove(); err != nil {
		t.Fatalf("%s is off, but not all of it ended: %v", h.Name, err)
	}
	t.Logf("%s was off after %.1f s", h.Name, time.Since(begun).Seconds())
}

// Command prepares a command on the host, run by root in the root folder. It
// does not start when the host is off.
func (h *Host) Command(ctx context.Context, argv ...string) *exec.Cmd {
	leader, up := h.cgroup.leader()
	cmd := command(ctx, "sh", append([]string{"-c", enter, string(h.cgroup), leader}, argv...)...)
	if !up {
		cmd.Err = fmt.Errorf("%s is off", h.Name)
	}
	return cmd
}

// enter runs a command in the cgroup and the namespaces of a host. A process
// outside of a host's cgroup is nobody to its systemd, which then refuses it.
const enter = `mkdir -p "$0/payload/lab" && echo 0 >"$0/payload/lab/cgroup.procs" && leader=$1 && shift && exec nsenter --target="$leader" --all -- "$@"`

// Run runs a command on the host, to its end.
func (h *Host) Run(t T, argv ...string) Result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), commandTime)
	defer cancel()
	return run(t, h.Command(ctx, argv...))
}

// MustRun runs a command that must succeed, and returns what it wrote to
// standard output, without the last line end.
func (h *Host) MustRun(t T, argv ...string) string {
	t.Helper()
	return must(t, h.Name, argv, h.Run(t, argv...))
}

// Copy copies a file of this machine to the host; it is root's there.
func (h *Host) Copy(t T, local, remote string, mode fs.FileMode) {
	t.Helper()
	f, err := os.Open(local)
	if err != nil {
		t.Fatalf("%v", err)
	}
	defer f.Close()
	h.put(t, f, remote, mode)
}

// Write makes a file on the host; it is root's there.
func (h *Host) Write(t T, remote, content string, mode fs.FileMode) {
	t.Helper()
	h.put(t, strings.NewReader(content), remote, mode)
}

func (h *Host) put(t T, content io.Reader, remote string, mode fs.FileMode) {
	t.Helper()
	argv := []string{"install", "-D", "-m", fmt.Sprintf("%o", mode.Perm()), "/dev/stdin", remote}
	cmd := h.Command(t.Context(), argv...)
	cmd.Stdin = content
	must(t, h.Name, argv, run(t, cmd))
}
