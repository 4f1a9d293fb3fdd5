package sign

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/crypto/ssh"

	"github.com/senextrader/senexc/emit/hint"
)

// Generate makes an Ed25519 key: the private half, without a passphrase and for
// its owner only, in file, the public half in file.pub. It never overwrites.
func Generate(file, comment string) (*Key, error) {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("making a signing key: %w", err)
	}
	signer, err := ssh.NewSignerFromSigner(private)
	if err != nil {
		return nil, fmt.Errorf("making a signing key: %w", err)
	}
	block, err := ssh.MarshalPrivateKey(private, comment)
	if err != nil {
		return nil, fmt.Errorf("making a signing key: %w", err)
	}
	for _, half := range []string{file, file + ".pub"} {
		if _, err := os.Lstat(half); err == nil {
			return nil, exists(half)
		}
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return nil, fmt.Errorf("making the signing key's folder: %w", err)
	}
	if err := create(file, pem.EncodeToMemory(block), 0o600); err != nil {
		return nil, err
	}
	key := &Key{public: signer.PublicKey(), sign: signWith(signer)}
	return key, create(file+".pub", []byte(key.Public()+" "+comment+"\n"), 0o644)
}

func create(file string, content []byte, mode os.FileMode) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if errors.Is(err, os.ErrExist) {
		return exists(file)
	} else if err != nil {
		return fmt.Errorf("writing the signing key: %w", err)
	}
	_, err = f.Write(content)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("writing the signing key %s: %w", file, err)
	}
	return nil
}

func exists(file string) error {
	return hint.Errorf("Keys are never overwritten: name another file, or move this one away.", "%s exists", file)
}
