package dist_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/emit/archive"
	"github.com/senextrader/senexc/emit/dist"
	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/emit/sign"
)

func key(t *testing.T) *sign.Key {
	t.Helper()
	k, err := sign.Open("../../testdata/keys/signing-test-key", sign.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func options(t *testing.T) dist.Options {
	return dist.Options{
		Stack: "shop", Environment: "production", Hosts: []string{"db01", "web01"},
		Format: archive.TarGzip, Key: key(t), Make: bundle("1"),
	}
}

// bundle makes bundles that hold a word.
func bundle(word string) func(string) (string, []archive.Entry, error) {
	return func(host string) (string, []archive.Entry, error) {
		return "shop-production-" + host, []archive.Entry{
			{Path: "root/etc/word", Mode: 0o644, Body: []byte(word)},
			{Path: "MANIFEST", Mode: 0o644, Body: []byte("host " + host + "\nword " + word + "\n")},
			{Path: "install.sh", Mode: 0o755, Body: []byte("#!/bin/sh\n")},
		}, nil
	}
}

func write(t *testing.T, folder string, o dist.Options) []dist.Built {
	t.Helper()
	built, err := dist.Write(context.Background(), folder, o)
	if err != nil {
		t.Fatal(err)
	}
	return built
}

// tree returns the content of every file below the folder.
func tree(t *testing.T, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		name, _ := filepath.Rel(folder, path)
		files[name] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func names(files map[string]string) []string {
	var names []string
	for n := range files {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// verify asserts, with OpenSSH and coreutils only, that everything in the
// folder is signed and whole.
func verify(t *testing.T, folder string) {
	t.Helper()
	run := func(stdin, name string, args ...string) {
		t.Helper()
		cmd := exec.Command(name, args...)
		cmd.Dir = folder
		if stdin != "" {
			f, err := os.Open(filepath.Join(folder, stdin))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			cmd.Stdin = f
		}
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
		}
	}
	signature := func(file, host string, namespace sign.Namespace) {
		t.Helper()
		run(file, "ssh-keygen", "-Y", "verify", "-f", dist.SignersFile, "-I", sign.Principal("shop", "production", host),
			"-n", string(namespace), "-s", file+".sig")
	}
	run("", "sha256sum", "--strict", "-c", dist.SumsFile)
	signature(dist.SumsFile, dist.SumsName, sign.Sums)
	for file := range tree(t, folder) {
		if host, _, ok := strings.Cut(file, ".tar"); ok && !strings.HasSuffix(file, ".sig") {
			signature(file, host, sign.Archive)
		}
		if host, ok := strings.CutSuffix(file, "/MANIFEST"); ok {
			signature(file, host, sign.Manifest)
		}
	}
}

func TestWrite(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "dist", "production")
	o := options(t)
	var done []string
	o.Done = func(b dist.Built) { done = append(done, b.Host) }
	built := write(t, folder, o)

	want := []string{"SHA256SUMS", "SHA256SUMS.sig", "allowed_signers",
		"db01.tar.gz", "db01.tar.gz.sig", "web01.tar.gz", "web01.tar.gz.sig"}
	files := tree(t, folder)
	if diff := cmp.Diff(want, names(files)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	verify(t, folder)
	for i, host := range o.Hosts {
		identity := sha256.Sum256([]byte("host " + host + "\nword 1\n"))
		want := dist.Built{Host: host, File: host + ".tar.gz", Size: int64(len(files[host+".tar.gz"])), Identity: hex.EncodeToString(identity[:])}
		if diff := cmp.Diff(want, built[i]); diff != "" {
			t.Errorf("built (-want +got):\n%s", diff)
		}
	}
	if slices.Sort(done); !slices.Equal(done, o.Hosts) {
		t.Errorf("told that %v are done", done)
	}
}

func TestSameBytes(t *testing.T) {
	one, two := t.TempDir(), t.TempDir()
	write(t, one, options(t))
	before := runtime.GOMAXPROCS(1)
	write(t, two, options(t))
	runtime.GOMAXPROCS(before)
	if diff := cmp.Diff(tree(t, one), tree(t, two)); diff != "" {
		t.Errorf("another folder, another processor (-one +two):\n%s", diff)
	}
}

func TestFormats(t *testing.T) {
	folder := t.TempDir()
	for _, f := range []archive.Format{archive.Tar, archive.TarZstd, archive.Dir, archive.TarGzip, archive.Dir} {
		o := options(t)
		o.Format = f
		write(t, folder, o)
		verify(t, folder)
		for name := range tree(t, folder) {
			unpacked := strings.Contains(name, "/")
			if strings.HasPrefix(name, "web01") && (unpacked != (f == archive.Dir) ||
				!unpacked && strings.TrimSuffix(name, ".sig") != "web01."+string(f)) {
				t.Errorf("%s is there after a build as %s", name, f)
			}
		}
	}
	if got := tree(t, folder)["web01/root/etc/word"]; got != "1" {
		t.Errorf("the unpacked file holds %q", got)
	}
}

// Hosts that left the stack leave the folder; nothing else does.
func TestDrop(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, options(t))
	if err := os.WriteFile(filepath.Join(folder, "notes.tar.gz"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	o := options(t)
	o.Hosts = []string{"web01"}
	write(t, folder, o)
	want := []string{"SHA256SUMS", "SHA256SUMS.sig", "allowed_signers", "notes.tar.gz", "web01.tar.gz", "web01.tar.gz.sig"}
	if diff := cmp.Diff(want, names(tree(t, folder))); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func TestOnly(t *testing.T) {
	for _, f := range []archive.Format{archive.TarGzip, archive.Dir} {
		t.Run(string(f), func(t *testing.T) {
			folder := t.TempDir()
			o := options(t)
			o.Format = f
			write(t, folder, o)
			before := tree(t, folder)
			o.Only, o.Make = []string{"web01"}, bundle("2")
			if built := write(t, folder, o); len(built) != 1 || built[0].Host != "web01" {
				t.Errorf("built %+v", built)
			}
			verify(t, folder)
			after := tree(t, folder)
			for name := range after {
				mine := strings.HasPrefix(name, "db01") || name == dist.SignersFile || strings.HasSuffix(name, "install.sh")
				if same := before[name] == after[name]; same != mine {
					t.Errorf("%s: the same as before: %v", name, same)
				}
			}
			if !strings.Contains(after[dist.SumsFile], "db01") {
				t.Error("the checksums forgot the host that was not built")
			}

			// What was changed by hand is not signed again.
			file := filepath.Join(folder, "db01.tar.gz")
			if f == archive.Dir {
				file = filepath.Join(folder, "db01", "root", "etc", "word")
			}
			if err := os.WriteFile(file, []byte("evil"), 0o600); err != nil {
				t.Fatal(err)
			}
			changed := tree(t, folder)
			_, err := dist.Write(context.Background(), folder, o)
			refused(t, err, "db01", "all hosts")
			if diff := cmp.Diff(changed, tree(t, folder)); diff != "" {
				t.Errorf("the folder changed (-before +after):\n%s", diff)
			}
		})
	}
}

// A folder has one signer, whom its allowed_signers names.
func TestOnlyWithAnotherKey(t *testing.T) {
	folder := t.TempDir()
	o := options(t)
	write(t, folder, o)
	other, err := sign.Generate(filepath.Join(t.TempDir(), "key"), "another")
	if err != nil {
		t.Fatal(err)
	}
	o.Only, o.Key = []string{"web01"}, other
	_, err = dist.Write(context.Background(), folder, o)
	refused(t, err, "another key", "all hosts")
	o.Only = nil
	write(t, folder, o)
	verify(t, folder)
}

func refused(t *testing.T, err error, text, advice string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), text) || !strings.Contains(hint.Of(err), advice) {
		t.Errorf("error %v with hint %q; want %q and %q", err, hint.Of(err), text, advice)
	}
}

// Whatever goes wrong before the end, the folder is as it was.
func TestNothingWritten(t *testing.T) {
	failing := func(host string) (string, []archive.Entry, error) {
		if host == "web01" {
			return "", nil, errors.New("web01 cannot be built")
		}
		return bundle("2")(host)
	}
	canceled, cancel := context.WithCancel(context.Background())
	cancel()
	tests := []struct {
		name   string
		ctx    context.Context
		change func(*dist.Options)
		want   string
	}{
		{"a host fails", context.Background(), func(o *dist.Options) { o.Make = failing }, "web01 cannot be built"},
		{"interrupted", canceled, func(o *dist.Options) { o.Make = bundle("2") }, "canceled"},
		{"no manifest", context.Background(), func(o *dist.Options) {
			o.Make = func(string) (string, []archive.Entry, error) { return "x", nil, nil }
		}, "db01 has no MANIFEST"},
		{"bad path", context.Background(), func(o *dist.Options) {
			o.Make = func(host string) (string, []archive.Entry, error) {
				folder, e, err := bundle("2")(host)
				return folder, append(e, archive.Entry{Path: "root/ü", Mode: 0o644}), err
			}
		}, "root/ü"},
		{"host name", context.Background(), func(o *dist.Options) { o.Hosts = []string{"../web01"} }, "../web01"},
		{"pattern", context.Background(), func(o *dist.Options) { o.Stack = "*" }, `"*"`},
		{"unknown host", context.Background(), func(o *dist.Options) { o.Only = []string{"web02"} }, "web02"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			parent := t.TempDir()
			folder := filepath.Join(parent, "dist", "production")
			o := options(t)
			test.change(&o)
			if _, err := dist.Write(test.ctx, folder, o); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("first: %v, want %q", err, test.want)
			}
			if left, err := os.ReadDir(parent); err != nil || len(left) > 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}

			write(t, folder, options(t))
			before := tree(t, folder)
			if _, err := dist.Write(test.ctx, folder, o); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("over an older one: %v, want %q", err, test.want)
			}
			if diff := cmp.Diff(before, tree(t, folder)); diff != "" {
				t.Errorf("the folder changed (-before +after):\n%s", diff)
			}
		})
	}
}

