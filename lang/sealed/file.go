package sealed

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// A File is the content of a secrets file.
type File struct {
	Secrets []Secret       // by name
	Removed map[string]int // the last version that a secret had which is gone, by its name
	Source  *hcl.File      // what was parsed, for showing diagnostics; nil for a new file
}

// A Secret is one sealed value.
type Secret struct {
	Name       string
	Kind       Kind
	Version    int      // from 1; every new value has the next
	Recipients []string // who can open it, sorted, each as Recipient returns it
	Sealed     string   // age ciphertext, armored, with a newline at its end
	Range      hcl.Range
}

// A Kind says what a value may be.
type Kind string

const (
	Value Kind = "value" // any text
	Token Kind = "token" // letters, digits, and what no URL or configuration file gives a meaning
)

// Kinds are all kinds there are.
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
	if s := f.Lookup(name); s != nil {
		return s.Version + 1
	}
	return f.Removed[name] + 1
}

// Set adds the secret, or replaces the one of its name.
func (f *File) Set(s Secret) {
	if s.Kind == "" {
		s.Kind = Value
	}
	s.Recipients = slices.Compact(slices.Sorted(slices.Values(s.Recipients)))
	i, ok := f.find(s.Name)
	if !ok {
		f.Secrets = slices.Insert(f.Secrets, i, s)
	}
	f.Secrets[i] = s
	delete(f.Removed, s.Name)
}

// Remove takes a secret away and leaves its version behind, for Next.
func (f *File) Remove(name string) {
	i, ok := f.find(name)
	if !ok {
		return
	}
	if f.Removed == nil {
		f.Removed = map[string]int{}
	}
	f.Removed[name] = f.Secrets[i].Version
	f.Secrets = slices.Delete(f.Secrets, i, i+1)
}

func (f *File) find(name string) (int, bool) {
	return slices.BinarySearchFunc(f.Secrets, name, func(s Secret, name string) int {
		return strings.Compare(s.Name, name)
	})
}
