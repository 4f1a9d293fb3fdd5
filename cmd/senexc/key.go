package main

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/emit/sign"
)

// keyFile returns the file of the key that signs, or the public half of it. The
// first one that is named counts, and if it cannot be used, no other is tried:
// whoever named it means it. Where none is named, a first run makes one.
func (p *program) keyFile(flag string, s *stack) (string, error) {
	switch fromEnvironment := os.Getenv("SENEXC_SIGNING_KEY"); {
	case flag != "":
		return flag, nil
	case fromEnvironment != "":
		return fromEnvironment, nil
	case filepath.IsAbs(s.SigningKey):
		return s.SigningKey, nil
	case s.SigningKey != "":
		return filepath.Join(s.folder, s.SigningKey), nil
	}
	file, err := defaultKey()
	if err != nil {
		return "", err
	}
	if _, err := os.Lstat(file); !errors.Is(err, os.ErrNotExist) {
		return file, nil
	}
	if _, err := sign.Generate(file, keyComment); err != nil {
		return "", err
	}
	p.note("made the signing key %s, as none was named", file)
	p.hint("A host trusts it once `senexc enroll` has enrolled the host. Keep a copy in a safe place.")
	return file, nil
}

func (p *program) signingKey(flag string, s *stack) (*sign.Key, string, error) {
	file, err := p.keyFile(flag, s)
	if err != nil {
		return nil, "", err
	}
	key, err := sign.Open(file, sign.Options{Agent: os.Getenv("SSH_AUTH_SOCK"), Prompt: p.err})
	return key, file, err
}

// defaultKey is the file of the key that is used when no other is named.
func defaultKey() (string, error) {
	folder, err := os.UserConfigDir()
	if err != nil {
		return "", hint.Errorf("Name a signing key with --key.", "there is no folder for the signing key: %w", err)
	}
	return filepath.Join(folder, "senexc", "signing-key"), nil
}
