package install_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/emit/archive"
	"github.com/senextrader/senexc/emit/manifest"
	"github.com/senextrader/senexc/emit/sign"
)

// A forgery is an archive that senexc-apply must refuse.
type forgery struct {
	name      string
	body      []byte
	signature []byte // nil: a good one, by the key that the host trusts
	code      int    // 0: the usual 10
	apart     func(h *host) (back func())
}

// A forger makes forgeries from an honest archive and knows the trusted key:
// what it signs is the work of a hostile builder, who passes the first layer.
type forger struct {
	h       *host
	outside string // where nothing may appear
	key     *sign.Key
	honest  []byte   // an uncompressed archive
	genuine []byte   // its signature
	members []member // of the honest archive
	release release
}

// A member of the honest archive: where its header and its content are.
type member struct {
	name        string
	header, end int // end includes the padding
	size        int
}

func (m member) content() int { return m.header + 512 }

// TestTampering holds senexc-apply against every way of changing an archive
// that we know of. All of a class are tried on one host that runs a release, so
// that there is something to break; each must leave it as it was.
func TestTampering(t *testing.T) {
	var count atomic.Int64
	t.Run("class", func(t *testing.T) {
		for name, forge := range map[string]func(*forger) []forgery{
			"bytes": bytesChanged, "truncated": truncated, "truncated and signed": truncatedSigned,
			"signature": signatures, "members": members, "contents": contents, "hostile members": hostileMembers,
			"headers": headers, "wrapped": wrapped, "manifest": manifests,
		} {
			t.Run(name, func(t *testing.T) {
				f := newForger(t)
				all := forge(f)
				for _, c := range all {
					f.refuse(c)
				}
				count.Add(int64(len(all)))
				t.Logf("%d archives", len(all))
			})
		}
	})
	t.Logf("%d tampered archives", count.Load())
	if count.Load() < 500 {
		t.Errorf("only %d archives", count.Load())
	}
}

func newForger(t *testing.T) *forger {
	t.Helper()
	h, r := installed(t)
	h.must(os.MkdirAll(h.root+"/var/lib/senexc/incoming", 0o700))
	f := &forger{h: h, outside: t.TempDir(), release: r}
	h.must(os.WriteFile(filepath.Join(f.outside, "sentinel"), []byte("untouched\n"), 0o644))
	h.senexcApply()
	var err error
	f.key, err = sign.Open(h.key, sign.Options{})
	h.must(err)
	// The next release, which would change something if it were let in.
	r.serial++
	r.root["/etc/proxy/site.conf"] = "listen 8443;\n"
	f.honest = f.pack(h.entries(r))
	f.genuine = f.sign(f.honest, sign.Archive)
	f.members = index(f.honest)
	return f
}

// pack writes an archive as the compiler does, with MANIFEST signed.
func (f *forger) pack(entries []archive.Entry) []byte {
	f.h.t.Helper()
	i := slices.IndexFunc(entries, func(e archive.Entry) bool { return e.Path == manifest.Name })
	return f.packSigned(entries, f.sign(entries[i].Body, sign.Manifest))
}

func (f *forger) packSigned(entries []archive.Entry, signature []byte) []byte {
	f.h.t.Helper()
	var b bytes.Buffer
	f.h.must(archive.Write(&b, archive.Tar, folder, 0, append(slices.Clip(entries), archive.Entry{Path: manifest.Signature, Mode: 0o644, Body: signature})))
	return b.Bytes()
}

func (f *forger) sign(body []byte, n sign.Namespace) []byte {
	f.h.t.Helper()
	s, err := f.key.Sign(n, body)
	f.h.must(err)
	return s
}

// index finds the members of an archive whose headers are plain ones.
func index(body []byte) []member {
	var all []member
	for at := 0; at < len(body) && body[at] != 0; {
		name, _, _ := strings.Cut(string(body[at:at+100]), "\x00")
		if prefix, _, _ := strings.Cut(string(body[at+345:at+500]), "\x00"); prefix != "" {
			name = prefix + "/" + name
		}
		var size int
		fmt.Sscanf(string(body[at+124:at+135]), "%o", &size)
		m := member{name: name, header: at, end: at + 512 + (size+511)/512*512, size: size}
		all = append(all, m)
		at = m.end
	}
	return all
}

var incoming = regexp.MustCompile(`(?m)^(/var/lib/senexc/incoming \S+) \d+$`)

// state describes the host and what is outside of it.
func (f *forger) state() string {
	f.h.t.Helper()
	sentinel, err := os.ReadFile(filepath.Join(f.outside, "sentinel"))
	f.h.must(err)
	outside, err := os.ReadDir(f.outside)
	f.h.must(err)
	return incoming.ReplaceAllString(f.h.tree(), "$1") + fmt.Sprintln(len(outside), string(sentinel))
}

