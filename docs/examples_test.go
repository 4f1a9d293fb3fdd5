package docs

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/senextrader/senexc/compile"
	"github.com/senextrader/senexc/stdlib"
)

var fence = regexp.MustCompile("(?ms)^```hcl(.*?)\n(.*?)^```$")

// Every example of language.md that is marked as HCL is compiled.
//
//   - With a stack and a host in it, it is a whole stack.
//   - Otherwise its blocks are added to testdata/frame.hcl, in place of those of
//     the same type and name there.
//   - Marked "hcl part", it is the inside of a component, of which there is a
//     service.
//   - Marked "hcl refused", it must give an error.
func TestExamples(t *testing.T) {
	page := read(t, "language.md")
	examples := fence.FindAllStringSubmatchIndex(page, -1)
	if len(examples) < 20 {
		t.Fatalf("found %d examples", len(examples))
	}
	frame := read(t, "testdata/frame.hcl")
	for _, at := range examples {
		mark, src := strings.TrimSpace(page[at[2]:at[3]]), page[at[4]:at[5]]
		line := 1 + strings.Count(page[:at[4]], "\n")
		t.Run(fmt.Sprintf("line %d", line), func(t *testing.T) {
			if mark == "part" {
				src = "component \"example\" {\n" + src + "}\nservice \"example\" \"example\" {\n  on = host.web01\n}\n"
			}
			diags := build(t, frame, src)
			if refused := mark == "refused"; refused != diags.HasErrors() {
				t.Errorf("refused: %t, want %t", diags.HasErrors(), refused)
				for _, d := range diags {
					t.Errorf("%s: %s: %s", d.Subject, d.Summary, d.Detail)
				}
			}
		})
	}
}

func build(t *testing.T, frame, src string) hcl.Diagnostics {
	t.Helper()
	own := blocks(t, src)
	var stack, components strings.Builder
	replaced := map[string]bool{}
	for _, b := range own {
		switch b.typ {
		case "component", "interface", "os":
			components.WriteString(b.src)
		default:
			stack.WriteString(b.src)
		}
		replaced[b.header] = true
	}
	if !strings.Contains(stack.String(), "stack \"") || !strings.Contains(stack.String(), "host \"") {
		for _, b := range blocks(t, frame) {
			if !replaced[b.header] {
				stack.WriteString(b.src)
			}
		}
	}
	_, diags := compile.Compile(context.Background(), compile.Options{
		FS: fstest.MapFS{
			"stack.hcl":              {Data: []byte(stack.String())},
			"components/example.hcl": {Data: []byte(components.String())},
		},
		Stack: "stack.hcl", Std: stdlib.FS, AllowUnsealed: true,
	})
	return diags
}

// A block is one block of a source.
type block struct{ typ, header, src string }

func blocks(t *testing.T, src string) (list []block) {
	t.Helper()
	f, diags := hclsyntax.ParseConfig([]byte(src), "example", hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	for _, b := range f.Body.(*hclsyntax.Body).Blocks {
		header := b.Type + " " + strings.Join(b.Labels, " ")
		switch b.Type {
		case "stack":
			header = b.Type // there is one
		case "service":
			header = b.Type + " " + b.Labels[1]
		}
		whole := hcl.RangeBetween(b.TypeRange, b.CloseBraceRange)
		list = append(list, block{b.Type, header, string(whole.SliceBytes([]byte(src))) + "\n"})
	}
	return list
}

func read(t *testing.T, name string) string {
	t.Helper()
	body, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
