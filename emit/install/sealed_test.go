package install_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"filippo.io/age"
	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/emit/install"
	"github.com/senextrader/senexc/lang/encode"
)

// What is sealed to somebody else, was cut or is something else than the bundle
// says is refused before any change, by the age that hosts have.
func TestWrongCiphertext(t *testing.T) {
	program, err := exec.LookPath("age")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("the program age is missing")
		}
		t.Skip("LEFT OUT: the program age is missing, so nothing shows that hosts refuse what they cannot open")
	}
	const text = "senexc-secret-v1 shop production password 1\n" + canary
	tests := []struct {
		name  string
		code  int
		says  string
		spoil func(h *host, whole []byte) []byte
	}{
		{"as it should be", 0, "", func(h *host, whole []byte) []byte { return whole }},
		{"another recipient", 13, "the secret password is not sealed to this host", func(h *host, whole []byte) []byte {
			own := h.identity
			h.identity, err = age.GenerateX25519Identity()
			h.must(err)
			defer func() { h.identity = own }()
			return h.seal(text)
		}},
		{"another identity on the host", 13, "the secret password is not sealed to this host", func(h *host, whole []byte) []byte {
			other, err := age.GenerateX25519Identity()
			h.must(err)
			h.write("/etc/senexc/identity", other.String()+"\n")
			return whole
		}},
		{"nothing", 13, "not sealed to this host", func(h *host, whole []byte) []byte { return nil }},
		{"not sealed", 13, "not sealed to this host", func(h *host, whole []byte) []byte { return []byte(text) }},
		{"a byte changed", 13, "not sealed to this host", func(h *host, whole []byte) []byte { whole[len(whole)-1] ^= 1; return whole }},
		{"cut in its head", 13, "not sealed to this host", func(h *host, whole []byte) []byte { return whole[:len(whole)/4] }},
		{"cut in its text", 13, "not sealed to this host", func(h *host, whole []byte) []byte { return whole[:len(whole)-20] }},
		{"longer", 13, "not sealed to this host", func(h *host, whole []byte) []byte { return append(whole, 0) }},
		{"another name", 10, "is something else", resealed("shop production token 1")},
		{"another version", 10, "is something else", resealed("shop production password 2")},
		{"another stack", 10, "is something else", resealed("bank production password 1")},
		{"another environment", 10, "is something else", resealed("shop staging password 1")},
		{"no header", 10, "is something else", func(h *host, whole []byte) []byte { return h.seal(canary) }},
		{"another format", 10, "is something else", func(h *host, whole []byte) []byte { return h.seal("senexc-secret-v2" + text[16:]) }},
		{"a header that goes on", 10, "is something else", func(h *host, whole []byte) []byte { return h.seal(strings.Replace(text, "\n", " \n", 1)) }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h, r := newHost(t), shop()
			h.env = append(h.env, "AGE="+program)
			h.want(0, h.bundle(r), applied)
			r.sealed = map[string][]byte{"password.1": test.spoil(h, h.seal(text))}
			before := unlogged(h)
			h.want(test.code, h.bundle(r), applied, test.says)
			if d := cmp.Diff(before, unlogged(h)); test.code != 0 && d != "" {
				t.Errorf("refused, and still the host changed (-before +after):\n%s", d)
			}
			for _, call := range h.calls() {
				if test.code != 0 {
					t.Errorf("refused, and still: %s", call)
				}
			}
		})
	}
}

// resealed seals the value as another one than it is placed as.
func resealed(as string) func(*host, []byte) []byte {
	return func(h *host, _ []byte) []byte { return h.seal("senexc-secret-v1 " + as + "\n" + canary) }
}