// refuse presents the archive to the host.
func (f *forger) refuse(c forgery) {
	f.h.t.Helper()
	path := filepath.Join(f.h.fake, "web01.tar")
	f.h.must(os.WriteFile(path, c.body, 0o644))
	if c.signature == nil {
		c.signature = f.sign(c.body, sign.Archive)
	}
	f.h.must(os.WriteFile(path+".sig", c.signature, 0o644))
	if c.apart != nil {
		defer c.apart(f.h)()
	}
	before := f.state()
	code, out := f.h.script(filepath.Join(f.h.fake, "senexc-apply"), path)
	want := c.code
	if want == 0 {
		want = 10
	}
	if code != want {
		f.h.t.Errorf("%s: senexc-apply exits with %d, want %d\n%s", c.name, code, want, out)
	}
	if diff := cmp.Diff(before, f.state()); diff != "" {
		f.h.t.Errorf("%s: refused, and still written (-before +after):\n%s", c.name, diff)
	}
	if calls := f.h.calls(); len(calls) > 0 {
		f.h.t.Errorf("%s: refused, and still called:\n%s", c.name, strings.Join(calls, "\n"))
	}
}

// edited returns the honest archive with bytes replaced.
func (f *forger) edited(at int, with ...byte) []byte {
	b := bytes.Clone(f.honest)
	copy(b[at:], with)
	return b
}

// checksum corrects the checksum of the header at a place.
func checksum(b []byte, at int) []byte {
	sum := 8 * int(' ')
	for i, c := range b[at : at+512] {
		if i < 148 || i >= 156 {
			sum += int(c)
		}
	}
	copy(b[at+148:], fmt.Sprintf("%06o\x00 ", sum))
	return b
}

// fields of a header, by where they begin.
var fields = []struct {
	name string
	at   int
}{
	{"name", 0}, {"mode", 100}, {"uid", 108}, {"gid", 116}, {"size", 124}, {"mtime", 136}, {"checksum", 148}, {"type", 156},
	{"link", 157}, {"magic", 257}, {"version", 263}, {"user", 265}, {"group", 297}, {"major", 329}, {"minor", 337}, {"prefix", 345},
}

// bytesChanged: one byte of every class, after the archive was signed.
func bytesChanged(f *forger) []forgery {
	var all []forgery
	flip := func(what string, at int) {
		all = append(all, forgery{name: "a byte of " + what, body: f.edited(at, f.honest[at]^1), signature: f.genuine})
	}
	for i, m := range f.members {
		for j, field := range fields {
			// Every field of some, and of every member another few.
			if i < 2 || (i+j)%4 == 0 {
				flip(m.name+", "+field.name, m.header+field.at)
			}
		}
		if m.size > 0 {
			flip(m.name+", its first byte", m.content())
			flip(m.name+", its last byte", m.content()+m.size-1)
		}
		if m.size%512 > 0 {
			flip(m.name+", its padding", m.end-1)
		}
	}
	flip("the end", len(f.honest)-1)
	return all
}

// truncated at every 512 bytes, and at every one of the last.
func truncated(f *forger) []forgery {
	var all []forgery
	packed := zip(f.honest)
	signature := f.sign(packed, sign.Archive)
	for n := 0; n < len(packed); n += 512 {
		all = append(all, forgery{name: fmt.Sprintf("%d bytes of %d", n, len(packed)), body: packed[:n], signature: signature})
	}
	for n := len(packed) - 8; n < len(packed); n++ {
		all = append(all, forgery{name: fmt.Sprintf("%d bytes of %d, signed", n, len(packed)), body: packed[:n]})
	}
	for _, m := range f.members {
		all = append(all, forgery{name: "up to " + m.name, body: f.honest[:m.header], signature: f.genuine})
	}
	return all
}

// truncatedSigned at every 512 bytes before the last member's end: a builder
// that was interrupted and signed what there was.
func truncatedSigned(f *forger) []forgery {
	var all []forgery
	last := f.members[len(f.members)-1]
	for n := 512; n < last.content()+last.size; n += 512 {
		all = append(all, forgery{name: fmt.Sprintf("%d bytes of %d", n, len(f.honest)), body: f.honest[:n]})
	}
	return all
}

func zip(body []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(body)
	z.Close()
	return b.Bytes()
}

