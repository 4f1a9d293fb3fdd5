package compile_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/senextrader/senexc/compile"
	"github.com/senextrader/senexc/e2e/limit"
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
		stack := files{"stack.hcl": string(data)}
		limit.Run(t, len(data), func() { compiles(t, stack) })
	})
}

// The same for stacks of components and services that refer to each other,
// which bytes choose rather than spell; compiling one twice gives the same, and
// what is emitted of it can be read.
func FuzzGenerated(f *testing.F) {
	for _, seed := range seeds(20) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, choices []byte) {
		stack := (&generator{choices: choices}).stack()
		size := 0
		for _, text := range stack {
			size += len(text)
		}
		limit.Run(t, size, func() {
			first, diags := compiles(t, stack)
			second, moreDiags := compiles(t, stack)
			if d := cmp.Diff(said(diags), said(moreDiags)); d != "" {
				t.Errorf("the second time gives other messages (-first +second):\n%s\n%s", d, stack["stack.hcl"])
			}
			if d := cmp.Diff(first.Plan, second.Plan); d != "" {
				t.Errorf("the second time gives another plan (-first +second):\n%s\n%s", d, stack["stack.hcl"])
			}
			if first.Plan != nil {
				bundled(t, first)
			}
		})
	})
}

// Stacks that are all in error would show little.
func TestGeneratedStacksCompile(t *testing.T) {
	valid, emitted := 0, 0
	why := map[string]int{}
	all := seeds(200)
	for _, seed := range all {
		r, diags := compiles(t, (&generator{choices: seed}).stack())
		if !diags.HasErrors() {
			valid++
			problems := bundled(t, r)
			if len(problems) == 0 {
				emitted++
			}
			for _, p := range problems {
				why[p.Summary]++
			}
		}
		for _, d := range diags {
			why[d.Summary]++
		}
	}
	if valid < len(all)/2 {
		t.Errorf("%d of %d generated stacks compile; there are %v", valid, len(all), why)
	}
	if emitted < valid/2 {
		t.Errorf("%d of %d generated plans can be emitted; there are %v", emitted, valid, why)
	}
	t.Logf("%d of %d compile, and %d are emitted; there are %v", valid, len(all), emitted, why)
}

// seeds are as good as random, and always the same.
func seeds(n int) [][]byte {
	r := rand.New(rand.NewPCG(1, 2))
	all := make([][]byte, n)
	for i := range all {
		all[i] = make([]byte, 20+r.IntN(300))
		for j := range all[i] {
			all[i][j] = byte(r.Uint32())
		}
	}
	return all
}

// compiles compiles a stack, and holds the result to what is true of every one.
func compiles(t *testing.T, stack files) (*compile.Result, hcl.Diagnostics) {
	t.Helper()
	r, diags := compile.Compile(context.Background(), compile.Options{
		FS: stack.fs(), Stack: "stack.hcl", Std: stdlib.FS, AllowUnsealed: true,
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
	return r, diags
}

func said(diags hcl.Diagnostics) []string {
	var all []string
	for _, d := range diags {
		all = append(all, fmt.Sprintf("%s: %s", d, d.Detail))
	}
	return all
}
