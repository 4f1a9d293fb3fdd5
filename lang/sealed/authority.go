package sealed

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang/certificate"
)

// An Authority is a certificate authority: what issues certificates now and,
// while it is replaced, what will and what did. All of them are trusted.
type Authority struct {
	Name     string
	Issuer   Issuer
	Next     *Issuer // its certificate is handed out before it issues any
	Previous *Issuer // without a key: it issues nothing any more
	Range    hcl.Range
}

// An Issuer is one key of an authority, with its certificate.
type Issuer struct {
	Version     int
	Recipients  []string // who can open the key, sorted: operators
	Certificate string   // PEM
	Sealed      string   // age ciphertext of the key, armored
}

// A Certificate is one that an authority issued to a service on a host.
type Certificate struct {
	Name       string // SERVICE-LABEL@HOST
	Authority  string
	Version    int      // from 1; every new key has the next
	Recipients []string // who can open the key: the host
	Text       string   // the certificate, PEM
	Sealed     string   // age ciphertext of the key, armored
	Range      hcl.Range
}

// Trusted are the certificates by which others tell that one was issued by the
// authority: PEM, in order of their versions.
func (a *Authority) Trusted() string {
	var text strings.Builder
	for _, issuer := range []*Issuer{a.Previous, &a.Issuer, a.Next} {
		if issuer != nil {
			text.WriteString(issuer.Certificate)
		}
	}
	return text.String()
}

// KeyName is the name under which the key of an authority is sealed. No secret
// and no certificate has such a name.
func (a *Authority) KeyName() string { return "authority:" + a.Name }

// Authority returns the authority of that name, or nil.
func (f *File) Authority(name string) *Authority {
	if i, ok := f.findAuthority(name); ok {
		return &f.Authorities[i]
	}
	return nil
}

// SetAuthority adds the authority, or replaces the one of its name.
func (f *File) SetAuthority(a Authority) {
	i, ok := f.findAuthority(a.Name)
	if !ok {
		f.Authorities = slices.Insert(f.Authorities, i, a)
	}
	f.Authorities[i] = a
	delete(f.Removed, a.KeyName())
}

// RemoveAuthority takes an authority away and leaves its version behind.
func (f *File) RemoveAuthority(name string) {
	if i, ok := f.findAuthority(name); ok {
		a := f.Authorities[i]
		f.remember(a.KeyName(), f.NextIssuer(name)-1)
		f.Authorities = slices.Delete(f.Authorities, i, i+1)
	}
}

// NextIssuer returns the version of the next key of an authority.
func (f *File) NextIssuer(name string) int {
	a := f.Authority(name)
	switch {
	case a == nil:
		return f.Removed[(&Authority{Name: name}).KeyName()] + 1
	case a.Next != nil:
		return a.Next.Version + 1
	default:
		return a.Issuer.Version + 1
	}
}

// Certificate returns the certificate of that name, or nil.
func (f *File) Certificate(name string) *Certificate {
	if i, ok := f.findCertificate(name); ok {
		return &f.Certificates[i]
	}
	return nil
}

// SetCertificate adds the certificate, or replaces the one of its name.
func (f *File) SetCertificate(c Certificate) {
	i, ok := f.findCertificate(c.Name)
	if !ok {
		f.Certificates = slices.Insert(f.Certificates, i, c)
	}
	f.Certificates[i] = c
	delete(f.Removed, c.Name)
}

// RemoveCertificate takes a certificate away and leaves its version behind.
func (f *File) RemoveCertificate(name string) {
	if i, ok := f.findCertificate(name); ok {
		f.remember(name, f.Certificates[i].Version)
		f.Certificates = slices.Delete(f.Certificates, i, i+1)
	}
}

// NextCertificate returns the version of the next certificate of that name.
func (f *File) NextCertificate(name string) int {
	if c := f.Certificate(name); c != nil {
		return c.Version + 1
	}
	return f.Removed[name] + 1
}