func signatures(f *forger) []forgery {
	var all []forgery
	add := func(name string, signature []byte) {
		all = append(all, forgery{name: name, body: f.honest, signature: signature})
	}
	lines := strings.SplitAfter(string(f.genuine), "\n")
	for i, line := range lines {
		if strings.TrimSpace(line) != "" {
			add(fmt.Sprintf("line %d missing", i), []byte(strings.Join(slices.Delete(slices.Clone(lines), i, i+1), "")))
		}
	}
	start := bytes.IndexByte(f.genuine, '\n') + 1
	for at := start; at < len(f.genuine)-40; at += 5 {
		changed := bytes.Clone(f.genuine)
		if changed[at] == '\n' {
			at++
		}
		// Another letter of the alphabet in which it is written.
		if changed[at] == 'A' {
			changed[at] = 'B'
		} else {
			changed[at] = 'A'
		}
		add(fmt.Sprintf("byte %d changed", at), changed)
	}
	all = append(all, forgery{name: "not there", body: f.honest, apart: func(h *host) func() {
		h.must(os.Remove(filepath.Join(h.fake, "web01.tar.sig")))
		return func() {}
	}})
	add("empty", []byte{})
	add("no signature at all", []byte("signature\n"))
	add("twice", append(bytes.Repeat([]byte("x"), 1), f.genuine...))
	add("in the namespace of manifests", f.sign(f.honest, sign.Manifest))
	add("in the namespace of checksums", f.sign(f.honest, sign.Sums))
	add("in no known namespace", f.sign(f.honest, "file"))
	add("of another archive", f.sign(f.honest[:1024], sign.Archive))
	add("of its manifest", f.sign(f.part(manifest.Name), sign.Archive))

	stranger, err := sign.Generate(filepath.Join(f.h.fake, "stranger"), "stranger")
	f.h.must(err)
	foreign, err := stranger.Sign(sign.Archive, f.honest)
	f.h.must(err)
	add("by a stranger", foreign)

	trust := func(name, signers string) {
		all = append(all, forgery{name: "trusting " + name, body: f.honest, apart: func(h *host) func() {
			before := h.read("/etc/senexc/allowed_signers")
			h.write("/etc/senexc/allowed_signers", signers)
			return func() { h.write("/etc/senexc/allowed_signers", before) }
		}})
	}
	ours, theirs := f.key.Public(), stranger.Public()
	trust("nobody", "")
	trust("only comments", "# nobody yet\n")
	trust("garbage", "\x00\xff garbage\n")
	trust("a stranger", "shop/production/* "+theirs+"\n")
	trust("the key for another host", "shop/production/db01 "+ours+"\n")
	trust("the key for another environment", "shop/staging/* "+ours+"\n")
	trust("the key for another stack", "bank/production/* "+ours+"\n")
	trust("the key for a longer name", "shop/production/web01x "+ours+"\n")
	trust("the key for everyone but this host", "shop/production/*,!shop/production/web01 "+ours+"\n")
	trust("the key for manifests only", `shop/production/* namespaces="senexc-manifest-v1@senexc.dev" `+ours+"\n")
	trust("the key until yesterday", `shop/production/* valid-before="20200101" `+ours+"\n")
	trust("the key from some year on", `shop/production/* valid-after="20900101" `+ours+"\n")
	trust("the key as an authority only", `shop/production/* cert-authority `+ours+"\n")
	trust("half of the key", "shop/production/* "+ours[:len(ours)-9]+"\n")
	for name, enrolled := range map[string]string{
		"nobody": "", "another host": "shop/production/db01\n", "another environment": "shop/staging/web01\n", "another stack": "bank/production/web01\n",
	} {
		// The key is trusted for all hosts of the environment: then the host's
		// own installer is what tells them apart.
		code := 10
		if name == "another host" {
			code = 11
		}
		all = append(all, forgery{name: "enrolled as " + name, code: code, body: f.honest, apart: func(h *host) func() {
			before := h.read("/etc/senexc/host")
			_, machine, _ := strings.Cut(before, "\n")
			if enrolled != "" {
				enrolled += machine
			}
			h.write("/etc/senexc/host", enrolled)
			return func() { h.write("/etc/senexc/host", before) }
		}})
	}
	return all
}

// part returns the content of a member of the honest archive.
func (f *forger) part(name string) []byte {
	m := f.member(name)
	return f.honest[m.content() : m.content()+m.size]
}

func (f *forger) member(name string) member {
	i := slices.IndexFunc(f.members, func(m member) bool { return m.name == folder+"/"+name })
	return f.members[i]
}

// whole returns the header and the content of a member.
func (f *forger) whole(m member) []byte { return bytes.Clone(f.honest[m.header:m.end]) }

