package compile_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// expectedCode is how a case of TestErrors, or a script of the command line,
// expects the code of a check.
var expectedCode = regexp.MustCompile(`# (?:ERROR|WARNING): .*|^\s*stderr '(?:error|warning)\\\[SX[0-9]+\\\].*`)

var code = regexp.MustCompile(`\[(SX[0-9]+)\\?\]`)

// Every check that has a page is found by a test with its code, and every code
// that a test finds has a page.
func TestCodes(t *testing.T) {
	shown := map[string]bool{}
	for _, dir := range []string{"../testdata/errors", "../testdata/script"} {
		err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			src, err := os.ReadFile(name)
			for line := range strings.Lines(string(src)) {
				for _, m := range code.FindAllStringSubmatch(expectedCode.FindString(line), -1) {
					shown[m[1]] = true
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	pages, err := filepath.Glob("../docs/checks/SX*.md")
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, page := range pages {
		name := strings.TrimSuffix(filepath.Base(page), ".md")
		if !shown[name] {
			t.Errorf("no case of testdata/errors and no script expects %s", name)
		}
		delete(shown, name)
	}
	for _, name := range slices.Sorted(maps.Keys(shown)) {
		t.Errorf("%s has no page in docs/checks", name)
	}
}
