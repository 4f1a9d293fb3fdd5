//go:build e2e

package e2e

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/senextrader/senexc/e2e/image"
	"github.com/senextrader/senexc/e2e/lab"
)

// An operator is somebody with a copy of the example and the senexc program,
// who makes it their own: their keys, their hosts' recipients, their secrets.
type operator struct {
	t       testing.TB
	dir     string
	program string
	key     string
	self    string // the identity that opens secrets
	stack   string
	vars    map[string]string
	serial  int // of the next bundles, where releases follow each other
}

// newOperator builds senexc and copies an example, a file, with all that is
// beside it but for its secrets.
func newOperator(t testing.TB, example string) *operator {
	t.Helper()
	dir := t.TempDir()
	o := &operator{t: t, dir: dir, program: filepath.Join(dir, "senexc"), key: filepath.Join(dir, "key"), stack: filepath.Join(dir, "stacks", filepath.Base(example))}
	o.must(exec.Command("go", "build", "-o", o.program, "../cmd/senexc"))
	if err := os.CopyFS(filepath.Join(dir, "stacks"), os.DirFS(filepath.Dir(example))); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(strings.TrimSuffix(o.stack, ".hcl") + ".secrets.hcl"); err != nil {
		t.Fatal(err)
	}
	// The examples have networks of their own, and the lab has one.
	real := regexp.MustCompile(`(?m)^  example += true$`).ReplaceAllString(o.read(), "")
	o.write(regexp.MustCompile(`"10\.0\.\d\.`).ReplaceAllString(real, `"10.0.1.`))
	o.senexc("keygen", "-o", o.key)
	o.self = filepath.Join(dir, "identity")
	made := o.senexc("keygen", "--identity", "-o", o.self)
	own := regexp.MustCompile(`age1[0-9a-z]+`).FindString(made)
	o.write(regexp.MustCompile(`operator = "age1[0-9a-z]+"`).ReplaceAllString(o.read(), fmt.Sprintf("operator = %q", own)))
	return o
}

func (o *operator) read() string {
	o.t.Helper()
	b, err := os.ReadFile(o.stack)
	if err != nil {
		o.t.Fatal(err)
	}
	return string(b)
}

func (o *operator) write(stack string) {
	o.t.Helper()
	if err := os.WriteFile(o.stack, []byte(stack), 0o644); err != nil {
		o.t.Fatal(err)
	}
}

func (o *operator) must(cmd *exec.Cmd) string {
	o.t.Helper()
	out, err := cmd.CombinedOutput()
	if err != nil {
		o.t.Fatalf("%s: %v\n%s", strings.Join(cmd.Args, " "), err, out)
	}
	return string(out)
}

// senexc runs the program, which must succeed.
func (o *operator) senexc(args ...string) string {
	o.t.Helper()
	cmd := exec.Command(o.program, args...)
	cmd.Env = append(cmd.Environ(), "SENEXC_IDENTITY="+o.self)
	return o.must(cmd)
}

// enrol enrols a host and puts the recipient that it prints into the stack.
func (o *operator) enrol(h *lab.Host) {
	o.t.Helper()
	h.MustRun(o.t, "apt-get", "-q", "update")
	h.MustRun(o.t, "apt-get", "-q", "install", "--yes", "--no-install-recommends", "age")
	o.enrolWith(h)
}

// enrolWith does it for a host as it is.
func (o *operator) enrolWith(h *lab.Host, flags ...string) {
	o.t.Helper()
	script := filepath.Join(o.dir, "enroll-"+h.Name+".sh")
	o.senexc(append([]string{"enroll", o.stack, h.Name, "--key", o.key, "-o", script}, flags...)...)
	h.Copy(o.t, script, "/root/enroll.sh", 0o600)
	printed := h.MustRun(o.t, "sh", "/root/enroll.sh")
	recipient := regexp.MustCompile(`recipient = "age1[0-9a-z]+"`).FindString(printed)
	if recipient == "" {
		o.t.Fatalf("enrolling %s printed no recipient:\n%s", h.Name, printed)
	}
	block := regexp.MustCompile(`(?s)(host "` + h.Name + `" \{.*?)recipient = "[^"]+"`)
	o.write(block.ReplaceAllString(o.read(), "${1}"+recipient))
}

