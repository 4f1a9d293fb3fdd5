package install_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/emit/archive"
	"github.com/senextrader/senexc/emit/install"
)

const folder = "shop-production-web01"

// times are those in the description of a tree.
var times = regexp.MustCompile(` \d{19}`)

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

func TestHostileArchives(t *testing.T) {
	add := func(m *tar.Header) func([]*tar.Header) []*tar.Header {
		return func(all []*tar.Header) []*tar.Header { return append(all, m) }
	}
	for _, c := range []struct {
		name   string
		change func([]*tar.Header) []*tar.Header
	}{
		{"above", add(file(folder+"/../../evil", "x"))},
		{"absolute", add(file("/evil", "x"))},
		{"beside", add(file("evil/x", "x"))},
		{"dot", add(file(folder+"/./evil", "x"))},
		{"option", add(file("--checkpoint-action=exec=sh", "x"))},
		{"symbolic link", add(&tar.Header{Typeflag: tar.TypeSymlink, Name: folder + "/link", Linkname: "/etc/passwd", Mode: 0o777})},
		{"through a link", func(all []*tar.Header) []*tar.Header {
			return append(all, &tar.Header{Typeflag: tar.TypeSymlink, Name: folder + "/out", Linkname: "/", Mode: 0o777}, file(folder+"/out/evil", "x"))
		}},
		{"hard link", add(&tar.Header{Typeflag: tar.TypeLink, Name: folder + "/link", Linkname: folder + "/install.sh", Mode: 0o644})},
		{"device", add(&tar.Header{Typeflag: tar.TypeChar, Name: folder + "/null", Mode: 0o666, Devmajor: 1, Devminor: 3})},
		{"pipe", add(&tar.Header{Typeflag: tar.TypeFifo, Name: folder + "/pipe", Mode: 0o644})},
		{"setuid", add(&tar.Header{Typeflag: tar.TypeReg, Name: folder + "/su", Mode: 0o4755})},
		{"newline", add(file(folder+"/a\nb", "x"))},
		{"backslash", add(file(folder+`/a\b`, "x"))},
		{"control", add(file(folder+"/a\x1bb", "x"))},
		{"twice", func(all []*tar.Header) []*tar.Header {
			i := slices.IndexFunc(all, func(m *tar.Header) bool { return m.Name == folder+"/install.sh" })
			return append(all, file(all[i].Name, "#!/bin/sh\ntouch /evil\n"))
		}},
		{"too many", add(file(folder+"/root/etc/cron.d/evil", "x"))},
		{"too few", func(all []*tar.Header) []*tar.Header {
			return slices.DeleteFunc(all, func(m *tar.Header) bool { return m.Name == folder+"/plan/steps" })
		}},
		{"changed", func(all []*tar.Header) []*tar.Header {
			for i, m := range all {
				if m.Name == folder+"/plan/steps" {
					all[i] = file(m.Name, "job evil\n")
				}
			}
			return all
		}},
		{"no manifest", func(all []*tar.Header) []*tar.Header {
			return slices.DeleteFunc(all, func(m *tar.Header) bool { return m.Name == folder+"/MANIFEST" })
		}},
		{"no folder", func([]*tar.Header) []*tar.Header { return []*tar.Header{file("MANIFEST", "x")} }},
		{"nothing", func([]*tar.Header) []*tar.Header { return nil }},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHost(t)
			h.refuses(h.pack(c.change(h.members(shop()))))
		})
	}
	for name, spoil := range map[string]func(h *host, archive string){
		"edited": func(h *host, archive string) { edit(h, archive, "x") },
		"truncated": func(h *host, archive string) {
			body, err := os.ReadFile(archive)
			h.must(err)
			h.must(os.WriteFile(archive, body[:len(body)/2], 0o644))
		},
		"unsigned":           func(h *host, archive string) { h.must(os.Remove(archive + ".sig")) },
		"another namespace":  func(h *host, archive string) { h.sign(archive, "senexc-manifest-v1@senexc.dev") },
		"empty signature":    func(h *host, archive string) { h.must(os.WriteFile(archive+".sig", nil, 0o644)) },
		"no trusted signers": func(h *host, archive string) { h.write("/etc/senexc/allowed_signers", "") },
		"not for this host": func(h *host, archive string) {
			h.write("/etc/senexc/host", "shop/staging/web01\n0123456789abcdef0123456789abcdef\n")
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHost(t)
			archive := h.pack(h.members(shop()))
			spoil(h, archive)
			h.refuses(archive)
		})
	}
}

// refuses expects that the archive is refused and that nothing of it is left.
func (h *host) refuses(archive string) {
	h.t.Helper()
	h.must(os.MkdirAll(h.root+"/var/lib/senexc/incoming", 0o700))
	before := h.tree()
	code, out := h.script(h.senexcApply(), archive)
	if code != 10 {
		h.t.Errorf("senexc-apply exits with %d, want 10\n%s", code, out)
	}
	for _, made := range []string{"jobs", "releases", "lock"} {
		// The lock is taken before MANIFEST is verified.
		h.must(os.RemoveAll(h.root + "/var/lib/senexc/" + made))
	}
	if diff := cmp.Diff(times.ReplaceAllString(before, ""), times.ReplaceAllString(h.tree(), "")); diff != "" {
		h.t.Errorf("refused, and still written (-before +after):\n%s", diff)
	}
	if calls := h.calls(); len(calls) > 0 {
		h.t.Errorf("refused, and still called:\n%s", strings.Join(calls, "\n"))
	}
}
