package certificate

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/netip"
	"time"
)

// A Request is what a new certificate is to be.
type Request struct {
	Subject  string    // its common name, for people
	Names    []string  // DNS names and addresses; none for an authority
	Now      time.Time // when it is made
	Validity time.Duration
}

// early is how long before it is made a certificate begins to be valid: clocks
// of hosts differ.
const early = time.Hour

// NewAuthority makes an authority: its certificate and its private key, in PEM.
func NewAuthority(random io.Reader, r Request) (text string, key []byte, err error) {
	template, err := r.template(random)
	if err != nil {
		return "", nil, err
	}
	template.IsCA, template.BasicConstraintsValid = true, true
	template.MaxPathLenZero = true // it signs leaves and no other authority
	template.KeyUsage = x509.KeyUsageCertSign
	return sign(random, template, nil, nil)
}

// Issue makes a certificate for a server, and its private key, in PEM. It is
// never valid for longer than the authority that signs it.
func Issue(random io.Reader, authority string, authorityKey []byte, r Request) (text string, key []byte, err error) {
	by, err := Parse(authority)
	if err != nil {
		return "", nil, fmt.Errorf("the certificate of the authority %w", err)
	}
	signer, err := parseKey(authorityKey)
	if err != nil {
		return "", nil, fmt.Errorf("the key of the authority %w", err)
	}
	if !signer.PublicKey.Equal(by.x509.PublicKey) {
		return "", nil, errors.New("the key of the authority is not that of its certificate")
	}
	if !r.Now.Before(by.Until()) {
		return "", nil, fmt.Errorf("the authority expired on %s", by.Until().Format(time.DateOnly))
	}
	template, err := r.template(random)
	if err != nil {
		return "", nil, err
	}
	template.BasicConstraintsValid = true
	template.KeyUsage = x509.KeyUsageDigitalSignature
	for _, name := range r.Names {
		if address, err := netip.ParseAddr(name); err == nil {
			template.IPAddresses = append(template.IPAddresses, address.AsSlice())
		} else {
			template.DNSNames = append(template.DNSNames, name)
		}
	}
	if template.NotAfter.After(by.Until()) {
		template.NotAfter = by.Until()
	}
	return sign(random, template, by.x509, signer)
}

func (r Request) template(random io.Reader) (*x509.Certificate, error) {
	serial := make([]byte, 16)
	if _, err := io.ReadFull(random, serial); err != nil {
		return nil, fmt.Errorf("making a serial number: %w", err)
	}
	serial[0] = serial[0]&0x7f | 0x40 // positive, and always of one length
	now := r.Now.UTC().Truncate(time.Second)
	return &x509.Certificate{
		SerialNumber: new(big.Int).SetBytes(serial),
		Subject:      pkix.Name{CommonName: r.Subject},
		NotBefore:    now.Add(-early),
		NotAfter:     now.Add(r.Validity),
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}, nil
}

// sign makes a key and signs a certificate for it: with that key, or with the
// authority's.
func sign(random io.Reader, template, authority *x509.Certificate, signer crypto.Signer) (string, []byte, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), random)
	if err != nil {
		return "", nil, fmt.Errorf("making a key: %w", err)
	}
	if authority == nil {
		authority, signer = template, key
	}
	der, err := x509.CreateCertificate(random, template, authority, key.Public(), signer)
	if err != nil {
		return "", nil, fmt.Errorf("signing a certificate: %w", err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return "", nil, fmt.Errorf("writing a key: %w", err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: certificateType, Bytes: der})),
		pem.EncodeToMemory(&pem.Block{Type: keyType, Bytes: private}), nil
}
