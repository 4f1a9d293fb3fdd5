package install_test

import (
	"crypto/md5"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/emit/install"
)

const site = "/etc/proxy/site.conf"

func TestDriftThatIsKept(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(h *host)
		says string
	}{
		{"edited", func(h *host) { h.write(site, "mine\n") }, "kept: " + site + " was edited"},
		{"another mode", func(h *host) { h.must(os.Chmod(h.root+site, 0o666)) }, "another owner or mode"},
		{"deleted", func(h *host) { h.must(os.Remove(h.root + site)) }, "kept: " + site + " was deleted"},
		{"a link", func(h *host) {
			h.must(os.Remove(h.root + site))
			h.must(os.Symlink("/etc/passwd", h.root+site))
		}, "no longer a plain file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h, r := installed(t)
			bundle := h.bundle(r)
			h.want(0, bundle, applied)
			c.do(h)
			h.want(2, bundle, []string{"status"}, "drift: "+site)
			h.want(0, bundle, []string{"--on-drift=keep"}, c.says)
			if got := changing(h); len(got) > 0 {
				t.Errorf("keeping a file called %q", got)
			}
			before := h.tree()
			h.want(0, bundle, applied, c.says)
			h.want(0, bundle, []string{"status"}, c.says)
			if diff := cmp.Diff(before, h.tree()); diff != "" {
				t.Errorf("a kept file was touched (-before +after):\n%s", diff)
			}
			// The stack wants something new there: the question is open again.
			r.serial++
			r.root[site] = "listen 8443;\n"
			next := h.bundle(r)
			h.want(15, next, applied, "drift: "+site)
			h.want(0, next, []string{"--on-drift=overwrite"})
			if got := h.read(site); got != r.root[site] {
				t.Errorf("site.conf = %q", got)
			}
			h.want(0, next, []string{"status"}, "is as the bundle says")
		})
	}
}

func TestKeptFileThatIsEditedAgain(t *testing.T) {
	h, r := installed(t)
	bundle := h.bundle(r)
	h.write(site, "mine\n")
	h.want(0, bundle, []string{"--on-drift=keep"})
	h.write(site, "mine again\n")
	h.want(15, bundle, applied, "drift: "+site+" was edited")
}

func TestOverwrittenFileIsCopied(t *testing.T) {
	h, r := installed(t)
	h.write(site, "mine\n")
	h.want(0, h.bundle(r), []string{"--on-drift=overwrite"}, "copy of "+site)
	copies, err := filepath.Glob(h.root + "/var/lib/senexc/overwritten/*" + site)
	h.must(err)
	if len(copies) != 1 {
		t.Fatalf("the copies are %q", copies)
	}
	if got, err := os.ReadFile(copies[0]); err != nil || string(got) != "mine\n" {
		t.Errorf("the copy is %q, %v", got, err)
	}
}

// A package's file comes back when the stack has nothing there any more.
func TestDisplacedFileComesBack(t *testing.T) {
	h, r := newHost(t), shop()
	h.write(site, "as shipped\n")
	h.must(os.Chmod(h.root+site, 0o640))
	h.remember("conffiles", fmt.Sprintf(" %s %x\n", site, md5.Sum([]byte("as shipped\n"))))
	h.want(0, h.bundle(r), applied)
	r.serial++
	r.in.Root = slices.DeleteFunc(r.in.Root, func(f install.RootFile) bool { return f.Path == site })
	next := h.bundle(r)
	h.want(2, next, []string{"check", "--diff"}, "restore file "+site, "+as shipped")
	h.want(0, next, applied, "restore "+site)
	if got := h.read(site); got != "as shipped\n" {
		t.Errorf("site.conf = %q", got)
	}
	if info, err := os.Stat(h.root + site); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("site.conf has %v, %v", info.Mode(), err)
	}
	h.want(0, next, applied, "nothing had to change")
	h.write(site, "edited by the admin\n")
	h.want(0, next, []string{"status"}, "is as the bundle says")
}

// Everything in the way is named at once.
func TestConflict(t *testing.T) {
	h, r := newHost(t), shop()
	h.write(site, "mine\n")
	h.write(quadlets+"web.container", "mine\n")
	out := h.want(15, h.bundle(r), applied, "drift: "+site+" is there", "drift: "+quadlets+"web.container is there")
	if strings.Contains(out, "behind senexc's back") {
		t.Errorf("a first install blames somebody:\n%s", out)
	}
}
