package sealed

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// A File is the content of a secrets file.
type File struct {
	Secrets      []Secret       // by name
	Authorities  []Authority    // by name
	Certificates []Certificate  // by name
	Removed      map[string]int // the highest version of values that are gone, by the name of the secret
	Source       *hcl.File      // what was parsed, for showing diagnostics; nil for a new file
}

// A Secret is one sealed value: what those who present the secret use.
type Secret struct {
	Name       string
	Kind       Kind
	Version    int      // from 1; every new value has the next
	Recipients []string // who can open it, sorted, each as Recipient returns it
	Sealed     string   // age ciphertext, armored, with a newline at its end
	Range      hcl.Range

	// Other is the value that is accepted beside this one while the secret is
	// rotated: the next one if its version is higher, else the previous one.
	Other *Secret

	Derived []Derivation // what was computed from this value, by kind
}

// A Phase says how far the rotation of a secret is.
type Phase string

const (
	Steady   Phase = ""         // there is one value
	Rotating Phase = "rotating" // the next value is accepted, and nobody uses it yet
	Promoted Phase = "promoted" // the new value is used, and the previous one is still accepted
)

// Phase returns how far the rotation of the secret is.
func (s *Secret) Phase() Phase {
	switch {
	case s.Other == nil:
		return Steady
	case s.Other.Version > s.Version:
		return Rotating
	}
	return Promoted
}

// Accepted returns the values that are accepted, by version.
func (s *Secret) Accepted() []*Secret {
	switch s.Phase() {
	case Rotating:
		return []*Secret{s, s.Other}
	case Promoted:
		return []*Secret{s.Other, s}
	}
	return []*Secret{s}
}

// Latest returns the highest version that the secret has a value of.
func (s *Secret) Latest() int {
	accepted := s.Accepted()
	return accepted[len(accepted)-1].Version
}

// A Kind says what a value may be.
type Kind string

const (
	Value Kind = "value" // any text
	Token Kind = "token" // letters, digits, and what no URL or configuration file gives a meaning

	// Derived values are computed from one of the others.
	Derived Kind = "derived"
)

// Kinds are the kinds that somebody can give to a secret.
var Kinds = []Kind{Value, Token}

// Name returns the name of the secrets file of a stack file:
// production.secrets.hcl for production.hcl.
func Name(stack string) string {
	stem := strings.TrimSuffix(stack, ".hcl")
	return strings.TrimSuffix(stem, ".senex") + ".secrets.hcl"
}

// Lookup returns the secret of that name, or nil.
func (f *File) Lookup(name string) *Secret {
	if i, ok := f.find(name); ok {
		return &f.Secrets[i]
	}
	return nil
}

// Next returns the version of the next value of a secret. A version is never
// used twice, also not by a secret that was removed in between: hosts take two
// values of one version for the same.
func (f *File) Next(name string) int {
	latest := f.Removed[name]
	if s := f.Lookup(name); s != nil {
		latest = max(latest, s.Latest())
	}
	return latest + 1
}

// Rotate adds a value that is accepted beside the one in use, until Promote
// makes it the one in use, and Finalize drops the other one. Its version is
// the one that NextBeside returned.
func (f *File) Rotate(next Secret) {
	s := f.Lookup(next.Name)
	next.Kind, next.Recipients = s.Kind, arranged(next.Recipients)
	s.Other = &next
	f.forget(s)
}

// forget drops the highest version that is gone once there is a higher one.
func (f *File) forget(s *Secret) {
	if f.Removed[s.Name] <= s.Latest() {
		delete(f.Removed, s.Name)
	}
}

// NextBeside returns the version of the value that a rotation brings. It is
// odd when the one in use is even, because Slot tells the two apart.
func (f *File) NextBeside(name string) int {
	next := f.Next(name)
	if s := f.Lookup(name); s != nil && Slot(next) == Slot(s.Version) {
		next++
	}
	return next
}

// Slot returns which of two places a value has: "a" or "b". The two values of
// a secret that is being rotated have different ones, so that each can have a
// login of its own.
func Slot(version int) string {
	if version%2 == 1 {
		return "a"
	}
	return "b"
}

// Promote exchanges the value in use and the other one. Doing it twice changes
// nothing.
func (s *Secret) Promote() {
	used := *s
	*s = *s.Other
	used.Other, s.Other = nil, &used
}

// Finalize drops the value that is not in use, and remembers its version.
func (f *File) Finalize(name string) {
	s := f.Lookup(name)
	if s == nil || s.Other == nil {
		return
	}
	if gone := s.Other.Version; gone > s.Version {
		f.remember(name, gone)
	}
	s.Other = nil
}

func (f *File) remember(name string, version int) {
	if f.Removed == nil {
		f.Removed = map[string]int{}
	}
	f.Removed[name] = max(f.Removed[name], version)
}

// Set adds the secret, or replaces the one of its name.
func (f *File) Set(s Secret) {
	if s.Kind == "" {
		s.Kind = Value
	}
	s.Recipients = arranged(s.Recipients)
	i, ok := f.find(s.Name)
	if !ok {
		f.Secrets = slices.Insert(f.Secrets, i, s)
	}
	f.Secrets[i] = s
	f.forget(&s)
}

func arranged(recipients []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(recipients)))
}

// Remove takes a secret away and leaves its version behind, for Next.
func (f *File) Remove(name string) {
	i, ok := f.find(name)
	if !ok {
		return
	}
	f.remember(name, f.Secrets[i].Latest())
	f.Secrets = slices.Delete(f.Secrets, i, i+1)
}

func (f *File) find(name string) (int, bool) {
	return slices.BinarySearchFunc(f.Secrets, name, func(s Secret, name string) int {
		return strings.Compare(s.Name, name)
	})
}
