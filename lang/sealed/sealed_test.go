package sealed_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/agessh"
	"filippo.io/age/armor"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclwrite"

	"github.com/senextrader/senexc/lang/sealed"
)

// sshKey is the key of nobody.
const sshKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKAAdJODWg0RhAiWNTFujPnzP/w8E+UpRh6z8KLFw5Fj"

var ignored = cmp.Options{
	cmpopts.IgnoreFields(sealed.Secret{}, "Range"), cmpopts.IgnoreFields(sealed.Authority{}, "Range"), cmpopts.IgnoreFields(sealed.Certificate{}, "Range"),
}

// secret seals something to as many fresh recipients.
func secret(t testing.TB, name string, version, recipients int) sealed.Secret {
	t.Helper()
	s := sealed.Secret{Name: name, Kind: sealed.Value, Version: version}
	var keys []age.Recipient
	for range recipients {
		id, err := age.GenerateX25519Identity()
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, id.Recipient())
		s.Recipients = append(s.Recipients, id.Recipient().String())
	}
	s.Sealed = seal(t, name, keys)
	return s
}

func seal(t testing.TB, name string, to []age.Recipient) string {
	t.Helper()
	var text strings.Builder
	a := armor.NewWriter(&text)
	w, err := age.Encrypt(a, to...)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(w, "a value of %s", name)
	w.Close()
	a.Close()
	return text.String()
}

func parse(t testing.TB, src []byte) *sealed.File {
	t.Helper()
	f, diags := sealed.Parse(src, "production.secrets.hcl")
	if diags.HasErrors() {
		t.Fatalf("%v in:\n%s", diags, src)
	}
	return f
}

