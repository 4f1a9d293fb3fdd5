package oracle

import (
	"crypto/rand"
	"testing"

	"github.com/senextrader/senexc/lang/derived"
)

// What is derived from a password lets in who has the password, and nobody else.
func TestPassword(t *testing.T) {
	d := Open(t)
	const password = `correct "horse" 'battery' $%#\ stäple Ж`
	folder := t.TempDir()
	verifier, err := derived.Of(derived.SCRAM, rand.Reader, []byte(password))
	if err != nil {
		t.Fatal(err)
	}
	write(t, folder, "set", string(verifier))
	for shown, fault := range map[string]string{
		password:         "",
		string(verifier): "password authentication failed",
		"stolen":         "password authentication failed",
	} {
		write(t, folder, "shown", shown)
		v, err := d.Password(folder, "set", "shown")
		if err != nil {
			t.Fatal(err)
		}
		expect(t, v, fault)
	}
}
