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
	heard := map[string]bool{} // programs that had something to judge in any stack
	stacks, ran := all(t), 0
	for name, stack := range stacks {
		t.Run(name, func(t *testing.T) {
			ran++
			dist, _ := run{}.build(t, stack)
			judged := map[string]bool{} // programs that had something to judge here
			judge := func(by string, v oracle.Verdict, err error) {
				t.Helper()
				if err != nil {
					t.Fatal(err)
				}
				if err := v.Err(); err != nil {
					t.Error(err)
				}
				if len(v.Judged) > 0 {
					judged[by], heard[by] = true, true
				}
			}

			v, err := debian.Signatures(dist, distSignatures(t, dist)...)
			judge("ssh-keygen", v, err)
			v, err = debian.Shellcheck(scripts(t, stack, dist))
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
				v, err = debian.Signatures(folder, oracle.Signature{
					File: "MANIFEST", Signature: "MANIFEST.sig", Signers: "allowed_signers",
					Principal: principal(t, dist, host), Namespace: "senexc-manifest-v1@senexc.dev",
				})
				judge("ssh-keygen", v, err)
				v, opened, err := debian.Sealed(folder, "../testdata/keys/"+host+".identity")
				judge("age", v, err)
				for path, plain := range opened {
					header, _, _ := strings.Cut(plain, "\n")
					value := strings.TrimSuffix(filepath.Base(path), ".age") // NAME.VERSION
					if want := strings.NewReplacer("/", " ", ".", " ").Replace(principal(t, dist, value)); !strings.HasSuffix(header, " "+want) {
						t.Errorf("%s is sealed as %q, not as %q", path, header, want)
					}
				}
				for _, c := range certificates(t, dist, folder, host, opened) {
					v, err := debian.Certificate(folder, "authority.pem", c.file, c.names)
					judge("openssl", v, err)
				}
				for _, config := range configs(t, folder, "redis.conf") {
					v, err := debian.Redis(folder, config)
					judge("redis", v, err)
				}
				for _, config := range configs(t, folder, "postgresql.conf") {
					v, err := debian.Postgres(folder, config, filepath.Join(filepath.Dir(config), "pg_hba.conf"))
					judge("postgres", v, err)
				}
			}
			t.Logf("judged: %v", slices.Sorted(maps.Keys(judged)))
			for _, by := range []string{"quadlet", "systemd", "shellcheck", "ssh-keygen", "age"} {
				if !judged[by] {
					t.Errorf("%s had nothing to judge", by)
				}
			}
		})
	}
	for _, by := range []string{"nginx", "openssl", "redis", "postgres"} {
		if ran == len(stacks) && !heard[by] {
			t.Errorf("%s had nothing to judge in any stack", by)
		}
	}
}

// distSignatures returns what a build signs, as the README says to verify it.
func distSignatures(t *testing.T, dist string) []oracle.Signature {
	t.Helper()
	all := []oracle.Signature{{
		File: "SHA256SUMS", Signature: "SHA256SUMS.sig", Signers: "allowed_signers",
		Principal: principal(t, dist, "sums"), Namespace: "senexc-sums-v1@senexc.dev",
	}}
	for _, host := range hosts(t, dist) {
		all = append(all, oracle.Signature{
			File: host + ".tar.gz", Signature: host + ".tar.gz.sig", Signers: "allowed_signers",
			Principal: principal(t, dist, host), Namespace: "senexc-archive-v1@senexc.dev",
		})
	}
	return all
}

// principal returns whom a signature speaks for: STACK/ENVIRONMENT/HOST.
func principal(t *testing.T, dist, host string) string {
	t.Helper()
	signers, err := os.ReadFile(filepath.Join(dist, "allowed_signers"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(signers)) {
		pattern, _, _ := strings.Cut(line, " ")
		if stack, ok := strings.CutSuffix(pattern, "/*"); ok {
			return stack + "/" + host
		}
	}
	t.Fatalf("allowed_signers names no hosts of one environment:\n%s", signers)
	return ""
}

// scripts gathers the shell scripts of a stack in a folder: what a build makes,
// what its bundles hold and what enrols a host. Of scripts that differ in
// comments only, such as the installers of several hosts, one is enough.
func scripts(t *testing.T, stack, dist string) (folder string) {
	t.Helper()
	all := readTree(t, dist)
	for _, host := range hosts(t, dist) {
		for path, body := range bundle(t, dist, host) {
			all[host+"/"+path] = body
		}
		enroll := filepath.Join(t.TempDir(), "enroll.sh")
		run{}.senexc(t, "enroll", stack, host, "--key", signingKey(t), "--output", enroll)
		body, err := os.ReadFile(enroll)
		if err != nil {
			t.Fatal(err)
		}
		all["enroll-"+host+".sh"] = string(body)
		all["senexc-apply-"+host+".sh"] = carried(t, string(body), "END_OF_SENEXC_APPLY")
	}
	kept, seen := tree{}, map[string]bool{}
	for _, path := range all.paths() {
		script := all[path]
		if code := strings.TrimPrefix(script, opening(script)); strings.HasPrefix(script, "#!/bin/sh") && !seen[code] {
			kept[path], seen[code] = script, true
		}
	}
	folder = t.TempDir()
	kept.write(t, folder)
	return folder
}

// carried returns the script that another one carries in a here-document, where
// no linter looks.
func carried(t *testing.T, script, end string) string {
	t.Helper()
	_, rest, begins := strings.Cut(script, "<<'"+end+"'\n")
	inner, _, ends := strings.Cut(rest, "\n"+end+"\n")
	if !begins || !ends {
		t.Fatalf("the script carries nothing that ends with %s", end)
	}
	return inner + "\n"
}

// configs returns the files of that name that containers of the bundle mount.
func configs(t *testing.T, folder, name string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "root/etc/senexc/services/*", name))
	if err != nil {
		t.Fatal(err)
	}
	for i, file := range files {
		if files[i], err = filepath.Rel(folder, file); err != nil {
			t.Fatal(err)
		}
	}
	return files
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
