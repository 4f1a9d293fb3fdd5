package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/emit/seal"
	"github.com/senextrader/senexc/emit/sign"
)

const keyComment = "senexc signing key"

func (p *program) keygen() *cobra.Command {
	var output string
	var identity bool
	cmd := &cobra.Command{
		Use:   "keygen [-o FILE]",
		Short: "Make a signing key, or an age identity",
		Long: `Make an Ed25519 key that signs bundles: the private half in FILE, readable by
you only and without a passphrase, the public half in FILE.pub. Without -o it
becomes the key that is used when no other is named.

With --identity, make an age identity in FILE instead, and print its recipient.
Hosts make their own when they are enrolled; one made here is for tests and for
people.

Nothing is ever overwritten.`,
		Example: `  senexc keygen -o ~/.ssh/senexc-production
  senexc keygen --identity -o alice.identity`,
		Args: arguments(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if identity {
				if output == "" {
					return usage("Name a file with -o.", "keygen --identity needs a file")
				}
				return p.makeIdentity(output)
			}
			if output == "" {
				var err error
				if output, err = defaultKey(); err != nil {
					return err
				}
			}
			key, err := sign.Generate(output, keyComment)
			if err != nil {
				return err
			}
			fmt.Fprintf(p.out, "made the signing key %s\n%s\n%s\n", output, key.Fingerprint(), key.Public())
			return nil
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "`file` to write")
	cmd.Flags().BoolVar(&identity, "identity", false, "make an age identity instead of a signing key")
	return cmd
}

func (p *program) makeIdentity(file string) error {
	content, recipient, err := seal.NewIdentity()
	if err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return hint.Errorf("Identities are never overwritten: name another file, or move this one away.", "%s exists", file)
	} else if err != nil {
		return fmt.Errorf("writing the identity: %w", err)
	}
	_, err = f.WriteString(content)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("writing the identity: %w", err)
	}
	fmt.Fprintf(p.out, "made the identity %s, whose recipient is\n%s\n", file, recipient)
	return nil
}
