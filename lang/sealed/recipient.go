package sealed

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"filippo.io/age"
	"filippo.io/age/agessh"
)

// pluginRecipient has the letters of a recipient that a plugin of age made.
// The last 1 of a Bech32 string ends the name of the plugin.
var pluginRecipient = regexp.MustCompile(`^age1[0-9a-z+._-]+1[02-9ac-hj-np-z]+$`)

// Recipient returns a recipient in the form in which it is kept and compared:
// an SSH key without its comment, all others as they are. Only its form is
// looked at; the error continues a sentence that begins with the recipient.
func Recipient(s string) (string, error) {
	switch {
	case strings.HasPrefix(strings.ToUpper(s), "AGE-SECRET-KEY-"), strings.HasPrefix(strings.ToUpper(s), "AGE-PLUGIN-"):
		return "", errors.New("is an identity, which is secret, and not its recipient (age1...)")
	case strings.HasPrefix(s, "ssh-"):
		fields := strings.Fields(s)
		if len(fields) < 2 {
			return "", errors.New("is not a whole SSH key: it is the line in the .pub file, as in ssh-ed25519 AAAA")
		}
		key := fields[0] + " " + fields[1]
		if _, err := agessh.ParseRecipient(key); err != nil {
			return "", errors.New("is not an SSH key of type ssh-ed25519, or ssh-rsa with 2048 bits or more")
		}
		return key, nil
	case strings.HasPrefix(s, "age1pq1"), strings.HasPrefix(s, "age1tagpq1"):
		return "", errors.New("is a post-quantum recipient, which age does not mix with those of hosts")
	case plugin(s):
		return s, nil
	}
	if _, err := age.ParseX25519Recipient(s); err != nil {
		return "", fmt.Errorf("is not a recipient of age (age1...) or an SSH key")
	}
	return s, nil
}

// HostRecipient refuses what is not the recipient of a host: hosts have age's
// native keys, which are made on them. The error continues a sentence that begins
// with the recipient.
func HostRecipient(s string) error {
	if _, err := age.ParseX25519Recipient(s); err == nil {
		return nil
	}
	if strings.HasPrefix(strings.ToUpper(s), "AGE-SECRET-KEY-") {
		return errors.New("is an identity, which is secret, and not its recipient (age1...)")
	}
	return errors.New("is not the recipient of a host, which is a native one of age: age1 and 58 letters and digits")
}

// plugin reports whether a plugin of age made the recipient.
func plugin(recipient string) bool { return pluginRecipient.MatchString(recipient) }
