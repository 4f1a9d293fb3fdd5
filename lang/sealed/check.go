package sealed

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"
)

// check holds the sealed text against what anyone can know of it: that it is
// whole, and closed for as many recipients of each kind as are written beside
// it. Who has which X25519 key, only they can tell; SSH keys leave a tag, and
// what plugins leave is their own affair.
func (s *Secret) check() error {
	text, err := io.ReadAll(armor.NewReader(strings.NewReader(s.Sealed)))
	if err != nil {
		// The cause would quote what may be a value that was never sealed.
		return errors.New("is not sealed in age's armor, or was cut short")
	}
	header, err := age.ExtractHeader(bytes.NewReader(text))
	if err != nil {
		return fmt.Errorf("is not sealed by age: %w", err)
	}
	listed := map[string]int{} // by the beginning of a stanza
	plugins := 0
	for _, r := range s.Recipients {
		switch kind, key, ssh := strings.Cut(r, " "); {
		case ssh:
			listed[kind+" "+tag(key)]++
		case plugin(r):
			plugins++
		default:
			listed["X25519"]++
		}
	}
	stanzas, other := 0, 0
	for line := range strings.Lines(string(header)) {
		words := strings.Fields(line)
		if len(words) < 2 || words[0] != "->" {
			continue
		}
		stanzas++
		kind := words[1]
		if strings.HasPrefix(kind, "ssh-") && len(words) > 2 {
			kind += " " + words[2]
		}
		if listed[kind] > 0 {
			listed[kind]--
		} else {
			other++
		}
	}
	missing := 0
	for _, n := range listed {
		missing += n
	}
	switch {
	case plugins == 0 && stanzas != len(s.Recipients):
		return fmt.Errorf("is sealed to %d recipients, not to the %d that are listed", stanzas, len(s.Recipients))
	case missing > 0, plugins > other:
		return errors.New("is sealed to other recipients than are listed")
	}
	return nil
}

// tag returns what age writes of an SSH key into what is sealed to it.
func tag(key string) string {
	wire, err := base64.StdEncoding.DecodeString(key)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(wire)
	return base64.RawStdEncoding.EncodeToString(sum[:4])
}
