package sealed

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/senextrader/senexc/lang/derived"
)

// A Derivation is what was computed from one value of a secret, sealed beside it
// to those who need that and not the value.
type Derivation struct {
	Kind       string   // as in package derived
	Recipients []string // as of a Secret
	Sealed     string
}

// Derive adds what was computed from the value, or replaces it.
func (s *Secret) Derive(d Derivation) {
	d.Recipients = arranged(d.Recipients)
	s.Underive(d.Kind)
	s.Derived = append(s.Derived, d)
	slices.SortFunc(s.Derived, func(a, b Derivation) int { return strings.Compare(a.Kind, b.Kind) })
}

// Underive drops what was computed from the value.
func (s *Secret) Underive(kind string) {
	s.Derived = slices.DeleteFunc(slices.Clone(s.Derived), func(d Derivation) bool { return d.Kind == kind })
}

// Derivation returns what was computed from the value, as a secret of its own
// name, or nil.
func (s *Secret) Derivation(kind string) *Secret {
	for _, d := range s.Derived {
		if d.Kind == kind {
			return &Secret{Name: derived.Name(s.Name, kind), Kind: Derived, Version: s.Version, Recipients: d.Recipients, Sealed: d.Sealed, Range: s.Range}
		}
	}
	return nil
}

// Entry returns the secret of that name, or what is derived from one, in as many
// values as the secret has; nil when that is not there for every value. What it
// returns is not to be changed.
func (f *File) Entry(name string) *Secret {
	of, kind, ok := derived.Split(name)
	s := f.Lookup(of)
	if !ok || s == nil {
		return f.Lookup(name)
	}
	entry := s.Derivation(kind)
	if entry == nil || s.Other == nil {
		return entry
	}
	if entry.Other = s.Other.Derivation(kind); entry.Other == nil {
		return nil
	}
	return entry
}

// Entries are the names of all secrets and of all that is derived from them.
func (f *File) Entries() []string {
	var names []string
	for _, s := range f.Secrets {
		names = append(names, s.Name)
		for _, v := range s.Accepted() {
			for _, d := range v.Derived {
				names = append(names, derived.Name(s.Name, d.Kind))
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

var derivedSchema = &hcl.BodySchema{Attributes: []hcl.AttributeSchema{
	{Name: "recipients", Required: true},
	{Name: "sealed", Required: true},
}}

// readDerived reads the blocks of what was computed from a value.
func (s *Secret) readDerived(blocks hcl.Blocks) (diags hcl.Diagnostics) {
	for _, block := range blocks {
		kind, at := block.Labels[0], block.LabelRanges[0]
		switch {
		case !slices.Contains(derived.Kinds, kind):
			diags = diags.Append(problem(at, "Unknown kind", "There is no kind %q of derived values; there are %s.", kind, strings.Join(derived.Kinds, ", ")))
			continue
		case s.Derivation(kind) != nil:
			diags = diags.Append(problem(at, "Duplicate secret", "The secret %q has two blocks of %s. Take the blocks of this secret from one side of a merge, and not from both.", s.Name, kind))
			continue
		}
		d := Secret{Name: derived.Name(s.Name, kind)}
		content, more := block.Body.Content(derivedSchema)
		more = append(more, d.read(content)...)
		if !more.HasErrors() {
			more = append(more, d.checked(content)...)
		}
		if diags = append(diags, more...); !more.HasErrors() {
			s.Derive(Derivation{Kind: kind, Recipients: d.Recipients, Sealed: d.Sealed})
		}
	}
	return diags
}

func (d Derivation) print(b *bytes.Buffer) {
	fmt.Fprintf(b, "\n  derived %q {\n    recipients = [\n", d.Kind)
	for _, r := range d.Recipients {
		fmt.Fprintf(b, "      %q,\n", r)
	}
	b.WriteString("    ]\n")
	heredoc(b, "    ", "sealed", d.Sealed)
	b.WriteString("  }\n")
}
