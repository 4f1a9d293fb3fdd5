package compile_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"filippo.io/age"
	"filippo.io/age/armor"
	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/compile"
	"github.com/senextrader/senexc/lang/sealed"
	"github.com/senextrader/senexc/stdlib"
)

// Who a value is sealed to is compared with who should open it.
func TestSealedTo(t *testing.T) {
	web, db, alice, bob, nobody := recipient(t), recipient(t), recipient(t), recipient(t), recipient(t)
	source := `stack "s" {
  environment = "test"
  language    = 1
  operators   = { OPERATORS }
}
host "web" {
  address   = "10.0.0.1"
  recipient = "` + web + `"
}
host "db" {
  address   = "10.0.0.2"
  recipient = "` + db + `"
}
secret "pw" {}
service "redis" "x" {
  on       = host.web
  purpose  = "cache"
  password = secret.pw
}
`
	both := `alice = "` + alice + `", bob = "` + bob + `"`
	const (
		wrong   = "ERROR: Secret sealed to others"
		more    = "WARNING: Secret sealed to others than now need it"
		without = "WARNING: Secret not sealed to every operator"
		sync    = "senexc secret sync stack.hcl"
	)
	tests := []struct {
		name      string
		operators string
		sealedTo  []string
		want      []string // the messages
		detail    string   // in the first of them
	}{
		{"as it should be", both, []string{web, alice, bob}, nil, ""},
		{"nobody but the host", "", []string{web}, nil, ""},
		{"not to the host", both, []string{alice, bob}, []string{wrong}, sync},
		{"to another host", both, []string{db, web, alice, bob}, []string{more}, "can also be opened by db. An operator seals it again:\n\n    " + sync},
		{"to an operator who left", `alice = "` + alice + `"`, []string{web, alice, bob}, []string{more}, bob},
		{"to somebody, without operators", "", []string{web, nobody}, []string{more}, nobody + ". Set it again:\n\n    senexc secret set stack.hcl pw"},
		{"not to a new operator", both, []string{web, alice}, []string{without}, "bob"},
		{"all at once", both, []string{db, nobody}, []string{wrong, without, more}, "on web"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := strings.Replace(source, "OPERATORS", test.operators, 1)
			options := compile.Options{
				FS: fstest.MapFS{"stack.hcl": {Data: []byte(text)}}, Stack: "stack.hcl", Std: stdlib.FS,
				Sealed: secretsFile(t, "pw", test.sealedTo), SealedName: "stack.secrets.hcl",
			}
			result, diags := compile.Compile(context.Background(), options)
			var got []string
			details := ""
			for _, m := range messages(diags) {
				got = append(got, m.Kind+": "+m.Summary)
			}
			for _, d := range diags {
				details += d.Detail + "\n"
			}
			slices.Sort(got)
			slices.Sort(test.want)
			if d := cmp.Diff(test.want, got); d != "" {
				t.Errorf("messages (-want +got):\n%s", d)
			}
			if !strings.Contains(details, test.detail) {
				t.Errorf("no message says %q:\n%s", test.detail, details)
			}
			if d := cmp.Diff([]string{"pw"}, result.Used); d != "" {
				t.Errorf("used (-want +got):\n%s", d)
			}

			// Commands that mend it are not told about it.
			options.AllowUnsealed = true
			if _, diags := compile.Compile(context.Background(), options); len(diags) > 0 {
				t.Errorf("while it is being mended: %v", diags)
			}
		})
	}
}

func TestOperators(t *testing.T) {
	alice := recipient(t)
	const bob = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKAAdJODWg0RhAiWNTFujPnzP/w8E+UpRh6z8KLFw5Fj"
	source := `stack "s" {
  environment = "test"
  language    = 1
  operators   = { alice = "` + alice + `", bob = "` + bob + ` bob@laptop" }
}
host "a" { address = "10.0.0.1" }
`
	result, diags := compile.Compile(context.Background(), compile.Options{
		FS: fstest.MapFS{"stack.hcl": {Data: []byte(source)}}, Stack: "stack.hcl", Std: stdlib.FS,
	})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	if d := cmp.Diff(map[string]string{"alice": alice, "bob": bob}, result.Operators); d != "" {
		t.Errorf("operators (-want +got):\n%s", d)
	}
}

func recipient(t *testing.T) string {
	t.Helper()
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	return id.Recipient().String()
}

// secretsFile returns a secrets file with one secret, sealed to the recipients.
func secretsFile(t *testing.T, name string, recipients []string) []byte {
	t.Helper()
	var keys []age.Recipient
	for _, r := range recipients {
		key, err := age.ParseX25519Recipient(r)
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, key)
	}
	var text strings.Builder
	a := armor.NewWriter(&text)
	w, err := age.Encrypt(a, keys...)
	if err != nil {
		t.Fatal(err)
	}
	w.Close()
	a.Close()
	var file sealed.File
	file.Set(sealed.Secret{Name: name, Version: 1, Recipients: recipients, Sealed: text.String()})
	return file.Bytes()
}
