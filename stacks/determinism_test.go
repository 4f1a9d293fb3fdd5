package stacks

import (
	"path/filepath"
	"slices"
	"testing"
)

// The same stack gives the same bytes whatever the machine, the moment and the
// user are like.
func TestSameInputSameBytes(t *testing.T) {
	for _, name := range examples(t) {
		t.Run(name, func(t *testing.T) {
			dist, _ := run{env: []string{"GOMAXPROCS=1", "TZ=UTC", "LANG=C"}}.build(t, name+".hcl")
			want := readTree(t, dist)

			forwards, backwards := copyOf(t, false), copyOf(t, true)
			here, err := filepath.Abs(name + ".hcl")
			if err != nil {
				t.Fatal(err)
			}
			for _, variant := range []struct {
				name  string
				run   run
				stack string
			}{
				{"another working directory", run{folder: t.TempDir()}, here},
				{"a copy elsewhere", run{folder: forwards}, name + ".hcl"},
				{"files made in another order", run{folder: backwards}, name + ".hcl"},
				{"a strict umask", run{umask: "077"}, name + ".hcl"},
				{"a wide umask", run{umask: "000"}, name + ".hcl"},
				{"another time zone", run{env: []string{"TZ=Pacific/Kiritimati"}}, name + ".hcl"},
				{"another locale", run{env: []string{"LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8"}}, name + ".hcl"},
				{"eight processors", run{env: []string{"GOMAXPROCS=8"}}, name + ".hcl"},
				{"another user", run{env: []string{"USER=somebody", "LOGNAME=somebody", "HOSTNAME=elsewhere"}}, name + ".hcl"},
			} {
				t.Run(variant.name, func(t *testing.T) {
					dist, _ := variant.run.build(t, variant.stack)
					got := readTree(t, dist)
					if !slices.Equal(want.paths(), got.paths()) {
						t.Fatalf("made %q, not %q", got.paths(), want.paths())
					}
					for _, path := range want.paths() {
						if want[path] != got[path] {
							t.Errorf("%s has other bytes", path)
						}
					}
				})
			}
		})
	}
}

// copyOf copies this folder's stacks, making the files in the order of their
// names or the other way round: a folder lists what it has in an order that
// may depend on it.
func copyOf(t *testing.T, backwards bool) string {
	t.Helper()
	files := tree{}
	for path, body := range readTree(t, ".") {
		if filepath.Ext(path) != ".go" {
			files[path] = body
		}
	}
	paths := files.paths()
	if backwards {
		slices.Reverse(paths)
	}
	folder := t.TempDir()
	for _, path := range paths {
		tree{path: files[path]}.write(t, folder)
	}
	return folder
}
