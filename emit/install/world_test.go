package install_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A world is everything of a simulated host that survives a crash: its files,
// below root/, and what its programs remember, below fake/.
type world map[string]node

// A node is a file, a folder or a link.
type node struct {
	mode  fs.FileMode
	time  time.Time
	owner string // "" for root
	link  string
	body  []byte
	id    identity
}

// An identity tells without reading whether a file is still the same.
type identity struct {
	inode         uint64
	size          int64
	change, write syscall.Timespec
}

// Not part of a world: the programs themselves, what they note for the test, and
// the work of a run, which nobody reads after it.
var fleeting = []string{"fake/bin", "fake/work", "fake/calls", "fake/owners", "fake/journal", "root/run/senexc", "root/var/lib/senexc/log"}

// look returns the world as it is now, and was itself if that is how it still is.
func look(t testing.TB, p place, was world) world {
	t.Helper()
	return lookAt(t, p, was, fleeting)
}

// lasting returns what of everything is a world.
func lasting(all world) world {
	w := maps.Clone(all)
	maps.DeleteFunc(w, func(key string, _ node) bool {
		return slices.ContainsFunc(fleeting, func(f string) bool { return key == f || strings.HasPrefix(key, f+"/") })
	})
	return w
}

// lookAt leaves out some.
func lookAt(t testing.TB, p place, was world, without []string) world {
	t.Helper()
	root, fake := p.root, p.fake
	now := world{}
	same := was != nil
	for name, top := range map[string]string{"root": root, "fake": fake} {
		err := filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			key := name + strings.TrimPrefix(path, top)
			if slices.Contains(without, key) {
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			info, err := d.Info()
			if err != nil {
				return err
			}
			s := info.Sys().(*syscall.Stat_t)
			n := node{mode: info.Mode(), time: info.ModTime(), id: identity{s.Ino, s.Size, s.Ctim, s.Mtim}}
			before, ok := was[key]
			if ok && before.id == n.id {
				now[key] = before
				return nil
			}
			same = false
			switch {
			case info.Mode().IsRegular():
				n.body, err = os.ReadFile(path)
			case info.Mode()&fs.ModeSymlink != 0:
				n.link, err = os.Readlink(path)
			}
			now[key] = n
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for key, n := range now {
		// Owners are noted by inode, and what nobody gives to anybody may get the
		// inode of a file that is gone.
		if !strings.HasPrefix(key, "root/") || strings.HasPrefix(key, "root/var/lib/senexc/") || n.mode&fs.ModeSymlink != 0 {
			continue
		}
		owner, _ := os.ReadFile(filepath.Join(fake, "owners", fmt.Sprint(n.id.inode)))
		o := strings.TrimSpace(string(owner))
		if o == "root root" {
			o = ""
		}
		if o != n.owner {
			n.owner = o
			now[key] = n
			same = false
		}
	}
	if same && len(now) == len(was) {
		return was
	}
	return now
}

// put makes the world real in two empty folders.
func (w world) put(t testing.TB, root, fake string) {
	t.Helper()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.MkdirAll(filepath.Join(fake, "owners"), 0o755))
	must(os.MkdirAll(filepath.Join(fake, "work"), 0o755))
	keys := slices.Sorted(maps.Keys(w))
	place := func(key string) string {
		if rest, ok := strings.CutPrefix(key, "root"); ok {
			return root + rest
		}
		return fake + strings.TrimPrefix(key, "fake")
	}
	for _, key := range keys {
		n, path := w[key], place(key)
		switch {
		case n.mode.IsDir():
			must(os.MkdirAll(path, 0o755))
		case n.mode&fs.ModeSymlink != 0:
			must(os.Symlink(n.link, path))
		default:
			must(os.WriteFile(path, n.body, 0o600))
		}
		if n.owner != "" {
			info, err := os.Lstat(path)
			must(err)
			must(os.WriteFile(filepath.Join(fake, "owners", fmt.Sprint(info.Sys().(*syscall.Stat_t).Ino)), []byte(n.owner+"\n"), 0o644))
		}
	}
	for _, key := range slices.Backward(keys) {
		n, path := w[key], place(key)
		if n.mode&fs.ModeSymlink == 0 {
			must(os.Chmod(path, n.mode.Perm()))
			must(os.Chtimes(path, n.time, n.time))
		}
	}
	must(os.WriteFile(filepath.Join(fake, "calls"), nil, 0o644))
}

// restore makes of what is there now what was there then, with as few writes as
// it takes, and returns then with what its files have become.
func restore(t testing.TB, p place, then, now world) world {
	t.Helper()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	path := func(key string) string {
		if rest, ok := strings.CutPrefix(key, "root"); ok {
			return p.root + rest
		}
		return p.fake + strings.TrimPrefix(key, "fake")
	}
	for _, key := range slices.Backward(slices.Sorted(maps.Keys(now))) {
		if was, ok := then[key]; !ok || was.mode.Type() != now[key].mode.Type() {
			must(os.RemoveAll(path(key)))
		}
	}
	back := maps.Clone(then)
	for _, key := range slices.Sorted(maps.Keys(then)) {
		was, is := then[key], now[key]
		if is.id == was.id {
			continue
		}
		there := is.mode.Type() == was.mode.Type() && is.id.inode != 0
		switch {
		case was.mode.IsDir():
			if !there {
				must(os.Mkdir(path(key), 0o700))
			}
			must(os.Chmod(path(key), was.mode.Perm()))
		case was.mode&fs.ModeSymlink != 0:
			must(os.RemoveAll(path(key)))
			must(os.Symlink(was.link, path(key)))
		default:
			// What somebody has opened stays what it is.
			if is.id.inode != was.id.inode {
				must(os.RemoveAll(path(key)))
			}
			must(os.WriteFile(path(key), was.body, 0o600))
			must(os.Chmod(path(key), was.mode.Perm()))
		}
		if was.mode&fs.ModeSymlink == 0 {
			must(os.Chtimes(path(key), was.time, was.time))
		}
		info, err := os.Lstat(path(key))
		must(err)
		s := info.Sys().(*syscall.Stat_t)
		owners := filepath.Join(p.fake, "owners", fmt.Sprint(s.Ino))
		if was.owner != "" {
			must(os.WriteFile(owners, []byte(was.owner+"\n"), 0o644))
		} else if is.owner != "" || is.id.inode != was.id.inode {
			_ = os.Remove(owners)
		}
		was.id = identity{s.Ino, s.Size, s.Ctim, s.Mtim}
		back[key] = was
	}
	must(os.WriteFile(filepath.Join(p.fake, "calls"), nil, 0o644))
	return back
}

// sum tells worlds apart, by all but times.
func (w world) sum() string {
	h := sha256.New()
	for _, key := range slices.Sorted(maps.Keys(w)) {
		n := w[key]
		fmt.Fprintf(h, "%s\x00%v\x00%s\x00%s\x00%d\x00", key, n.mode, n.owner, n.link, len(n.body))
		h.Write(n.body)
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:16])
}

