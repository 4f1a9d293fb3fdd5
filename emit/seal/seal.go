package seal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"
	"filippo.io/age/plugin"
)

// Seal returns the value closed for the recipients, as armored text that ends
// in a newline. Anyone with one of their identities can open it. Two sealings
// of one value differ.
func Seal(h Header, value []byte, to []age.Recipient) (string, error) {
	if err := h.check(); err != nil {
		return "", err
	}
	if len(to) == 0 {
		return "", fmt.Errorf("%s has no recipient: nobody could open it", h)
	}
	var text strings.Builder
	armored := armor.NewWriter(&text)
	w, err := age.Encrypt(armored, to...)
	if err != nil {
		return "", sealing(err)
	}
	_, err = w.Write(append([]byte(h.line()), value...))
	if err := errors.Join(err, w.Close(), armored.Close()); err != nil {
		return "", sealing(err)
	}
	return text.String(), nil
}

// sealing says what is missing when a recipient's plugin is.
func sealing(err error) error {
	if missing := (*plugin.NotFoundError)(nil); errors.As(err, &missing) {
		return fmt.Errorf("sealing needs the program age-plugin-%s, which is not installed here", missing.Name)
	}
	return fmt.Errorf("sealing: %w", err)
}

// Open returns the value that was sealed, if it is the one that is expected.
func Open(identities []age.Identity, armored string, expected Header) ([]byte, error) {
	r, err := age.Decrypt(armor.NewReader(strings.NewReader(armored)), identities...)
	if missing := (*plugin.NotFoundError)(nil); errors.As(err, &missing) {
		return nil, fmt.Errorf("%s cannot be opened: the program age-plugin-%s is not installed here", expected, missing.Name)
	} else if no := (*age.NoIdentityMatchError)(nil); errors.As(err, &no) {
		return nil, fmt.Errorf("%s is not sealed to this identity", expected)
	} else if err != nil {
		return nil, fmt.Errorf("%s cannot be opened: %w", expected, err)
	}
	var plain bytes.Buffer
	if _, err := io.Copy(&plain, r); err != nil {
		return nil, fmt.Errorf("%s cannot be opened: %w", expected, err)
	}
	return expected.cut(plain.Bytes())
}