// members removed, renamed, duplicated and moved, signed by the trusted key.
func members(f *forger) []forgery {
	var all []forgery
	for i, m := range f.members {
		add := func(what string, body ...[]byte) {
			all = append(all, forgery{name: m.name + " " + what, body: bytes.Join(body, nil)})
		}
		before, after, this := f.honest[:m.header], f.honest[m.end:], f.whole(m)
		if !strings.HasSuffix(m.name, "/") {
			add("removed", before, after)
		}
		renamed := bytes.Clone(this)
		renamed[len(m.name)-2] ^= 1
		add("renamed", before, checksum(renamed, 0), after)
		add("twice", before, this, this, after)
		again := bytes.Clone(this)
		if m.size > 0 {
			again[512] ^= 1
		}
		end := f.members[len(f.members)-1].end
		add("again at the end", f.honest[:end], again, f.honest[end:])
		if i > 0 {
			beside := bytes.Clone(this)
			copy(beside[:100], make([]byte, 100))
			copy(beside[:100], strings.TrimPrefix(m.name, folder+"/"))
			add("outside of the folder", before, checksum(beside, 0), after)
		}
	}
	return all
}

// contents changed under a good signature of the archive: what is in it is not
// what MANIFEST's signature is for.
func contents(f *forger) []forgery {
	var all []forgery
	for _, m := range f.members {
		if strings.HasSuffix(m.name, "/") {
			continue
		}
		with := func(what string, content []byte) {
			body := bytes.Clone(f.honest[:m.header+512])
			copy(body[m.header+124:], fmt.Sprintf("%011o\x00", len(content)))
			body = append(checksum(body, m.header), content...)
			body = append(body, make([]byte, (512-len(content)%512)%512)...)
			all = append(all, forgery{name: m.name + " " + what, body: append(body, f.honest[m.end:]...)})
		}
		was := f.honest[m.content() : m.content()+m.size]
		if m.size > 0 {
			flipped := bytes.Clone(was)
			flipped[m.size/2] ^= 1
			with("with another byte", flipped)
			with("emptied", nil)
			with("cut in half", was[:m.size/2])
		}
		if !strings.HasSuffix(m.name, ".sig") { // white space around a signature means nothing
			with("longer", append(slices.Clip(was), '\n'))
		}
	}
	evil := []byte("#!/bin/sh\ntouch '" + f.outside + "/evil'\n")
	at := f.member("install.sh")
	padded := append(evil, bytes.Repeat([]byte("#"), at.size-len(evil))...)
	all = append(all, forgery{name: "an installer of the builder's own", body: f.edited(at.content(), padded...)})
	return all
}

// extra returns the honest members and some more, signed by the trusted key.
func (f *forger) extra(more ...*tar.Header) []byte {
	f.h.t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, m := range more {
		m := *m
		body := m.PAXRecords["body"]
		records := map[string]string{}
		for k, v := range m.PAXRecords {
			if k != "body" {
				records[k] = v
			}
		}
		m.PAXRecords = records
		f.h.must(w.WriteHeader(&m))
		_, err := w.Write([]byte(body))
		f.h.must(err)
	}
	f.h.must(w.Flush())
	end := f.members[len(f.members)-1].end
	return bytes.Join([][]byte{f.honest[:end], b.Bytes(), f.honest[end:]}, nil)
}

