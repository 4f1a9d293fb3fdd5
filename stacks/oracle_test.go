package stacks

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/senextrader/senexc/e2e/oracle"
)

// Every part of every bundle is accepted by the program that will read it.
func TestOracles(t *testing.T) {
	debian := oracle.Open(t)
	for _, name := range examples(t) {
		t.Run(name, func(t *testing.T) {
			dist, _ := run{}.build(t, name+".hcl")
			judged := map[string][]string{} // by oracle
			judge := func(oracle string, v oracle.Verdict, err error) {
				t.Helper()
				if err != nil {
					t.Fatal(err)
				}
				if err := v.Err(); err != nil {
					t.Error(err)
				}
				judged[oracle] = append(judged[oracle], v.Judged...)
			}

			v, err := debian.Signatures(dist, distSignatures(t, dist)...)
			judge("ssh-keygen", v, err)
			v, err = debian.Shellcheck(dist)
			judge("shellcheck", v, err)

			for _, host := range hosts(t, dist) {
				folder := t.TempDir()
				bundle(t, dist, host).write(t, folder)
				copyFile(t, filepath.Join(dist, "allowed_signers"), filepath.Join(folder, "allowed_signers"))

				v, err := debian.Quadlet(folder)
				judge("quadlet", v, err)
				v, err = debian.Systemd(folder)
				judge("systemd", v, err)
				v, err = debian.Nginx(folder)
				judge("nginx", v, err)
				v, err = debian.Shellcheck(folder)
				judge("shellcheck", v, err)
				v, err = debian.Signatures(folder, oracle.Signature{
					File: "MANIFEST", Signature: "MANIFEST.sig", Signers: "allowed_signers",
					Principal: principal(t, dist, host), Namespace: "senexc-manifest-v1@senexc.dev",
				})
				judge("ssh-keygen", v, err)
				v, opened, err := debian.Sealed(folder, "../testdata/keys/"+host+".identity")
				judge("age", v, err)
				for path, plain := range opened {
					if header, _, _ := strings.Cut(plain, "\n"); !strings.Contains(header, secretName(path)) {
						t.Errorf("%s: sealed for %q", path, header)
					}
				}
			}
			t.Logf("judged: %v", slices.Sorted(maps.Keys(judged)))
			for _, oracle := range []string{"quadlet", "systemd", "nginx", "shellcheck", "ssh-keygen", "age"} {
				if len(judged[oracle]) == 0 {
					t.Errorf("%s had nothing to judge", oracle)
				}
			}
		})
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	body, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, body, 0o644); err != nil {
		t.Fatal(err)
	}
}
