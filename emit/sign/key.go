package sign

import (
	"bytes"
	"fmt"
	"io"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
)

// A Key signs. It may be used by several goroutines at once.
type Key struct {
	public ssh.PublicKey
	sign   func(namespace Namespace, message io.Reader) (armored []byte, err error)
	close  func() error
}

// Public returns the public key as it stands in OpenSSH's files, without a
// comment: "ssh-ed25519 AAAA...".
func (k *Key) Public() string { return authorized(k.public) }

// Fingerprint returns the key's fingerprint as ssh-keygen -l prints it.
func (k *Key) Fingerprint() string { return ssh.FingerprintSHA256(k.public) }

// Close ends the connection to the agent, if there is one.
func (k *Key) Close() error {
	if k.close == nil {
		return nil
	}
	return k.close()
}

// Sign reads the message and returns its armored signature. What an agent or a
// program returned is verified before it is passed on.
func (k *Key) Sign(namespace Namespace, message []byte) ([]byte, error) {
	return k.SignFrom(namespace, bytes.NewReader(message))
}

// SignFrom is Sign for a message that need not be in memory. It is read twice.
func (k *Key) SignFrom(namespace Namespace, message io.ReadSeeker) ([]byte, error) {
	start, err := message.Seek(0, io.SeekCurrent)
	if err != nil {
		return nil, fmt.Errorf("reading what is to be signed: %w", err)
	}
	armored, err := k.sign(namespace, message)
	if err != nil {
		return nil, err
	}
	if _, err := message.Seek(start, io.SeekStart); err != nil {
		return nil, fmt.Errorf("reading what was signed: %w", err)
	}
	if err := Verify(k.Public(), namespace, message, armored); err != nil {
		return nil, fmt.Errorf("the key %s made a signature that does not verify: %w", k.Fingerprint(), err)
	}
	return armored, nil
}

// signWith signs in the way that ssh-keygen does.
func signWith(signer ssh.Signer) func(Namespace, io.Reader) ([]byte, error) {
	return func(namespace Namespace, message io.Reader) ([]byte, error) {
		s, err := sshsig.Sign(message, signer, sshsig.HashSHA512, string(namespace))
		if err != nil {
			return nil, fmt.Errorf("signing with the key %s: %w", ssh.FingerprintSHA256(signer.PublicKey()), err)
		}
		return sshsig.Armor(s), nil
	}
}
