package seal_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"

	"github.com/senextrader/senexc/emit/seal"
)

var header = seal.Header{Stack: "shop", Environment: "production", Name: "db_password", Version: 3}

func identity(t *testing.T) (file, recipient string) {
	t.Helper()
	file, recipient, err := seal.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return file, recipient
}

func hosts(t *testing.T, recipients ...string) (to []age.Recipient) {
	t.Helper()
	for _, s := range recipients {
		r, err := seal.ParseRecipient(s)
		if err != nil {
			t.Fatal(err)
		}
		to = append(to, r)
	}
	return to
}

// open opens with the content of an identity file.
func open(t *testing.T, file, sealed string, h seal.Header) ([]byte, error) {
	t.Helper()
	identities, err := seal.ParseIdentities([]byte(file), seal.Dialog{})
	if err != nil {
		t.Fatal(err)
	}
	return seal.Open(identities, sealed, h)
}

func TestOpenWhatWasSealed(t *testing.T) {
	one, first := identity(t)
	two, second := identity(t)
	other, _ := identity(t)
	values := map[string][]byte{
		"plain":     []byte("hunter2"),
		"newlines":  []byte("\n\nline\n\n"),
		"bytes":     {0xff, 0xfe, 0x80, '\r', '\n'},
		"long":      bytes.Repeat([]byte("0123456789abcdef"), 20000),
		"like ours": []byte("senexc-secret-v1 shop production x 1\n"),
	}
	for name, value := range values {
		t.Run(name, func(t *testing.T) {
			sealed, err := seal.Seal(header, value, hosts(t, second, first))
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(sealed, "-----BEGIN AGE ENCRYPTED FILE-----\n") || !strings.HasSuffix(sealed, "-----END AGE ENCRYPTED FILE-----\n") {
				t.Errorf("not armored: %q", sealed)
			}
			for _, id := range []string{one, two} {
				if got, err := open(t, id, sealed, header); err != nil || !bytes.Equal(got, value) {
					t.Errorf("opened %q, %v", got, err)
				}
			}
			if _, err := open(t, other, sealed, header); err == nil || !strings.Contains(err.Error(), "not sealed to this identity") {
				t.Errorf("another identity: %v", err)
			}
		})
	}
}

// A sealed value is bound to its place.
func TestMoved(t *testing.T) {
	id, recipient := identity(t)
	sealed, err := seal.Seal(header, []byte("hunter2"), hosts(t, recipient))
	if err != nil {
		t.Fatal(err)
	}
	for name, moved := range map[string]seal.Header{
		"stack":       {Stack: "bank", Environment: "production", Name: "db_password", Version: 3},
		"environment": {Stack: "shop", Environment: "staging", Name: "db_password", Version: 3},
		"name":        {Stack: "shop", Environment: "production", Name: "api_key", Version: 3},
		"version":     {Stack: "shop", Environment: "production", Name: "db_password", Version: 4},
		"words":       {Stack: "shop production", Environment: "db_password", Name: "", Version: 3},
	} {
		got, err := open(t, id, sealed, moved)
		if err == nil || got != nil || !strings.Contains(err.Error(), "shop production db_password 3") {
			t.Errorf("%s: opened %q, %v", name, got, err)
		}
	}
}

func TestOpenRefused(t *testing.T) {
	id, recipient := identity(t)
	sealed, err := seal.Seal(header, []byte("hunter2"), hosts(t, recipient))
	if err != nil {
		t.Fatal(err)
	}
	var foreign strings.Builder
	a := armor.NewWriter(&foreign)
	w, err := age.Encrypt(a, hosts(t, recipient)...)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte("a value of somebody else")); err != nil {
		t.Fatal(err)
	}
	w.Close()
	a.Close()

	for name, test := range map[string]struct{ id, sealed, want string }{
		"altered": {id, strings.Replace(sealed, "A", "B", 1), "cannot be opened"},
		"cut":     {id, sealed[:len(sealed)/2], "cannot be opened"},
		"empty":   {id, "", "cannot be opened"},
		"foreign": {id, foreign.String(), "not made by senexc"},
	} {
		got, err := open(t, test.id, test.sealed, header)
		if err == nil || got != nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: opened %q, %v; want %q", name, got, err, test.want)
		}
	}
}

