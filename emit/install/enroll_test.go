package install_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/emit/install"
)

func enrolment(t *testing.T, host string) []byte {
	t.Helper()
	script, err := install.Enroll(install.Enrolment{
		Stack: "shop", Environment: "production", Host: host,
		AllowedSigners: "shop/production/* namespaces=\"senexc-*\" ssh-ed25519 AAAA 'it''s' $HOME\n",
	})
	if err != nil {
		t.Fatal(err)
	}
	return script
}

func TestEnroll(t *testing.T) {
	h := newHost(t)
	h.must(os.RemoveAll(h.root + "/etc/senexc"))
	h.must(os.WriteFile(filepath.Join(h.fake, "bin/age-keygen"), []byte(`#!/bin/sh
case $1 in
-o) echo '`+h.identity.String()+`' >"$2" ;;
*) echo '`+h.identity.Recipient().String()+`' ;;
esac
`), 0o755))
	script := filepath.Join(h.fake, "enroll-web01.sh")
	h.must(os.WriteFile(script, enrolment(t, "web01"), 0o644))

	code, out := h.script(script)
	if code != 0 || !strings.Contains(out, `recipient = "`+h.identity.Recipient().String()+`"`) {
		t.Fatalf("exits with %d\n%s", code, out)
	}
	for path, want := range map[string]string{
		"/etc/senexc/allowed_signers":  "shop/production/* namespaces=\"senexc-*\" ssh-ed25519 AAAA 'it''s' $HOME\n",
		"/etc/senexc/host":             "shop/production/web01\n0123456789abcdef0123456789abcdef\n",
		"/etc/senexc/identity":         h.identity.String() + "\n",
		"/opt/senexc/bin/senexc-apply": string(install.Apply()),
	} {
		if diff := cmp.Diff(want, h.read(path)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
	for path, want := range map[string]os.FileMode{"/etc/senexc/identity": 0o600, "/opt/senexc/bin/senexc-apply": 0o755} {
		if info, err := os.Stat(h.root + path); err != nil || info.Mode() != want {
			t.Errorf("%s has %v, %v; want %v", path, info.Mode(), err, want)
		}
	}

	// The host's identity outlives everything: secrets are sealed to it.
	other, err := age.GenerateX25519Identity()
	h.must(err)
	h.write("/etc/senexc/identity", other.String()+"\n")
	if code, out := h.script(script); code != 0 {
		t.Fatalf("again: exits with %d\n%s", code, out)
	}
	if got := h.read("/etc/senexc/identity"); got != other.String()+"\n" {
		t.Error("enrolling again replaced the identity")
	}

	h.must(os.WriteFile(script, enrolment(t, "db01"), 0o644))
	if code, out := h.script(script); code != 11 || !strings.Contains(out, "enrolled as shop/production/web01") {
		t.Errorf("as another host: exits with %d\n%s", code, out)
	}
	if got := h.read("/etc/senexc/host"); !strings.HasPrefix(got, "shop/production/web01\n") {
		t.Errorf("refused, and still the host is %q", got)
	}
	if code, out := h.script(script, "--force"); code != 0 || !strings.HasPrefix(h.read("/etc/senexc/host"), "shop/production/db01\n") {
		t.Errorf("--force: exits with %d\n%s", code, out)
	}
}

func TestEnrollRefused(t *testing.T) {
	for name, e := range map[string]install.Enrolment{
		"quote in a name": {Stack: "shop", Environment: "production", Host: "web'01", AllowedSigners: "x"},
		"no host":         {Stack: "shop", Environment: "production", AllowedSigners: "x"},
		"no signer":       {Stack: "shop", Environment: "production", Host: "web01", AllowedSigners: "\n"},
		"end of text":     {Stack: "shop", Environment: "production", Host: "web01", AllowedSigners: "x\nEND_OF_SIGNERS\nrm -rf /"},
	} {
		if script, err := install.Enroll(e); err == nil {
			t.Errorf("%s: accepted:\n%s", name, script)
		}
	}
}

// A host without a package age gets the program with its enrolment, and opens
// its secrets with it.
func TestEnrollWithAge(t *testing.T) {
	program := filepath.Join(t.TempDir(), "age")
	build := exec.Command("go", "build", "-o", program, "../../cmd/senexc-age")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	body, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	h := newHost(t)
	signers := h.read("/etc/senexc/allowed_signers")
	h.must(os.RemoveAll(h.root + "/etc/senexc"))
	h.env = append(h.env, "AGE=age-is-not-here", "AGE_KEYGEN=age-keygen-is-not-here")
	script := filepath.Join(h.fake, "enroll-web01.sh")
	enrolment := install.Enrolment{Stack: "shop", Environment: "production", Host: "web01", AllowedSigners: signers}
	without, err := install.Enroll(enrolment)
	h.must(err)
	h.must(os.WriteFile(script, without, 0o644))
	if code, out := h.script(script); code != 13 || !strings.Contains(out, "senexc enroll --age") {
		t.Errorf("without age: exits with %d\n%s", code, out)
	}

	enrolment.Age = body
	with, err := install.Enroll(enrolment)
	h.must(err)
	damaged := bytes.Replace(with, []byte("AGE_SUM='"), []byte("AGE_SUM='0"), 1)
	h.must(os.WriteFile(script, damaged, 0o644))
	if code, out := h.script(script); code != 10 || h.exists("/opt/senexc/bin/age") {
		t.Errorf("a damaged program: exits with %d\n%s", code, out)
	}
	h.must(os.WriteFile(script, with, 0o644))
	code, out := h.script(script)
	if code != 0 {
		t.Fatalf("exits with %d\n%s", code, out)
	}
	identity := h.read("/etc/senexc/identity")
	h.identity, err = age.ParseX25519Identity(strings.TrimSpace(identity[strings.LastIndex(identity, "AGE-SECRET-KEY"):]))
	h.must(err)
	if !strings.Contains(out, `recipient = "`+h.identity.Recipient().String()+`"`) {
		t.Errorf("the recipient is not printed:\n%s", out)
	}
	r := shop()
	h.want(0, h.bundle(r), applied)
	if !strings.HasSuffix(h.read("/etc/proxy/pass word"), canary) {
		t.Error("the secrets were not opened")
	}
	r.sealed = map[string][]byte{"password.1": []byte("nothing that age made")}
	h.want(13, h.bundle(r), applied, "the secret password is not sealed to this host")
}