func TestPrintAndParse(t *testing.T) {
	var f sealed.File
	f.Set(secret(t, "web_key", 1, 1))
	f.Set(secret(t, "db_password", 12, 3))
	token := secret(t, "a-token", 2, 2)
	token.Kind = sealed.Token
	f.Set(token)
	f.Set(secret(t, "gone", 7, 1))
	f.Remove("gone")

	src := f.Bytes()
	got := parse(t, src)
	if diff := cmp.Diff(f.Secrets, got.Secrets, ignored); diff != "" {
		t.Errorf("read back (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(f.Removed, got.Removed); diff != "" {
		t.Errorf("removed (-want +got):\n%s", diff)
	}
	if string(got.Bytes()) != string(src) {
		t.Errorf("printed again, the file differs:\n%s", got.Bytes())
	}
	if formatted := hclwrite.Format(src); string(formatted) != string(src) {
		t.Errorf("a formatter changes the file (-want +got):\n%s", cmp.Diff(string(formatted), string(src)))
	}
	if s := got.Lookup("db_password"); s == nil || s.Version != 12 || s.Range.Start.Line == 0 {
		t.Errorf("db_password is %+v", s)
	}
	if s := got.Lookup("db"); s != nil {
		t.Errorf("found %+v", s)
	}
}

// A new value of one secret is a change of its block and of no other line.
func TestSetChangesOneBlock(t *testing.T) {
	var f sealed.File
	for _, name := range []string{"a", "b", "c"} {
		f.Set(secret(t, name, 1, 2))
	}
	before := strings.SplitAfter(string(f.Bytes()), "\nsecret ")
	after := parse(t, f.Bytes())
	after.Set(secret(t, "b", 2, 1))
	changed := strings.SplitAfter(string(after.Bytes()), "\nsecret ")
	if len(changed) != len(before) {
		t.Fatalf("%d blocks became %d", len(before), len(changed))
	}
	for i := range before {
		if b := strings.HasPrefix(before[i], `"b"`); b == (before[i] == changed[i]) {
			t.Errorf("before:\n%s\nafter:\n%s", before[i], changed[i])
		}
	}
}

// Each step of a rotation changes as little of the file as it can, and is there
// when the file is read again.
func TestRotation(t *testing.T) {
	var f sealed.File
	for _, name := range []string{"a", "b", "c"} {
		f.Set(secret(t, name, 3, 2))
	}
	steps := []struct {
		name             string
		do               func(*sealed.File)
		added, removed   int // lines that are no part of a sealed text
		phase            sealed.Phase
		version, another int
	}{
		{"rotate", func(f *sealed.File) {
			if next := f.NextBeside("b"); next != 4 {
				t.Errorf("beside version 3 comes %d", next)
			}
			f.Rotate(secret(t, "b", 4, 2))
		}, 10, 0, sealed.Rotating, 3, 4},
		{"promote", func(f *sealed.File) { f.Lookup("b").Promote() }, 1, 1, sealed.Promoted, 4, 3},
		{"back", func(f *sealed.File) { f.Lookup("b").Promote() }, 1, 1, sealed.Rotating, 3, 4},
		{"promote again", func(f *sealed.File) { f.Lookup("b").Promote() }, 1, 1, sealed.Promoted, 4, 3},
		{"finalize", func(f *sealed.File) { f.Finalize("b") }, 0, 10, sealed.Steady, 4, 0},
	}
	for _, step := range steps {
		before := f.Bytes()
		step.do(&f)
		after := f.Bytes()
		read := parse(t, after)
		if diff := cmp.Diff(f.Secrets, read.Secrets, ignored); diff != "" {
			t.Fatalf("%s: read back (-want +got):\n%s", step.name, diff)
		}
		s := read.Lookup("b")
		another := 0
		if s.Other != nil {
			another = s.Other.Version
		}
		if s.Phase() != step.phase || s.Version != step.version || another != step.another {
			t.Errorf("%s: %q, version %d beside %d; want %q, %d beside %d", step.name, s.Phase(), s.Version, another, step.phase, step.version, step.another)
		}
		if added, removed := changed(before, after), changed(after, before); added != step.added || removed != step.removed {
			t.Errorf("%s: %d lines came and %d went; want %d and %d", step.name, added, removed, step.added, step.removed)
		}
	}
	// A next value that is given up leaves its version behind, and the one after
	// it must differ from the one in use again.
	f.Rotate(secret(t, "b", f.NextBeside("b"), 1))
	f.Finalize("b")
	read := parse(t, f.Bytes())
	if next, beside := read.Next("b"), read.NextBeside("b"); next != 6 || beside != 7 {
		t.Errorf("after 4 and 5 comes %d, and beside 4 comes %d", next, beside)
	}
}

// changed counts the lines of a text that another one does not have in a row,
// without those of sealed texts.
func changed(from, to []byte) (n int) {
	had := map[string]int{}
	for line := range strings.Lines(string(from)) {
		had[line]++
	}
	for line := range strings.Lines(string(to)) {
		if had[line]--; had[line] < 0 && !strings.HasPrefix(line, "    ") || had[line] < 0 && strings.Contains(line, "-----") {
			n++
		}
	}
	return n
}

// Hosts tell values apart by their versions.
func TestNoVersionIsUsedTwice(t *testing.T) {
	var f sealed.File
	if got := f.Next("x"); got != 1 {
		t.Errorf("the first version is %d", got)
	}
	f.Set(secret(t, "x", 4, 1))
	if got := f.Next("x"); got != 5 {
		t.Errorf("after 4 comes %d", got)
	}
	f.Remove("x")
	f.Remove("x")
	f.Remove("y")
	again := parse(t, f.Bytes())
	if got := again.Next("x"); got != 5 || again.Lookup("x") != nil {
		t.Errorf("after 4 and nothing comes %d", got)
	}
	again.Set(secret(t, "x", 5, 1))
	if strings.Contains(string(again.Bytes()), "removed") {
		t.Errorf("it is back, and said to be removed:\n%s", again.Bytes())
	}
}

// Recipients are kept in one form, so that they can be compared.
func TestRecipient(t *testing.T) {
	hybrid, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	native := secret(t, "x", 1, 1).Recipients[0]
	const yubikey = "age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t"
	for given, want := range map[string]string{
		native:                       native,
		sshKey:                       sshKey,
		sshKey + "  bob@laptop":      sshKey,
		yubikey:                      yubikey,
		"age1fido2-hmac1qqqq":        "age1fido2-hmac1qqqq",
		native[:len(native)-1] + "b": "not a recipient",
		"":                           "not a recipient",
		"bob":                        "not a recipient",
		" " + native:                 "not a recipient",
		"ssh-ed25519":                "not a whole SSH key",
		"ssh-dss AAAA":               "not an SSH key of type",
		hybrid.Recipient().String():  "post-quantum",
		"AGE-SECRET-KEY-1QQQQ":       "is an identity",
		"age-plugin-yubikey-1qqqq":   "is an identity",
	} {
		got, err := sealed.Recipient(given)
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, want) || err == nil && got != want {
			t.Errorf("%q is %q, want %q", given, got, want)
		}
	}
}

