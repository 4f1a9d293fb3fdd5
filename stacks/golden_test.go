package stacks

import (
	"maps"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

const goldens = "../testdata/golden"

// Every stack compiles to the trees that are committed. What a reviewer could
// not read is left out of them (signatures, sealed values), and so is the
// installer's engine, which is the same in every bundle; the MANIFEST and
// SHA256SUMS, which are there, have the digests of all.
func TestGolden(t *testing.T) {
	for name, stack := range all(t) {
		t.Run(name, func(t *testing.T) {
			dist, _ := run{}.build(t, stack)
			got := tree{}
			for path, body := range readTree(t, dist) {
				if !strings.HasSuffix(path, ".tar.gz") {
					got[path] = body
				}
			}
			for _, host := range hosts(t, dist) {
				for path, body := range bundle(t, dist, host) {
					got[host+"/"+path] = body
				}
			}
			got = readable(got)
			folder := filepath.Join(goldens, name)
			if *update {
				replace(t, folder, got)
			}
			compare(t, readTree(t, folder), got)
		})
	}
}

// readable returns what of a build's files is worth reading.
func readable(files tree) tree {
	kept := maps.Clone(files)
	for name, body := range files {
		switch {
		case path.Ext(name) == ".sig", path.Ext(name) == ".age":
			delete(kept, name)
		case path.Base(name) == "install.sh":
			kept[name] = opening(body)
		}
	}
	return kept
}

// opening returns the comment that a script begins with.
func opening(script string) string {
	var b strings.Builder
	for line := range strings.Lines(script) {
		if !strings.HasPrefix(line, "#") {
			break
		}
		b.WriteString(line)
	}
	return b.String()
}

func replace(t *testing.T, folder string, files tree) {
	t.Helper()
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	files.write(t, folder)
}

// compare reports every file that differs, and how.
func compare(t *testing.T, want, got tree) {
	t.Helper()
	all := maps.Clone(want)
	maps.Copy(all, got)
	for _, path := range all.paths() {
		before, expected := want[path]
		after, made := got[path]
		switch {
		case !expected:
			t.Errorf("%s is not among the golden files; if it is right, \"make golden\" adds it", path)
		case !made:
			t.Errorf("%s is among the golden files and was not made", path)
		case before != after:
			t.Errorf("%s differs; if it is right, \"make golden\" accepts it\n%s", path,
				difference("golden/"+path, before, "built/"+path, after))
		}
	}
}
