package sign_test

import (
	"bytes"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"

	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/emit/sign"
)

var message = []byte("the bytes of an archive\n")

func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) == "ssh-keygen" {
		token() // see token_test.go
	}
	os.Exit(m.Run())
}

// keygen makes a key of the type with OpenSSH and returns its file.
func keygen(t *testing.T, kind, passphrase string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "key")
	run(t, nil, "ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-C", "a test", "-f", file)
	return file
}

func run(t *testing.T, stdin []byte, name string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Stdin = bytes.NewReader(stdin)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return out
}

func open(t *testing.T, file string, o sign.Options) *sign.Key {
	t.Helper()
	key, err := sign.Open(file, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { key.Close() })
	return key
}

// stock verifies as an operator does, with nothing but OpenSSH.
func stock(t *testing.T, key *sign.Key, principal string, namespace sign.Namespace, message, armored []byte) error {
	t.Helper()
	dir := t.TempDir()
	signers, signature := filepath.Join(dir, "allowed_signers"), filepath.Join(dir, "sig")
	for file, content := range map[string]string{
		signers:   sign.AllowedSigners("shop", "production", key.Public()),
		signature: string(armored),
	} {
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("ssh-keygen", "-Y", "verify", "-f", signers, "-I", principal, "-n", string(namespace), "-s", signature)
	cmd.Stdin = bytes.NewReader(message)
	out, err := cmd.CombinedOutput()
	if err == nil && !strings.Contains(string(out), "Good") {
		t.Fatalf("ssh-keygen says nothing good: %s", out)
	}
	return err
}

func TestOpenSSHVerifiesOurs(t *testing.T) {
	for _, kind := range []string{"ed25519", "rsa", "ecdsa"} {
		t.Run(kind, func(t *testing.T) {
			key := open(t, keygen(t, kind, ""), sign.Options{})
			armored, err := key.Sign(sign.Archive, message)
			if err != nil {
				t.Fatal(err)
			}
			ours := sign.Principal("shop", "production", "web01")
			if err := stock(t, key, ours, sign.Archive, message, armored); err != nil {
				t.Errorf("refused: %v", err)
			}
			refused := []struct {
				name      string
				principal string
				namespace sign.Namespace
				message   []byte
			}{
				{"another namespace", ours, sign.Manifest, message},
				{"another environment", sign.Principal("shop", "staging", "web01"), sign.Archive, message},
				{"another stack", sign.Principal("shopping", "production", "web01"), sign.Archive, message},
				{"other data", ours, sign.Archive, append([]byte("x"), message...)},
			}
			for _, r := range refused {
				if stock(t, key, r.principal, r.namespace, r.message, armored) == nil {
					t.Errorf("%s is accepted", r.name)
				}
			}
		})
	}
}

func TestWeVerifyOpenSSH(t *testing.T) {
	for _, kind := range []string{"ed25519", "rsa", "ecdsa"} {
		t.Run(kind, func(t *testing.T) {
			file := keygen(t, kind, "")
			armored := run(t, message, "ssh-keygen", "-q", "-Y", "sign", "-f", file, "-n", string(sign.Sums))
			key := open(t, file, sign.Options{}).Public()
			other := open(t, keygen(t, "ed25519", ""), sign.Options{}).Public()

			if err := sign.Verify(key, sign.Sums, bytes.NewReader(message), armored); err != nil {
				t.Errorf("refused: %v", err)
			}
			tests := []struct {
				name, key string
				namespace sign.Namespace
				message   string
				armored   []byte
				want      string
			}{
				{"another namespace", key, sign.Archive, string(message), armored, "is for"},
				{"another key", other, sign.Sums, string(message), armored, "another key"},
				{"other data", key, sign.Sums, "x", armored, "does not fit"},
				{"no signature", key, sign.Sums, string(message), message, "cannot be read"},
				{"no key", "ssh-ed25519", sign.Sums, string(message), armored, "cannot be read"},
			}
			for _, test := range tests {
				err := sign.Verify(test.key, test.namespace, strings.NewReader(test.message), test.armored)
				if err == nil || !strings.Contains(err.Error(), test.want) {
					t.Errorf("%s: %v, want %q", test.name, err, test.want)
				}
			}
		})
	}
}

// The whole archive need not be in memory, and what was read before does not
// count.
func TestSignFrom(t *testing.T) {
	key := open(t, keygen(t, "ed25519", ""), sign.Options{})
	r := bytes.NewReader(append([]byte("before "), message...))
	if _, err := r.Seek(7, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	streamed, err := key.SignFrom(sign.Archive, r)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := key.Sign(sign.Archive, message)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(streamed, whole) {
		t.Error("Ed25519 gives the same signature for the same message, but not here")
	}
}

// serve is an agent that holds the keys.
func serve(t *testing.T, keys ...any) (socket string) {
	t.Helper()
	ring := agent.NewKeyring()
	for _, k := range keys {
		if err := ring.Add(agent.AddedKey{PrivateKey: k}); err != nil {
			t.Fatal(err)
		}
	}
	// A socket's path must be short, shorter than t.TempDir() promises.
	dir, err := os.MkdirTemp("", "agent")
	if err != nil {
		t.Fatal(err)
	}
	socket = filepath.Join(dir, "s")
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close(); os.RemoveAll(dir) })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go agent.ServeAgent(ring, conn)
		}
	}()
	return socket
}