// unlogged is the tree of a host without what a run notes about itself.
func unlogged(h *host) string {
	var kept []string
	for line := range strings.Lines(h.tree()) {
		path, _, _ := strings.Cut(line, " ")
		if path != "" && path != "/var" && path != "/var/lib" && !strings.HasPrefix(path, "/var/lib/senexc") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}

// What values may have in them, each with a word by which it is found again.
var awkward = map[string]string{
	"plain":       "c4nary-plain",
	"spaces":      "  c4nary spaces  ",
	"quotes":      `c4nary'"` + "`quotes`",
	"dollar":      "c4nary $HOME ${HOME} $(id)",
	"percent":     "c4nary %s %n 100%%",
	"hash":        "# c4nary #hash",
	"backslash":   `c4nary\n\\ back\`,
	"unicode":     "c4nary ünïcödé 日本語 😀 \u0085",
	"newline":     "c4nary\nsecond line",
	"trailing":    "c4nary-trailing\n",
	"control":     "c4nary\x01\x1f\x7f\t\r",
	"latin":       "c4nary \xfc\xff",
	"long":        "c4nary" + strings.Repeat(`0123456789 '"\$%é`, 4096/18),
	"leadingdash": "-n c4nary",
}

// Every value through every sink: the bytes that the sink's reader takes for the
// value, or a refusal before any change; and the values are nowhere else.
func TestEverySink(t *testing.T) {
	h, r := newHost(t), shop()
	sinks := append(encode.Names(), "")
	refused := map[string]bool{} // what the host must refuse
	want := map[string]string{}  // by path
	r.in.Host.Secrets, r.in.Deliveries, r.secrets = nil, nil, map[string]string{}
	var all []install.Delivery
	for name, value := range awkward {
		r.in.Host.Secrets = append(r.in.Host.Secrets, plan.Secret{Name: name, Version: 7})
		r.secrets[name] = value
		for _, sink := range sinks {
			content := plan.Text{{Secret: name, Version: 7}}
			encoded, err := value, error(nil)
			if sink != "" {
				content = plan.Text{{Encoder: sink, Inner: content}}
				encoded, err = encode.Apply(sink, value)
			}
			d := install.Delivery{Name: name + "-" + sink + "x", Path: "/srv/" + name + "." + sink, Owner: "root", Group: "root", Mode: 0o600, Content: content}
			all = append(all, d)
			if err != nil {
				refused[d.Name+": "+sink] = true
				continue
			}
			want[d.Path] = encoded
			r.in.Deliveries = append(r.in.Deliveries, d)
		}
		r.in.Deliveries = append(r.in.Deliveries, install.Delivery{Name: name + "-podman", Podman: true, Content: plan.Text{{Secret: name, Version: 7}}})
	}
	h.remember("watch", "c4nary\n")
	if len(refused) == 0 {
		t.Fatal("there is nothing to refuse")
	}

	// All that is refused is said at once, and the host is as it was.
	good := r.in.Deliveries
	r.in.Deliveries = all
	bad := h.bundle(r)
	before := unlogged(h)
	said := h.want(13, bad, applied)
	for what := range refused {
		if !strings.Contains(said, what+" cannot write a secret") {
			t.Errorf("no word about %s in:\n%s", what, said)
		}
	}
	if n := strings.Count(said, "cannot write a secret"); n != len(refused) {
		t.Errorf("%d values are refused, want %d:\n%s", n, len(refused), said)
	}
	if d := cmp.Diff(before, unlogged(h)); d != "" {
		t.Errorf("refused, and still the host changed (-before +after):\n%s", d)
	}

	r.in.Deliveries = good
	bundle := h.bundle(r)
	said += h.want(2, bundle, []string{"check", "--diff"})
	said += h.want(0, bundle, applied)
	for path, text := range want {
		if got := h.read(path); got != text {
			t.Errorf("%s = %q, want %q", path, got, text)
		}
	}
	for name, value := range awkward {
		got, err := os.ReadFile(filepath.Join(h.fake, "secrets", name+"-podman"))
		if err != nil || string(got) != value {
			t.Errorf("the Podman secret %s = %q, %v; want %q", name, got, err, value)
		}
	}
	if strings.Contains(said, "c4nary") {
		t.Errorf("the output has a value in it:\n%s", said)
	}
	found(t, h, want)
}

// found looks for values where none may be: everywhere on the host but in the
// files that they belong in.
func found(t *testing.T, h *host, but map[string]string) {
	t.Helper()
	for _, call := range h.calls() {
		if strings.Contains(call, "c4nary") || strings.HasPrefix(call, "LEAK") {
			t.Errorf("a value in an argument or an environment: %s", call)
		}
	}
	out, _ := exec.Command("grep", "-rlaF", "c4nary", h.root).Output()
	for path := range strings.Lines(string(out)) {
		path = strings.TrimPrefix(strings.TrimSuffix(path, "\n"), h.root)
		if _, known := but[path]; !known {
			t.Errorf("a value is in %s", path)
		}
	}
}

// A run that is killed while it has values open leaves them in its private
// folder in memory and nowhere else, and the next run removes that.
func TestKilledWhileSecretsAreOpen(t *testing.T) {
	for _, program := range []string{"age", "chown", "podman"} {
		t.Run(program, func(t *testing.T) {
			h, r := newHost(t), shop()
			r.secrets["password"] = "c4nary one"
			r.secrets["token"] = "c4nary-two"
			bundle := h.bundle(r)
			// The program kills the installer when it is called for the second time
			// with values open. By its name the fake knows what it stands for.
			path, folder := filepath.Join(h.fake, "bin", program), filepath.Join(h.fake, "bin", "real")
			h.must(os.Mkdir(folder, 0o755))
			h.must(os.Rename(path, filepath.Join(folder, program)))
			replace := func(body string) {
				h.must(os.WriteFile(path, []byte("#!/bin/sh\n"+strings.ReplaceAll(body, "IT", filepath.Join(folder, program))), 0o755))
			}
			replace("[ ! -e IT.once ] || kill -9 0\ncase $* in -d*|*secrets/*|*srv*|*proxy*|'secret create'*) : >IT.once ;; esac\nexec IT \"$@\"\n")
			cmd := exec.Command("dash", filepath.Join(bundle, "install.sh"))
			cmd.Env = append([]string{
				"PATH=" + filepath.Join(h.fake, "bin") + ":" + os.Getenv("PATH"),
				"SENEXC_ROOT=" + h.root, "FAKE=" + h.fake, "QUADLET=quadlet", "SLEEP=true", "HOME=/nonexistent", "TMPDIR=" + filepath.Join(h.root, "tmp"),
			}, h.env...)
			cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
			out, err := cmd.CombinedOutput()
			if err == nil || !strings.Contains(err.Error(), "killed") {
				t.Fatalf("it was not killed: %v\n%s", err, out)
			}
			if strings.Contains(string(out), "c4nary") {
				t.Errorf("the output has a value in it:\n%s", out)
			}
			left := map[string]string{}
			files, err := exec.Command("find", h.root+"/run/senexc", "-type", "f").Output()
			h.must(err)
			open := false
			for path := range strings.Lines(string(files)) {
				path = strings.TrimSuffix(path, "\n")
				body, err := os.ReadFile(path)
				h.must(err)
				open = open || strings.Contains(string(body), "c4nary")
				left[strings.TrimPrefix(path, h.root)] = ""
			}
			if !open {
				t.Fatal("no value was open when it was killed: the test proves nothing")
			}
			if info, err := os.Stat(h.root + "/run/senexc"); err != nil || info.Mode().Perm()&0o077 != 0 {
				t.Errorf("where values were open is %v, %v", info.Mode(), err)
			}
			left["/etc/proxy/pass word"] = "" // where they belong
			found(t, h, left)

			replace("exec IT \"$@\"\n")
			h.want(0, bundle, applied) // and leaves nothing in /run, which every run is held to
		})
	}
}
