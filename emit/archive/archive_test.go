package archive_test

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/senextrader/senexc/emit/archive"
)

const folder = "shop-production-web01"

func entries() []archive.Entry {
	return []archive.Entry{
		{Path: "secrets/b.age", Mode: 0o644, Body: []byte("sealed\n")},
		{Path: "MANIFEST.sig", Mode: 0o644, Body: []byte("signature\n")},
		{Path: "root/etc/nginx/conf.d/site.conf", Mode: 0o644, Body: []byte("server {}\n")},
		{Path: "install.sh", Mode: 0o755, Body: []byte("#!/bin/sh\n")},
		{Path: "SUMMARY.md", Mode: 0o644, Body: bytes.Repeat([]byte("text that compresses well\n"), 9000)},
		{Path: "MANIFEST", Mode: 0o644, Body: []byte("format 1\n")},
		{Path: "root/empty", Mode: 0o644},
	}
}

// What a reader of the stream meets, in this order.
var members = []string{
	folder + "/",
	folder + "/MANIFEST",
	folder + "/install.sh",
	folder + "/SUMMARY.md",
	folder + "/root/",
	folder + "/root/empty",
	folder + "/root/etc/",
	folder + "/root/etc/nginx/",
	folder + "/root/etc/nginx/conf.d/",
	folder + "/root/etc/nginx/conf.d/site.conf",
	folder + "/secrets/",
	folder + "/secrets/b.age",
	folder + "/MANIFEST.sig",
}

func pack(t *testing.T, f archive.Format, seconds int64, e []archive.Entry) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := archive.Write(&b, f, folder, seconds, e); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestMembers(t *testing.T) {
	r := tar.NewReader(bytes.NewReader(pack(t, archive.Tar, 1700000000, entries())))
	var names []string
	for {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, h.Name)
		if h.Format != tar.FormatUSTAR {
			t.Errorf("%s: format %v, want USTAR", h.Name, h.Format)
		}
		if h.Uid != 0 || h.Gid != 0 || h.Uname != "" || h.Gname != "" {
			t.Errorf("%s: owner %d:%d %q:%q, want none", h.Name, h.Uid, h.Gid, h.Uname, h.Gname)
		}
		if h.ModTime.Unix() != 1700000000 {
			t.Errorf("%s: time %v is not the one given", h.Name, h.ModTime)
		}
		want := int64(0o644)
		if h.Typeflag == tar.TypeDir || h.Name == folder+"/install.sh" {
			want = 0o755
		}
		if h.Mode != want {
			t.Errorf("%s: mode %o, want %o", h.Name, h.Mode, want)
		}
	}
	if diff := cmp.Diff(members, names); diff != "" {
		t.Errorf("members (-want +got):\n%s", diff)
	}
}

// The digests pin the bytes: a change of compressor, level or header is a
// change of every archive that anybody has, and must be seen.
func TestBytes(t *testing.T) {
	want := map[archive.Format]string{
		archive.Tar:     "842d1eaf54736ed729e8d0f0d470781f47e328e891b2dceb2a4371a724477229",
		archive.TarGzip: "8962d80cfec8b7d63677cade3ef0f00458d428440d5dd8ebe8cb90122623dc22",
		archive.TarZstd: "fae9b181d950ee6bff29a2c75b73c7cf980818a82a3c02db93f30b9657a1d262",
	}
	for f, digest := range want {
		sum := sha256.Sum256(pack(t, f, 0, entries()))
		if got := hex.EncodeToString(sum[:]); got != digest {
			t.Errorf("%s: %s, want %s", f, got, digest)
		}
	}
}

func TestSameBytes(t *testing.T) {
	for _, f := range []archive.Format{archive.Tar, archive.TarGzip, archive.TarZstd} {
		t.Run(string(f), func(t *testing.T) {
			want := pack(t, f, 7, entries())
			for _, processors := range []int{1, 8} {
				before := runtime.GOMAXPROCS(processors)
				shuffled := entries()
				rand.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
				got := pack(t, f, 7, shuffled)
				runtime.GOMAXPROCS(before)
				if !bytes.Equal(got, want) {
					t.Errorf("another archive with %d processors and another order of entries", processors)
				}
			}
		})
	}
}