// setSecrets gives every secret of the stack a value: what Django encrypts
// columns with has a form of its own, the others have what passwords have in
// them to annoy.
func (o *operator) setSecrets() map[string]string {
	o.t.Helper()
	values := map[string]string{}
	declared := o.read()
	if common, err := os.ReadFile(filepath.Join(filepath.Dir(o.stack), "common", "secrets.hcl")); err == nil && strings.Contains(declared, "include") {
		declared += string(common)
	}
	for _, m := range regexp.MustCompile(`(?m)^secret "([a-z_]+)"`).FindAllStringSubmatch(declared, -1) {
		value := rand.Text() + `'"$%#@/ \ü` + rand.Text()
		if m[1] == "field_encryption_key" {
			value = "c2VuZXhjLWxhYi1maWVsZC1rZXktMzItYnl0ZXMhISE="
		}
		if m[1] == "email_password" || m[1] == "sentry_dsn" {
			continue // not needed as long as their variables are not set
		}
		cmd := exec.Command(o.program, "secret", "set", o.stack, m[1])
		cmd.Stdin = strings.NewReader(value)
		o.must(cmd)
		values[m[1]] = value
	}
	o.senexc("secret", "sync", o.stack) // issues the certificates
	return values
}

// build compiles the stack and returns the folder of the bundles and what the
// build printed.
func (o *operator) build(vars ...string) (dist, printed string) {
	o.t.Helper()
	dist = filepath.Join(o.dir, "dist")
	args := []string{"build", o.stack, "-o", dist, "--key", o.key}
	if o.serial > 0 {
		args = append(args, "--serial", strconv.Itoa(o.serial))
	}
	for name, value := range o.vars {
		args = append(args, "--var", name+"="+value)
	}
	for _, v := range vars {
		args = append(args, "--var", v)
	}
	return dist, o.senexc(args...)
}

// carry copies a bundle to its host.
func (o *operator) carry(dist string, h *lab.Host) {
	o.t.Helper()
	for _, suffix := range []string{".tar.gz", ".tar.gz.sig"} {
		h.Copy(o.t, filepath.Join(dist, h.Name+suffix), "/root/"+h.Name+suffix, 0o600)
	}
}

const apply = "/opt/senexc/bin/senexc-apply"

// hasty makes an installation wait less for what it started to stay up.
// TestRollback has the time that everybody else has.
const hasty = "STABLE_SECONDS=3"

// install installs the bundle on its host, and returns what that printed.
func (o *operator) install(dist string, h *lab.Host) string {
	o.t.Helper()
	o.carry(dist, h)
	return h.MustRun(o.t, "env", hasty, apply, "/root/"+h.Name+".tar.gz")
}

// serveImages puts the lab's images on the network, and makes hosts pull them
// from there without TLS. It returns the values of the stack's variables.
func serveImages(t testing.TB, at *lab.Neighbour, hosts ...*lab.Host) map[string]string {
	t.Helper()
	registry := image.NewRegistry()
	cache, err := image.Cache()
	if err != nil {
		t.Fatal(err)
	}
	images, err := image.Build(t.Context(), cache, image.All())
	if err != nil {
		t.Fatal(err)
	}
	for name, built := range images {
		if err := registry.Add(name, built); err != nil {
			t.Fatal(err)
		}
	}
	address := at.Address + ":5000"
	listener, err := at.Listen(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: registry}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	for _, h := range hosts {
		h.Write(t, "/etc/containers/registries.conf.d/lab.conf", fmt.Sprintf("[[registry]]\nlocation = %q\ninsecure = true\n", address), 0o644)
	}
	return map[string]string{
		"image":            address + "/senex-trader",
		"postgresql_image": address + "/postgres:17",
		"redis_image":      address + "/redis:8",
	}
}
