package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/lang/sealed/vault"
)

// vaultValues reads a file of Ansible Vault.
func (p *program) vaultValues(ctx context.Context, name string, passwordFiles []string) ([]vault.Value, error) {
	file, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("reading the vault: %w", err)
	}
	var given [][]byte
	for _, f := range passwordFiles {
		password, err := p.passwordFrom(ctx, f)
		if err != nil {
			return nil, err
		}
		given = append(given, password)
	}
	typed := map[string][]byte{} // by vault ID
	found, err := vault.Values(file, func(id string) ([][]byte, error) {
		if len(given) > 0 {
			return given, nil
		}
		if typed[id] == nil {
			question := "Vault password (not shown): "
			if id != "" {
				question = fmt.Sprintf("Vault password of %s (not shown): ", id)
			}
			password, err := p.hidden(ctx, question)
			if err != nil {
				return nil, fmt.Errorf("reading the password: %w", err)
			}
			typed[id] = append([]byte{}, password...)
		}
		return [][]byte{typed[id]}, nil
	})
	if errors.Is(err, vault.ErrPassword) {
		return nil, hint.Errorf("Where passwords differ by vault ID, name all of them with --vault-password-file.", "reading %s: %w", name, err)
	} else if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	return found, nil
}

// passwordFrom reads a password as Ansible does: from a file, or from what a
// program prints, without space around it.
func (p *program) passwordFrom(ctx context.Context, name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("reading the vault's password: %w", err)
	}
	var password []byte
	if info.Mode()&0o111 != 0 && info.Mode().IsRegular() {
		path, err := filepath.Abs(name)
		if err != nil {
			return nil, fmt.Errorf("reading the vault's password: %w", err)
		}
		cmd := exec.CommandContext(ctx, path)
		cmd.Stdin, cmd.Stderr = p.in, p.err
		if password, err = cmd.Output(); err != nil {
			return nil, hint.Errorf("If it is no program, take the x away from its mode.", "the program %s, which is to print the vault's password, failed: %w", name, err)
		}
	} else if password, err = os.ReadFile(name); err != nil {
		return nil, fmt.Errorf("reading the vault's password: %w", err)
	}
	password = bytes.TrimSpace(password)
	if len(password) == 0 {
		return nil, fmt.Errorf("there is no password in %s", name)
	}
	return password, nil
}
