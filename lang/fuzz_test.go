package lang_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/senextrader/senexc/e2e/limit"
	"github.com/senextrader/senexc/lang"
	"github.com/senextrader/senexc/stdlib"
)

// Whatever is in a stack file and in a component beside it, loading them ends,
// in a module or in errors that say where, and twice in the same.
func FuzzLoad(f *testing.F) {
	component, err := os.ReadFile("../testdata/stacks/rabbitmq/components/rabbitmq.hcl")
	if err != nil {
		f.Fatal(err)
	}
	for _, pattern := range []string{"../testdata/errors/*.hcl", "../stacks/*.hcl"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			f.Fatalf("no seeds in %s: %v", pattern, err)
		}
		for _, name := range names {
			src, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(src, []byte(nil))
		}
	}
	f.Add([]byte("stack \"s\" {\n  environment = \"e\"\n  language = 1\n  include = [\"*.hcl\"]\n}\n"), component)
	f.Add([]byte("stack \"s\" {\n  component_paths = [\"components\", \"components\"]\n}\n"), component)
	f.Add([]byte("stack \"s\" {\n  include = [\"${1e9999999}\"]\n}\n"), component)
	f.Fuzz(func(t *testing.T, stack, component []byte) {
		load := func() (*lang.Module, hcl.Diagnostics) {
			return lang.Load(fstest.MapFS{
				"stack.hcl":                &fstest.MapFile{Data: stack},
				"components/component.hcl": &fstest.MapFile{Data: component},
			}, "stack.hcl", stdlib.FS)
		}
		limit.Run(t, len(stack)+len(component), func() {
			m, diags := load()
			if m == nil || m.Stack == nil && !diags.HasErrors() {
				t.Fatal("there is neither a module nor an error")
			}
			for _, d := range diags {
				checkPlaced(t, m.Files, d)
			}
			again, moreDiags := load()
			if d := cmp.Diff(sorted(diags), sorted(moreDiags)); d != "" || len(again.Services) != len(m.Services) {
				t.Errorf("the second time gives other messages (-first +second):\n%s", d)
			}
		})
	})
}

// checkPlaced makes sure that a message can be shown: it says something, about
// a place that is in the file that it names.
func checkPlaced(t *testing.T, files map[string]*hcl.File, d *hcl.Diagnostic) {
	t.Helper()
	switch {
	case d.Summary == "" || d.Detail == "":
		t.Errorf("a message says nothing: %+v", d)
	case d.Subject == nil:
		t.Errorf("a message does not say where: %s: %s", d.Summary, d.Detail)
	case files[d.Subject.Filename] == nil:
		t.Errorf("a message is about a file that was not read: %s", d)
	default:
		src := files[d.Subject.Filename].Bytes
		if lines := bytes.Count(src, []byte("\n")) + 1; d.Subject.Start.Line < 1 || d.Subject.Start.Line > lines {
			t.Errorf("a message is about line %d of %d: %s", d.Subject.Start.Line, lines, d)
		}
	}
}

// sorted are messages in an order; that of loading is none.
func sorted(diags hcl.Diagnostics) []string {
	var all []string
	for _, d := range diags {
		all = append(all, d.Error()+"\n"+d.Detail)
	}
	slices.Sort(all)
	return all
}