func TestForeignFolder(t *testing.T) {
	tests := []struct {
		name         string
		files        map[string]string
		text, advice string
	}{
		{"another stack", map[string]string{dist.SignersFile: sign.AllowedSigners("bank", "production", "k")}, "belongs to bank/production", "-o"},
		{"another environment", map[string]string{dist.SignersFile: "# x\n" + sign.AllowedSigners("shop", "staging", "k")}, "belongs to shop/staging", "-o"},
		{"no signer", map[string]string{dist.SignersFile: "# nothing\n"}, "belongs to somebody else", "-o"},
		{"other files", map[string]string{"letter.txt": "dear"}, "letter.txt", "-o"},
		{"sums that lead out", map[string]string{
			dist.SignersFile: sign.AllowedSigners("shop", "production", "k"),
			dist.SumsFile:    fmt.Sprintf("%064d  ../../precious\n", 0),
		}, "precious", "Remove the folder"},
		{"sums that are none", map[string]string{
			dist.SignersFile: sign.AllowedSigners("shop", "production", "k"),
			dist.SumsFile:    "precious\n",
		}, "precious", "Remove the folder"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			folder := t.TempDir()
			for name, content := range test.files {
				if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			_, err := dist.Write(context.Background(), folder, options(t))
			refused(t, err, test.text, test.advice)
			if diff := cmp.Diff(test.files, tree(t, folder)); diff != "" {
				t.Errorf("the folder changed (-before +after):\n%s", diff)
			}
		})
	}

	// What an interrupted build left is not in the way.
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, ".web01.tar.gz123"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	write(t, folder, options(t))
}