func TestSealRefused(t *testing.T) {
	_, recipient := identity(t)
	for name, test := range map[string]struct {
		header     seal.Header
		recipients []string
		want       string
	}{
		"nobody":     {header, nil, "no recipient"},
		"two words":  {seal.Header{Stack: "a b", Environment: "c", Name: "d", Version: 1}, []string{recipient}, "words"},
		"newline":    {seal.Header{Stack: "a", Environment: "c\n", Name: "d", Version: 1}, []string{recipient}, "words"},
		"no name":    {seal.Header{Stack: "a", Environment: "c", Version: 1}, []string{recipient}, "words"},
		"no version": {seal.Header{Stack: "a", Environment: "c", Name: "d"}, []string{recipient}, "from 1"},
	} {
		sealed, err := seal.Seal(test.header, []byte("hunter2"), hosts(t, test.recipients...))
		if err == nil || sealed != "" || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: sealed %q, %v; want %q", name, sealed, err, test.want)
		}
	}
}

// A host has the native kind only, an operator any that age can mix with it.
func TestRecipients(t *testing.T) {
	id, recipient := identity(t)
	secret := strings.TrimSpace(id[strings.Index(id, "AGE-SECRET"):])
	hybrid, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	const ed25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKAAdJODWg0RhAiWNTFujPnzP/w8E+UpRh6z8KLFw5Fj"
	for name, test := range map[string]struct{ recipient, host, operator string }{
		"native":       {recipient, "", ""},
		"ssh":          {ed25519, "SSH key", ""},
		"plugin":       {"age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t", "plugin", ""},
		"post-quantum": {hybrid.Recipient().String(), "post-quantum", "post-quantum"},
		"half a key":   {"ssh-ed25519 AAAA", "SSH key", "is none of age"},
		"typing error": {recipient[:len(recipient)-1] + "b", "not a recipient", "is none of age"},
		"empty":        {"", "not a recipient", "is none of age"},
		"identity":     {secret, "secret identity", "secret identity"},
	} {
		_, err := seal.ParseRecipient(test.recipient)
		refused(t, name+" of a host", err, test.host)
		_, err2 := seal.ParseOperator(test.recipient, seal.Dialog{})
		refused(t, name+" of an operator", err2, test.operator)
		for _, err := range []error{err, err2} {
			if err != nil && strings.Contains(err.Error(), secret) {
				t.Errorf("%s: the message shows the identity: %v", name, err)
			}
		}
	}
}

func refused(t *testing.T, what string, err error, want string) {
	t.Helper()
	if (err != nil) != (want != "") || err != nil && !strings.Contains(err.Error(), want) {
		t.Errorf("%s: %v, want %q", what, err, want)
	}
}

// The age program is what opens values on hosts.
func TestAgeProgram(t *testing.T) {
	if _, err := exec.LookPath("age"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("the age program is missing")
		}
		t.Skip("LEFT OUT: the age program is missing, so nothing shows that hosts can open what is sealed")
	}
	id, recipient := identity(t)
	file := filepath.Join(t.TempDir(), "identity")
	if err := os.WriteFile(file, []byte(id), 0o600); err != nil {
		t.Fatal(err)
	}

	sealed, err := seal.Seal(header, []byte("hunter2\n\n"), hosts(t, recipient))
	if err != nil {
		t.Fatal(err)
	}
	decrypt := exec.Command("age", "-d", "-i", file)
	decrypt.Stdin = strings.NewReader(sealed)
	got, err := decrypt.Output()
	if want := "senexc-secret-v1 shop production db_password 3\nhunter2\n\n"; err != nil || string(got) != want {
		t.Errorf("age opens %q, %v; want %q", got, err, want)
	}

	encrypt := exec.Command("age", "-a", "-r", recipient)
	encrypt.Stdin = strings.NewReader("senexc-secret-v1 shop production db_password 3\nfrom age")
	theirs, err := encrypt.Output()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := open(t, id, string(theirs), header); err != nil || string(got) != "from age" {
		t.Errorf("opened %q, %v", got, err)
	}
}