func TestAgent(t *testing.T) {
	for _, kind := range []string{"ed25519", "rsa"} {
		t.Run(kind, func(t *testing.T) {
			file := keygen(t, kind, "")
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			private, err := ssh.ParseRawPrivateKey(b)
			if err != nil {
				t.Fatal(err)
			}
			direct, err := open(t, file, sign.Options{}).Sign(sign.Manifest, message)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}

			key := open(t, file+".pub", sign.Options{Agent: serve(t, private)})
			armored, err := key.Sign(sign.Manifest, message)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(armored, direct) {
				t.Error("the agent's signature differs from the key's own")
			}
			if err := stock(t, key, "shop/production/db01", sign.Manifest, message, armored); err != nil {
				t.Errorf("refused: %v", err)
			}

			_, err = sign.Open(file+".pub", sign.Options{Agent: serve(t)})
			says(t, err, "the ssh agent does not hold it", "ssh-add")
			_, err = sign.Open(file+".pub", sign.Options{})
			says(t, err, "no ssh agent is running", "ssh-add")
			_, err = sign.Open(file+".pub", sign.Options{Agent: file})
			says(t, err, "connecting to the ssh agent", "")
		})
	}
}

// says asserts that an error has the text, and a hint with the other.
func says(t *testing.T, err error, text, advice string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), text) {
		t.Errorf("error %v, want %q", err, text)
		return
	}
	if !strings.Contains(hint.Of(err), advice) {
		t.Errorf("error %q comes without a hint about %q", err, advice)
	}
}

func TestOpenRefused(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	ca, subject := keygen(t, "ed25519", ""), keygen(t, "ed25519", "")
	run(t, nil, "ssh-keygen", "-q", "-s", ca, "-I", "someone", "-n", "someone", subject+".pub")
	locked := keygen(t, "ed25519", "a passphrase")

	tests := []struct{ name, file, text, advice string }{
		{"missing", filepath.Join(dir, "missing"), "no signing key", "senexc keygen"},
		{"not a key", write("text", "hello\n"), "not an OpenSSH key", ".pub"},
		{"two keys", write("two.pub", read(t, ca+".pub")+read(t, subject+".pub")), "not an OpenSSH key", ".pub"},
		{"cut short", write("cut", read(t, ca)[:100]), "cannot be read", ""},
		{"passphrase", locked, "has a passphrase", "ssh-add"},
		{"certificate", subject + "-cert.pub", "is a certificate", "plain public key"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := sign.Open(test.file, sign.Options{})
			says(t, err, test.text, test.advice)
		})
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestGenerate(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config", "senexc", "signing-key")
	made, err := sign.Generate(file, "senexc signing key")
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the private key is %v, %v; want 0600", info.Mode(), err)
	}
	// OpenSSH reads the private half, and agrees on the public one.
	if got := strings.TrimSpace(string(run(t, nil, "ssh-keygen", "-y", "-f", file))); !strings.HasPrefix(got, made.Public()) {
		t.Errorf("ssh-keygen reads %q, made was %q", got, made.Public())
	}
	if out := string(run(t, nil, "ssh-keygen", "-l", "-f", file+".pub")); !strings.Contains(out, made.Fingerprint()) {
		t.Errorf("ssh-keygen -l says %q, made was %s", out, made.Fingerprint())
	}
	if key := open(t, file, sign.Options{}); key.Public() != made.Public() {
		t.Error("another key was opened than was made")
	}

	before := read(t, file)
	_, err = sign.Generate(file, "again")
	says(t, err, "exists", "never overwritten")
	if err := os.Remove(file + ".pub"); err != nil {
		t.Fatal(err)
	}
	_, err = sign.Generate(file, "again")
	says(t, err, "exists", "never overwritten")
	if read(t, file) != before {
		t.Error("the private key was overwritten")
	}
	if err := os.Rename(file, file+".pub"); err != nil {
		t.Fatal(err)
	}
	_, err = sign.Generate(file, "again")
	says(t, err, ".pub exists", "never overwritten")
	if _, err := os.Stat(file); err == nil {
		t.Error("half a pair was written")
	}
}
