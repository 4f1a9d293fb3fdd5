package seal_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"
	"golang.org/x/crypto/ssh"

	"github.com/senextrader/senexc/emit/seal"
)

// answers returns a dialog that gives this answer, and counts the questions.
func answers(answer string, asked *int) seal.Dialog {
	return seal.Dialog{Ask: func(string) ([]byte, error) {
		*asked++
		return []byte(answer), nil
	}}
}

// sshKey returns a private key, locked if there is a passphrase, and its
// public half as it stands in a .pub file.
func sshKey(t *testing.T, key any, public any, passphrase string) (private []byte, line string) {
	t.Helper()
	var block *pem.Block
	var err error
	if passphrase == "" {
		block, err = ssh.MarshalPrivateKey(key, "bob@laptop")
	} else {
		block, err = ssh.MarshalPrivateKeyWithPassphrase(key, "bob@laptop", []byte(passphrase))
	}
	if err != nil {
		t.Fatal(err)
	}
	half, err := ssh.NewPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(block), strings.TrimSpace(string(ssh.MarshalAuthorizedKey(half))) + " bob@laptop"
}

func locked(t *testing.T, file, passphrase string, armored bool) []byte {
	t.Helper()
	r, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	r.SetWorkFactor(10) // a test need not be slow
	var b bytes.Buffer
	encrypt := func(to interface{ Write([]byte) (int, error) }) {
		w, err := age.Encrypt(to, r)
		if err != nil {
			t.Fatal(err)
		}
		_, err = w.Write([]byte(file))
		if err := errors.Join(err, w.Close()); err != nil {
			t.Fatal(err)
		}
	}
	if !armored {
		encrypt(&b)
		return b.Bytes()
	}
	a := armor.NewWriter(&b)
	encrypt(a)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What is sealed to a host and an operator can be opened by either.
func TestOperators(t *testing.T) {
	_, host := identity(t)
	native, nativeRecipient := identity(t)
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	edFile, edLine := sshKey(t, private, public, "")
	lockedFile, _ := sshKey(t, private, public, "correct horse")
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	rsaFile, rsaLine := sshKey(t, rsaKey, rsaKey.Public(), "")

	tests := []struct {
		name      string
		recipient string
		file      []byte
		questions int
	}{
		{"native", nativeRecipient, []byte(native), 0},
		{"native, with Windows' ends of lines", nativeRecipient, []byte(strings.ReplaceAll(native, "\n", "\r\n")), 0},
		{"native, behind another", nativeRecipient, []byte(other(t) + "\n" + native), 0},
		{"native, locked", nativeRecipient, locked(t, native, "correct horse", false), 1},
		{"native, locked and armored", nativeRecipient, locked(t, native, "correct horse", true), 1},
		{"ssh-ed25519", edLine, edFile, 0},
		{"ssh-ed25519, locked", edLine, lockedFile, 1},
		{"ssh-rsa", rsaLine, rsaFile, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			operator, err := seal.ParseOperator(test.recipient, seal.Dialog{})
			if err != nil {
				t.Fatal(err)
			}
			sealed, err := seal.Seal(header, []byte("hunter2"), append(hosts(t, host), operator))
			if err != nil {
				t.Fatal(err)
			}
			asked := 0
			identities, err := seal.ParseIdentities(test.file, answers("correct horse", &asked))
			if err != nil {
				t.Fatal(err)
			}
			for range 2 { // a passphrase is asked for once
				got, err := seal.Open(identities, sealed, header)
				if err != nil || string(got) != "hunter2" {
					t.Errorf("opened %q, %v", got, err)
				}
			}
			if asked != test.questions {
				t.Errorf("asked %d times, want %d", asked, test.questions)
			}
		})
	}
}

func other(t *testing.T) string {
	file, _ := identity(t)
	return file
}

