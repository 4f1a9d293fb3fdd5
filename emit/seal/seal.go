package seal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"
)

// Seal returns the value closed for the recipients, as armored text that ends
// in a newline. Anyone with one of their identities can open it. Two sealings
// of one value differ.
func Seal(h Header, value []byte, recipients []string) (string, error) {
	if err := h.check(); err != nil {
		return "", err
	}
	if len(recipients) == 0 {
		return "", fmt.Errorf("%s has no recipient: nobody could open it", h)
	}
	recipients = slices.Compact(slices.Sorted(slices.Values(recipients)))
	var keys []age.Recipient
	for _, r := range recipients {
		key, err := ParseRecipient(r)
		if err != nil {
			return "", err
		}
		keys = append(keys, key)
	}
	var text strings.Builder
	armored := armor.NewWriter(&text)
	w, err := age.Encrypt(armored, keys...)
	if err != nil {
		return "", fmt.Errorf("sealing: %w", err)
	}
	_, err = w.Write(append([]byte(h.line()), value...))
	if err := errors.Join(err, w.Close(), armored.Close()); err != nil {
		return "", fmt.Errorf("sealing: %w", err)
	}
	return text.String(), nil
}

// Open returns the value that was sealed, if it is the one that is expected.
// The identity is the content of an age identity file.
func Open(identity, armored string, expected Header) ([]byte, error) {
	identities, err := age.ParseIdentities(strings.NewReader(identity))
	if err != nil {
		// The cause may quote the identity.
		return nil, errors.New("the identity cannot be read: it must be the content of an age identity file, where a line begins with AGE-SECRET-KEY-1")
	}
	r, err := age.Decrypt(armor.NewReader(strings.NewReader(armored)), identities...)
	if no := (*age.NoIdentityMatchError)(nil); errors.As(err, &no) {
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