func (f *File) findAuthority(name string) (int, bool) {
	return slices.BinarySearchFunc(f.Authorities, name, func(a Authority, name string) int { return strings.Compare(a.Name, name) })
}

func (f *File) findCertificate(name string) (int, bool) {
	return slices.BinarySearchFunc(f.Certificates, name, func(c Certificate, name string) int { return strings.Compare(c.Name, name) })
}

var (
	issuerAttributes = []hcl.AttributeSchema{
		{Name: "version", Required: true},
		{Name: "recipients", Required: true},
		{Name: "certificate", Required: true},
		{Name: "sealed", Required: true},
	}
	issuerSchema    = &hcl.BodySchema{Attributes: issuerAttributes}
	authoritySchema = &hcl.BodySchema{
		Attributes: issuerAttributes,
		Blocks:     []hcl.BlockHeaderSchema{{Type: "next"}, {Type: "previous"}},
	}
	previousSchema = &hcl.BodySchema{Attributes: []hcl.AttributeSchema{
		{Name: "version", Required: true},
		{Name: "certificate", Required: true},
	}}
	certificateSchema = &hcl.BodySchema{Attributes: append([]hcl.AttributeSchema{{Name: "authority", Required: true}}, issuerAttributes...)}
)

func parseAuthority(block *hcl.Block) (Authority, hcl.Diagnostics) {
	a := Authority{Name: block.Labels[0], Range: block.DefRange}
	what := fmt.Sprintf("authority %q", a.Name)
	content, diags := block.Body.Content(authoritySchema)
	diags = append(diags, a.Issuer.read(content, what, block.DefRange, true)...)
	for _, nested := range content.Blocks {
		schema, place := issuerSchema, &a.Next
		if nested.Type == "previous" {
			schema, place = previousSchema, &a.Previous
		}
		if *place != nil {
			diags = diags.Append(problem(nested.DefRange, "Duplicate block", "The %s has two blocks %q. Keep the one with the higher version.", what, nested.Type))
			continue
		}
		content, more := nested.Body.Content(schema)
		diags = append(diags, more...)
		*place = &Issuer{}
		diags = append(diags, (*place).read(content, what, nested.DefRange, true)...)
	}
	if !diags.HasErrors() && (a.Next != nil && a.Next.Version <= a.Issuer.Version || a.Previous != nil && a.Previous.Version >= a.Issuer.Version) {
		diags = diags.Append(problem(block.DefRange, "Invalid version", "The versions of the %s do not count up from previous to next. It was changed by hand: take the file from your version control.", what))
	}
	return a, diags
}

func parseCertificate(block *hcl.Block) (Certificate, hcl.Diagnostics) {
	c := Certificate{Name: block.Labels[0], Range: block.DefRange}
	what := fmt.Sprintf("certificate %q", c.Name)
	content, diags := block.Body.Content(certificateSchema)
	if !certificateName(c.Name) {
		diags = diags.Append(problem(block.LabelRanges[0], "Invalid name", "%q cannot be the name of a certificate, which is SERVICE@HOST.", c.Name))
	}
	var issuer Issuer
	diags = append(diags, issuer.read(content, what, block.DefRange, false)...)
	c.Version, c.Recipients, c.Text, c.Sealed = issuer.Version, issuer.Recipients, issuer.Certificate, issuer.Sealed
	diags = append(diags, attribute(content, "authority", what, func(v cty.Value) error {
		if v.Type() != cty.String || v.IsNull() {
			return errors.New("has an authority that is not a string")
		}
		c.Authority = v.AsString()
		return nil
	})...)
	return c, diags
}

// certificateName reports whether something can be the name of a certificate.
// It becomes part of names on the host.
func certificateName(s string) bool {
	service, host, ok := strings.Cut(s, "@")
	return ok && service != "" && host != "" && !strings.ContainsFunc(service+host, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_.", r))
	})
}