func hostileMembers(f *forger) []forgery {
	var all []forgery
	add := func(name string, more ...*tar.Header) {
		all = append(all, forgery{name: name, body: f.extra(more...)})
	}
	up := strings.Repeat("../", 40)
	for _, name := range []string{
		"../evil", "../../evil", folder + "/../evil", folder + "/../../evil", folder + "/" + up + f.outside[1:] + "/evil", up + f.outside[1:] + "/evil",
		folder + "/..", "..", ".", "./" + folder + "/evil", folder + "/./evil", folder + "//evil", "/evil", f.outside + "/evil", "//" + f.outside + "/evil",
		"evil", "evil/x", "MANIFEST", folder + "x/evil", folder + "/evil", folder + "/root/etc/cron.d/evil", folder + "/plan/evil", folder + "/.evil",
		folder + "/a\nb", folder + "/MANIFEST\n", folder + "\n/evil", folder + `/a\b`, folder + `/\056\056/evil`, folder + "/a\x1b[2Jb", folder + "/a\tb", folder + "/a\rb", folder + "/a\x7fb",
		folder + "/\xc3\xa9", folder + "/\xff", "--checkpoint-action=exec=sh", "-rf", folder + "/--to-command=sh", folder + "/ ", " ", folder + "/install.sh/evil",
		folder + "/" + strings.Repeat("a", 200), folder + "/" + strings.Repeat("long/", 60) + "evil", strings.ToUpper(folder) + "/evil", folder + "/install.sh ", folder + "/INSTALL.SH",
	} {
		add(fmt.Sprintf("the member %q", name), file(name, "evil\n"))
		if !strings.HasSuffix(name, " ") {
			add(fmt.Sprintf("the folder %q", name), &tar.Header{Typeflag: tar.TypeDir, Name: name + "/", Mode: 0o755})
		}
	}
	for _, target := range []string{"/", "/etc/passwd", f.outside, "../../../..", "install.sh", folder + "/install.sh", "MANIFEST", f.outside + "/sentinel"} {
		add("a symbolic link to "+target, &tar.Header{Typeflag: tar.TypeSymlink, Name: folder + "/link", Linkname: target, Mode: 0o777})
		add("a hard link to "+target, &tar.Header{Typeflag: tar.TypeLink, Name: folder + "/link", Linkname: target, Mode: 0o644})
		add("through a link to "+target,
			&tar.Header{Typeflag: tar.TypeSymlink, Name: folder + "/out", Linkname: target, Mode: 0o777}, file(folder+"/out/evil", "evil\n"))
		// A link in the place of something that is to be written.
		add("a link in the way, to "+target, &tar.Header{Typeflag: tar.TypeSymlink, Name: folder + "/root/etc", Linkname: target, Mode: 0o777})
	}
	for _, mode := range []int64{0o4755, 0o2755, 0o1755, 0o6755, 0o7777} {
		add(fmt.Sprintf("mode %o", mode), &tar.Header{Typeflag: tar.TypeReg, Name: folder + "/su", Mode: mode})
		add(fmt.Sprintf("a folder of mode %o", mode), &tar.Header{Typeflag: tar.TypeDir, Name: folder + "/su/", Mode: mode})
		body := bytes.Clone(f.honest)
		at := f.member("install.sh").header
		copy(body[at+100:], fmt.Sprintf("%07o\x00", mode))
		all = append(all, forgery{name: fmt.Sprintf("install.sh with mode %o", mode), body: checksum(body, at)})
	}
	for _, kind := range []byte{tar.TypeChar, tar.TypeBlock, tar.TypeFifo} {
		add(fmt.Sprintf("a device of type %c", kind), &tar.Header{Typeflag: kind, Name: folder + "/device", Mode: 0o666, Devmajor: 1, Devminor: 3})
		add(fmt.Sprintf("a device of type %c outside", kind), &tar.Header{Typeflag: kind, Name: f.outside + "/device", Mode: 0o666, Devmajor: 1, Devminor: 3})
	}
	// Names that a second header gives, in each of the formats that have one.
	for _, format := range []tar.Format{tar.FormatPAX, tar.FormatGNU} {
		for _, name := range []string{f.outside + "/" + strings.Repeat("evil", 30), folder + "/../" + strings.Repeat("evil", 40), folder + "/" + strings.Repeat("evil", 40)} {
			m := file(name, "evil\n")
			m.Format = format
			add(fmt.Sprintf("a long name in %v", format), m)
			add(fmt.Sprintf("a long target in %v", format), &tar.Header{Typeflag: tar.TypeSymlink, Name: folder + "/link", Linkname: name, Mode: 0o777, Format: format})
		}
	}
	for key, value := range map[string]string{
		"path": f.outside + "/evil", "linkpath": f.outside, "GNU.sparse.name": f.outside + "/evil", "SCHILY.filetype": "sparse",
	} {
		all = append(all, forgery{name: "a pax record " + key, body: f.inserted(pax('x', key, value), plain(folder+"/evil", "evil\n"))})
		all = append(all, forgery{name: "a pax record for all, " + key, body: f.inserted(pax('g', key, value), plain(folder+"/evil", "evil\n"))})
	}
	return all
}

// plain returns a member in the oldest of formats.
func plain(name, body string) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	w.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: name, Mode: 0o644, Size: int64(len(body)), Format: tar.FormatUSTAR})
	w.Write([]byte(body))
	w.Flush()
	return b.Bytes()
}

// pax returns an extended header with one record.
func pax(kind byte, key, value string) []byte {
	record := fmt.Sprintf(" %s=%s\n", key, value)
	size := len(record) + 2
	for len(fmt.Sprint(size))+len(record) != size {
		size++
	}
	b := plain("PaxHeaders/x", fmt.Sprint(size)+record)
	b[156] = kind
	return checksum(b, 0)
}

// inserted puts raw members before the end of the honest archive.
func (f *forger) inserted(more ...[]byte) []byte {
	end := f.members[len(f.members)-1].end
	return bytes.Join([][]byte{f.honest[:end], bytes.Join(more, nil), f.honest[end:]}, nil)
}

