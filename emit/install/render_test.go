package install_test

import (
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/emit/install"
	"github.com/senextrader/senexc/lang/encode"
)

// The host's shell must make the same bytes of a template as the compiler
// would, and refuse the same values, whatever is in either.
func FuzzRender(f *testing.F) {
	every := byte(2)
	for i := range encode.Names() {
		f.Add([]byte{'a', 1, every, byte(i), 0, 'b', 3, 1}, "plain", "it's \"$HOME\" %n\\\n")
		f.Add([]byte{every, byte(i), every, byte(i + 3), 0, 3, 'c', 3}, "ünï\ncödé\n\n", "\xff\x01")
	}
	f.Add([]byte("line one\n\nline two"), "", "\n")
	f.Add([]byte{0, '\n', 1, '\n'}, "-n", "# not a comment\nend\nsecret a\n")
	f.Fuzz(func(t *testing.T, program []byte, a, b string) {
		values := map[string]string{"a": a, "b": b}
		if strings.Contains(a+b, "\x00") || len(a)+len(b) > 8<<10 {
			return // such a value is never sealed, or takes long
		}
		text, _ := textOf(program, 0)
		want, refused := assemble(text, values)
		got, finding := render(t, text, values)
		switch {
		case refused != nil && finding == "":
			t.Errorf("the shell made %q of %s; the compiler refuses it: %v", got, text.Redacted(), refused)
		case refused != nil:
		case finding != "":
			t.Errorf("the shell refuses %s with %q and %q: %s", text.Redacted(), a, b, finding)
		case got != want:
			t.Errorf("%s with %q and %q (-want +got):\n%s", text.Redacted(), a, b, cmp.Diff(want, got))
		}
	})
}

// textOf makes a text of bytes, so that every text is made by some: 0 and 1 are
// the secrets, 2 begins the encoder that follows, 3 ends it, and all others are
// literal.
func textOf(program []byte, depth int) (text plan.Text, rest []byte) {
	literal := ""
	flush := func() {
		if literal != "" {
			text = append(text, plan.Segment{Literal: literal})
		}
		literal = ""
	}
	for len(program) > 0 {
		op := program[0]
		program = program[1:]
		switch {
		case op <= 1:
			flush()
			text = append(text, plan.Segment{Secret: string('a' + rune(op)), Version: int(op) + 1})
		case op == 2 && len(program) > 0 && depth < 6:
			flush()
			names := encode.Names()
			s := plan.Segment{Encoder: names[int(program[0])%len(names)]}
			s.Inner, program = textOf(program[1:], depth+1)
			text = append(text, s)
		case op == 3 && depth > 0:
			flush()
			return text, program
		default:
			literal += string(op)
		}
	}
	flush()
	return text, nil
}

// assemble renders a text as the compiler would, if it had the values.
func assemble(text plan.Text, values map[string]string) (string, error) {
	var b strings.Builder
	for _, s := range text {
		switch {
		case s.Secret != "":
			b.WriteString(values[s.Secret])
		case s.Encoder != "":
			inner, err := assemble(s.Inner, values)
			if err != nil {
				return "", err
			}
			encoded, err := encode.Apply(s.Encoder, inner)
			if err != nil {
				return "", err
			}
			b.WriteString(encoded)
		default:
			b.WriteString(s.Literal)
		}
	}
	return b.String(), nil
}

// render has the engine render a text. The finding is why it refuses to.
func render(t *testing.T, text plan.Text, values map[string]string) (rendered, finding string) {
	t.Helper()
	host := shop().in.Host
	host.Jobs, host.Units, host.Containers, host.Services = nil, nil, nil, nil
	host.Secrets = []plan.Secret{{Name: "a", Version: 1}, {Name: "b", Version: 2}}
	entries, err := install.Files(install.Input{Stack: "shop", Environment: "production", Host: host, Deliveries: []install.Delivery{{Name: "it", Podman: true, Content: text}}})
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, dir := range []string{"secrets", "rendered"} {
		must(os.Mkdir(filepath.Join(folder, dir), 0o700))
	}
	for _, e := range entries {
		if path.Dir(e.Path) == "secrets" {
			must(os.WriteFile(filepath.Join(folder, e.Path), e.Body, 0o600))
		}
	}
	for _, s := range host.Secrets {
		must(os.WriteFile(filepath.Join(folder, "secrets", fmt.Sprintf("%s.%d", s.Name, s.Version)), []byte(values[s.Name]), 0o600))
	}
	var script strings.Builder
	for _, part := range []string{"settings", "output", "data", "encode", "secrets"} {
		body, err := os.ReadFile("engine/" + part + ".sh")
		must(err)
		script.Write(body)
	}
	script.WriteString("\nWORK=$1\nBUNDLE=$1\nrender it\n")
	cmd := exec.Command("dash", "-c", script.String(), "dash", folder)
	cmd.Env = append(os.Environ(), "SENEXC_ROOT="+folder)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if body, err := os.ReadFile(filepath.Join(folder, "findings")); err == nil {
		return "", string(body)
	}
	body, err := os.ReadFile(filepath.Join(folder, "rendered", "it"))
	must(err)
	return string(body), ""
}
