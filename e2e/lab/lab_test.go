//go:build e2e

package lab

import (
	"bufio"
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const answerUnit = `[Container]
Image=localhost/answer:1
Pull=never
PublishPort=10.0.1.20:7000:7000

[Service]
Restart=always
MemoryMax=64M

[Install]
WantedBy=default.target
`

// Podman waits up to 90 seconds for this target, which a host without further
// services never reaches.
const afterNetwork = `[Unit]
Wants=network-online.target
After=network-online.target
`

// TestHosts is about everything that an installer relies on: what works here
// must work as it does on a real host.
func TestHosts(t *testing.T) {
	l := New(t, "proof")
	web := l.Host(t, "web01", "10.0.1.10")
	db := l.Host(t, "db01", "10.0.1.20")
	stranger := l.Neighbour(t, "web02", "10.0.1.40")

	for _, h := range []*Host{web, db} {
		if failed := h.MustRun(t, "systemctl", "list-units", "--failed", "--plain", "--no-legend"); failed != "" {
			t.Errorf("units of %s failed to start:\n%s", h.Name, failed)
		}
	}

	t.Log("packages install from the lab's own repository")
	if r := db.Run(t, "podman", "--version"); r.Code == 0 {
		t.Error("podman is there before anything was installed")
	}
	db.MustRun(t, "apt-get", "update")
	db.MustRun(t, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "--yes",
		"podman", "crun", "uidmap", "passt", "netavark", "aardvark-dns", "nftables", "catatonit", "dbus-user-session", "ufw")

	t.Log("a rootless account runs a container")
	db.MustRun(t, "useradd", "--uid", "1500", "--create-home", "senex")
	db.MustRun(t, "loginctl", "enable-linger", "senex")
	eventually(t, "the account's service manager runs", func() bool {
		return rootless(t, db, "systemctl", "--user", "is-system-running").Stdout == "running\n"
	})
	db.Copy(t, answerImage(t), "/tmp/answer.tar", 0o644)
	for _, argv := range [][]string{
		{"podman", "import", "--change", `CMD ["/answer"]`, "/tmp/answer.tar", "localhost/answer:1"},
		{"podman", "network", "create", "inner"},
		{"podman", "run", "--detach", "--name", "first", "--network", "inner", "--publish", "127.0.0.1:7001:7000", "localhost/answer:1"},
	} {
		if r := rootless(t, db, argv...); r.Code != 0 {
			t.Fatalf("%v: exit status %d\n%s", argv, r.Code, r.Stderr)
		}
	}
	eventually(t, "the container answers", func() bool {
		return db.Run(t, "bash", "-c", "read -r line </dev/tcp/127.0.0.1/7001 && test \"$line\" = 'here I am'").Code == 0
	})

	t.Log("a Quadlet of the account starts at boot, without anyone logging in")
	db.Write(t, "/etc/containers/systemd/users/1500/answer.container", answerUnit, 0o644)
	db.Write(t, "/etc/systemd/system/user@1500.service.d/network.conf", afterNetwork, 0o644)
	db.Reboot(t)
	eventually(t, "a container answers a machine that is no host", func() bool { return answers(t, stranger.Dial) })
	if limit := rootless(t, db, "systemctl", "--user", "show", "--property=MemoryMax", "--value", "answer.service"); limit.Stdout != "67108864\n" {
		t.Errorf("the unit's memory limit is %q", limit.Stdout)
	}

	t.Log("the firewall admits one host and nobody else")
	db.MustRun(t, "ufw", "--force", "enable")
	if answers(t, stranger.Dial) || fromHost(t, web) {
		t.Error("the port is open, and no rule admits it")
	}
	db.MustRun(t, "ufw", "allow", "proto", "tcp", "from", web.Address, "to", "any", "port", "7000")
	if !fromHost(t, web) {
		t.Error("the port is closed to the host that a rule admits")
	}
	if answers(t, stranger.Dial) {
		t.Error("the port is open to a machine that no rule admits")
	}

	t.Log("after a power cut everything comes back")
	boot := db.MustRun(t, "cat", "/proc/sys/kernel/random/boot_id")
	identity := db.MustRun(t, "cat", "/etc/machine-id")
	db.Kill(t)
	if fromHost(t, web) {
		t.Error("a host that is off answers")
	}
	db.Boot(t)
	eventually(t, "a container answers", func() bool { return fromHost(t, web) })
	if answers(t, stranger.Dial) {
		t.Error("the firewall is open after the power cut")
	}
	if db.MustRun(t, "cat", "/etc/machine-id") != identity {
		t.Error("the host has another machine id after the power cut")
	}
	if db.MustRun(t, "cat", "/proc/sys/kernel/random/boot_id") == boot {
		t.Error("the host has not booted anew")
	}

	t.Log("a kernel parameter of a host is no other's")
	db.MustRun(t, "sysctl", "-w", "vm.overcommit_memory=1")
	if got := web.MustRun(t, "sysctl", "-n", "vm.overcommit_memory"); got != "0" {
		t.Errorf("web01 has vm.overcommit_memory = %s, which was set on db01", got)
	}

	t.Log("there is no way out")
	if r := db.Run(t, "ip", "route", "show", "default"); r.Stdout != "" {
		t.Errorf("there is a route out of the lab: %s", r.Stdout)
	}

	t.Log("a command that fails is a result")
	if r := web.Run(t, "sh", "-c", "echo out; echo err >&2; exit 3"); (r != Result{"out\n", "err\n", 3}) {
		t.Errorf("got %+v", r)
	}

	t.Log("what listens on a neighbour is reached from a host")
	registry, err := stranger.Listen(t.Context(), "tcp", "10.0.1.40:5000")
	if err != nil {
		t.Fatal(err)
	}
	defer registry.Close()
	web.MustRun(t, "bash", "-c", "exec 3<>/dev/tcp/10.0.1.40/5000")
}

// TestEndsWithoutTrace kills a process that has a lab, as hard as can be, and
// expects that the next lab of the name comes up as if nothing had been, and
// that its end leaves nothing.
func TestEndsWithoutTrace(t *testing.T) {
	const name = "crash"
	if os.Getenv("LAB_TO_CRASH") == name {
		New(t, name).Host(t, "web01", "10.0.1.10")
		t.Log("up")
		time.Sleep(time.Hour)
	}
	victim := exec.Command(os.Args[0], "-test.run=^TestEndsWithoutTrace$", "-test.v")
	victim.Env = append(os.Environ(), "LAB_TO_CRASH="+name)
	out, err := victim.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := victim.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan() && !strings.HasSuffix(lines.Text(), ": up"); {
	}
	if err := victim.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = victim.Wait() // it was killed
	if _, err := Find(name, "web01"); err != nil {
		t.Fatalf("the host was to outlive the process that made it: %v", err)
	}

	t.Run("lab", func(t *testing.T) {
		l := New(t, name)
		if _, err := Find(name, "web01"); err == nil {
			t.Error("the host of the crashed lab still runs")
		}
		l.Host(t, "web01", "10.0.1.10")
		if err := Down(name); !errors.Is(err, ErrInUse) {
			t.Errorf("a lab that is in use was taken down: %v", err)
		}
	})

	cgroups, err := cgroupRoot()
	if err != nil {
		t.Fatal(err)
	}
	version1, err := mounted("cgroup")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range append(version1, cgroups, "/run/netns", "/run/systemd/nspawn/propagate") {
		left, err := filepath.Glob(filepath.Join(folder, id(name)+"*"))
		if err != nil {
			t.Fatal(err)
		}
		if len(left) > 0 {
			t.Errorf("the lab left %v", left)
		}
	}
}

// rootless runs a command as the account, which nobody logs in to.
func rootless(t *testing.T, h *Host, argv ...string) Result {
	t.Helper()
	return h.Run(t, append([]string{"runuser", "-u", "senex", "--", "env", "HOME=/home/senex", "XDG_RUNTIME_DIR=/run/user/1500"}, argv...)...)
}

// answerImage makes a root file system with one program in it, as an archive.
func answerImage(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	build := exec.Command("go", "build", "-o", dir, "./testdata/answer")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	archive := filepath.Join(dir, "answer.tar")
	if out, err := exec.Command("tar", "-C", dir, "-cf", archive, "answer").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return archive
}

// answers tells whether the container answers the machine that dials.
func answers(t *testing.T, dial func(context.Context, string, string) (net.Conn, error)) bool {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	conn, err := dial(ctx, "tcp", "10.0.1.20:7000")
	if err != nil {
		return false
	}
	defer conn.Close()
	line, _ := bufio.NewReader(conn).ReadString('\n')
	return line == "here I am\n"
}

func fromHost(t *testing.T, h *Host) bool {
	t.Helper()
	return h.Run(t, "timeout", "2", "bash", "-c", "read -r line </dev/tcp/10.0.1.20/7000 && test \"$line\" = 'here I am'").Code == 0
}

// eventually waits for what takes a moment, such as a service that starts.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !is(); time.Sleep(100 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not within a minute: %s", what)
		}
	}
}