// headers that say what no compiler writes, with correct checksums.
func headers(f *forger) []forgery {
	var all []forgery
	for _, kind := range []byte("123456DKLMNSVXAEIZaz\x01\xff") {
		for _, name := range []string{"install.sh", "plan/steps"} {
			if kind == 'S' {
				continue // sparse, and without a hole in it: the same file
			}
			at := f.member(name).header
			body := f.edited(at+156, kind)
			all = append(all, forgery{name: fmt.Sprintf("%s with the type %q", name, kind), body: checksum(body, at)})
		}
		evil := plain(folder+"/evil", "evil\n")
		evil[156] = kind
		all = append(all, forgery{name: fmt.Sprintf("one more of the type %q", kind), body: f.inserted(checksum(evil, 0))})
	}
	for _, size := range []string{
		"-0000000001", "77777777777", "\x80\x00\x00\x00\x00\x7f\xff\xff\xff\xff\xff\xff", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",
		"99999999999", "           ", "00000000000", "0x000000100", "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
	} {
		for _, name := range []string{"install.sh", "MANIFEST"} {
			at := f.member(name).header
			body := f.edited(at+124, []byte((size + "\x00\x00")[:12])...)
			all = append(all, forgery{name: fmt.Sprintf("%s with the size %q", name, size), body: checksum(body, at)})
		}
	}
	for _, sum := range []string{"000000\x00 ", "777777\x00 ", "        ", "garbage!"} {
		at := f.member("install.sh").header
		all = append(all, forgery{name: fmt.Sprintf("the checksum %q", sum), body: f.edited(at+148, []byte(sum)...)})
	}
	// A sparse file is small in the archive and as large as it likes on disk.
	sparse := plain(folder+"/evil", "evil\n")
	sparse[156] = 'S'
	copy(sparse[257:], "ustar  \x00")
	copy(sparse[386:], "00000000000\x0000000000005\x00")
	copy(sparse[483:], "77777777777\x00")
	all = append(all, forgery{name: "8 GiB of nothing", body: f.inserted(checksum(sparse, 0))})
	replaced := bytes.Clone(f.honest)
	at := f.member("plan/steps").header
	replaced[at+156] = 'S'
	copy(replaced[at+257:], "ustar  \x00")
	copy(replaced[at+345:], make([]byte, 155))
	copy(replaced[at+386:], "00000000000\x0000000000001\x00")
	copy(replaced[at+483:], "77777777777\x00")
	all = append(all, forgery{name: "8 GiB in the place of a file", body: checksum(replaced, at)})
	for _, size := range []string{"0", "5", "99999999999999"} {
		all = append(all, forgery{name: "a size of " + size + " that overrides", body: f.inserted(pax('x', "size", size), plain(folder+"/evil", "evil\n"))})
	}
	all = append(all, forgery{name: "a sparse file in the way of pax", body: f.inserted(
		bytes.Join([][]byte{pax('x', "GNU.sparse.realsize", "99999999999")}, nil), plain(folder+"/evil", "0\n"))})
	for _, record := range []string{"", "x", "0 a=b\n", "99 path=evil\n", "12 path=/evil", "-5 path=x\n", "9999999999999999999 path=x\n"} {
		b := plain("PaxHeaders/x", record)
		b[156] = 'x'
		all = append(all, forgery{name: fmt.Sprintf("the malformed record %q", record), body: f.inserted(checksum(b, 0), plain(folder+"/evil", "evil\n"))})
	}
	return all
}

