package sealed

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang/charset"
	"github.com/senextrader/senexc/lang/number"
)

var (
	fileSchema = &hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{
		{Type: "secret", LabelNames: []string{"name"}},
		{Type: "next", LabelNames: []string{"name"}},
		{Type: "previous", LabelNames: []string{"name"}},
		{Type: "authority", LabelNames: []string{"name"}},
		{Type: "certificate", LabelNames: []string{"name"}},
		{Type: "removed", LabelNames: []string{"name"}},
	}}
	removedSchema = &hcl.BodySchema{Attributes: []hcl.AttributeSchema{
		{Name: "version", Required: true},
	}}
	secretSchema = &hcl.BodySchema{Attributes: []hcl.AttributeSchema{
		{Name: "kind"},
		{Name: "version", Required: true},
		{Name: "recipients", Required: true},
		{Name: "sealed", Required: true},
	}, Blocks: []hcl.BlockHeaderSchema{
		{Type: "derived", LabelNames: []string{"kind"}},
	}}
)

// Parse reads a secrets file. Name is what messages call it. The File has all
// secrets that are in order, and is never nil.
func Parse(src []byte, name string) (*File, hcl.Diagnostics) {
	f := &File{Source: &hcl.File{Bytes: src}, Removed: map[string]int{}}
	if diags := charset.Check(src, name); diags.HasErrors() {
		return f, diags
	}
	source, diags := hclsyntax.ParseConfig(src, name, hcl.InitialPos)
	if source != nil {
		f.Source = source
	}
	if !diags.HasErrors() {
		diags = number.Check(source.Body.(*hclsyntax.Body), src)
	}
	if diags.HasErrors() {
		return f, diags
	}
	content, diags := source.Body.Content(fileSchema)
	first := map[string]hcl.Range{}
	var others []*hcl.Block // next and previous, which belong to a secret
	values := map[*hcl.Block]Secret{}
	for _, block := range content.Blocks {
		label, at := block.Labels[0], block.LabelRanges[0]
		switch block.Type {
		case "authority":
			a, more := parseAuthority(block)
			if f.Authority(label) != nil {
				more = more.Append(problem(at, "Duplicate authority", "The authority %q is already in this file. Keep the block with the higher version.", label))
			}
			if diags = append(diags, more...); !more.HasErrors() {
				f.SetAuthority(a)
			}
			continue
		case "certificate":
			c, more := parseCertificate(block)
			if f.Certificate(label) != nil {
				more = more.Append(problem(at, "Duplicate certificate", "The certificate %q is already in this file. Keep the block with the higher version.", label))
			}
			if diags = append(diags, more...); !more.HasErrors() {
				f.SetCertificate(c)
			}
			continue
		}
		kind := "sealed"
		switch block.Type {
		case "removed":
			kind = "removed"
		case "next", "previous":
			kind = "rotated"
		}
		if before, ok := first[kind+" "+label]; ok {
			diags = diags.Append(problem(at, "Duplicate secret",
				"The secret %q is already %s on line %d. Keep the block with the higher version.", label, kind, before.Start.Line))
			continue
		}
		first[kind+" "+label] = at
		schema := secretSchema
		if kind == "removed" {
			schema = removedSchema
		}
		s, more := parseSecret(block, schema)
		diags = append(diags, more...)
		switch {
		case more.HasErrors():
		case kind == "removed":
			f.remember(label, s.Version)
		case kind == "rotated":
			others, values[block] = append(others, block), s
		default:
			f.Set(s)
		}
	}
	for _, block := range others {
		diags = append(diags, f.beside(block, values[block], first)...)
	}
	for i := range f.Secrets {
		s := &f.Secrets[i]
		if gone := f.Removed[s.Name]; gone > 0 && gone <= s.Latest() {
			diags = diags.Append(problem(first["removed "+s.Name], "Duplicate secret",
				"The secret %q is sealed on line %d with version %d, and version %d is said to be gone. Keep the block with the higher version.", s.Name, s.Range.Start.Line, s.Latest(), gone))
		}
	}
	return f, diags
}

// beside gives a secret the value that is accepted beside it.
func (f *File) beside(block *hcl.Block, value Secret, first map[string]hcl.Range) hcl.Diagnostics {
	at := block.LabelRanges[0]
	s := f.Lookup(value.Name)
	if s == nil {
		if _, reported := first["sealed "+value.Name]; reported {
			return nil
		}
		return hcl.Diagnostics{problem(at, "Rotation of nothing",
			"There is no secret %q that this value is accepted beside. Take the file from the history as it was, or set the secret again.", value.Name)}
	}
	next := block.Type == "next"
	switch {
	case next && value.Version <= s.Version, !next && value.Version >= s.Version:
		return hcl.Diagnostics{problem(at, "Versions out of order",
			"The %s value of the secret %q has version %d, and the one in use has version %d. Take the blocks of this secret from one side of a merge, and not from both.", block.Type, value.Name, value.Version, s.Version)}
	case Slot(value.Version) == Slot(s.Version):
		return hcl.Diagnostics{problem(at, "Versions out of order",
			"The %s value of the secret %q and the one in use have the versions %d and %d; one of them must be odd and the other even. Take the blocks of this secret from one side of a merge, and not from both.", block.Type, value.Name, value.Version, s.Version)}
	}
	value.Kind = s.Kind
	s.Other = &value
	return nil
}

