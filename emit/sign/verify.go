package sign

import (
	"errors"
	"fmt"
	"io"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
)

// Verify returns an error unless the armored signature over the message was
// made by the key, an OpenSSH public key, for the namespace.
func Verify(key string, namespace Namespace, message io.Reader, armored []byte) error {
	public, _, _, _, err := ssh.ParseAuthorizedKey([]byte(key))
	if err != nil {
		return fmt.Errorf("the public key cannot be read: %w", err)
	}
	s, err := sshsig.Unarmor(armored)
	if err != nil {
		return fmt.Errorf("the signature cannot be read: %w", err)
	}
	switch err := sshsig.Verify(message, s, public, s.HashAlgorithm, string(namespace)); {
	case errors.Is(err, sshsig.ErrPublicKeyMismatch):
		return fmt.Errorf("the signature is of another key, %s", ssh.FingerprintSHA256(s.PublicKey))
	case errors.Is(err, sshsig.ErrNamespaceMismatch):
		return fmt.Errorf("the signature is for %q, not for %q", s.Namespace, namespace)
	case err != nil:
		return fmt.Errorf("the signature does not fit: %w", err)
	}
	return nil
}
