package seal

import (
	"errors"
	"fmt"
	"strings"

	"filippo.io/age"
	"filippo.io/age/agessh"
	"filippo.io/age/plugin"
	"filippo.io/age/tag"
)

// errIdentity does not repeat the identity: it would be in a terminal's log.
var errIdentity = errors.New("a recipient is a secret identity; remove it from wherever it is written, make a new identity, and use its public recipient (age1...)")

// ParseRecipient returns the native X25519 recipient of a host in s, or an error
// that says why it cannot be used. No other kind is taken: the age that Debian 13
// has reads no post-quantum ones, plugins are nothing for a server that boots
// alone, and age itself advises against SSH keys.
func ParseRecipient(s string) (*age.X25519Recipient, error) {
	refused := func(why string) (*age.X25519Recipient, error) {
		return nil, fmt.Errorf("the recipient %q %s; enrol the host, and use the recipient (age1...) that it prints", s, why)
	}
	switch {
	case strings.HasPrefix(strings.ToUpper(s), "AGE-SECRET-KEY-"):
		return nil, errIdentity
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

// ParseOperator returns the recipient of an operator, whose own machine opens
// what is sealed to it: of age, of a plugin of age, or an SSH public key. A
// plugin may ask questions when it seals.
func ParseOperator(s string, d Dialog) (age.Recipient, error) {
	var r age.Recipient
	var err error
	switch {
	case strings.HasPrefix(s, "ssh-"):
		r, err = agessh.ParseRecipient(s)
	case strings.HasPrefix(s, "age1pq1"), strings.HasPrefix(s, "age1tagpq1"):
		return nil, fmt.Errorf("the recipient %q is a post-quantum one, which age does not mix with those of hosts", s)
	case strings.HasPrefix(s, "age1tag1"):
		r, err = tag.ParseRecipient(s)
	case strings.HasPrefix(s, "age1") && strings.Count(s, "1") > 1: // the last 1 of a Bech32 string ends its kind
		r, err = plugin.NewRecipient(s, d.plugin())
	case strings.HasPrefix(strings.ToUpper(s), "AGE-"):
		return nil, errIdentity
	default:
		r, err = age.ParseX25519Recipient(s)
	}
	if err != nil {
		return nil, fmt.Errorf("the recipient %q is none of age, of its plugins, or an SSH key of a type that age knows", s)
	}
	return r, nil
}
