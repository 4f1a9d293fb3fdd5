package sign_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"

	"github.com/senextrader/senexc/emit/sign"
)

// A FIDO token, as far as signatures show it. Tests run it in place of
// ssh-keygen, which is what talks to tokens.
type fido struct{ private ed25519.PrivateKey }

const application = "ssh:"

func newToken() fido {
	return fido{ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))}
}

func (f fido) PublicKey() ssh.PublicKey {
	key, err := ssh.ParsePublicKey(ssh.Marshal(struct {
		Type        string
		Key         []byte
		Application string
	}{ssh.KeyAlgoSKED25519, f.private.Public().(ed25519.PublicKey), application}))
	if err != nil {
		panic(err)
	}
	return key
}

func (f fido) Sign(_ io.Reader, data []byte) (*ssh.Signature, error) {
	app, message := sha256.Sum256([]byte(application)), sha256.Sum256(data)
	rest := []byte{1, 0, 0, 0, 42} // the user was present; a counter
	return &ssh.Signature{
		Format: ssh.KeyAlgoSKED25519,
		Blob:   ed25519.Sign(f.private, slices.Concat(app[:], rest, message[:])),
		Rest:   rest,
	}, nil
}

// token is ssh-keygen -Y sign for a key on the token.
func token() {
	action, file, namespace := flag.String("Y", "", ""), flag.String("f", "", ""), flag.String("n", "", "")
	flag.Parse()
	if _, err := os.Stat(*file); err != nil || *action != "sign" {
		fmt.Fprintln(os.Stderr, "unexpected arguments:", os.Args)
		os.Exit(2)
	}
	fmt.Fprintln(os.Stderr, "Confirm user presence")
	if strings.Contains(*file, "absent") {
		fmt.Fprintln(os.Stderr, "device not found")
		os.Exit(255)
	}
	s, err := sshsig.Sign(os.Stdin, newToken(), sshsig.HashSHA512, *namespace)
	if err != nil {
		panic(err)
	}
	os.Stdout.Write(sshsig.Armor(s))
	os.Exit(0)
}

func TestToken(t *testing.T) {
	dir := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(dir, "ssh-keygen")); err != nil {
		t.Fatal(err)
	}
	public := ssh.MarshalAuthorizedKey(newToken().PublicKey())
	handle := "-----BEGIN OPENSSH PRIVATE KEY-----\nbm90IGEga2V5IGJ1dCBhIGhhbmRsZQ==\n-----END OPENSSH PRIVATE KEY-----\n"
	for name, content := range map[string]string{"key.pub": string(public), "key": handle, "absent.pub": string(public)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	path := os.Getenv("PATH")

	// Either half names the key.
	for _, name := range []string{"key.pub", "key"} {
		var prompt bytes.Buffer
		key := open(t, filepath.Join(dir, name), sign.Options{Prompt: &prompt})
		t.Setenv("PATH", dir)
		armored, err := key.Sign(sign.Archive, message)
		t.Setenv("PATH", path)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(prompt.String(), "Confirm user presence") {
			t.Error("nobody is asked to touch the token")
		}
		if err := stock(t, key, "shop/production/web01", sign.Archive, message, armored); err != nil {
			t.Errorf("OpenSSH refuses: %v", err)
		}
	}

	key := open(t, filepath.Join(dir, "absent.pub"), sign.Options{})
	t.Setenv("PATH", dir)
	if _, err := key.Sign(sign.Archive, message); err == nil || !strings.Contains(err.Error(), "device not found") {
		t.Errorf("without the token: %v", err)
	}
	if _, err := key.SignFrom(sign.Archive, unseekable{}); err == nil {
		t.Error("signed what cannot be read again")
	}
}

type unseekable struct{ io.Reader }

func (unseekable) Seek(int64, int) (int64, error) { return 0, errors.New("not a file") }
