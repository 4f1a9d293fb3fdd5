package main

import (
	"crypto/rand"
	"fmt"
	"maps"
	"slices"

	"filippo.io/age"

	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/lang/derived"
	"github.com/senextrader/senexc/lang/sealed"
)

// deriveAll computes and seals whatever the stack needs that is derived from a
// value.
func (s *safe) deriveAll(secret *sealed.Secret, value []byte) error {
	for _, name := range slices.Sorted(maps.Keys(s.Needs)) {
		if of, kind, ok := derived.Split(name); ok && of == secret.Name {
			if err := s.derive(secret, kind, value, s.audience(name)); err != nil {
				return err
			}
		}
	}
	return nil
}

// derive computes one kind of what is derived from a value, and seals it beside
// the value.
func (s *safe) derive(secret *sealed.Secret, kind string, value []byte, a audience) error {
	made, err := derived.Of(kind, rand.Reader, value)
	if err != nil {
		return hint.Errorf(fmt.Sprintf("Give it another value with `senexc secret set %s %s`; --generate makes one.", quote(s.path), secret.Name),
			"the secret %q is needed as %s, and %w", secret.Name, kind, err)
	}
	return s.shut(secret, kind, made, a)
}

// shut seals what was derived from a value beside it.
func (s *safe) shut(secret *sealed.Secret, kind string, made []byte, a audience) error {
	one, err := s.seal(derived.Name(secret.Name, kind), sealed.Derived, secret.Version, made, a)
	if err == nil {
		secret.Derive(sealed.Derivation{Kind: kind, Recipients: one.Recipients, Sealed: one.Sealed})
	}
	return err
}

// deriveAgain seals what is derived from the values of a secret anew, for an
// audience. What is there stays the same: computed again it would be another one.
func (s *safe) deriveAgain(secret *sealed.Secret, kind string, identities []age.Identity, a audience) error {
	for _, v := range secret.Accepted() {
		if there := v.Derivation(kind); there != nil {
			made, err := s.open(there, identities)
			if err != nil {
				return err
			}
			if err := s.shut(v, kind, made, a); err != nil {
				return err
			}
			continue
		}
		value, err := s.open(v, identities)
		if err != nil {
			return err
		}
		if err := s.derive(v, kind, value, a); err != nil {
			return err
		}
	}
	return nil
}

// isDerived reports whether a name is that of something derived from a secret.
func isDerived(name string) bool {
	_, _, ok := derived.Split(name)
	return ok
}

// derivable reports whether a name is that of something derived from a secret
// that has a value.
func (s *safe) derivable(name string) bool {
	of, _, ok := derived.Split(name)
	return ok && s.file.Lookup(of) != nil
}

// remove takes a secret away, or what is derived from one.
func (s *safe) remove(name string) {
	of, kind, ok := derived.Split(name)
	if !ok {
		s.file.Remove(name)
		return
	}
	if secret := s.file.Lookup(of); secret != nil {
		for _, v := range secret.Accepted() {
			v.Underive(kind)
		}
	}
}

// madeOf refuses what is for a secret itself.
func (s *safe) madeOf(name, of string) error {
	return hint.Errorf(fmt.Sprintf("Set %s, or rotate it: %s follows.", of, name), "%s is no secret of its own: it is derived from the secret %q", name, of)
}
