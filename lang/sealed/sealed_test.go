package sealed_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclwrite"

	"github.com/senextrader/senexc/lang/sealed"
)

var ignored = cmpopts.IgnoreFields(sealed.Secret{}, "Range")

// secret seals something to as many fresh recipients.
func secret(t testing.TB, name string, version, recipients int) sealed.Secret {
	t.Helper()
	s := sealed.Secret{Name: name, Version: version}
	var keys []age.Recipient
	for range recipients {
		id, err := age.GenerateX25519Identity()
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, id.Recipient())
		s.Recipients = append(s.Recipients, id.Recipient().String())
	}
	var text strings.Builder
	a := armor.NewWriter(&text)
	w, err := age.Encrypt(a, keys...)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(w, "a value of %s", name)
	w.Close()
	a.Close()
	s.Sealed = text.String()
	return s
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
	f.Set(secret(t, "a-token", 2, 2))

	src := f.Bytes()
	got := parse(t, src)
	if diff := cmp.Diff(f.Secrets, got.Secrets, ignored); diff != "" {
		t.Errorf("read back (-want +got):\n%s", diff)
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
		{"recipient kind", edit(s.Recipients[0], "ssh-ed25519 AAAA"), 3, "ssh-ed25519"},
		{"recipient number", edit(`"`+s.Recipients[0]+`"`, "1"), 3, "not a string"},
		{"more recipients", edit(`"`+s.Recipients[0]+`"`, `"`+s.Recipients[0]+`", "age1x"`), 6, "to 1 recipients, not to the 2"},
		{"not armored", edit("-----BEGIN", "-----SBEGIN"), 6, "armor"},
		{"cut short", edit("    -----END AGE ENCRYPTED FILE-----\n", ""), 6, "armor"},
		{"plain text", "secret \"x\" {\n  version = 1\n  recipients = [\"age1x\"]\n  sealed = \"hunter2\"\n}\n", 4, "armor"},
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
			if test.name != "twice" && f.Lookup("x") != nil && !strings.Contains(test.name, "other") && !strings.Contains(test.name, "outside") {
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
	f.Add(s.Bytes())
	f.Add([]byte("secret \"x\" {\n}\n"))
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
		if diff := cmp.Diff(first.Secrets, again.Secrets, ignored); diff != "" {
			t.Errorf("read back (-want +got):\n%s", diff)
		}
	})
}
