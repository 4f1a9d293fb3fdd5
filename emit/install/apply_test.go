package install_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/senextrader/senexc/emit/archive"
	"github.com/senextrader/senexc/emit/install"
)

const folder = "shop-production-web01"

// members returns the members of an honest archive.
func (h *host) members(r release) []*tar.Header {
	h.t.Helper()
	bundle := h.bundle(r)
	var members []*tar.Header
	h.must(filepath.WalkDir(bundle, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(filepath.Dir(bundle), path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			members = append(members, &tar.Header{Typeflag: tar.TypeDir, Name: name + "/", Mode: 0o755})
			return nil
		}
		body, err := os.ReadFile(path)
		members = append(members, file(name, string(body)))
		return err
	}))
	return members
}

// file is a member with its content, which travels in a field of its header
// that nothing else uses.
func file(name, body string) *tar.Header {
	return &tar.Header{Typeflag: tar.TypeReg, Name: name, Mode: 0o644, Size: int64(len(body)), PAXRecords: map[string]string{"body": body}}
}

// pack writes and signs an archive, whatever is in it.
func (h *host) pack(members []*tar.Header) string {
	h.t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	for _, m := range members {
		m := *m
		body := m.PAXRecords["body"]
		m.PAXRecords = nil
		h.must(w.WriteHeader(&m))
		_, err := w.Write([]byte(body))
		h.must(err)
	}
	h.must(w.Close())
	h.must(z.Close())
	return h.signed(b.Bytes())
}

func (h *host) signed(body []byte) string {
	h.t.Helper()
	path := filepath.Join(h.fake, "web01.tar.gz")
	h.must(os.WriteFile(path, body, 0o644))
	h.sign(path, "senexc-archive-v1@senexc.dev")
	return path
}

func (h *host) senexcApply() string {
	h.t.Helper()
	path := filepath.Join(h.fake, "senexc-apply")
	h.must(os.WriteFile(path, install.Apply(), 0o755))
	return path
}

func TestApplyArchive(t *testing.T) {
	h := newHost(t)
	archive := h.pack(h.members(shop()))
	if code, out := h.script(h.senexcApply(), archive, "check"); code != 2 {
		t.Fatalf("check exits with %d\n%s", code, out)
	}
	code, out := h.script(h.senexcApply(), archive)
	if code != 0 || !strings.Contains(out, "done: shop/production/web01") {
		t.Fatalf("apply exits with %d\n%s", code, out)
	}
	if left, _ := filepath.Glob(h.root + "/var/lib/senexc/incoming/*"); len(left) > 0 {
		t.Errorf("left %q", left)
	}
	// The kept release is complete: it can check itself.
	h.want(0, h.root+"/var/lib/senexc/current", []string{"check"}, "nothing to do")
}

// The archives that this project writes are those that it lets in.
func TestApplyOwnArchive(t *testing.T) {
	h := newHost(t)
	r := shop()
	bundle := h.bundle(r)
	signature, err := os.ReadFile(filepath.Join(bundle, "MANIFEST.sig"))
	h.must(err)
	var entries []archive.Entry
	h.must(filepath.WalkDir(bundle, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "MANIFEST.sig" {
			return err
		}
		body, err := os.ReadFile(path)
		entries = append(entries, archive.Entry{Path: strings.TrimPrefix(path, bundle+"/"), Mode: 0o644, Body: body})
		return err
	}))
	entries = append(entries, archive.Entry{Path: "MANIFEST.sig", Mode: 0o644, Body: signature})
	var b bytes.Buffer
	h.must(archive.Write(&b, archive.TarGzip, folder, 0, entries))
	code, out := h.script(h.senexcApply(), h.signed(b.Bytes()), "verify")
	if code != 0 || !strings.Contains(out, "verified: 10-") {
		t.Fatalf("exits with %d\n%s", code, out)
	}
}
