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

	"filippo.io/age"
	"github.com/google/renameio/v2"

	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/emit/seal"
	"github.com/senextrader/senexc/lang/derived"
	"github.com/senextrader/senexc/lang/sealed"
	"github.com/senextrader/senexc/lang/suggest"
)

// A safe is the secrets file of a stack while a command works on it. Nothing is
// written before save.
type safe struct {
	*stack
	file   *sealed.File
	before []byte // the file as it was read; nil when there was none
	dialog seal.Dialog
}

// safe opens the secrets file of a stack.
func (p *program) safe(ctx context.Context, path string, v values) (*safe, error) {
	s, err := p.compile(ctx, path, v, true)
	if err != nil {
		return nil, err
	}
	src, err := readIfThere(s.secrets)
	if err != nil {
		return nil, err
	}
	file, diags := sealed.Parse(src, filepath.Base(s.secrets))
	if diags.HasErrors() {
		s.Files[filepath.Base(s.secrets)] = file.Source
		p.show(s, diags)
		return nil, p.failed(s)
	}
	return &safe{stack: s, file: file, before: src, dialog: p.dialog(ctx)}, nil
}

func readIfThere(name string) ([]byte, error) {
	src, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("reading the secrets file: %w", err)
	}
	return src, nil
}

// save writes the file, as a whole or not at all. Whoever was quicker wins: what
// somebody else wrote meanwhile is not written over.
func (s *safe) save() error {
	now, err := readIfThere(s.secrets)
	if err != nil {
		return err
	}
	if !bytes.Equal(now, s.before) {
		return hint.Errorf("Run the command again.", "%s was changed by somebody else meanwhile; nothing was written", s.secrets)
	}
	after := s.file.Bytes()
	if bytes.Equal(after, now) {
		return nil
	}
	if err := renameio.WriteFile(s.secrets, after, 0o644, renameio.WithTempDir(s.folder), renameio.WithExistingPermissions()); err != nil {
		return fmt.Errorf("writing the secrets file: %w", err)
	}
	return nil
}

// An audience is who is to open a value, by name and sorted.
type audience struct{ hosts, operators []string }

func (a audience) String() string {
	text := strings.Join(a.hosts, ", ")
	switch {
	case len(a.operators) == 0:
		return text
	case text != "":
		text += " and "
	}
	if len(a.operators) == 1 {
		return text + "the operator " + a.operators[0]
	}
	return text + "the operators " + strings.Join(a.operators, ", ")
}

// audience returns who is to open a secret: the hosts that need it, and every
// operator. Of a secret that this build does not need, hosts keep what they
// have: other values of variables may need it.
func (s *safe) audience(name string) audience {
	a := audience{hosts: s.Needs[name], operators: slices.Sorted(maps.Keys(s.Operators))}
	if old := s.file.Entry(name); old != nil && len(a.hosts) == 0 {
		for _, host := range slices.Sorted(maps.Keys(s.Recipients)) {
			if slices.Contains(old.Recipients, s.Recipients[host]) {
				a.hosts = append(a.hosts, host)
			}
		}
	}
	return a
}

// recipients returns what a value is sealed to, so that an audience opens it.
func (s *safe) recipients(name string, a audience) ([]string, error) {
	var recipients []string
	for _, host := range a.hosts {
		r := s.Recipients[host]
		if r == "" {
			return nil, hint.Errorf(fmt.Sprintf("Run `senexc enroll %s %s`, and write the recipient that the host prints into its block.", quote(s.path), host),
				"the host %q needs the secret %q and has no recipient of its own to seal it to", host, name)
		}
		recipients = append(recipients, r)
	}
	for _, operator := range a.operators {
		recipients = append(recipients, s.Operators[operator])
	}
	slices.Sort(recipients)
	return slices.Compact(recipients), nil
}

// known refuses names that are not secrets of the stack, and secrets that
// nobody could open.
func (s *safe) known(name string) error {
	if of, _, ok := derived.Split(name); ok {
		return s.madeOf(name, of)
	}
	if len(s.Needs[name]) > 0 || slices.Contains(s.Used, name) && len(s.Operators) > 0 {
		return nil
	}
	if near := suggest.Suggest(name, s.Used); near != "" && near != name {
		return hint.Errorf(fmt.Sprintf("Did you mean %q?", near), "no host of %s needs a secret %q", s.path, name)
	}
	advice := "Refer to secret." + name + " where its value belongs, in a service that is enabled."
	if needed := slices.Sorted(maps.Keys(s.Needs)); len(needed) > 0 {
		advice += " What is needed: " + strings.Join(needed, ", ") + "."
	}
	return hint.Errorf(advice, "no host of %s needs a secret %q, so nobody could open it", s.path, name)
}

// existing returns a secret that has a value.
func (s *safe) existing(name string) (*sealed.Secret, error) {
	if of, _, ok := derived.Split(name); ok {
		return nil, s.madeOf(name, of)
	}
	if old := s.file.Lookup(name); old != nil {
		return old, nil
	}
	var names []string
	for _, secret := range s.file.Secrets {
		names = append(names, secret.Name)
	}
	if near := suggest.Suggest(name, names); near != "" {
		return nil, hint.Errorf(fmt.Sprintf("Did you mean %q?", near), "there is no secret %q in %s", name, s.secrets)
	}
	return nil, hint.Errorf(fmt.Sprintf("See `senexc secret list %s`.", quote(s.path)), "there is no secret %q in %s", name, s.secrets)
}

