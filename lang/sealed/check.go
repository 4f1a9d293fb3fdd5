package sealed

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"
)

// check holds the sealed text against what anyone can know of it: that it is
// whole, and closed for as many recipients as are written beside it. Who they
// are, only they can tell.
func (s *Secret) check() error {
	sealed, err := io.ReadAll(armor.NewReader(strings.NewReader(s.Sealed)))
	if err != nil {
		// The cause would quote what may be a value that was never sealed.
		return errors.New("is not sealed in age's armor, or was cut short")
	}
	header, err := age.ExtractHeader(bytes.NewReader(sealed))
	if err != nil {
		return fmt.Errorf("is not sealed by age: %w", err)
	}
	if n := bytes.Count(header, []byte("\n-> X25519 ")); n != len(s.Recipients) {
		return fmt.Errorf("is sealed to %d recipients, not to the %d that are listed", n, len(s.Recipients))
	}
	return nil
}
