package install_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/senextrader/senexc/emit/install"
)

// The engine knows every kind of data file, so that it can go back to a release
// whose compiler did not.
func TestKinds(t *testing.T) {
	m := regexp.MustCompile(`(?m)^KINDS='([a-z ]+)'$`).FindSubmatch(install.Engine())
	if m == nil {
		t.Fatal("the engine has no list of kinds")
	}
	known := strings.Fields(string(m[1]))
	slices.Sort(known)
	entries, err := install.Files(shop().in)
	if err != nil {
		t.Fatal(err)
	}
	var written []string
	for _, e := range entries {
		if kind, ok := strings.CutPrefix(e.Path, "plan/"); ok {
			written = append(written, kind)
		}
	}
	slices.Sort(written)
	if !slices.Equal(known, written) {
		t.Errorf("the engine knows %q, and a bundle has %q", known, written)
	}
}
