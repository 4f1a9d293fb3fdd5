package main

import (
	"crypto/rand"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"filippo.io/age"

	"github.com/senextrader/senexc/compile"
	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/lang/certificate"
	"github.com/senextrader/senexc/lang/sealed"
	"github.com/senextrader/senexc/lang/suggest"
)

// An issuance is one run that issues certificates: it opens the key of an
// authority when that is needed, and once.
type issuance struct {
	*safe
	now  time.Time
	open func() ([]age.Identity, error) // asks for the operator's identity
	keys map[string][]byte              // by the certificate that they belong to
	done []string                       // what was done, for people
}

func (s *safe) issuance(open func() ([]age.Identity, error)) (*issuance, error) {
	at, err := now()
	return &issuance{safe: s, now: at, open: open, keys: map[string][]byte{}}, err
}

// all issues what the stack needs and does not have, and leaves the rest alone.
func (i *issuance) all(prune bool) error {
	for _, a := range i.Authorities {
		if err := i.authority(a); err != nil {
			return err
		}
	}
	wanted := map[string]bool{}
	for _, c := range i.Certificates {
		wanted[c.Name] = true
		if why := i.due(c); why != "" {
			if err := i.issue(c, why); err != nil {
				return err
			}
		}
	}
	for _, c := range slices.Clone(i.file.Certificates) {
		if prune && !wanted[c.Name] {
			i.file.RemoveCertificate(c.Name)
			i.did("removed %s, which nothing needs", c.Name)
		}
	}
	for _, a := range slices.Clone(i.file.Authorities) {
		if prune && i.declared(a.Name) == nil {
			i.file.RemoveAuthority(a.Name)
			i.did("removed the authority %s, which the stack does not have", a.Name)
		}
	}
	return nil
}

func (i *issuance) did(format string, args ...any) {
	i.done = append(i.done, fmt.Sprintf(format, args...))
}

// declared returns what the stack says of an authority, or nil.
func (s *safe) declared(name string) *compile.Authority {
	for k := range s.Authorities {
		if s.Authorities[k].Name == name {
			return &s.Authorities[k]
		}
	}
	return nil
}

// operators are who can open the keys of authorities: nobody else needs them.
func (s *safe) operators() audience {
	return audience{operators: slices.Sorted(maps.Keys(s.Operators))}
}

// authority makes an authority that is new, and seals the keys of one again that
// is not sealed to the operators of now.
func (i *issuance) authority(a compile.Authority) error {
	known := i.file.Authority(a.Name)
	if known == nil {
		issuer, err := i.newIssuer(a)
		if err != nil {
			return err
		}
		i.file.SetAuthority(sealed.Authority{Name: a.Name, Issuer: *issuer})
		i.did("made the authority %s, valid until %s", a.Name, until(issuer.Certificate))
		return nil
	}
	recipients, err := i.recipients(known.KeyName(), i.operators())
	if err != nil {
		return err
	}
	for _, issuer := range []*sealed.Issuer{&known.Issuer, known.Next} {
		if issuer == nil || slices.Equal(issuer.Recipients, recipients) {
			continue
		}
		key, err := i.key(known, issuer)
		if err != nil {
			return err
		}
		closed, err := i.seal(known.KeyName(), sealed.Value, issuer.Version, key, i.operators())
		if err != nil {
			return err
		}
		issuer.Sealed, issuer.Recipients = closed.Sealed, closed.Recipients
		i.did("sealed the key of the authority %s again, for %s", a.Name, i.operators())
	}
	return nil
}

// newIssuer makes a key for an authority.
func (i *issuance) newIssuer(a compile.Authority) (*sealed.Issuer, error) {
	issuer := &sealed.Issuer{Version: i.file.NextIssuer(a.Name)}
	text, key, err := certificate.NewAuthority(rand.Reader, certificate.Request{
		Subject: fmt.Sprintf("%s %s %s %d", i.Stack, i.Environment, a.Name, issuer.Version),
		Now:     i.now, Validity: a.Validity,
	})
	if err != nil {
		return nil, err
	}
	issuer.Certificate = text
	i.keys[text] = key
	closed, err := i.seal((&sealed.Authority{Name: a.Name}).KeyName(), sealed.Value, issuer.Version, key, i.operators())
	issuer.Sealed, issuer.Recipients = closed.Sealed, closed.Recipients
	return issuer, err
}

// key opens the key of an authority.
func (i *issuance) key(a *sealed.Authority, issuer *sealed.Issuer) ([]byte, error) {
	if key := i.keys[issuer.Certificate]; key != nil {
		return key, nil
	}
	identities, err := i.open()
	if err != nil {
		return nil, err
	}
	key, err := i.opened(a.KeyName(), issuer.Version, issuer.Sealed, issuer.Recipients, identities)
	if err != nil {
		return nil, err
	}
	i.keys[issuer.Certificate] = key
	return key, nil
}

// issue issues a certificate for a service, and seals its key to its host.
func (i *issuance) issue(c compile.Certificate, why string) error {
	a := i.file.Authority(c.Authority)
	authorityKey, err := i.key(a, &a.Issuer)
	if err != nil {
		return err
	}
	text, key, err := certificate.Issue(rand.Reader, a.Issuer.Certificate, authorityKey, certificate.Request{
		Subject: c.Name, Names: c.Names, Now: i.now, Validity: i.declared(c.Authority).CertificateValidity,
	})
	if err != nil {
		return hint.Errorf(fmt.Sprintf("Replace the authority with `senexc secret rotate %s %s`.", quote(i.path), c.Authority), "the certificate %s cannot be issued: %w", c.Name, err)
	}
	one := sealed.Certificate{Name: c.Name, Authority: c.Authority, Version: i.file.NextCertificate(c.Name), Text: text}
	closed, err := i.seal(c.Name, sealed.Value, one.Version, key, audience{hosts: []string{c.Host}})
	if err != nil {
		return err
	}
	one.Sealed, one.Recipients = closed.Sealed, closed.Recipients
	i.file.SetCertificate(one)
	i.did("issued version %d of %s, %s: for %s, valid until %s", one.Version, c.Name, why, strings.Join(c.Names, ", "), until(text))
	return nil
}