// read reads the attributes of a block and holds the certificate and what is
// sealed against what can be known of them without a key.
func (i *Issuer) read(content *hcl.BodyContent, what string, at hcl.Range, authority bool) hcl.Diagnostics {
	s := Secret{Kind: Value}
	diags := attribute(content, "version", what, s.readVersion)
	diags = append(diags, attribute(content, "recipients", what, s.readRecipients)...)
	diags = append(diags, attribute(content, "sealed", what, s.readSealed)...)
	diags = append(diags, attribute(content, "certificate", what, func(v cty.Value) error {
		if v.Type() != cty.String || v.IsNull() {
			return errors.New("has a certificate that is not a string")
		}
		i.Certificate = strings.TrimSpace(strings.ReplaceAll(v.AsString(), "\r\n", "\n")) + "\n"
		c, err := certificate.Parse(i.Certificate)
		switch {
		case err != nil:
			return fmt.Errorf("has a certificate that %w", err)
		case c.Authority() != authority:
			return errors.New("has a certificate of another kind: that of an authority for a service, or the other way round")
		}
		return nil
	})...)
	if !diags.HasErrors() && content.Attributes["sealed"] != nil {
		if err := s.check(); err != nil {
			diags = diags.Append(problem(content.Attributes["sealed"].Expr.Range(), "Invalid sealed", "The key of the %s %s. It was changed by hand: take the file from your version control.", what, err))
		}
	}
	i.Version, i.Recipients, i.Sealed = s.Version, s.Recipients, s.Sealed
	return diags
}

// attribute reads one attribute, if it is there.
func attribute(content *hcl.BodyContent, name, what string, read func(cty.Value) error) hcl.Diagnostics {
	a := content.Attributes[name]
	if a == nil {
		return nil // reported as missing, if it is
	}
	v, diags := a.Expr.Value(nil)
	if diags.HasErrors() {
		return diags
	}
	if err := read(v); err != nil {
		diags = diags.Append(problem(a.Expr.Range(), "Invalid "+name, "The %s %s.", what, err))
	}
	return diags
}

func (a *Authority) print(b *bytes.Buffer) {
	fmt.Fprintf(b, "\nauthority %q {\n", a.Name)
	a.Issuer.print(b, "  ")
	for _, part := range []struct {
		name string
		*Issuer
	}{{"next", a.Next}, {"previous", a.Previous}} {
		if part.Issuer != nil {
			fmt.Fprintf(b, "\n  %s {\n", part.name)
			part.print(b, "    ")
			b.WriteString("  }\n")
		}
	}
	b.WriteString("}\n")
}

func (c *Certificate) print(b *bytes.Buffer) {
	fmt.Fprintf(b, "\ncertificate %q {\n  authority = %q\n  version   = %d\n", c.Name, c.Authority, c.Version)
	(&Issuer{c.Version, c.Recipients, c.Text, c.Sealed}).printKey(b, "  ")
	b.WriteString("}\n")
}

func (i *Issuer) print(b *bytes.Buffer, indent string) {
	if i.Sealed == "" { // a previous one: its key is gone
		fmt.Fprintf(b, "%sversion     = %d\n", indent, i.Version)
		heredoc(b, indent, "certificate", i.Certificate)
		return
	}
	fmt.Fprintf(b, "%sversion = %d\n", indent, i.Version)
	i.printKey(b, indent)
}

func (i *Issuer) printKey(b *bytes.Buffer, indent string) {
	fmt.Fprintf(b, "%srecipients = [\n", indent)
	for _, r := range i.Recipients {
		fmt.Fprintf(b, "%s  %q,\n", indent, r)
	}
	fmt.Fprintf(b, "%s]\n", indent)
	heredoc(b, indent, "certificate", i.Certificate)
	heredoc(b, indent, "sealed     ", i.Sealed)
}

// heredoc writes an attribute with a text of several lines.
func heredoc(b *bytes.Buffer, indent, name, text string) {
	fmt.Fprintf(b, "%s%s = <<-EOT\n", indent, name)
	for line := range strings.Lines(text) {
		b.WriteString(indent + "  " + line)
	}
	b.WriteString(indent + "EOT\n")
}
