package sign

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/crypto/ssh"

	"github.com/senextrader/senexc/emit/hint"
)

// Options are what Open needs besides the file.
type Options struct {
	Agent  string    // path of the ssh agent's socket, "" for none
	Prompt io.Writer // where ssh-keygen asks for a touch or a PIN; nil for nowhere
}

// Open returns the key in the file: a private key without a passphrase, or a
// public key whose private half the agent has or, through ssh-keygen, a
// hardware token.
func Open(file string, o Options) (*Key, error) {
	b, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		return nil, hint.Errorf("Make one with `senexc keygen`, or name another file.", "there is no signing key %s", file)
	} else if err != nil {
		return nil, fmt.Errorf("reading the signing key: %w", err)
	}
	if bytes.Contains(b, []byte("PRIVATE KEY-----")) {
		return openPrivate(file, b, o)
	}
	public, _, _, rest, err := ssh.ParseAuthorizedKey(b)
	if err != nil || len(bytes.TrimSpace(rest)) > 0 {
		return nil, hint.Errorf("Name an OpenSSH private key, or the .pub file of a key that the ssh agent holds.",
			"%s is not an OpenSSH key", file)
	}
	if err := checkType(file, public); err != nil {
		return nil, err
	}
	key, err := openAgent(public, o.Agent)
	if key != nil || err != nil {
		return key, err
	}
	if hardware(public) {
		return openProgram(file, public, o), nil
	}
	where := "no ssh agent is running"
	if o.Agent != "" {
		where = "the ssh agent does not hold it"
	}
	return nil, hint.Errorf("Load it with ssh-add, or name the private key.",
		"%s is a public key, and %s", file, where)
}

func openPrivate(file string, b []byte, o Options) (*Key, error) {
	signer, err := ssh.ParsePrivateKey(b)
	if missing := (*ssh.PassphraseMissingError)(nil); errors.As(err, &missing) {
		return nil, hint.Errorf("Load it into the ssh agent with ssh-add, and name "+file+".pub as the key.",
			"the signing key %s has a passphrase, which senexc does not ask for", file)
	}
	if err != nil {
		// The file of a hardware token holds no private key, only a handle to
		// one. ssh-keygen uses it; what it is shows the public half beside it.
		pub, readErr := os.ReadFile(file + ".pub")
		if public, _, _, _, parseErr := ssh.ParseAuthorizedKey(pub); readErr == nil && parseErr == nil && hardware(public) {
			return openProgram(file, public, o), nil
		}
		return nil, fmt.Errorf("the signing key %s cannot be read: %w", file, err)
	}
	if err := checkType(file, signer.PublicKey()); err != nil {
		return nil, err
	}
	return &Key{public: signer.PublicKey(), sign: signWith(signer)}, nil
}

const dsa = "ssh-dss"

func checkType(file string, key ssh.PublicKey) error {
	if _, ok := key.(*ssh.Certificate); ok {
		return hint.Errorf("Name the plain public key.", "%s is a certificate, not a key", file)
	}
	if key.Type() == dsa {
		return hint.Errorf("Make an Ed25519 key with `senexc keygen`.", "%s is a DSA key, which OpenSSH no longer accepts", file)
	}
	return nil
}

// hardware reports whether the private half of the key is in a FIDO token.
func hardware(key ssh.PublicKey) bool { return strings.HasPrefix(key.Type(), "sk-") }

// ReadPublic returns the public half of the key in the file, of either kind, as
// it stands in OpenSSH's files. A public key needs no private one to be trusted.
func ReadPublic(file string) (string, error) {
	if b, err := os.ReadFile(file); err == nil {
		if public, _, _, _, err := ssh.ParseAuthorizedKey(b); err == nil {
			return authorized(public), checkType(file, public)
		}
	}
	key, err := Open(file, Options{})
	if err != nil {
		return "", err
	}
	return key.Public(), key.Close()
}
