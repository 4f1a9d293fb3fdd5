package docs

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Codes as components and the compiler give them to messages.
var code = regexp.MustCompile(`(?:code\s+=|Code:)\s*"(SX\d{3})"`)

// Every code has a page that says when it comes, why it matters and what to do,
// and every page has a code.
func TestChecks(t *testing.T) {
	codes := map[string]string{}
	for _, dir := range []string{"../stdlib", "../compile", "../lang", "../emit"} {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "testdata") {
				return err
			}
			body, err := os.ReadFile(path)
			for _, m := range code.FindAllStringSubmatch(string(body), -1) {
				codes[m[1]] = path
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(codes) == 0 {
		t.Fatal("found no codes")
	}
	pages, err := filepath.Glob("checks/SX*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		name := strings.TrimSuffix(filepath.Base(page), ".md")
		if codes[name] == "" {
			t.Errorf("nothing gives the code of %s", page)
		}
		delete(codes, name)
		body := read(t, page)
		for _, part := range []string{"# " + name + ": ", "\n## Why it matters\n", "\n## What to do\n"} {
			if !strings.Contains(body, part) {
				t.Errorf("%s has no %q", page, part)
			}
		}
	}
	for name, path := range codes {
		t.Errorf("%s of %s has no page docs/checks/%[1]s.md", name, path)
	}
}
