package derived

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"testing"
)

// The exchange that RFC 7677 shows in section 3: what the verifier has proves
// the client's message and makes the server's.
func TestVerifier(t *testing.T) {
	salt, err := base64.StdEncoding.DecodeString("W22ZaJ0SNY7soEsUEjb6gQ==")
	if err != nil {
		t.Fatal(err)
	}
	text, err := verifier([]byte("pencil"), salt, 4096)
	if err != nil {
		t.Fatal(err)
	}
	head, keys, _ := strings.Cut(strings.TrimPrefix(string(text), "SCRAM-SHA-256$"), "$")
	if head != "4096:W22ZaJ0SNY7soEsUEjb6gQ==" {
		t.Errorf("iterations and salt are %q", head)
	}
	first, second, _ := strings.Cut(keys, ":")
	stored, server := decode(t, first), decode(t, second)

	const exchange = "n=user,r=rOprNGfwEbeRWgbNEkqO," +
		"r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096," +
		"c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0"
	proof := decode(t, "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")
	client := make([]byte, len(proof))
	for i, b := range mac(stored, exchange) {
		client[i] = proof[i] ^ b
	}
	if sum := sha256.Sum256(client); !bytes.Equal(sum[:], stored) {
		t.Error("the client's proof does not fit the stored key")
	}
	if !hmac.Equal(mac(server, exchange), decode(t, "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")) {
		t.Error("the server's signature is another one")
	}
}

func decode(t *testing.T, text string) []byte {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// A password that clients change before they use it would be refused by the
// server, so it is refused when it is set.
func TestPasswords(t *testing.T) {
	for password, want := range map[string]bool{
		"plain": true, `'"$%#@/ \ü`: true, "πάντα ρεῖ"[:10]: true, "Ключ": true, "a\nb": true, "\xff\xfe": true,
		"no\u00a0break": false, "soft\u00adhyphen": false, "ﬁ": false, "²": false, "u\u0308": false, "שלום": false, "🔑": false,
	} {
		text, err := Of(SCRAM, strings.NewReader(strings.Repeat("salt", 4)), []byte(password))
		if (err == nil) != want {
			t.Errorf("%q: %s, %v", password, text, err)
		}
		if err != nil && strings.Contains(err.Error(), password) {
			t.Errorf("the message has the password: %v", err)
		}
	}
}

func TestNames(t *testing.T) {
	if secret, kind, ok := Split(Name("db_password", SCRAM)); secret != "db_password" || kind != SCRAM || !ok {
		t.Error(secret, kind, ok)
	}
	for _, name := range []string{"db_password", "db-server@db01", "authority:internal", "db_password+other"} {
		if _, _, ok := Split(name); ok {
			t.Errorf("%q is taken for a derived value", name)
		}
	}
}