func TestCompressedContent(t *testing.T) {
	plain := pack(t, archive.Tar, 0, entries())

	z, err := gzip.NewReader(bytes.NewReader(pack(t, archive.TarGzip, 0, entries())))
	if err != nil {
		t.Fatal(err)
	}
	if z.ModTime.Unix() != 0 || z.Name != "" || z.OS != 255 {
		t.Errorf("gzip header says time %v, name %q, system %d", z.ModTime, z.Name, z.OS)
	}
	if got, err := io.ReadAll(z); err != nil || !bytes.Equal(got, plain) {
		t.Errorf("tar.gz does not hold the plain tar: %v", err)
	}

	d, err := zstd.NewReader(bytes.NewReader(pack(t, archive.TarZstd, 0, entries())))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if got, err := io.ReadAll(d); err != nil || !bytes.Equal(got, plain) {
		t.Errorf("tar.zst does not hold the plain tar: %v", err)
	}
}

// GNU tar is what hosts unpack with.
func TestGNUTar(t *testing.T) {
	dir := t.TempDir()
	for _, f := range []archive.Format{archive.Tar, archive.TarGzip} {
		name := filepath.Join(dir, "web01."+string(f))
		if err := os.WriteFile(name, pack(t, f, 0, entries()), 0o600); err != nil {
			t.Fatal(err)
		}
		list, err := exec.Command("tar", "-tf", name).CombinedOutput()
		if err != nil {
			t.Fatalf("tar -t: %v\n%s", err, list)
		}
		if diff := cmp.Diff(members, strings.Split(strings.TrimSpace(string(list)), "\n")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", f, diff)
		}
		if out, err := exec.Command("tar", "-C", dir, "-xf", name).CombinedOutput(); err != nil || len(out) > 0 {
			t.Fatalf("tar -x: %v\n%s", err, out)
		}
		same(t, filepath.Join(dir, folder))
	}
}

func TestWriteDir(t *testing.T) {
	dir := filepath.Join(t.TempDir(), folder)
	if err := archive.WriteDir(dir, entries()); err != nil {
		t.Fatal(err)
	}
	same(t, dir)
}

// same asserts that dir holds the entries and nothing else.
func same(t *testing.T, dir string) {
	t.Helper()
	want, got := map[string]string{}, map[string]string{}
	for _, e := range entries() {
		want[e.Path] = string(e.Body)
	}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(filepath.Join(dir, path))
		got[path] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("unpacked (-want +got):\n%s", diff)
	}
	if info, err := os.Stat(filepath.Join(dir, "install.sh")); err != nil || info.Mode()&0o100 == 0 {
		t.Errorf("install.sh cannot be run: %v, %v", info, err)
	}
}

func TestRefused(t *testing.T) {
	plain := func(paths ...string) (e []archive.Entry) {
		for _, p := range paths {
			e = append(e, archive.Entry{Path: p, Mode: 0o644})
		}
		return e
	}
	tests := []struct {
		name    string
		folder  string
		entries []archive.Entry
		want    []string
	}{
		{"long element", folder, plain("root/" + strings.Repeat("x", 101)), []string{strings.Repeat("x", 101), "shorten"}},
		{"long path", folder, plain("root/" + strings.Repeat("deep/", 60) + "x"), []string{"deep/x", "shorten"}},
		{"not ASCII", folder, plain("root/etc/straße.conf"), []string{"straße.conf", "'ß'", "ASCII"}},
		{"newline", folder, plain("root/a\nb"), []string{`root/a\nb`, "ASCII"}},
		{"absolute", folder, plain("/etc/passwd"), []string{"/etc/passwd", "relative"}},
		{"upwards", folder, plain("root/../../x"), []string{"root/../../x", "relative"}},
		{"twice", folder, plain("a", "b", "a"), []string{`"a"`, "twice"}},
		{"file and folder", folder, plain("root/etc", "root/etc/x"), []string{`"root/etc"`, `"root/etc/x"`, "rename"}},
		{"mode", folder, []archive.Entry{{Path: "a", Mode: 0o4755}}, []string{`"a"`, "4755"}},
		{"folder", "../up", plain("a"), []string{"../up"}},
		{"all at once", folder, plain("/abs", "ü"), []string{"/abs", "ü"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var b bytes.Buffer
			err := archive.Write(&b, archive.Tar, test.folder, 0, test.entries)
			if err == nil {
				t.Fatal("packed")
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q does not say %q", err, want)
				}
			}
			if b.Len() > 0 {
				t.Error("something was written")
			}
		})
	}
}

func TestParseFormat(t *testing.T) {
	for _, f := range archive.Formats {
		if got, err := archive.ParseFormat(string(f)); err != nil || got != f {
			t.Errorf("%s: %v, %v", f, got, err)
		}
	}
	if _, err := archive.ParseFormat("zip"); err == nil || !strings.Contains(err.Error(), "tar.gz, tar, tar.zst, dir") {
		t.Errorf("zip: %v", err)
	}
}