func TestParseIdentitiesRefused(t *testing.T) {
	file, recipient := identity(t)
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	_, secret, _ := strings.Cut(file, "AGE-SECRET-KEY-1")
	secret = secret[:10]
	sshFile, sshLine := sshKey(t, private, public, "")
	tests := map[string]struct {
		file []byte
		ask  string // the answer; "-" for nobody to ask
		want string
	}{
		"empty":               {nil, "-", "no identity in it"},
		"comments":            {[]byte("# nothing\n\n"), "-", "no identity in it"},
		"a recipient":         {[]byte("# mine\n" + recipient + "\n"), "-", "line 2 of it is a recipient"},
		"an SSH public key":   {[]byte(sshLine), "-", "line 1 of it is a recipient"},
		"a password":          {[]byte("hunter2\n"), "-", "line 1 of it is no identity"},
		"cut short":           {[]byte(strings.TrimSpace(file)[:len(file)-10]), "-", "is no identity"},
		"half an SSH key":     {sshFile[:len(sshFile)/2], "-", "no SSH private key"},
		"nobody to ask":       {locked(t, file, "correct horse", true), "-", "nobody to ask"},
		"no passphrase":       {locked(t, file, "correct horse", true), "", "none was given"},
		"a wrong passphrase":  {locked(t, file, "correct horse", true), "hunter2", "passphrase is wrong"},
		"locked, and nothing": {locked(t, "hunter2", "correct horse", true), "correct horse", "line 1 of it is no identity"},
		"locked, cut short":   {locked(t, file, "correct horse", false)[:150], "correct horse", "unlocked"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d := seal.Dialog{}
			if test.ask != "-" {
				d = answers(test.ask, new(int))
			}
			got, err := seal.ParseIdentities(test.file, d)
			refused(t, "identities", err, test.want)
			if got != nil {
				t.Errorf("in spite of the error there are %v", got)
			}
			if err != nil && (strings.Contains(err.Error(), "AGE-SECRET-KEY-1"+secret) || strings.Contains(err.Error(), "hunter2")) {
				t.Errorf("the message shows what is in the file: %v", err)
			}
		})
	}
}

// plugin is a plugin of age in shell: what it wraps, everybody can read. A body
// ends with its first line of fewer than 64 characters, and age sends some that
// mean nothing, of any length, to see whether plugins know that.
const plugin = `#!/bin/sh
state=$1
wrapped=
key=
body() {
	body=
	while read -r line; do
		body=$body$line
		[ "${#line}" -ge 64 ] || break
	done
}
while read -r arrow command rest; do
	body
	case $command in
	wrap-file-key) key=$body ;;
	recipient-stanza) wrapped=$body ;;
	done) break ;;
	esac
done
answer() {
	printf '%s\n' "$@"
	read -r _
	body
}
case $state in
--age-plugin=recipient-v1)
	answer "-> recipient-stanza 0 clear" "$key"
	;;
--age-plugin=identity-v1)
	answer "-> request-secret" "UElO"
	answer "-> file-key 0" "$wrapped"
	;;
esac
printf '%s\n' '-> done' ''
`

func TestPlugin(t *testing.T) {
	_, host := identity(t)
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "age-plugin-clear"), []byte(plugin), 0o700); err != nil {
		t.Fatal(err)
	}
	path := os.Getenv("PATH")
	t.Setenv("PATH", folder+string(os.PathListSeparator)+path)

	// Names and data are Bech32, with its checksum.
	const recipient, secret = "age1clear10q5cw75z", "AGE-PLUGIN-CLEAR-10Q76T34S"
	operator, err := seal.ParseOperator(recipient, seal.Dialog{})
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := seal.Seal(header, []byte("hunter2"), append(hosts(t, host), operator))
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	identities, err := seal.ParseIdentities([]byte("# a token\n"+secret+"\n"), answers("1234", &asked))
	if err != nil {
		t.Fatal(err)
	}
	got, err := seal.Open(identities, sealed, header)
	if err != nil || string(got) != "hunter2" || asked != 1 {
		t.Errorf("opened %q, %v, after %d questions", got, err, asked)
	}

	t.Setenv("PATH", path)
	_, err = seal.Open(identities, sealed, header)
	refused(t, "without the plugin", err, "age-plugin-clear is not installed")
	_, err = seal.Seal(header, []byte("hunter2"), append(hosts(t, host), operator))
	refused(t, "without the plugin", err, "age-plugin-clear, which is not installed")
}