// What SSH keys leave in a sealed text, and that plugins leave something,
// shows whether it was sealed to them.
func TestKindsOfRecipients(t *testing.T) {
	ssh, err := agessh.ParseRecipient(sshKey)
	if err != nil {
		t.Fatal(err)
	}
	x := secret(t, "x", 1, 1)
	native, err := age.ParseX25519Recipient(x.Recipients[0])
	if err != nil {
		t.Fatal(err)
	}
	const yubikey = "age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t"
	tests := []struct {
		name   string
		to     []age.Recipient
		listed []string
		want   string
	}{
		{"both", []age.Recipient{native, ssh}, []string{native.String(), sshKey}, ""},
		{"ssh only", []age.Recipient{ssh}, []string{sshKey}, ""},
		{"not to the host", []age.Recipient{ssh}, []string{native.String(), sshKey}, "1 recipients, not to the 2"},
		{"not to the operator", []age.Recipient{native, native}, []string{native.String(), sshKey}, "other recipients"},
		{"one more", []age.Recipient{native, ssh}, []string{native.String()}, "2 recipients, not to the 1"},
		{"plugin", []age.Recipient{native, stanza("piv-p256")}, []string{native.String(), yubikey}, ""},
		{"plugin with two", []age.Recipient{native, stanza("piv-p256"), stanza("other")}, []string{native.String(), yubikey}, ""},
		{"not to the plugin", []age.Recipient{native}, []string{native.String(), yubikey}, "other recipients"},
		{"plugin, not to the host", []age.Recipient{stanza("piv-p256")}, []string{native.String(), yubikey}, "other recipients"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var f sealed.File
			f.Set(sealed.Secret{Name: "x", Version: 1, Recipients: test.listed, Sealed: seal(t, "x", test.to)})
			got, diags := sealed.Parse(f.Bytes(), "production.secrets.hcl")
			if (test.want != "") != diags.HasErrors() || test.want != "" && !strings.Contains(diags[0].Detail, test.want) {
				t.Errorf("read with %v, want %q", diags, test.want)
			}
			if again := got.Bytes(); test.want == "" && string(again) != string(f.Bytes()) {
				t.Errorf("printed again:\n%s", again)
			}
		})
	}
}

// A stanza stands for the recipient of a plugin.
type stanza string

func (s stanza) Wrap([]byte) ([]*age.Stanza, error) {
	return []*age.Stanza{{Type: string(s), Args: []string{"AAAA"}, Body: []byte("wrapped")}}, nil
}

func TestEmpty(t *testing.T) {
	var f sealed.File
	if got := parse(t, f.Bytes()); len(got.Secrets) != 0 {
		t.Errorf("secrets out of nothing: %+v", got.Secrets)
	}
	parse(t, nil)
}

func TestName(t *testing.T) {
	for stack, want := range map[string]string{
		"production.hcl":          "production.secrets.hcl",
		"stacks/staging.hcl":      "stacks/staging.secrets.hcl",
		"production.senex.hcl":    "production.secrets.hcl",
		"stacks.d/production.hcl": "stacks.d/production.secrets.hcl",
	} {
		if got := sealed.Name(stack); got != want {
			t.Errorf("%s: %s, want %s", stack, got, want)
		}
	}
}

