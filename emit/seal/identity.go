package seal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
	"filippo.io/age/agessh"
	"filippo.io/age/armor"
	"filippo.io/age/plugin"
	"golang.org/x/crypto/ssh"
)

// NewIdentity makes an age identity. It returns the content of the identity
// file, and the recipient that values are sealed to.
func NewIdentity() (file, recipient string, err error) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return "", "", fmt.Errorf("making an identity: %w", err)
	}
	recipient = id.Recipient().String()
	return fmt.Sprintf("# public key: %s\n%s\n", recipient, id), recipient, nil
}

// ParseIdentities reads what a file has that opens values: age identities, also
// those of plugins, in a file that may be locked with a passphrase; or an SSH
// private key, for whose passphrase is asked only when there is something to
// open for it. No error quotes what is in the file.
func ParseIdentities(file []byte, d Dialog) ([]age.Identity, error) {
	text := bytes.TrimSpace(file)
	switch {
	case bytes.HasPrefix(text, []byte(armor.Header)), bytes.HasPrefix(file, []byte("age-encryption.org/")):
		open, err := unlock(file, d)
		if err != nil {
			return nil, err
		}
		return parseIdentities(open, d)
	case bytes.HasPrefix(text, []byte("-----BEGIN")):
		id, err := sshIdentity(file, d)
		if err != nil {
			return nil, err
		}
		return []age.Identity{id}, nil
	}
	return parseIdentities(file, d)
}

func parseIdentities(file []byte, d Dialog) ([]age.Identity, error) {
	var identities []age.Identity
	number := 0
	for line := range strings.Lines(string(file)) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		var id age.Identity
		var err error
		switch {
		case strings.HasPrefix(line, "AGE-PLUGIN-"):
			id, err = plugin.NewIdentity(line, d.plugin())
		case strings.HasPrefix(line, "AGE-SECRET-KEY-1"):
			id, err = age.ParseX25519Identity(line)
		case strings.HasPrefix(line, "age1"), strings.HasPrefix(line, "ssh-"):
			return nil, fmt.Errorf("line %d of it is a recipient, which is the public half; the identity is the secret one", number)
		default:
			err = errors.New("unknown")
		}
		if err != nil {
			return nil, fmt.Errorf("line %d of it is no identity: one of age begins with AGE-SECRET-KEY-1", number)
		}
		identities = append(identities, id)
	}
	if len(identities) == 0 {
		return nil, errors.New("there is no identity in it, a line that begins with AGE-SECRET-KEY-1")
	}
	return identities, nil
}

// unlock opens an identity file that age locked with a passphrase.
func unlock(file []byte, d Dialog) ([]byte, error) {
	var r io.Reader = bytes.NewReader(file)
	if bytes.HasPrefix(bytes.TrimSpace(file), []byte(armor.Header)) {
		r = armor.NewReader(r)
	}
	passphrase, err := d.ask("Passphrase of the identity (not shown): ")
	if err != nil {
		return nil, fmt.Errorf("it is locked with a passphrase: %w", err)
	}
	if len(passphrase) == 0 {
		return nil, errors.New("it is locked with a passphrase, and none was given")
	}
	key, err := age.NewScryptIdentity(string(passphrase))
	if err != nil {
		return nil, fmt.Errorf("it is locked with a passphrase: %w", err)
	}
	open, err := age.Decrypt(r, key)
	if no := (*age.NoIdentityMatchError)(nil); errors.As(err, &no) {
		return nil, errors.New("the passphrase is wrong, or it was locked with something else than a passphrase")
	} else if err != nil {
		return nil, fmt.Errorf("it cannot be unlocked: %w", err)
	}
	text, err := io.ReadAll(open)
	if err != nil {
		return nil, fmt.Errorf("it cannot be unlocked: %w", err)
	}
	return text, nil
}

func sshIdentity(file []byte, d Dialog) (age.Identity, error) {
	id, err := agessh.ParseIdentity(file)
	locked := (*ssh.PassphraseMissingError)(nil)
	switch {
	case err == nil:
		return id, nil
	case !errors.As(err, &locked):
		return nil, errors.New("it is no SSH private key of type ed25519 or rsa")
	case locked.PublicKey == nil:
		return nil, errors.New("it is an SSH private key in an old format; `ssh-keygen -p -f FILE` writes it anew")
	}
	id, err = agessh.NewEncryptedSSHIdentity(locked.PublicKey, file, func() ([]byte, error) {
		return d.ask("Passphrase of the SSH key (not shown): ")
	})
	if err != nil {
		return nil, errors.New("it is no SSH private key of type ed25519 or rsa")
	}
	return id, nil
}
