package sealed

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// A File is the content of a secrets file.
type File struct {
	Secrets []Secret  // by name
	Source  *hcl.File // what was parsed, for showing diagnostics; nil for a new file
}

// A Secret is one sealed value.
type Secret struct {
	Name       string
	Version    int      // from 1; every new value has the next
	Recipients []string // who can open it, sorted
	Sealed     string   // age ciphertext, armored, with a newline at its end
	Range      hcl.Range
}

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

// Set adds the secret, or replaces the one of its name.
func (f *File) Set(s Secret) {
	s.Recipients = slices.Compact(slices.Sorted(slices.Values(s.Recipients)))
	i, ok := f.find(s.Name)
	if !ok {
		f.Secrets = slices.Insert(f.Secrets, i, s)
	}
	f.Secrets[i] = s
}

func (f *File) find(name string) (int, bool) {
	return slices.BinarySearchFunc(f.Secrets, name, func(s Secret, name string) int {
		return strings.Compare(s.Name, name)
	})
}
