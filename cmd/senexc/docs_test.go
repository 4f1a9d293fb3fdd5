package main

import (
	"flag"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write docs/components anew")

// docs/components has what senexc docs prints, with examples from the production
// stack, and nothing else.
func TestComponentPages(t *testing.T) {
	const dir = "../../docs/components"
	p := &program{in: os.Stdin, out: io.Discard, err: io.Discard}
	l, err := p.library("../../stacks/production.hcl")
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{}
	var b strings.Builder
	if err := l.list(&b); err != nil {
		t.Fatal(err)
	}
	pages["README.md"] = b.String()
	for name := range l.Components {
		b.Reset()
		if err := l.explain(&b, name); err != nil {
			t.Fatal(err)
		}
		pages[name+".md"] = b.String()
	}
	present, err := filepath.Glob(dir + "/*")
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		for name, page := range pages {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(page), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Errorf("run `make docs`: %v", err)
		} else if d := cmp.Diff(pages[name], string(got)); d != "" {
			t.Errorf("run `make docs`; %s (-want +got):\n%s", name, d)
		}
	}
	for _, path := range present {
		if _, ok := pages[filepath.Base(path)]; !ok {
			t.Errorf("%s is about nothing that there is", path)
		}
	}
}
