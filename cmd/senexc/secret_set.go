package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/senextrader/senexc/lang/sealed"
)

// setFlags say what value a secret gets.
type setFlags struct {
	kind        kindFlag
	generate    int // length of the token to make; 0 to read a value
	keepNewline bool
	force       bool
}

func (p *program) secretSet() *cobra.Command {
	var v values
	var f setFlags
	cmd := &cobra.Command{
		Use:   "set STACK NAME",
		Short: "Give a secret a value",
		Long: `Read a value, seal it to the hosts whose services use the secret and to every
operator, and write it into the secrets file beside the stack, under the next
version. The value is asked for on a terminal, or read from a pipe; it is never
an argument, where other users and the shell's history would see it.

One newline at the end of the value is taken for the end of the line and
dropped; --keep-newline keeps it.

A secret is of the kind value, which is any text, or token, which has only
letters, digits, dots, dashes and underscores, so that it needs no quoting
anywhere. --generate makes a random token that nobody needs to see. The kind
stays until another is given.`,
		Example: `  senexc secret set stacks/production.hcl db_password
  senexc secret set stacks/production.hcl db_password --generate
  openssl rand -base64 32 | senexc secret set stacks/production.hcl secret_key
  senexc secret set stacks/production.hcl tls_key --keep-newline < key.pem`,
		Args:              arguments("a stack file", "the name of a secret"),
		ValidArgsFunction: stackFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("generate") && f.generate == 0 {
				_, err := generate(0)
				return err
			}
			return p.setSecret(cmd.Context(), args[0], args[1], v, f)
		},
	}
	v.flags(cmd)
	cmd.Flags().Var(&f.kind, "kind", "`kind` of the secret, value or token")
	cmd.Flags().IntVar(&f.generate, "generate", 0, "make a random token, of that `length`")
	cmd.Flags().Lookup("generate").NoOptDefVal = strconv.Itoa(usualToken)
	cmd.Flags().BoolVar(&f.keepNewline, "keep-newline", false, "keep a newline at the end of the value")
	cmd.Flags().BoolVar(&f.force, "force", false, "take a value that looks as if it was still to be filled in")
	return cmd
}

func (p *program) setSecret(ctx context.Context, path, name string, v values, f setFlags) error {
	s, err := p.safe(ctx, path, v)
	if err != nil {
		return err
	}
	// Everything else is checked before anyone is asked for a value.
	if err := s.known(name); err != nil {
		return err
	}
	if err := s.unrotated(name); err != nil {
		return err
	}
	a := s.audience(name)
	if _, err := s.recipients(name, a); err != nil {
		return err
	}
	kind := sealed.Kind(f.kind)
	switch old := s.file.Lookup(name); {
	case kind != "":
	case f.generate > 0:
		kind = sealed.Token
	case old != nil:
		kind = old.Kind
	default:
		kind = sealed.Value
	}
	how := ""
	var value []byte
	if f.generate > 0 {
		value, err = generate(f.generate)
		how = fmt.Sprintf(", a token of %d characters,", f.generate)
	} else {
		value, err = p.readValue(ctx, name, f.keepNewline)
	}
	if err != nil {
		return err
	}
	if err := checkMeaning(value, kind, f.force); err != nil {
		return err
	}
	version := s.file.Next(name)
	if err := s.put(name, kind, version, value, a); err != nil {
		return err
	}
	if err := s.save(); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "sealed version %d of %s%s for %s in %s\n", version, name, how, a, s.secrets)
	return nil
}

// A kindFlag is the kind of a secret as a flag; empty when none was given.
type kindFlag sealed.Kind

func (k *kindFlag) String() string { return string(*k) }
func (k *kindFlag) Type() string   { return "kind" }

func (k *kindFlag) Set(text string) error {
	for _, kind := range sealed.Kinds {
		if text == string(kind) {
			*k = kindFlag(text)
			return nil
		}
	}
	return fmt.Errorf("there are the kinds %v", sealed.Kinds)
}
