package seal

import (
	"fmt"
	"strings"

	"filippo.io/age"
)

// ParseRecipient returns the native X25519 recipient in s, or an error that
// says why it cannot be used. No other kind is taken: the age that Debian 13
// has reads no post-quantum ones, plugins are nothing for a server that boots
// alone, and age itself advises against SSH keys.
func ParseRecipient(s string) (*age.X25519Recipient, error) {
	refused := func(why string) (*age.X25519Recipient, error) {
		return nil, fmt.Errorf("the recipient %q %s; enrol the host, and use the recipient (age1...) that it prints", s, why)
	}
	switch {
	case strings.HasPrefix(strings.ToUpper(s), "AGE-SECRET-KEY-"):
		// Not repeated in the message: it is about to be in a terminal's log.
		return nil, fmt.Errorf("a recipient is a secret identity; remove it from wherever it is written, make a new identity, and use its public recipient (age1...)")
	case strings.HasPrefix(s, "ssh-"):
		return refused("is an SSH key, which hosts do not open secrets with")
	case strings.HasPrefix(s, "age1pq1"), strings.HasPrefix(s, "age1tagpq1"):
		return refused("is a post-quantum one, which the age on the hosts is too old for")
	case strings.HasPrefix(s, "age1") && strings.Count(s, "1") > 1: // the last 1 of a Bech32 string ends its kind
		return refused("belongs to a plugin of age, which hosts do not have")
	}
	r, err := age.ParseX25519Recipient(s)
	if err != nil {
		return refused("is not a recipient of age")
	}
	return r, nil
}