// wrapped: what is around the members.
func wrapped(f *forger) []forgery {
	packed := zip(f.honest)
	evil := f.extra(file(folder+"/evil", "evil\n"))
	all := []forgery{}
	add := func(name string, body []byte) { all = append(all, forgery{name: name, body: body}) }
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	add("two archives", join(f.honest, f.honest))
	add("two archives, the second evil", join(f.honest, plain(folder+"/evil", "evil\n"), make([]byte, 1024)))
	add("two packed archives", join(packed, packed))
	add("two packed archives, the second evil", join(packed, zip(join(plain(f.outside+"/evil", "evil\n"), make([]byte, 1024)))))
	add("packed and plain", join(packed, f.honest))
	add("plain and packed", join(f.honest, packed))
	add("packed twice", zip(packed))
	for _, garbage := range []string{"x", "garbage\n", "#!/bin/sh\n", strings.Repeat("\xff", 512), strings.Repeat("garbage ", 200)} {
		add(fmt.Sprintf("%d bytes of garbage at the end", len(garbage)), join(f.honest, []byte(garbage)))
		add(fmt.Sprintf("%d bytes of garbage at the end of the packed", len(garbage)), join(packed, []byte(garbage)))
		add(fmt.Sprintf("%d bytes of garbage at the end, packed", len(garbage)), zip(join(f.honest, []byte(garbage))))
		add(fmt.Sprintf("%d bytes of garbage first", len(garbage)), join([]byte(garbage), f.honest))
		add(fmt.Sprintf("%d bytes of garbage before the packed", len(garbage)), join([]byte(garbage), packed))
	}
	for name, magic := range map[string]string{
		"bzip2": "BZh91AY&SY", "xz": "\xfd7zXZ\x00", "lzip": "LZIP\x01", "lzma": "\x5d\x00\x00\x80", "lzop": "\x89LZO\x00", "compress": "\x1f\x9d\x90", "zstd": "\x28\xb5\x2f\xfd", "zip": "PK\x03\x04", "cpio": "070701", "ar": "!<arch>\n",
	} {
		add("said to be "+name, join([]byte(magic), f.honest))
		add("packed, said to be "+name, join([]byte(magic), packed[min(len(magic), len(packed)):]))
	}
	for at := len(packed) - 8; at < len(packed); at++ {
		body := bytes.Clone(packed)
		body[at] ^= 1
		add(fmt.Sprintf("byte %d of the packed one's own checks", at), body)
	}
	for at := 20; at < len(packed)-20; at += len(packed) / 20 {
		body := bytes.Clone(packed)
		body[at] ^= 0x10
		add(fmt.Sprintf("byte %d of the packed", at), body)
	}
	add("nothing", nil)
	add("one empty block", make([]byte, 512))
	add("empty blocks", make([]byte, 10240))
	add("nothing, packed", zip(nil))
	add("empty blocks, packed", zip(make([]byte, 10240)))
	add("a text", []byte("this is no archive\n"))
	add("a folder alone", join(f.whole(f.members[0]), make([]byte, 1024)))
	for what, swap := range map[string]func(h *host, path string){
		// What is in the place of an archive changes while it is being judged.
		"a hostile archive, swapped for a good one": func(h *host, path string) { os.WriteFile(path, f.honest, 0o644) },
		"a hostile archive, deleted":                func(h *host, path string) { os.Remove(path) },
	} {
		for _, tool := range []string{"SSH_KEYGEN", "TAR"} {
			all = append(all, forgery{name: what + " when " + tool + " runs", body: evil, apart: func(h *host) func() { return whenRuns(h, tool, f.honest, swap) }})
		}
	}
	return all
}

// whenRuns replaces a program by one that first does something to the archive.
func whenRuns(h *host, tool string, with []byte, swap func(h *host, path string)) func() {
	path := filepath.Join(h.fake, "web01.tar")
	h.must(os.WriteFile(path+".other", with, 0o644))
	act := "cp '" + path + ".other' '" + path + "'"
	if swap != nil {
		os.WriteFile(path+".probe", nil, 0o644)
		swap(h, path+".probe")
		if _, err := os.Stat(path + ".probe"); err != nil {
			act = "rm -f '" + path + "'"
		}
	}
	name := strings.ReplaceAll(strings.ToLower(tool), "_", "-")
	wrapper := filepath.Join(h.fake, "swap-"+name)
	h.must(os.WriteFile(wrapper, []byte("#!/bin/sh\n"+act+"\nexec "+name+" \"$@\"\n"), 0o755))
	h.env = append(h.env, tool+"="+wrapper)
	return func() { h.env = nil }
}

