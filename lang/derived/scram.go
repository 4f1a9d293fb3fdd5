package derived

import (
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// As PostgreSQL makes them itself.
const (
	iterations = 4096
	saltSize   = 16
)

// verifier returns the verifier of a password for SCRAM-SHA-256 (RFC 7677), in
// the form in which PostgreSQL keeps it and takes it in the place of a password.
func verifier(password, salt []byte, iterations int) ([]byte, error) {
	if !unprepared(string(password)) {
		return nil, errors.New("the password has characters that clients of PostgreSQL may exchange for others before they use it: use those of ASCII, or Latin, Greek or Cyrillic letters")
	}
	salted, err := pbkdf2.Key(sha256.New, string(password), salt, iterations, sha256.Size)
	if err != nil {
		return nil, err
	}
	stored := sha256.Sum256(mac(salted, "Client Key"))
	code := base64.StdEncoding.EncodeToString
	return fmt.Appendf(nil, "SCRAM-SHA-256$%d:%s$%s:%s", iterations, code(salt), code(stored[:]), code(mac(salted, "Server Key"))), nil
}

func mac(key []byte, message string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(message))
	return h.Sum(nil)
}

// unprepared reports whether a client uses the password as it is. It prepares
// passwords by SASLprep (RFC 4013), which leaves ASCII and most letters alone,
// and takes those as they are that it cannot prepare, such as what is not UTF-8.
func unprepared(password string) bool {
	if !utf8.ValidString(password) {
		return true
	}
	return norm.NFKC.IsNormalString(password) && !strings.ContainsFunc(password, func(r rune) bool {
		switch {
		case r < 0x80,
			0xa1 <= r && r <= 0x233 && r != 0xad && r != 0x221, // Latin-1, and Latin letters of Unicode 3.2
			0x386 <= r && r <= 0x3ce,                           // Greek
			0x400 <= r && r <= 0x45f:                           // Cyrillic
			return false
		}
		return true
	})
}
