package vault

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
)

// Passwords returns the passwords that may open what has a vault ID, which is
// empty in format 1.1.
type Passwords func(id string) ([][]byte, error)

// ErrPassword says that no password opens a text. The format cannot tell a
// wrong password from a text that was altered.
var ErrPassword = errors.New("no given password opens it, or it was altered")

const mark = "$ANSIBLE_VAULT;"

// Encrypted reports whether text is one that Ansible Vault encrypted.
func Encrypted(text []byte) bool { return bytes.HasPrefix(text, []byte(mark)) }

// What the format derives from a password, in bytes.
const (
	iterations = 10000
	keySize    = 32 // of AES-256, and of the HMAC's key behind it
)

// Open returns what was encrypted.
func Open(text []byte, passwords Passwords) ([]byte, error) {
	header, body, _ := bytes.Cut(text, []byte("\n"))
	id, err := parseHeader(string(bytes.TrimSpace(header)))
	if err != nil {
		return nil, err
	}
	salt, sum, encrypted, err := parseBody(body)
	if err != nil {
		return nil, err
	}
	candidates, err := passwords(id)
	if err != nil {
		return nil, err
	}
	for _, password := range candidates {
		keys, err := pbkdf2.Key(sha256.New, string(password), salt, iterations, 2*keySize+aes.BlockSize)
		if err != nil {
			return nil, err
		}
		mac := hmac.New(sha256.New, keys[keySize:2*keySize])
		mac.Write(encrypted)
		if !hmac.Equal(mac.Sum(nil), sum) {
			continue
		}
		block, err := aes.NewCipher(keys[:keySize])
		if err != nil {
			return nil, err
		}
		plain := make([]byte, len(encrypted))
		cipher.NewCTR(block, keys[2*keySize:]).XORKeyStream(plain, encrypted)
		return unpad(plain)
	}
	return nil, ErrPassword
}

// parseHeader returns the vault ID in a line such as
// $ANSIBLE_VAULT;1.2;AES256;production.
func parseHeader(line string) (id string, err error) {
	fields := strings.Split(line, ";")
	if len(fields) < 3 || fields[0]+";" != mark {
		return "", errors.New("it is not encrypted by Ansible Vault")
	}
	switch version := fields[1]; {
	case version == "1.1":
	case version == "1.2" && len(fields) > 3:
		id = fields[3]
	default:
		return "", fmt.Errorf("its format is %.10q, and 1.1 and 1.2 can be read; `ansible-vault rekey` writes it anew", version)
	}
	if fields[2] != "AES256" {
		return "", fmt.Errorf("its cipher is %.10q, and only AES256 is known", fields[2])
	}
	return id, nil
}

// parseBody reads three values in hexadecimal, one a line, which are in
// hexadecimal once more, broken into short lines.
func parseBody(body []byte) (salt, sum, encrypted []byte, err error) {
	damaged := errors.New("it is cut short or damaged")
	inner, err := hex.DecodeString(string(bytes.Join(bytes.Fields(body), nil)))
	if err != nil {
		return nil, nil, nil, damaged
	}
	lines := strings.Split(string(inner), "\n")
	if len(lines) != 3 {
		return nil, nil, nil, damaged
	}
	var parts [3][]byte
	for i, line := range lines {
		if parts[i], err = hex.DecodeString(line); err != nil || len(parts[i]) == 0 {
			return nil, nil, nil, damaged
		}
	}
	return parts[0], parts[1], parts[2], nil
}

// unpad removes the padding of PKCS #7.
func unpad(plain []byte) ([]byte, error) {
	n := int(plain[len(plain)-1])
	if n < 1 || n > aes.BlockSize || n > len(plain) || !bytes.Equal(plain[len(plain)-n:], bytes.Repeat([]byte{byte(n)}, n)) {
		return nil, errors.New("what is in it does not end as it should; it was not made by Ansible Vault")
	}
	return plain[:len(plain)-n], nil
}
