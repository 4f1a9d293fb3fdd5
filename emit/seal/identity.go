package seal

import (
	"fmt"

	"filippo.io/age"
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
