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
			sealed, err := seal.Seal(header, value, []string{second, first, second})
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(sealed, "-----BEGIN AGE ENCRYPTED FILE-----\n") || !strings.HasSuffix(sealed, "-----END AGE ENCRYPTED FILE-----\n") {
				t.Errorf("not armored: %q", sealed)
			}
			for _, id := range []string{one, two} {
				if got, err := seal.Open(id, sealed, header); err != nil || !bytes.Equal(got, value) {
					t.Errorf("opened %q, %v", got, err)
				}
			}
			if _, err := seal.Open(other, sealed, header); err == nil || !strings.Contains(err.Error(), "not sealed to this identity") {
				t.Errorf("another identity: %v", err)
			}
		})
	}
}

// A sealed value is bound to its place.
func TestMoved(t *testing.T) {
	id, recipient := identity(t)
	sealed, err := seal.Seal(header, []byte("hunter2"), []string{recipient})
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
		got, err := seal.Open(id, sealed, moved)
		if err == nil || got != nil || !strings.Contains(err.Error(), "shop production db_password 3") {
			t.Errorf("%s: opened %q, %v", name, got, err)
		}
	}
}

func TestOpenRefused(t *testing.T) {
	id, recipient := identity(t)
	sealed, err := seal.Seal(header, []byte("hunter2"), []string{recipient})
	if err != nil {
		t.Fatal(err)
	}
	key, err := age.ParseX25519Recipient(recipient)
	if err != nil {
		t.Fatal(err)
	}
	var foreign strings.Builder
	a := armor.NewWriter(&foreign)
	w, err := age.Encrypt(a, key)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte("a value of somebody else")); err != nil {
		t.Fatal(err)
	}
	w.Close()
	a.Close()

	for name, test := range map[string]struct{ id, sealed, want string }{
		"altered":     {id, strings.Replace(sealed, "A", "B", 1), "cannot be opened"},
		"cut":         {id, sealed[:len(sealed)/2], "cannot be opened"},
		"empty":       {id, "", "cannot be opened"},
		"foreign":     {id, foreign.String(), "not made by senexc"},
		"no identity": {recipient, sealed, "identity cannot be read"},
	} {
		got, err := seal.Open(test.id, test.sealed, header)
		if err == nil || got != nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: opened %q, %v; want %q", name, got, err, test.want)
		}
	}
}

func TestSealRefused(t *testing.T) {
	id, recipient := identity(t)
	secret := strings.TrimSpace(id[strings.Index(id, "AGE-SECRET"):])
	hybrid, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		header     seal.Header
		recipients []string
		want       string
	}{
		"nobody":       {header, nil, "no recipient"},
		"ssh":          {header, []string{recipient, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKAAdJODWg0RhAiWNTFujPnzP/w8E+UpRh6z8KLFw5Fj"}, "SSH key"},
		"post-quantum": {header, []string{hybrid.Recipient().String()}, "post-quantum"},
		"plugin":       {header, []string{"age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t"}, "plugin"},
		"typing error": {header, []string{recipient[:len(recipient)-1] + "b"}, "not a recipient"},
		"empty":        {header, []string{""}, "not a recipient"},
		"identity":     {header, []string{secret}, "secret identity"},
		"two words":    {seal.Header{Stack: "a b", Environment: "c", Name: "d", Version: 1}, []string{recipient}, "words"},
		"newline":      {seal.Header{Stack: "a", Environment: "c\n", Name: "d", Version: 1}, []string{recipient}, "words"},
		"no name":      {seal.Header{Stack: "a", Environment: "c", Version: 1}, []string{recipient}, "words"},
		"no version":   {seal.Header{Stack: "a", Environment: "c", Name: "d"}, []string{recipient}, "from 1"},
	} {
		sealed, err := seal.Seal(test.header, []byte("hunter2"), test.recipients)
		if err == nil || sealed != "" || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: sealed %q, %v; want %q", name, sealed, err, test.want)
		}
		if err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("%s: the message shows the identity: %v", name, err)
		}
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

	sealed, err := seal.Seal(header, []byte("hunter2\n\n"), []string{recipient})
	if err != nil {
		t.Fatal(err)
	}
	open := exec.Command("age", "-d", "-i", file)
	open.Stdin = strings.NewReader(sealed)
	got, err := open.Output()
	if want := "senexc-secret-v1 shop production db_password 3\nhunter2\n\n"; err != nil || string(got) != want {
		t.Errorf("age opens %q, %v; want %q", got, err, want)
	}

	close := exec.Command("age", "-a", "-r", recipient)
	close.Stdin = strings.NewReader("senexc-secret-v1 shop production db_password 3\nfrom age")
	theirs, err := close.Output()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := seal.Open(id, string(theirs), header); err != nil || string(got) != "from age" {
		t.Errorf("opened %q, %v", got, err)
	}
}
