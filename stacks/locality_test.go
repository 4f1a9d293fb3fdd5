package stacks

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
)

// Moving the database to the host of the application changes one line of the
// stack. All that has to change on the hosts follows, and nothing else does;
// testdata/golden/locality has what changed, host by host.
func TestLocality(t *testing.T) {
	folder := copyOf(t, false)
	stack := filepath.Join(folder, "production.hcl")
	body, err := os.ReadFile(stack)
	if err != nil {
		t.Fatal(err)
	}
	apart := string(body)
	together := strings.Replace(apart, "on                = group.database", "on                = host.web01", 1)
	if together == apart {
		t.Fatal("the stack no longer says where the database is in the words that this test changes")
	}
	build := func(text string) (dist string) {
		if err := os.WriteFile(stack, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		dist, _ = run{}.build(t, stack)
		return dist
	}
	before := build(apart)
	after := build(together)

	changes := tree{}
	for _, host := range hosts(t, before) {
		old, new := readable(bundle(t, before, host)), readable(bundle(t, after, host))
		for path := range new {
			if _, ok := old[path]; !ok {
				old[path] = ""
			}
		}
		for _, path := range old.paths() {
			if path != "MANIFEST" {
				changes[host+".diff"] += string(diff.Diff("apart/"+path, []byte(old[path]), "together/"+path, []byte(new[path])))
			}
		}
	}
	if *update {
		replace(t, filepath.Join(goldens, "locality"), changes)
	}
	compare(t, readTree(t, filepath.Join(goldens, "locality")), changes)

	if after := build(apart); !equal(readTree(t, before), readTree(t, after)) {
		t.Error("moving the database back does not give the original bytes")
	}
}

func equal(a, b tree) bool {
	if len(a) != len(b) {
		return false
	}
	for path, body := range a {
		if other, ok := b[path]; !ok || other != body {
			return false
		}
	}
	return true
}
