package vault_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/lang/sealed/vault"
)

func read(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// both gives both published passwords, whatever the vault ID.
func both(t testing.TB) vault.Passwords {
	return func(string) ([][]byte, error) {
		return [][]byte{
			bytes.TrimSpace(read(t, "other-password")),
			bytes.TrimSpace(read(t, "password")),
		}, nil
	}
}

// shown makes values comparable.
func shown(values []vault.Value) map[string]string {
	m := map[string]string{}
	for _, v := range values {
		m[v.Name] = string(v.Text)
		if v.Err != nil {
			m[v.Name] = "error: " + v.Err.Error()
		}
	}
	return m
}

const otherwise = "error: it is not quoted, and no text to YAML, which would write it in another way; quote it"

// whole is what plain.yml has.
var whole = map[string]string{
	"vault_db_password":    `quote" percent% dollar$ hash# backslash\ unicode ü 雪`,
	"vault_redis_password": "plain-token_1.0",
	"vault_secret_key":     "  spaces at both ends  ",
	"vault_multiline":      "first line\nsecond line\n",
	"vault_folded":         "one line",
	"vault_port":           "5432",
	"vault_octal":          otherwise,
	"vault_flag":           otherwise,
	"vault_true":           otherwise,
	"vault_float":          otherwise,
	"vault_time":           otherwise,
	"vault_quoted":         "0600",
	"vault_nothing":        "error: it has no value",
	"vault_empty":          "",
	"vault_list":           "error: it is a list or an alias of more than a text",
	"vault_nested.inner":   "deep",
	"vault_anchor":         "shared",
	"vault_alias":          "shared",
}

// inline is what inline.yml has that is encrypted.
var inline = map[string]string{
	"vault_db_password":         `quote" percent% dollar$ hash# backslash\ unicode ü 雪`,
	"vault_email_host_password": "with a newline at its end\n",
	"nested.inner":              "deep",
}

func TestValues(t *testing.T) {
	for name, want := range map[string]map[string]string{
		"whole-1.1.yml": whole,
		"whole-1.2.yml": whole,
		"inline.yml":    inline,
		"plain.yml":     {},
	} {
		got, err := vault.Values(read(t, name), both(t))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(want, shown(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// The vault ID says which password to ask for.
func TestVaultID(t *testing.T) {
	var ids []string
	ask := func(id string) ([][]byte, error) {
		ids = append(ids, id)
		return both(t)(id)
	}
	for _, name := range []string{"whole-1.1.yml", "whole-1.2.yml", "inline.yml"} {
		if _, err := vault.Values(read(t, name), ask); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if diff := cmp.Diff([]string{"", "production", "", "staging", ""}, ids); diff != "" {
		t.Errorf("asked for (-want +got):\n%s", diff)
	}
}

func TestRefused(t *testing.T) {
	text := string(read(t, "whole-1.1.yml"))
	lines := strings.SplitAfter(text, "\n")
	edit := func(line int, with string) string {
		changed := append([]string(nil), lines...)
		changed[line] = with
		return strings.Join(changed, "")
	}
	// Two digits of the innermost text that differ, in each other's place.
	last := lines[len(lines)-2]
	i := 2
	for last[i:i+2] == last[:2] {
		i += 2
	}
	swapped := last[i:i+2] + last[2:i] + last[:2] + last[i+2:]
	tests := map[string]struct{ text, want string }{
		"altered":         {edit(len(lines)-2, swapped), "no given password"},
		"a line is gone":  {edit(3, ""), ""},
		"cut short":       {lines[0] + lines[1], "cut short"},
		"nothing in it":   {lines[0], "cut short"},
		"no hexadecimal":  {edit(1, "zz\n"), "cut short"},
		"format 1.0":      {edit(0, "$ANSIBLE_VAULT;1.0;AES\n"), `"1.0"`},
		"1.2 without ID":  {edit(0, "$ANSIBLE_VAULT;1.2;AES256\n"), `"1.2"`},
		"other cipher":    {edit(0, "$ANSIBLE_VAULT;1.1;DES\n"), "DES"},
		"short header":    {edit(0, "$ANSIBLE_VAULT;\n"), "not encrypted"},
		"not YAML":        {"a: [\n", "not YAML"},
		"not a mapping":   {"- a\n- b\n", "not a YAML mapping"},
		"two documents":   {"a: 1\n---\nb: 2\n", "more than one"},
		"same name":       {"a: 1\na: 2\n", `"a" twice`},
		"!vault of what?": {"a: !vault hunter2\n", "the value of a: it is not encrypted"},
	}
	for name, test := range tests {
		got, err := vault.Values([]byte(test.text), both(t))
		if err == nil || got != nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, %v; want %q", name, shown(got), err, test.want)
		}
		if err != nil && strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: the message shows a value: %v", name, err)
		}
	}
}

func TestPasswords(t *testing.T) {
	text := read(t, "whole-1.1.yml")
	wrong := func(string) ([][]byte, error) { return [][]byte{[]byte("hunter2"), nil}, nil }
	if _, err := vault.Open(text, wrong); !errors.Is(err, vault.ErrPassword) {
		t.Errorf("with wrong passwords: %v", err)
	}
	gone := errors.New("the terminal is gone")
	if _, err := vault.Open(text, func(string) ([][]byte, error) { return nil, gone }); !errors.Is(err, gone) {
		t.Errorf("without passwords: %v", err)
	}
}

// The program whose format it is writes what is read here.
func TestAnsibleVaultProgram(t *testing.T) {
	program, err := exec.LookPath("ansible-vault")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("the ansible-vault program is missing")
		}
		t.Skip("LEFT OUT: the ansible-vault program is missing (Debian's ansible-core), so nothing shows that today's format is the one that is read")
	}
	folder := t.TempDir()
	password, err := filepath.Abs("testdata/password")
	if err != nil {
		t.Fatal(err)
	}
	run := func(stdin string, args ...string) []byte {
		t.Helper()
		cmd := exec.Command(program, args...)
		cmd.Dir = folder
		cmd.Env = append(os.Environ(), "HOME="+folder, "ANSIBLE_LOCAL_TEMP="+folder)
		cmd.Stdin = strings.NewReader(stdin)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%v: %v\n%s", args, err, &stderr)
		}
		return out
	}
	for name, args := range map[string][]string{
		"1.1": {"--vault-password-file", password},
		"1.2": {"--vault-id", "staging@" + password, "--encrypt-vault-id", "staging"},
	} {
		file := filepath.Join(folder, name+".yml")
		if err := os.WriteFile(file, read(t, "plain.yml"), 0o600); err != nil {
			t.Fatal(err)
		}
		run("", append([]string{"encrypt", file}, args...)...)
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(text), "$ANSIBLE_VAULT;"+name) {
			t.Errorf("a file of format %s begins with %.30q", name, text)
		}
		got, err := vault.Values(text, both(t))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(whole, shown(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}

		for _, value := range []string{"0123456789abcdef", "ünïcödé $HOME\n" + strings.Repeat("long ", 1000)} {
			text := run(value, append([]string{"encrypt_string", "--stdin-name", "name"}, args...)...)
			got, err := vault.Values(text, both(t))
			if err != nil {
				t.Errorf("%s, inline: %v", name, err)
			}
			if diff := cmp.Diff(map[string]string{"name": value}, shown(got)); diff != "" {
				t.Errorf("%s, inline (-want +got):\n%s", name, diff)
			}
		}
	}
}

// Whatever a file has, it is read or refused, and a value comes with a name.
func FuzzValues(f *testing.F) {
	for _, name := range []string{"whole-1.1.yml", "whole-1.2.yml", "inline.yml", "plain.yml"} {
		f.Add(read(f, name))
	}
	f.Add([]byte("$ANSIBLE_VAULT;1.1;AES256\n3030"))
	f.Add([]byte("a: &a [*a]\nb: *a\n"))
	f.Add([]byte("<<: {a: !vault x}\n? [b]\n: c\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		values, err := vault.Values(file, both(t))
		if err != nil && values != nil {
			t.Errorf("values %v in spite of %v", values, err)
		}
		for _, v := range values {
			if v.Err != nil && v.Text != nil {
				t.Errorf("%s has the text %q and is refused: %v", v.Name, v.Text, v.Err)
			}
		}
	})
}
