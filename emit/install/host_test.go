package install_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"filippo.io/age"

	"github.com/senextrader/senexc/emit/archive"
	"github.com/senextrader/senexc/emit/install"
	"github.com/senextrader/senexc/emit/manifest"
)

const canary = "hunter2 $HOME 'quoted' \"twice\" %n\\\nsecond line\n"

// TestMain lets the test's own binary stand for age on the simulated host.
func TestMain(m *testing.M) {
	if identity := os.Getenv("SENEXC_TEST_AGE"); identity != "" {
		if err := decrypt(os.Args[1:]); err != nil {
			fmt.Fprintln(os.Stderr, "age:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	heed()
	os.Exit(m.Run())
}

// heed makes signals mean to the installer what they mean in a terminal. What
// runs in the background, or under nohup, ignores some of them, and all that it
// starts would, too; a shell cannot undo that.
func heed() {
	for _, s := range []os.Signal{syscall.SIGHUP, syscall.SIGINT, syscall.SIGTERM} {
		if signal.Ignored(s) {
			signal.Notify(make(chan os.Signal, 1), s)
		}
	}
}

// decrypt understands age -d -i IDENTITY -o OUT IN.
func decrypt(args []string) error {
	if len(args) != 6 || args[0] != "-d" || args[1] != "-i" || args[3] != "-o" {
		return fmt.Errorf("unexpected arguments %q", args)
	}
	identity, err := os.ReadFile(args[2])
	if err != nil {
		return err
	}
	key, err := age.ParseX25519Identity(strings.TrimSpace(string(identity)))
	if err != nil {
		return err
	}
	in, err := os.ReadFile(args[5])
	if err != nil {
		return err
	}
	r, err := age.Decrypt(bytes.NewReader(in), key)
	if err != nil {
		return err
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	return os.WriteFile(args[4], plain, 0o600)
}

// A host is a simulated machine: a folder for its files and one for the state
// of the programs on it, which testdata/fake stands for.
type host struct {
	t        *testing.T
	shell    []string
	root     string // its files
	fake     string // calls, and what the fake programs remember
	key      string // private signing key
	identity *age.X25519Identity
	env      []string
	killed   bool // once, so that what it left is for the next installer to sweep
}

const principal = "shop/production/web01"

// newHost makes an enrolled host on which nothing was installed yet, for a test
// that runs beside others.
func newHost(t *testing.T) *host {
	t.Helper()
	t.Parallel()
	return enrolledHost(t)
}

func enrolledHost(t *testing.T) *host {
	t.Helper()
	h := blankHost(t)
	for _, dir := range []string{"active", "enabled", "fail", "images", "secrets", "owners"} {
		h.must(os.MkdirAll(filepath.Join(h.fake, dir), 0o755))
	}
	for _, dir := range []string{"/run/systemd/system", "/etc/systemd/system/multi-user.target.wants"} {
		h.must(os.MkdirAll(h.root+dir, 0o755))
	}
	for _, file := range []string{"calls", "listeners", "conffiles", "volumes"} {
		h.remember(file, "")
	}
	h.remember("ufw.status", "Status: inactive\n")
	h.remember("podman", "5.4.2\n")
	h.remember("df", "1000000 100000 100000\n")
	h.remember("health", "healthy\n")
	h.remember("image", "amd64\n")
	h.remember("packages", "podman\nufw\n")
	h.remember("sysctl.vm.overcommit_memory", "0\n")

	h.write(ufwRules, "COMMIT\n")
	h.write("/etc/os-release", "ID=debian\nVERSION_ID=\"13\"\n")
	h.write("/etc/machine-id", "0123456789abcdef0123456789abcdef\n")
	h.write("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\n")
	h.write("/etc/group", "root:x:0:\n")
	h.write("/etc/subuid", "admin:100000:65536\n")
	h.write("/etc/subgid", "admin:100000:65536\n")
	h.write("/sys/fs/cgroup/cgroup.controllers", "cpu memory pids\n")

	h.command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", h.key)
	public, err := os.ReadFile(h.key + ".pub")
	h.must(err)
	h.identity, err = age.GenerateX25519Identity()
	h.must(err)
	h.write("/etc/senexc/allowed_signers", "shop/production/* namespaces=\"senexc-*\" "+string(public))
	h.write("/etc/senexc/host", principal+"\n0123456789abcdef0123456789abcdef\n")
	h.write("/etc/senexc/identity", h.identity.String()+"\n")
	return h
}

// blankHost makes one that has its programs, and nothing else.
func blankHost(t *testing.T) *host {
	t.Helper()
	dir := scratch(t)
	h := &host{t: t, shell: []string{"dash"}, root: filepath.Join(dir, "root"), fake: filepath.Join(dir, "fake")}
	h.key = filepath.Join(h.fake, "key")
	for _, dir := range []string{"bin", "work"} {
		h.must(os.MkdirAll(filepath.Join(h.fake, dir), 0o755))
	}
	h.must(os.Mkdir(h.root, 0o755))
	program, err := filepath.Abs("testdata/fake")
	h.must(err)
	for _, name := range strings.Fields("curl systemctl podman runuser loginctl useradd usermod getent apt-get dpkg-query ufw sshd ss sysctl unshare journalctl logger chown stat df quadlet sync uname") {
		body, err := os.ReadFile(program)
		h.must(err)
		h.must(os.WriteFile(filepath.Join(h.fake, "bin", name), body, 0o755))
	}
	self, err := os.Executable()
	h.must(err)
	h.must(os.WriteFile(filepath.Join(h.fake, "bin", "age"), []byte("#!/bin/sh\nSENEXC_TEST_AGE=1 exec '"+self+"' \"$@\"\n"), 0o755))
	return h
}

// first is a host right after its first installation: tests that begin there get
// a copy.
var first struct {
	sync.Mutex
	world    world
	identity *age.X25519Identity
}

// installed makes a host on which the release shop is installed.
func installed(t *testing.T) (*host, release) {
	t.Helper()
	t.Parallel()
	h, r := blankHost(t), shop()
	first.Lock()
	defer first.Unlock()
	if first.world == nil {
		h := enrolledHost(t)
		h.want(0, h.bundle(r), applied)
		first.identity = h.identity
		first.world = lookAt(t, place{h.root, h.fake}, nil, []string{"fake/bin", "fake/work", "fake/owners"})
	}
	first.world.put(t, h.root, h.fake)
	h.identity = first.identity
	return h, r
}

func (h *host) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *host) command(name string, args ...string) {
	h.t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		h.t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
}

func (h *host) remember(file, text string) {
	h.t.Helper()
	h.must(os.WriteFile(filepath.Join(h.fake, file), []byte(text), 0o644))
}

func (h *host) write(path, text string) {
	h.t.Helper()
	h.must(os.MkdirAll(filepath.Dir(h.root+path), 0o755))
	h.must(os.WriteFile(h.root+path, []byte(text), 0o644))
}

func (h *host) read(path string) string {
	h.t.Helper()
	body, err := os.ReadFile(h.root + path)
	h.must(err)
	return string(body)
}

func (h *host) exists(path string) bool {
	_, err := os.Lstat(h.root + path)
	return err == nil
}

// run runs the installer of an unpacked bundle.
func (h *host) run(bundle string, args ...string) (code int, output string) {
	h.t.Helper()
	return h.script(filepath.Join(bundle, "install.sh"), args...)
}

// killed is the exit code of an installer that SIGKILL has ended.
const killed = -1

func (h *host) script(script string, args ...string) (code int, output string) {
	h.t.Helper()
	h.remember("calls", "")
	cmd := exec.Command(h.shell[0], append(append(h.shell[1:len(h.shell):len(h.shell)], script), args...)...)
	cmd.Env = append([]string{
		"PATH=" + filepath.Join(h.fake, "bin") + ":" + os.Getenv("PATH"),
		"SENEXC_ROOT=" + h.root, "FAKE=" + h.fake, "QUADLET=quadlet", "SLEEP=true", "STABLE_SECONDS=0", "HOME=/nonexistent",
	}, h.env...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		exit, ok := err.(*exec.ExitError)
		if !ok {
			h.t.Fatal(err)
		}
		code = exit.ExitCode()
		h.killed = h.killed || code == killed
	}
	if strings.Contains(string(out), "hunter2") {
		h.t.Errorf("the output has a secret in it:\n%s", out)
	}
	if calls := h.calls(); slices.ContainsFunc(calls, func(c string) bool { return strings.Contains(c, "hunter2") }) {
		h.t.Errorf("a secret was an argument:\n%s", strings.Join(calls, "\n"))
	} else if slices.ContainsFunc(calls, func(c string) bool { return strings.HasPrefix(c, "LOCK INHERITED") }) {
		h.t.Errorf("a program got the installer's lock:\n%s", strings.Join(calls, "\n"))
	}
	if left, _ := filepath.Glob(h.root + "/run/senexc/*"); len(left) > 0 && !h.killed {
		h.t.Errorf("the run left %q", left)
	}
	return code, string(out)
}

// want runs the installer and expects an exit code and words of its output.
func (h *host) want(code int, bundle string, args []string, words ...string) string {
	h.t.Helper()
	got, out := h.run(bundle, args...)
	if got != code {
		h.t.Fatalf("install.sh %s exits with %d, want %d\n%s", strings.Join(args, " "), got, code, out)
	}
	for _, w := range words {
		if !strings.Contains(out, w) {
			h.t.Errorf("install.sh %s does not say %q:\n%s", strings.Join(args, " "), w, out)
		}
	}
	return out
}

// calls returns the noted calls of the last run, without Quadlet's and the
// validation's, which change nothing.
func (h *host) calls() []string {
	h.t.Helper()
	body, err := os.ReadFile(filepath.Join(h.fake, "calls"))
	h.must(err)
	return strings.FieldsFunc(string(body), func(r rune) bool { return r == '\n' })
}

// tree describes every file of the host: name, mode, time and content.
func (h *host) tree() string {
	h.t.Helper()
	var b strings.Builder
	h.must(filepath.WalkDir(h.root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		rel := strings.TrimPrefix(path, h.root)
		if rel == "/run/senexc" || rel == "/run" {
			return nil // private and empty: where a run keeps what is its own
		}
		fmt.Fprintf(&b, "%s %v %d", rel, info.Mode(), info.ModTime().UnixNano())
		if info.Mode().IsRegular() {
			body, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			fmt.Fprintf(&b, " %x", sha256.Sum256(body))
		}
		b.WriteByte('\n')
		return nil
	}))
	return b.String()
}

// A release is what a bundle is made of.
type release struct {
	in      install.Input
	root    map[string]string // content of the files in in.Root
	secrets map[string]string
	sealed  map[string][]byte // what is in the place of a sealed value, by its name and version
	serial  int64
	header  func(*manifest.Header)
}

// bundle writes the release as an unpacked, signed bundle and returns its
// folder.
func (h *host) bundle(r release) string {
	h.t.Helper()
	parent, err := os.MkdirTemp(filepath.Join(h.fake, "work"), "")
	h.must(err)
	folder := filepath.Join(parent, "shop-production-web01")
	for _, e := range h.entries(r) {
		path := filepath.Join(folder, e.Path)
		h.must(os.MkdirAll(filepath.Dir(path), 0o755))
		h.must(os.WriteFile(path, e.Body, fs.FileMode(e.Mode)))
	}
	h.sign(filepath.Join(folder, "MANIFEST"), "senexc-manifest-v1@senexc.dev")
	return folder
}

func (h *host) sign(file, namespace string) {
	h.t.Helper()
	h.must(os.RemoveAll(file + ".sig"))
	h.command("ssh-keygen", "-q", "-Y", "sign", "-f", h.key, "-n", namespace, file)
}

// entries returns the files of a bundle up to the signature.
func (h *host) entries(r release) []archive.Entry {
	h.t.Helper()
	entries, err := install.Files(r.in)
	h.must(err)
	var files []manifest.File
	for _, e := range entries {
		files = append(files, manifest.File{Path: e.Path, Mode: e.Mode, Owner: "root", Group: "root", Body: e.Body})
	}
	for _, f := range r.in.Root {
		body := []byte(r.root[f.Path])
		entries = append(entries, archive.Entry{Path: "root" + f.Path, Mode: 0o644, Body: body})
		files = append(files, manifest.File{Path: "root" + f.Path, Mode: f.Mode, Owner: f.Owner, Group: f.Group, Body: body})
	}
	for _, s := range r.in.Host.Secrets {
		if s.Local() {
			continue
		}
		body, other := r.sealed[s.Value().String()]
		if !other {
			body = h.seal(fmt.Sprintf("senexc-secret-v1 shop production %s %d\n%s", s.Name, s.Version, r.secrets[s.Name]))
		}
		path := "secrets/" + s.Value().String() + ".age"
		entries = append(entries, archive.Entry{Path: path, Mode: 0o644, Body: body})
		files = append(files, manifest.File{Path: path, Mode: 0o644, Owner: "root", Group: "root", Body: body})
	}
	head := manifest.Header{
		Stack: r.in.Stack, Environment: r.in.Environment, Host: r.in.Host.Name, Serial: r.serial,
		OS: r.in.Host.OS, Arch: r.in.Host.Arch, Podman: r.in.Host.Podman, Compiler: "test",
	}
	if r.header != nil {
		r.header(&head)
	}
	text, err := manifest.Text(head, files)
	h.must(err)
	return append(entries, archive.Entry{Path: "MANIFEST", Mode: 0o644, Body: text})
}

// seal closes a text for the host.
func (h *host) seal(text string) []byte {
	h.t.Helper()
	var sealed bytes.Buffer
	w, err := age.Encrypt(&sealed, h.identity.Recipient())
	h.must(err)
	_, err = io.WriteString(w, text)
	h.must(err)
	h.must(w.Close())
	return sealed.Bytes()
}
