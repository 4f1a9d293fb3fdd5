package certificate_test

import (
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/senextrader/senexc/lang/certificate"
)

var (
	now   = time.Date(2030, 1, 1, 12, 0, 0, 0, time.UTC)
	names = []string{"10.0.1.20", "127.0.0.1", "db", "db01.example.com", "fd00::20", "localhost"}
)

const day = 24 * time.Hour

func authority(t *testing.T, validity time.Duration) (text string, key []byte) {
	t.Helper()
	text, key, err := certificate.NewAuthority(rand.Reader, certificate.Request{Subject: "internal", Now: now, Validity: validity})
	if err != nil {
		t.Fatal(err)
	}
	return text, key
}

// Go's own verification accepts what is issued under each of its names, within
// its time, from those who trust its authority, and under no other condition.
func TestIssue(t *testing.T) {
	ca, caKey := authority(t, 3650*day)
	other, _ := authority(t, 3650*day)
	text, key, err := certificate.Issue(rand.Reader, ca, caKey, certificate.Request{Subject: "db@db01", Names: names, Now: now, Validity: 90 * day})
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := certificate.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(leaf.Names(), names) || leaf.Authority() || !leaf.Key(key) || leaf.Key(caKey) {
		t.Errorf("names %v, authority %t", leaf.Names(), leaf.Authority())
	}
	if want := now.Add(90 * day); !leaf.Until().Equal(want) || leaf.From().After(now) || !leaf.Renew().Before(want) || leaf.Renew().Before(now.Add(59*day)) {
		t.Errorf("valid from %v until %v, to be renewed at %v", leaf.From(), leaf.Until(), leaf.Renew())
	}
	block, _ := pem.Decode([]byte(text))
	parsed, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	accepted := func(name, trusted string, at time.Time) bool {
		roots := x509.NewCertPool()
		roots.AppendCertsFromPEM([]byte(trusted))
		_, err := parsed.Verify(x509.VerifyOptions{DNSName: name, Roots: roots, CurrentTime: at})
		return err == nil
	}
	for _, name := range names {
		if !accepted(name, ca, now) {
			t.Errorf("refused as %s", name)
		}
	}
	if !accepted("db", other+ca, now) {
		t.Error("refused by those who trust another authority too")
	}
	for what, refused := range map[string]bool{
		"another name":      !accepted("db02", ca, now),
		"another address":   !accepted("10.0.1.21", ca, now),
		"another authority": !accepted("db", other, now),
		"too late":          !accepted("db", ca, now.Add(91*day)),
		"too early":         !accepted("db", ca, now.Add(-2*time.Hour)),
	} {
		if !refused {
			t.Errorf("%s: accepted", what)
		}
	}
	a, err := certificate.Parse(ca)
	if err != nil || !a.Authority() || !leaf.IssuedBy(a) {
		t.Errorf("the authority: %v", err)
	}
	if b, _ := certificate.Parse(other); leaf.IssuedBy(b) {
		t.Error("issued by another authority")
	}
}

// No certificate outlives its authority, and one that has expired issues none.
func TestEndOfAnAuthority(t *testing.T) {
	ca, key := authority(t, 30*day)
	text, _, err := certificate.Issue(rand.Reader, ca, key, certificate.Request{Names: names, Now: now.Add(10 * day), Validity: 90 * day})
	if err != nil {
		t.Fatal(err)
	}
	leaf, _ := certificate.Parse(text)
	if !leaf.Until().Equal(now.Add(30 * day)) {
		t.Errorf("valid until %v", leaf.Until())
	}
	for what, issue := range map[string]func() error{
		"expired": func() error {
			_, _, err := certificate.Issue(rand.Reader, ca, key, certificate.Request{Names: names, Now: now.Add(31 * day), Validity: day})
			return err
		},
		"not that of its certificate": func() error {
			_, other := authority(t, day)
			_, _, err := certificate.Issue(rand.Reader, ca, other, certificate.Request{Names: names, Now: now, Validity: day})
			return err
		},
		"private key": func() error {
			_, _, err := certificate.Issue(rand.Reader, ca, []byte("x"), certificate.Request{Names: names, Now: now, Validity: day})
			return err
		},
	} {
		if err := issue(); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestParse(t *testing.T) {
	ca, key := authority(t, day)
	for what, text := range map[string]string{
		"nothing":       "",
		"a key":         string(key),
		"two":           ca + ca,
		"text before":   "x\n" + ca,
		"text after":    ca + "x\n",
		"cut":           ca[:len(ca)/2],
		"no newline":    strings.TrimSuffix(ca, "\n"),
		"no ASN.1":      "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
		"another block": strings.ReplaceAll(ca, "CERTIFICATE", "X509 CRL"),
	} {
		if _, err := certificate.Parse(text); err == nil {
			t.Errorf("%s: accepted", what)
		}
	}
}

func FuzzParse(f *testing.F) {
	ca, key, _ := certificate.NewAuthority(rand.Reader, certificate.Request{Subject: "internal", Now: now, Validity: day})
	f.Add(ca)
	f.Add(string(key))
	f.Fuzz(func(t *testing.T, text string) {
		if c, err := certificate.Parse(text); err == nil {
			c.Names()
			c.Renew()
			c.IssuedBy(c)
		}
	})
}