// put seals a value under a version, and what is derived from it, and keeps both
// until save.
func (s *safe) put(name string, kind sealed.Kind, version int, value []byte, a audience) error {
	secret, err := s.seal(name, kind, version, value, a)
	if err == nil {
		err = s.deriveAll(&secret, value)
	}
	if err == nil {
		s.file.Set(secret)
	}
	return err
}

// again seals both values of a secret anew, if there are two, for an audience.
func (s *safe) again(secret *sealed.Secret, identities []age.Identity, a audience) error {
	for _, v := range secret.Accepted() {
		value, err := s.open(v, identities)
		if err != nil {
			return err
		}
		anew, err := s.seal(v.Name, v.Kind, v.Version, value, a)
		if err != nil {
			return err
		}
		v.Recipients, v.Sealed = anew.Recipients, anew.Sealed
	}
	return nil
}

// unrotated refuses a new value for a secret that has two already.
func (s *safe) unrotated(name string) error {
	secret := s.file.Lookup(name)
	if secret == nil || secret.Phase() == sealed.Steady {
		return nil
	}
	advice := fmt.Sprintf("Go on with `senexc secret promote %[1]s %[2]s`, or give the next value up with `senexc secret rotate --cancel %[1]s %[2]s`.", quote(s.path), name)
	if secret.Phase() == sealed.Promoted {
		advice = fmt.Sprintf("End it with `senexc secret finalize %s %s`, once every host has the new value.", quote(s.path), name)
	}
	return hint.Errorf(advice, "the secret %q is being rotated: versions %d and %d are accepted, and a third cannot be", name, min(secret.Version, secret.Other.Version), secret.Latest())
}

// seal seals a value under a version.
func (s *safe) seal(name string, kind sealed.Kind, version int, value []byte, a audience) (sealed.Secret, error) {
	recipients, err := s.recipients(name, a)
	if err != nil {
		return sealed.Secret{}, err
	}
	// Two hosts may share an identity. What is sealed twice to one recipient is
	// not what the file lists, and is refused when it is read.
	var to []age.Recipient
	seen := map[string]bool{}
	for _, host := range a.hosts {
		if seen[s.Recipients[host]] {
			continue
		}
		seen[s.Recipients[host]] = true
		r, err := seal.ParseRecipient(s.Recipients[host])
		if err != nil {
			return sealed.Secret{}, fmt.Errorf("the host %q: %w", host, err)
		}
		to = append(to, r)
	}
	for _, operator := range a.operators {
		if seen[s.Operators[operator]] {
			continue
		}
		seen[s.Operators[operator]] = true
		r, err := seal.ParseOperator(s.Operators[operator], s.dialog)
		if err != nil {
			return sealed.Secret{}, fmt.Errorf("the operator %q: %w", operator, err)
		}
		to = append(to, r)
	}
	if len(to) == 0 {
		return sealed.Secret{}, hint.Errorf(fmt.Sprintf("Remove it with `senexc secret rm %s %s`, or name operators in the stack.", quote(s.path), name),
			"no host needs the secret %q and the stack has no operators, so nobody could open it", name)
	}
	text, err := seal.Seal(s.header(name, version), value, to)
	if err != nil {
		return sealed.Secret{}, err
	}
	return sealed.Secret{Name: name, Kind: kind, Version: version, Recipients: recipients, Sealed: text}, nil
}

// open returns the value of a secret.
func (s *safe) open(secret *sealed.Secret, identities []age.Identity) ([]byte, error) {
	return s.opened(secret.Name, secret.Version, secret.Sealed, secret.Recipients, identities)
}

// opened returns what was sealed under a name.
func (s *safe) opened(name string, version int, text string, recipients []string, identities []age.Identity) ([]byte, error) {
	value, err := seal.Open(identities, text, s.header(name, version))
	if err != nil {
		return nil, hint.Errorf("Name another identity with --identity, or ask somebody whom it is sealed to: "+s.names(recipients)+".", "%w", err)
	}
	return value, nil
}

func (s *safe) header(name string, version int) seal.Header {
	return seal.Header{Stack: s.Stack, Environment: s.Environment, Name: name, Version: version}
}

// names says whose recipients these are.
func (s *safe) names(recipients []string) string {
	owners := map[string]string{}
	for _, of := range []map[string]string{s.Recipients, s.Operators} {
		for name, r := range of {
			owners[r] = name
		}
	}
	var names []string
	for _, r := range recipients {
		if name := owners[r]; name != "" {
			names = append(names, name)
		} else {
			names = append(names, short(r))
		}
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// short shortens a recipient to what a person compares: keys of age differ at
// once, SSH keys begin alike.
func short(recipient string) string {
	if kind, key, ssh := strings.Cut(recipient, " "); ssh && len(key) > 12 {
		return kind + " ..." + key[len(key)-12:]
	}
	if len(recipient) > 20 {
		return recipient[:20] + "..."
	}
	return recipient
}