// due says why a certificate has to be issued; "" when it has not.
func (i *issuance) due(c compile.Certificate) string {
	return i.safe.due(c, i.now)
}

func (s *safe) due(c compile.Certificate, now time.Time) string {
	known := s.file.Certificate(c.Name)
	if known == nil {
		return "which was missing"
	}
	leaf, err := certificate.Parse(known.Text)
	if err != nil {
		return "which could not be read"
	}
	a := s.file.Authority(c.Authority)
	if a == nil || known.Authority != c.Authority {
		return "which another authority had issued"
	}
	issuer, err := certificate.Parse(a.Issuer.Certificate)
	switch recipients, _ := s.recipients(c.Name, audience{hosts: []string{c.Host}}); {
	case err != nil || !leaf.IssuedBy(issuer):
		return "which the authority had issued with another key"
	case !slices.Equal(leaf.Names(), c.Names):
		return "which had other names"
	case !slices.Equal(known.Recipients, recipients):
		return "which was sealed to others"
	case !now.Before(leaf.Renew()):
		return "which expires on " + until(known.Text)
	}
	return ""
}

// until is the day on which a certificate expires.
func until(text string) string {
	c, err := certificate.Parse(text)
	if err != nil {
		return "-"
	}
	return c.Until().UTC().Format(time.DateOnly)
}

// existingAuthority returns an authority that has a certificate, and what the
// stack says of it.
func (s *safe) existingAuthority(name string) (*sealed.Authority, *compile.Authority, error) {
	a, declared := s.file.Authority(name), s.declared(name)
	switch {
	case declared == nil:
		var names []string
		for _, a := range s.Authorities {
			names = append(names, a.Name)
		}
		advice := fmt.Sprintf("See `senexc secret list %s`.", quote(s.path))
		if near := suggest.Suggest(name, names); near != "" {
			advice = fmt.Sprintf("Did you mean %q?", near)
		}
		return nil, nil, hint.Errorf(advice, "the stack has no authority %q", name)
	case a == nil:
		return nil, nil, hint.Errorf(fmt.Sprintf("Run `senexc secret sync %s`.", quote(s.path)), "the authority %q has no certificate yet", name)
	}
	return a, declared, nil
}

// rotateAuthority makes the next key of an authority. It issues nothing yet:
// first everybody has to trust it.
func (i *issuance) rotateAuthority(name string) error {
	a, declared, err := i.existingAuthority(name)
	if err != nil {
		return err
	}
	switch {
	case a.Next != nil:
		return hint.Errorf(fmt.Sprintf("When every host has it, go on with `senexc secret promote %s %s`.", quote(i.path), name), "the authority %q has its next key already", name)
	case a.Previous != nil:
		return hint.Errorf(fmt.Sprintf("When every host has the new certificates, run `senexc secret finalize %s %s` first.", quote(i.path), name), "the authority %q still has its previous key", name)
	}
	if a.Next, err = i.newIssuer(*declared); err != nil {
		return err
	}
	i.did("made version %d of the authority %s, valid until %s: from the next release on it is trusted too", a.Next.Version, name, until(a.Next.Certificate))
	return nil
}

// promoteAuthority lets the next key of an authority issue, beginning with all
// that is needed now.
func (i *issuance) promoteAuthority(name string) error {
	a, _, err := i.existingAuthority(name)
	if err != nil {
		return err
	}
	if a.Next == nil {
		return hint.Errorf(fmt.Sprintf("Make one with `senexc secret rotate %s %s`.", quote(i.path), name), "the authority %q has no next key", name)
	}
	a.Previous = &sealed.Issuer{Version: a.Issuer.Version, Certificate: a.Issuer.Certificate}
	a.Issuer, a.Next = *a.Next, nil
	i.did("version %d of the authority %s issues from now on; version %d is still trusted", a.Issuer.Version, name, a.Previous.Version)
	return i.all(false)
}

// finalizeAuthority ends the trust in the previous key of an authority.
func (i *issuance) finalizeAuthority(name string) error {
	a, _, err := i.existingAuthority(name)
	if err != nil {
		return err
	}
	if a.Previous == nil {
		return fmt.Errorf("the authority %q has no previous key that is still trusted", name)
	}
	for _, c := range i.Certificates {
		if c.Authority == name && i.due(c) != "" {
			return hint.Errorf(fmt.Sprintf("Run `senexc secret sync %s` and install that first.", quote(i.path)), "the certificate %s is not of the authority's new key, and nobody would accept it any more", c.Name)
		}
	}
	i.did("version %d of the authority %s is no longer trusted", a.Previous.Version, name)
	a.Previous = nil
	return nil
}

// rotateCertificate issues a certificate again, with a new key.
func (i *issuance) rotateCertificate(name string) error {
	for _, c := range i.Certificates {
		if c.Name != name {
			continue
		}
		if _, _, err := i.existingAuthority(c.Authority); err != nil {
			return err
		}
		return i.issue(c, "as you asked")
	}
	return hint.Errorf(fmt.Sprintf("See `senexc secret list %s`.", quote(i.path)), "no service of %s needs a certificate %q", i.path, name)
}
