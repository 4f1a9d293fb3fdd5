package compile_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/senextrader/senexc/compile"
	"github.com/senextrader/senexc/stdlib"
)

// Whatever is in a stack file, compiling it ends, without a panic, in a plan
// or in errors that say where.
func FuzzCompile(f *testing.F) {
	for _, pattern := range []string{"../testdata/errors/*.hcl", "../stacks/*.hcl"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			f.Fatalf("no seeds in %s: %v", pattern, err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r, diags := compile.Compile(context.Background(), compile.Options{
			FS:            fstest.MapFS{"stack.hcl": &fstest.MapFile{Data: data}},
			Stack:         "stack.hcl",
			Std:           stdlib.FS,
			AllowUnsealed: true,
		})
		if (r.Plan != nil) == diags.HasErrors() {
			t.Fatalf("there is a plan: %t, and there are errors: %t", r.Plan != nil, diags.HasErrors())
		}
		for _, d := range diags {
			if d.Summary == "" || d.Detail == "" {
				t.Errorf("a message says nothing: %+v", d)
			}
			if d.Subject == nil {
				t.Errorf("a message does not say where: %s: %s", d.Summary, d.Detail)
			}
		}
	})
}
