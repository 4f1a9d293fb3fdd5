package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/renameio/v2"
	"github.com/spf13/cobra"

	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/emit/seal"
	"github.com/senextrader/senexc/lang/sealed"
	"github.com/senextrader/senexc/lang/suggest"
)

// maxSecret is the largest value that Podman keeps as a secret, in bytes.
const maxSecret = 512000

func (p *program) secretSet() *cobra.Command {
	var v values
	var keepNewline bool
	cmd := &cobra.Command{
		Use:   "set STACK NAME",
		Short: "Give a secret a value",
		Long: `Read a value, seal it to the hosts whose services use the secret, and write it
into the secrets file beside the stack, under the next version. The value is
asked for on a terminal, or read from a pipe; it is never an argument, where
other users and the shell's history would see it.

One newline at the end of the value is taken for the end of the line and
dropped; --keep-newline keeps it.`,
		Example: `  senexc secret set stacks/production.hcl db_password
  openssl rand -base64 32 | senexc secret set stacks/production.hcl secret_key
  senexc secret set stacks/production.hcl tls_key --keep-newline < key.pem`,
		Args:              arguments("a stack file", "the name of a secret"),
		ValidArgsFunction: stackFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.setSecret(cmd.Context(), args[0], args[1], v, keepNewline)
		},
	}
	v.flags(cmd)
	cmd.Flags().BoolVar(&keepNewline, "keep-newline", false, "keep a newline at the end of the value")
	return cmd
}

func (p *program) setSecret(ctx context.Context, path, name string, v values, keepNewline bool) error {
	s, err := p.compile(ctx, path, v, true)
	if err != nil {
		return err
	}
	recipients, err := s.recipients(name)
	if err != nil {
		return err
	}
	// Everything else is checked before anyone is asked for a value.
	src, err := os.ReadFile(s.secrets)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("reading the secrets file: %w", err)
	}
	file, diags := sealed.Parse(src, filepath.Base(s.secrets))
	if diags.HasErrors() {
		s.Files[filepath.Base(s.secrets)] = file.Source
		p.show(s, diags)
		return p.failed(s)
	}
	version := 1
	if old := file.Lookup(name); old != nil {
		version = old.Version + 1
	}
	value, err := p.readValue(ctx, name, keepNewline)
	if err != nil {
		return err
	}
	header := seal.Header{Stack: s.Stack, Environment: s.Environment, Name: name, Version: version}
	text, err := seal.Seal(header, value, recipients)
	if err != nil {
		return err
	}
	file.Set(sealed.Secret{Name: name, Version: version, Recipients: recipients, Sealed: text})
	if err := renameio.WriteFile(s.secrets, file.Bytes(), 0o644, renameio.WithTempDir(s.folder), renameio.WithExistingPermissions()); err != nil {
		return fmt.Errorf("writing the secrets file: %w", err)
	}
	fmt.Fprintf(p.out, "sealed version %d of %s for %s in %s\n", version, name, strings.Join(s.Needs[name], ", "), s.secrets)
	return nil
}

// recipients returns what a secret is sealed to: the recipients of exactly the
// hosts that need it.
func (s *stack) recipients(name string) ([]string, error) {
	hosts := s.Needs[name]
	if len(hosts) == 0 {
		needed := slices.Sorted(maps.Keys(s.Needs))
		if near := suggest.Suggest(name, needed); near != "" {
			return nil, hint.Errorf(fmt.Sprintf("Did you mean %q?", near), "no host of %s needs a secret %q", s.path, name)
		}
		advice := "Refer to secret." + name + " where its value belongs, in a service that is enabled."
		if len(needed) > 0 {
			advice += " What is needed: " + strings.Join(needed, ", ") + "."
		}
		return nil, hint.Errorf(advice, "no host of %s needs a secret %q, so nobody could open it", s.path, name)
	}
	var recipients []string
	for _, host := range hosts {
		r := s.Recipients[host]
		if r == "" {
			return nil, hint.Errorf(fmt.Sprintf("Run `senexc enroll %s %s`, and write the recipient that the host prints into its block.", quote(s.path), host),
				"the host %q needs the secret %q and has no recipient to seal it to", host, name)
		}
		if _, err := seal.ParseRecipient(r); err != nil {
			return nil, fmt.Errorf("the host %q: %w", host, err)
		}
		recipients = append(recipients, r)
	}
	slices.Sort(recipients)
	return slices.Compact(recipients), nil
}

// checkValue returns the value as it will be sealed.
func checkValue(value []byte, keepNewline bool) ([]byte, error) {
	if !keepNewline {
		value = bytes.TrimSuffix(value, []byte("\n"))
	}
	switch {
	case len(value) == 0:
		return nil, errors.New("the value is empty; a secret without a value protects nothing")
	case bytes.IndexByte(value, 0) >= 0:
		return nil, hint.Errorf("Encode it, as base64 does, where the service can decode it.",
			"the value has a NUL byte in it, which no environment and few files can carry")
	case len(value) > maxSecret:
		return nil, fmt.Errorf("the value has %d bytes, and Podman keeps at most %d", len(value), maxSecret)
	}
	return value, nil
}
