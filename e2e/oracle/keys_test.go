package oracle

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"
	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
)

const keys = "../../testdata/keys/"

func TestSignatures(t *testing.T) {
	d := Open(t)
	const namespace = "archive@example.org"
	good := Signature{File: "file", Signature: "file.sig", Signers: "signers", Principal: "shop/production/web01", Namespace: namespace}
	tests := []struct {
		name  string
		alter func(folder string, s *Signature)
		fault string // "" is a good signature
	}{
		{"genuine", func(string, *Signature) {}, ""},
		{"tampered file", func(f string, _ *Signature) { write(t, f, "file", "contents!") }, "incorrect signature"},
		{"other host", func(_ string, s *Signature) { s.Principal = "shop/production/db01" }, "Could not verify signature"},
		{"other use", func(_ string, s *Signature) { s.Namespace = "sums@example.org" }, "Could not verify signature"},
		{"no signature", func(f string, _ *Signature) { write(t, f, "file.sig", "") }, "missing header"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			folder := t.TempDir()
			signer, err := ssh.ParsePrivateKey(read(t, keys+"signing-test-key"))
			if err != nil {
				t.Fatal(err)
			}
			sig, err := sshsig.Sign(strings.NewReader("contents"), signer, sshsig.HashSHA512, namespace)
			if err != nil {
				t.Fatal(err)
			}
			write(t, folder, "file", "contents")
			write(t, folder, "file.sig", string(sshsig.Armor(sig)))
			write(t, folder, "signers", "shop/production/web01 namespaces=\""+namespace+"\" "+string(ssh.MarshalAuthorizedKey(signer.PublicKey())))
			s := good
			test.alter(folder, &s)
			v, err := d.Signatures(folder, s)
			if err != nil {
				t.Fatal(err)
			}
			expect(t, v, test.fault)
		})
	}
}

func TestSealed(t *testing.T) {
	d := Open(t)
	bundle := t.TempDir()
	identities, err := age.ParseIdentities(bytes.NewReader(read(t, keys+"db01.identity")))
	if err != nil {
		t.Fatal(err)
	}
	var sealed bytes.Buffer
	armored := armor.NewWriter(&sealed)
	w, err := age.Encrypt(armored, identities[0].(*age.X25519Identity).Recipient())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte("header\nvalue\n")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := armored.Close(); err != nil {
		t.Fatal(err)
	}
	write(t, bundle, "secrets/password.age", sealed.String())

	v, opened, err := d.Sealed(bundle, keys+"db01.identity")
	if err != nil {
		t.Fatal(err)
	}
	expect(t, v, "")
	if got := opened["secrets/password.age"]; got != "header\nvalue\n" {
		t.Errorf("opened as %q", got)
	}
	v, _, err = d.Sealed(bundle, keys+"web01.identity")
	if err != nil {
		t.Fatal(err)
	}
	expect(t, v, "no identity matched")
}

func expect(t *testing.T, v Verdict, fault string) {
	t.Helper()
	if len(v.Judged) == 0 {
		t.Error("judged nothing")
	}
	switch err := v.Err(); {
	case fault == "" && err != nil:
		t.Errorf("complains of what is good: %v", err)
	case fault != "" && (err == nil || !strings.Contains(err.Error(), fault)):
		t.Errorf("want a complaint with %q, got %v", fault, err)
	}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	body, err := os.ReadFile(filepath.FromSlash(name))
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func write(t *testing.T, folder, name, body string) {
	t.Helper()
	name = filepath.Join(folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(body), 0o644); err != nil {
		t.Fatal(err)
	}
}
