package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"filippo.io/age"
	"github.com/spf13/cobra"

	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/emit/seal"
)

func identityFlag(cmd *cobra.Command, identity *string) {
	cmd.Flags().StringVar(identity, "identity", "", "`file` of your identity: of age, or an SSH private key")
}

// identities returns what opens values for this operator. The first file that
// is named counts, and no other is tried.
func (p *program) identities(ctx context.Context, flag string) ([]age.Identity, error) {
	file, err := identityFile(flag)
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, hint.Errorf(fmt.Sprintf("Name yours with --identity or SENEXC_IDENTITY. If you have none, `senexc keygen --identity -o %s` makes one; another operator then adds its recipient to the stack and runs `senexc secret sync`.", quote(file)),
			"there is no identity %s, which this needs to open values", file)
	} else if err != nil {
		return nil, fmt.Errorf("reading the identity: %w", err)
	}
	identities, err := seal.ParseIdentities(text, p.dialog(ctx))
	if err != nil {
		return nil, fmt.Errorf("the identity %s cannot be used: %w", file, err)
	}
	return identities, nil
}

func identityFile(flag string) (string, error) {
	if flag != "" {
		return flag, nil
	}
	if file := os.Getenv("SENEXC_IDENTITY"); file != "" {
		return file, nil
	}
	folder, err := os.UserConfigDir()
	if err != nil {
		return "", hint.Errorf("Name yours with --identity.", "there is no folder for your identity: %w", err)
	}
	return filepath.Join(folder, "senexc", "identity"), nil
}
