package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"filippo.io/age"
	"filippo.io/age/armor"

	"github.com/senextrader/senexc/emit/seal"
)

func main() {
	if err := run(filepath.Base(os.Args[0]), os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintf(os.Stderr, "%s: error: %v\n", filepath.Base(os.Args[0]), err)
		os.Exit(1)
	}
}

func run(name string, args []string, out io.Writer) error {
	switch {
	case name == "age-keygen" && len(args) == 2 && args[0] == "-o":
		return keygen(args[1])
	case name == "age-keygen" && len(args) == 2 && args[0] == "-y":
		return printRecipient(args[1], out)
	case name == "age" && len(args) == 6 && args[0] == "-d" && args[1] == "-i" && args[3] == "-o":
		return decrypt(args[2], args[4], args[5])
	}
	return errors.New("usage: age -d -i IDENTITY -o OUT IN, age-keygen -o IDENTITY, or age-keygen -y IDENTITY")
}

func keygen(path string) error {
	text, _, err := seal.NewIdentity()
	if err != nil {
		return err
	}
	return create(path, []byte(text))
}

func printRecipient(path string, out io.Writer) error {
	identities, err := open(path)
	if err != nil {
		return err
	}
	for _, identity := range identities {
		key, ok := identity.(*age.X25519Identity)
		if !ok {
			return fmt.Errorf("%s has an identity that is no host's", path)
		}
		fmt.Fprintln(out, key.Recipient())
	}
	return nil
}

// decrypt writes nothing unless the whole text can be opened.
func decrypt(identity, to, from string) error {
	identities, err := open(identity)
	if err != nil {
		return err
	}
	sealed, err := os.Open(from)
	if err != nil {
		return err
	}
	defer sealed.Close()
	in := bufio.NewReader(sealed)
	var r io.Reader = in
	if start, _ := in.Peek(len(armor.Header)); string(start) == armor.Header {
		r = armor.NewReader(in)
	}
	if r, err = age.Decrypt(r, identities...); err != nil {
		return err
	}
	var plain bytes.Buffer
	if _, err := io.Copy(&plain, r); err != nil {
		return err
	}
	return create(to, plain.Bytes())
}

func open(identity string) ([]age.Identity, error) {
	text, err := os.ReadFile(identity)
	if err != nil {
		return nil, err
	}
	return seal.ParseIdentities(text, seal.Dialog{})
}

// create makes a file that is not there yet, for its owner alone.
func create(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}
