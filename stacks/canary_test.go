package stacks

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"
)

// The value of a secret is in no file of a build, nor in anything printed, in
// whatever form. It is there sealed, and so can be expected not to be anywhere
// else.
func TestCanary(t *testing.T) {
	const (
		secret = "db_password"
		value  = `canary "Wellensittich" / 7+7 % \ 'yellow' $bird`
	)
	folder := copyOf(t, false)
	printed := run{folder: folder, stdin: value}.senexc(t, "secret", "set", "production.hcl", secret)
	dist, more := run{folder: folder, env: []string{"HCL_DEBUG=1", "TF_LOG=TRACE", "SENEXC_LOG=debug"}}.build(t, "production.hcl")

	all := tree{"(printed)": printed + more}
	for path, body := range readTree(t, folder) {
		all["stacks/"+path] = body
	}
	for path, body := range readTree(t, dist) {
		all["dist/"+path] = body
	}
	opened := 0
	for _, host := range hosts(t, dist) {
		for path, body := range bundle(t, dist, host) {
			all[host+"/"+path] = body
			if strings.HasPrefix(path, "secrets/"+secret+".") && strings.HasSuffix(path, ".age") {
				if plain := open(t, body, host); !strings.HasSuffix(plain, value) {
					t.Errorf("%s was sealed for %s as %q", secret, host, plain)
				}
				opened++
			}
		}
	}
	if opened == 0 {
		t.Errorf("no bundle has %s: the test proves nothing", secret)
	}

	for form, text := range forms(value) {
		for _, path := range all.paths() {
			if strings.Contains(all[path], text) {
				t.Errorf("%s has the secret's value in it (%s)", path, form)
			}
		}
	}
}

// forms returns what a value may have become on its way.
func forms(value string) map[string]string {
	sum := sha256.Sum256([]byte(value))
	return map[string]string{
		"as it is":            value,
		"a word of it":        "Wellensittich",
		"base64":              base64.StdEncoding.EncodeToString([]byte(value)),
		"base64 for URLs":     base64.URLEncoding.EncodeToString([]byte(value)),
		"encoded for a query": url.QueryEscape(value),
		"encoded for a path":  url.PathEscape(value),
		"hexadecimal":         hex.EncodeToString([]byte(value)),
		"SHA-256":             hex.EncodeToString(sum[:]),
		"SHA-256 in base64":   base64.StdEncoding.EncodeToString(sum[:]),
	}
}

// open returns what was sealed for a host.
func open(t *testing.T, sealed, host string) string {
	t.Helper()
	key, err := os.Open(filepath.Join("../testdata/keys", host+".identity"))
	if err != nil {
		t.Fatal(err)
	}
	defer key.Close()
	identities, err := age.ParseIdentities(key)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := age.Decrypt(armor.NewReader(strings.NewReader(sealed)), identities...)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(plain)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