// outcome is what a transaction promises about a world: all files but those that
// only tell what happened, the links, the firewall, the kernel's parameters and
// the units that are enabled and active. What is only ever added is left out.
func (w world) outcome() map[string]string {
	all := map[string]string{}
	for key, n := range w {
		rest, isRoot := strings.CutPrefix(key, "root/")
		switch {
		case isRoot && (rest == "run" || strings.HasPrefix(rest, "run/")):
			continue
		case isRoot && slices.Contains([]string{"var/lib/senexc/lock", "var/lib/senexc/history.tsv"}, rest),
			strings.HasPrefix(rest, "var/lib/senexc/jobs"), strings.HasPrefix(rest, "tls"), rest == mark:
			continue
		case !isRoot && !strings.HasPrefix(key, "fake/active/") && !strings.HasPrefix(key, "fake/enabled/") &&
			!strings.HasPrefix(key, "fake/ufw") && !strings.HasPrefix(key, "fake/sysctl."):
			continue
		}
		what := "there"
		switch {
		case strings.HasSuffix(key, "-warm.service"): // it ran once
			continue
		case key == "fake/active/system.ufw.service": // what counts is whether ufw is up
			continue
		case !isRoot:
			what += " " + string(n.body)
		default:
			what = fmt.Sprintf("%v %s %s", n.mode, n.owner, n.link)
		}
		if isRoot && n.mode.IsRegular() {
			what += fmt.Sprintf(" %x %q", sha256.Sum256(n.body), clip(n.body))
		}
		if key == "root"+ufwRules {
			// In whatever order the rules were added.
			rules, end, _ := strings.Cut(string(n.body), "COMMIT")
			lines := strings.Split(rules, "\n")
			slices.Sort(lines)
			what = fmt.Sprintf("%q%q", lines, end)
		}
		all[key] = what
	}
	return all
}

func clip(b []byte) []byte { return b[:min(len(b), 60)] }

// differ describes how an outcome differs from another, in few lines.
func differ(want, got map[string]string) string {
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if g, ok := got[key]; !ok {
			fmt.Fprintf(&b, "  missing %s\n", key)
		} else if g != want[key] {
			fmt.Fprintf(&b, "  differs %s\n    want %s\n    got  %s\n", key, want[key], g)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[key]; !ok {
			fmt.Fprintf(&b, "  too many %s: %s\n", key, got[key])
		}
	}
	return b.String()
}

// between returns worlds in which the work of one program was cut off halfway,
// in the steps in which it can be: of several things that it made or removed only
// some are there, of a content only a part. A rename is one step.
func between(was, now world) []world {
	var gone, made []string
	moved := map[uint64]bool{}
	for key, n := range was {
		if m, ok := now[key]; !ok {
			gone = append(gone, key)
			moved[n.id.inode] = true
		} else if m.id.inode != n.id.inode || !bytes.Equal(m.body, n.body) || m.mode != n.mode || m.link != n.link {
			made = append(made, key)
		}
	}
	for key := range now {
		if _, ok := was[key]; !ok {
			made = append(made, key)
		}
	}
	slices.Sort(gone)
	slices.Sort(made)
	slices.Reverse(gone) // a folder goes after what is in it
	for _, key := range made {
		if moved[now[key].id.inode] {
			return nil
		}
	}
	var all []world
	step := maps.Clone(was)
	for i, key := range made {
		if n := now[key]; n.mode.IsRegular() && len(n.body) > 0 && strings.HasPrefix(key, "root/") {
			half := maps.Clone(step)
			torn := n
			torn.body = n.body[:len(n.body)/2]
			if b := was[key]; bytes.HasPrefix(n.body, b.body) && b.mode.IsRegular() {
				// Something was added: the old part stays.
				torn.body = n.body[:(len(b.body)+len(n.body))/2]
				empty := maps.Clone(step)
				early := n
				early.body = b.body
				empty[key] = early
				all = append(all, empty)
			}
			half[key] = torn
			all = append(all, half)
			if n.body[len(n.body)-1] == '\n' {
				unended := maps.Clone(step)
				torn.body = n.body[:len(n.body)-1]
				unended[key] = torn
				all = append(all, unended)
			}
		}
		step[key] = now[key]
		if i < len(made)-1 || len(gone) > 0 {
			all = append(all, maps.Clone(step))
		}
	}
	for i, key := range gone {
		delete(step, key)
		if i < len(gone)-1 {
			all = append(all, maps.Clone(step))
		}
	}
	return all
}