func TestParseRefused(t *testing.T) {
	s := secret(t, "x", 1, 1)
	whole := string((&sealed.File{Secrets: []sealed.Secret{s}}).Bytes())
	block := whole[strings.Index(whole, "secret \"x\""):]
	edit := func(old, new string) string {
		if !strings.Contains(block, old) {
			t.Fatalf("the block has no %q:\n%s", old, block)
		}
		return strings.Replace(block, old, new, 1)
	}
	again := `"` + s.Recipients[0] + `", "` + s.Recipients[0] + `"`
	other := secret(t, "x", 1, 1).Recipients[0]
	tests := []struct {
		name, src string
		line      int
		want      string
	}{
		{"syntax", "secret {{", 1, ""},
		{"other block", "host \"x\" {}\n" + block, 1, "host"},
		{"argument outside", "version = 1\n" + block, 1, "version"},
		{"unknown argument", edit("version = 1", "version = 1\n  versoin = 2"), 3, "versoin"},
		{"no label", "secret {\n}", 1, "name"},
		{"twice", block + "\n" + block, 10 + strings.Count(s.Sealed, "\n"), "line 1"},
		{"name", edit(`"x"`, `"x y"`), 1, "x y"},
		{"no version", edit("  version = 1\n", ""), 1, "version"},
		{"version zero", edit("version = 1", "version = 0"), 2, "whole number"},
		{"version fraction", edit("version = 1", "version = 1.5"), 2, "whole number"},
		{"version huge", edit("version = 1", "version = 1e30"), 2, "whole number"},
		{"version text", edit("version = 1", `version = "1"`), 2, "not a number"},
		{"version null", edit("version = 1", `version = null`), 2, "not a number"},
		{"version reference", edit("version = 1", "version = var.x"), 2, "ariables"},
		{"no recipients", edit(`"`+s.Recipients[0]+`",`, ""), 3, "list of recipients"},
		{"recipient twice", edit(`"`+s.Recipients[0]+`"`, again), 3, "twice"},
		{"recipient half", edit(s.Recipients[0], "ssh-ed25519 AAAA"), 3, "SSH key"},
		{"recipient not sealed to", edit(s.Recipients[0], sshKey), 6, "other recipients"},
		{"recipient secret", edit(s.Recipients[0], "AGE-SECRET-KEY-1QQQQ"), 3, "is an identity"},
		{"kind", edit("version = 1", "version = 1\n  kind = \"tokn\""), 3, "none of [value token]"},
		{"kind null", edit("version = 1", "version = 1\n  kind = null"), 3, "none of [value token]"},
		{"removed and there", block + "\nremoved \"x\" {\n  version = 1\n}\n", 10 + strings.Count(s.Sealed, "\n"), "line 1"},
		{"removed without version", "removed \"x\" {}", 1, "version"},
		{"removed with a value", "removed \"x\" {\n  version = 1\n  sealed = \"\"\n}", 3, "sealed"},
		{"next of nothing", strings.Replace(block, "secret", "next", 1), 1, "no secret \"x\""},
		{"next of a lower version", edit("version = 1", "version = 3") + strings.Replace(edit("version = 1", "version = 2"), "secret", "next", 1), 9 + strings.Count(s.Sealed, "\n"), "out of order"},
		{"previous of a higher version", edit("version = 1", "version = 3") + strings.Replace(edit("version = 1", "version = 4"), "secret", "previous", 1), 9 + strings.Count(s.Sealed, "\n"), "out of order"},
		{"next of the same slot", block + strings.Replace(edit("version = 1", "version = 3"), "secret", "next", 1), 9 + strings.Count(s.Sealed, "\n"), "one of them must be odd"},
		{"next and previous", edit("version = 1", "version = 2") + strings.Replace(edit("version = 1", "version = 3"), "secret", "next", 1) + strings.Replace(block, "secret", "previous", 1), 17 + 2*strings.Count(s.Sealed, "\n"), "already rotated"},
		{"recipient number", edit(`"`+s.Recipients[0]+`"`, "1"), 3, "not a string"},
		{"more recipients", edit(`"`+s.Recipients[0]+`"`, `"`+s.Recipients[0]+`", "`+other+`"`), 6, "to 1 recipients, not to the 2"},
		{"not armored", edit("-----BEGIN", "-----SBEGIN"), 6, "armor"},
		{"cut short", edit("    -----END AGE ENCRYPTED FILE-----\n", ""), 6, "armor"},
		{"plain text", "secret \"x\" {\n  version = 1\n  recipients = [\"" + other + "\"]\n  sealed = \"hunter2\"\n}\n", 4, "armor"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, diags := sealed.Parse([]byte(test.src), "production.secrets.hcl")
			if len(diags) != 1 || diags[0].Severity != hcl.DiagError {
				t.Fatalf("diagnostics %v, want one error", diags)
			}
			d := diags[0]
			if d.Subject == nil || d.Subject.Filename != "production.secrets.hcl" || d.Subject.Start.Line != test.line {
				t.Errorf("%v stands at %v, want line %d", d, d.Subject, test.line)
			}
			if !strings.Contains(d.Summary+": "+d.Detail, test.want) {
				t.Errorf("%q does not say %q", d, test.want)
			}
			if strings.Contains(d.Detail, "hunter2") {
				t.Errorf("%q shows what was meant to be secret", d)
			}
			if !strings.HasPrefix(test.name, "next ") && !strings.HasPrefix(test.name, "previous ") && test.name != "twice" && test.name != "removed and there" && f.Lookup("x") != nil && !strings.Contains(test.name, "other") && !strings.Contains(test.name, "outside") {
				t.Error("the block was taken in spite of its mistake")
			}
		})
	}
}

// Whatever can be read is printed so that it is read again as the same.
func FuzzParse(f *testing.F) {
	s := sealed.File{}
	s.Set(secret(f, "x", 1, 1))
	s.Set(secret(f, "y", 2, 2))
	token := secret(f, "z", 3, 1)
	token.Kind = sealed.Token
	s.Set(token)
	s.Remove("y")
	f.Add(s.Bytes())
	s.Rotate(secret(f, "x", 2, 1))
	f.Add(s.Bytes())
	s.Lookup("x").Promote()
	f.Add(s.Bytes())
	s.Rotate(secret(f, "z", 4, 1))
	s.Finalize("z")
	f.Add(s.Bytes())
	f.Add([]byte("secret \"x\" {\n}\n"))
	f.Add([]byte("removed \"x\" {\n  version = 2\n}\n"))
	committed, err := filepath.Glob("../../stacks/*.secrets.hcl")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range committed {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		first, diags := sealed.Parse(src, "x.secrets.hcl")
		for _, d := range diags {
			if d.Subject == nil {
				t.Errorf("%v has no place", d)
			}
		}
		if diags.HasErrors() {
			return
		}
		again := parse(t, first.Bytes())
		if diff := cmp.Diff(first, again, ignored, cmpopts.IgnoreFields(sealed.File{}, "Source")); diff != "" {
			t.Errorf("read back (-want +got):\n%s", diff)
		}
	})
}
