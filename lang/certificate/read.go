package certificate

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"net/netip"
	"slices"
	"time"
)

// Types of PEM blocks.
const (
	certificateType = "CERTIFICATE"
	keyType         = "PRIVATE KEY"
)

// A Certificate is one that was read. It is immutable.
type Certificate struct{ x509 *x509.Certificate }

// Parse reads one certificate in PEM, with nothing else around it. The error
// continues a sentence that begins with the certificate.
func Parse(text string) (*Certificate, error) {
	block, rest := pem.Decode([]byte(text))
	switch {
	case block == nil || block.Type != certificateType || len(block.Headers) > 0:
		return nil, errors.New("is not a certificate in PEM")
	case len(bytes.TrimSpace(rest)) > 0 || string(pem.EncodeToMemory(block)) != text:
		return nil, errors.New("is not one certificate in PEM and nothing else")
	}
	c, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return nil, errors.New("cannot be read: it was cut or changed")
	}
	return &Certificate{c}, nil
}

// Authority reports whether it may sign others.
func (c *Certificate) Authority() bool {
	return c.x509.IsCA && c.x509.KeyUsage&x509.KeyUsageCertSign != 0
}

// Names are the DNS names and addresses that it is for, sorted.
func (c *Certificate) Names() []string {
	names := slices.Clone(c.x509.DNSNames)
	for _, ip := range c.x509.IPAddresses {
		if address, ok := netip.AddrFromSlice(ip); ok {
			names = append(names, address.String())
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// From is when it begins to be valid.
func (c *Certificate) From() time.Time { return c.x509.NotBefore }

// Until is when it expires.
func (c *Certificate) Until() time.Time { return c.x509.NotAfter }

// Renew is when it is time for the next one: when a third of its time is left.
func (c *Certificate) Renew() time.Time {
	return c.x509.NotAfter.Add(-c.x509.NotAfter.Sub(c.x509.NotBefore) / 3)
}

// IssuedBy reports whether an authority signed it.
func (c *Certificate) IssuedBy(authority *Certificate) bool {
	return c.x509.CheckSignatureFrom(authority.x509) == nil
}

// Key reports whether a private key in PEM is the certificate's.
func (c *Certificate) Key(private []byte) bool {
	key, err := parseKey(private)
	return err == nil && key.PublicKey.Equal(c.x509.PublicKey)
}

func parseKey(text []byte) (*ecdsa.PrivateKey, error) {
	block, _ := pem.Decode(text)
	if block == nil || block.Type != keyType {
		return nil, errors.New("is not a private key in PEM")
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, errors.New("is not a private key that can be read")
	}
	private, ok := key.(*ecdsa.PrivateKey)
	if !ok {
		return nil, errors.New("is not an ECDSA key")
	}
	return private, nil
}