// manifests that a builder with the trusted key made and signed.
func manifests(f *forger) []forgery {
	var all []forgery
	h := f.h
	built := func(name string, code int, change func(*release)) {
		r := shop()
		r.serial++
		change(&r)
		all = append(all, forgery{name: name, code: code, body: f.pack(h.entries(r))})
	}
	built("for another host", 11, func(r *release) { r.header = func(m *manifest.Header) { m.Host = "db01" } })
	built("for another stack", 11, func(r *release) { r.header = func(m *manifest.Header) { m.Stack = "bank" } })
	built("for another environment", 11, func(r *release) { r.header = func(m *manifest.Header) { m.Environment = "staging" } })
	built("older", 14, func(r *release) { r.serial = 9 })
	built("much older", 14, func(r *release) { r.serial = 0 })

	entries := h.entries(f.release)
	at := slices.IndexFunc(entries, func(e archive.Entry) bool { return e.Path == manifest.Name })
	text := string(entries[at].Body)
	edit := func(name, body string) {
		changed := slices.Clone(entries)
		changed[at].Body = []byte(body)
		all = append(all, forgery{name: name, body: f.pack(changed)})
	}
	replace := func(name, old, new string) {
		if !strings.Contains(text, old) {
			h.t.Fatalf("MANIFEST has no %q", old)
		}
		edit(name, strings.Replace(text, old, new, 1))
	}
	replace("of another format", "format senexc-bundle-1", "format senexc-bundle-9")
	replace("without a format", "format senexc-bundle-1\n", "")
	for _, serial := range []string{"", "x", "-1", "1e9", "10 11", "$(id)"} {
		replace(fmt.Sprintf("with the serial %q", serial), "serial 10", "serial "+serial)
	}
	edit("empty", "")
	edit("without files", text[:strings.Index(text, "\n\n")+2])
	edit("without its empty line", strings.Replace(text, "\n\n", "\n", 1))
	edit("with carriage returns", strings.ReplaceAll(text, "\n", "\r\n"))
	edit("with a NUL", text[:len(text)/2]+"\x00"+text[len(text)/2:])
	edit("cut short", text[:len(text)-100])
	edit("with a file too many", text+strings.Repeat("0", 64)+" 0644 root root file 5 root/etc/evil\n")
	for _, path := range []string{"../evil", "/evil", "root/../evil", "root//evil", "./evil", f.outside + "/evil", `root/a\b`, "root/\x1b"} {
		edit(fmt.Sprintf("that lists %q", path), text+strings.Repeat("0", 64)+" 0644 root root file 5 "+path+"\n")
		replace(fmt.Sprintf("that lists %q in the place of another", path), " plan/steps\n", " "+path+"\n")
	}
	replace("with a type of its own", " file ", " link ")
	replace("with a mode that is none", " 0644 ", " rw-r ")
	replace("with a digest in capitals", text[strings.Index(text, "\n\n")+2:][:64], strings.Repeat("A", 64))
	replace("with a digest of another file", text[strings.Index(text, "\n\n")+2:][:64], strings.Repeat("a", 64))

	body := []byte(text)
	add := func(name string, signature []byte) {
		all = append(all, forgery{name: "signed " + name, body: f.packSigned(entries, signature)})
	}
	stranger, err := sign.Generate(filepath.Join(h.fake, "stranger"), "stranger")
	h.must(err)
	foreign, err := stranger.Sign(sign.Manifest, body)
	h.must(err)
	add("by a stranger", foreign)
	add("as an archive", f.sign(body, sign.Archive))
	add("as checksums", f.sign(body, sign.Sums))
	add("for another text", f.sign(body[1:], sign.Manifest))
	add("with nothing", nil)
	add("with garbage", []byte("garbage\n"))
	return all
}

// Archives differ in what counts for nothing: times, owners and permissions in
// headers. They are let in, and none of it reaches the host.
func TestHeadersThatCountForNothing(t *testing.T) {
	f := newForger(t)
	for _, c := range []struct{ name, at, value string }{
		{"modes", "mode", "0000777\x00"}, {"no mode", "mode", "0000000\x00"}, {"a user", "uid", "0001750\x00"}, {"a group", "gid", "0001750\x00"},
		{"a time", "mtime", "00000000000\x00"}, {"a name of a user", "user", "daemon\x00"}, {"a name of a group", "group", "daemon\x00"},
	} {
		i := slices.IndexFunc(fields, func(field struct {
			name string
			at   int
		}) bool {
			return field.name == c.at
		})
		body := bytes.Clone(f.honest)
		for _, m := range f.members {
			copy(body[m.header+fields[i].at:], c.value)
			checksum(body, m.header)
		}
		path := filepath.Join(f.h.fake, "web01.tar")
		f.h.must(os.WriteFile(path, body, 0o644))
		f.h.must(os.WriteFile(path+".sig", f.sign(body, sign.Archive), 0o644))
		if code, out := f.h.script(filepath.Join(f.h.fake, "senexc-apply"), path, "verify"); code != 0 {
			t.Errorf("%s: senexc-apply exits with %d\n%s", c.name, code, out)
		}
	}
}

// The copy that was verified is the one that is used: a good archive that is
// swapped for a hostile one while it is judged is installed as it was.
func TestSwappedArchive(t *testing.T) {
	for _, tool := range []string{"SSH_KEYGEN", "TAR"} {
		t.Run(tool, func(t *testing.T) {
			f := newForger(t)
			path := filepath.Join(f.h.fake, "web01.tar")
			f.h.must(os.WriteFile(path, f.honest, 0o644))
			f.h.must(os.WriteFile(path+".sig", f.genuine, 0o644))
			evil := f.edited(f.member("plan/steps").content(), []byte("job evil\n")...)
			defer whenRuns(f.h, tool, evil, nil)()
			code, out := f.h.script(filepath.Join(f.h.fake, "senexc-apply"), path)
			if code != 0 {
				t.Fatalf("senexc-apply exits with %d\n%s", code, out)
			}
			if got := f.h.read("/etc/proxy/site.conf"); got != "listen 8443;\n" {
				t.Errorf("site.conf = %q", got)
			}
			if now, err := os.ReadFile(path); err != nil || bytes.Equal(now, f.honest) {
				t.Errorf("the archive was not swapped: %v", err)
			}
		})
	}
}