// parseSecret reads a block, which has what its schema says.
func parseSecret(block *hcl.Block, schema *hcl.BodySchema) (Secret, hcl.Diagnostics) {
	s := Secret{Name: block.Labels[0], Kind: Value, Range: block.DefRange}
	var diags hcl.Diagnostics
	if name := strings.TrimPrefix(s.Name, "authority:"); !hclsyntax.ValidIdentifier(s.Name) &&
		(block.Type != "removed" || !hclsyntax.ValidIdentifier(name) && !certificateName(name)) {
		diags = diags.Append(problem(block.LabelRanges[0], "Invalid name",
			"%q cannot be the name of a secret: it has only letters, digits, underscores and dashes, and begins with a letter.", s.Name))
	}
	content, more := block.Body.Content(schema)
	diags = append(diags, more...)
	diags = append(diags, s.read(content)...)
	if !diags.HasErrors() && schema == secretSchema {
		diags = append(diags, s.checked(content)...)
	}
	diags = append(diags, s.readDerived(content.Blocks)...)
	slices.SortStableFunc(diags, func(a, b *hcl.Diagnostic) int { return a.Subject.Start.Byte - b.Subject.Start.Byte })
	return s, diags
}

// read reads the attributes that are there; those that are not were reported.
func (s *Secret) read(content *hcl.BodyContent) (diags hcl.Diagnostics) {
	for name, read := range map[string]func(cty.Value) error{
		"kind":       s.readKind,
		"version":    s.readVersion,
		"recipients": s.readRecipients,
		"sealed":     s.readSealed,
	} {
		a := content.Attributes[name]
		if a == nil {
			continue
		}
		v, more := a.Expr.Value(nil)
		diags = append(diags, more...)
		if more.HasErrors() {
			continue
		}
		if err := read(v); err != nil {
			diags = diags.Append(problem(a.Expr.Range(), "Invalid "+name, "The secret %q %s.", s.Name, err))
		}
	}
	return diags
}

// checked says what is wrong with the sealed text.
func (s *Secret) checked(content *hcl.BodyContent) hcl.Diagnostics {
	err := s.check()
	if err == nil {
		return nil
	}
	return hcl.Diagnostics{problem(content.Attributes["sealed"].Expr.Range(), "Invalid sealed",
		"The secret %q %s. Seal it again with `senexc secret set`.", s.Name, err)}
}

func (s *Secret) readKind(v cty.Value) error {
	if v.Type() != cty.String || v.IsNull() || !slices.Contains(Kinds, Kind(v.AsString())) {
		return fmt.Errorf("has a kind that is none of %v", Kinds)
	}
	s.Kind = Kind(v.AsString())
	return nil
}

func (s *Secret) readVersion(v cty.Value) error {
	if v.Type() != cty.Number || v.IsNull() {
		return fmt.Errorf("has a version that is not a number")
	}
	n, accuracy := v.AsBigFloat().Int64()
	if accuracy != big.Exact || n < 1 || n > 1<<31-1 {
		return fmt.Errorf("has a version that is not a whole number from 1 on")
	}
	s.Version = int(n)
	return nil
}

func (s *Secret) readRecipients(v cty.Value) error {
	if !v.Type().IsTupleType() || v.IsNull() || v.LengthInt() == 0 {
		return fmt.Errorf("needs a list of recipients")
	}
	for _, r := range v.AsValueSlice() {
		if r.Type() != cty.String || r.IsNull() {
			return fmt.Errorf("has a recipient that is not a string")
		}
		recipient, err := Recipient(r.AsString())
		if err != nil {
			// Not quoted: it may be an identity.
			return fmt.Errorf("has a recipient that %w", err)
		}
		if slices.Contains(s.Recipients, recipient) {
			return fmt.Errorf("has the recipient %q twice", recipient)
		}
		s.Recipients = append(s.Recipients, recipient)
	}
	slices.Sort(s.Recipients)
	return nil
}

func (s *Secret) readSealed(v cty.Value) error {
	if v.Type() != cty.String || v.IsNull() {
		return fmt.Errorf("has a sealed value that is not a string")
	}
	s.Sealed = strings.TrimSpace(strings.ReplaceAll(v.AsString(), "\r\n", "\n")) + "\n"
	return nil
}

func problem(at hcl.Range, summary, detail string, args ...any) *hcl.Diagnostic {
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  summary,
		Detail:   fmt.Sprintf(detail, args...),
		Subject:  &at,
	}
}
