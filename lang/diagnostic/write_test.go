package diagnostic_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang/diagnostic"
	"github.com/senextrader/senexc/lang/function"
)

var update = flag.Bool("update", false, "write the golden files")

// stack is testdata/stack.hcl, parsed, which the diagnostics below are about.
func stack(t *testing.T) map[string]*hcl.File {
	t.Helper()
	const name = "stack.hcl"
	src, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	file, diags := hclsyntax.ParseConfig(src, name, hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return map[string]*hcl.File{name: file}
}

// find returns the range of the first occurrence of text in the file.
func find(t *testing.T, files map[string]*hcl.File, name, text string) hcl.Range {
	t.Helper()
	src := files[name].Bytes
	i := strings.Index(string(src), text)
	if i < 0 {
		t.Fatalf("%q is not in %s", text, name)
	}
	return hcl.Range{Filename: name, Start: position(src, i), End: position(src, i+len(text))}
}

func position(src []byte, offset int) hcl.Pos {
	line := 1 + strings.Count(string(src[:offset]), "\n")
	column := 1 + len([]rune(string(src[:offset][strings.LastIndex(string(src[:offset]), "\n")+1:])))
	return hcl.Pos{Line: line, Column: column, Byte: offset}
}

func golden(t *testing.T, name string, diags hcl.Diagnostics, files map[string]*hcl.File, opts diagnostic.Options) {
	t.Helper()
	var b strings.Builder
	if err := diagnostic.Write(&b, diags, files, opts); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("%s (- want, + got):\n%s", name, diff)
	}
}

func diagnostics(t *testing.T, files map[string]*hcl.File) hcl.Diagnostics {
	at := func(text string) *hcl.Range { rng := find(t, files, "stack.hcl", text); return &rng }
	end := at("# the end")
	end.Start = end.End
	multi := at("{ \"/data\" = {\n    sorce")
	return hcl.Diagnostics{
		{Severity: hcl.DiagWarning, Summary: "Evicting broker", Detail: "This cache throws values away when it is full, and a queue in it loses tasks.", Subject: at(`service.cache`),
			Extra: &diagnostic.Extra{Code: "SX012", Notes: []diagnostic.Note{{Subject: *at(`"cache"`), Message: "the cache is here"}}}},
		{Severity: hcl.DiagError, Summary: "Unsupported key", Detail: "mounts[\"/data\"] has no key \"sorce\". Did you mean \"source\"?", Subject: at("sorce")},
		{Severity: hcl.DiagError, Summary: "Unsupported key", Detail: "mounts[\"/data\"] has no key \"sorce\". Did you mean \"source\"?", Subject: at("sorce")},
		{Severity: hcl.DiagError, Summary: "After tabs", Subject: at("tabbed")},
		{Severity: hcl.DiagError, Summary: "After wide characters", Subject: at("wide")},
		{Severity: hcl.DiagError, Summary: "Combined characters", Subject: at("combined")},
		{Severity: hcl.DiagError, Summary: "Over several lines", Subject: multi},
		{Severity: hcl.DiagError, Summary: "At the end", Subject: end},
		{Severity: hcl.DiagError, Summary: "In a long line", Subject: at("needle")},
		{Severity: hcl.DiagError, Summary: "Without a place", Detail: "To make a key, run this command, whose line is not broken however long it is:\n\n    senexc keygen --output production.key --comment \"operator of the production stack\"\n\nThen try again."},
		{Severity: hcl.DiagError, Summary: "Not at hand", Detail: "The source is not known.", Subject: &hcl.Range{Filename: "other.hcl", Start: hcl.Pos{Line: 3, Column: 7, Byte: 900}, End: hcl.Pos{Line: 3, Column: 9, Byte: 902}}},
		{Severity: hcl.DiagError, Summary: "Hidden characters", Detail: "A value was \x1b[31mred\u202e and turned around.", Subject: at("hidden")},
	}
}

func TestWrite(t *testing.T) {
	files := stack(t)
	diags := diagnostics(t, files)
	golden(t, "plain", diags, files, diagnostic.Options{})
	golden(t, "narrow", diags, files, diagnostic.Options{Width: 60})
	golden(t, "color", diags[:3], files, diagnostic.Options{Color: true, Width: 80})
}

// The order in which mistakes are found does not matter.
func TestWriteIsSorted(t *testing.T) {
	files := stack(t)
	diags := diagnostics(t, files)
	var reversed hcl.Diagnostics
	for i := range diags {
		reversed = append(reversed, diags[len(diags)-1-i])
	}
	golden(t, "plain", reversed, files, diagnostic.Options{})
}

func TestNothingToWrite(t *testing.T) {
	var b strings.Builder
	if err := diagnostic.Write(&b, nil, nil, diagnostic.Options{}); err != nil || b.String() != "" {
		t.Errorf("wrote %q, %v", b.String(), err)
	}
}

// A misspelt argument that is required is one mistake, which HCL reports twice.
// Another argument that is missing from the same block, or the same one from
// another block, is a mistake of its own.
func TestMisspeltArgumentIsNotMissing(t *testing.T) {
	files := stack(t)
	schema := &hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{{Type: "host", LabelNames: []string{"name"}}}}
	content, _, _ := files["stack.hcl"].Body.PartialContent(schema)
	var diags hcl.Diagnostics
	for _, block := range content.Blocks {
		_, moreDiags := block.Body.Content(&hcl.BodySchema{Attributes: []hcl.AttributeSchema{
			{Name: "address", Required: true}, {Name: "recipient", Required: true},
		}})
		diags = append(diags, moreDiags...)
	}
	if len(diags) != 4 {
		t.Fatalf("HCL has %d messages, not 4: %s", len(diags), diags)
	}
	golden(t, "misspelt", diags, files, diagnostic.Options{})
}

// A mistake in a template is shown there, with the call as a note.
func TestMistakeInTemplate(t *testing.T) {
	files := stack(t)
	const src = "server {\n  listen ${prot};\n  root ${dir};\n}\n"
	files["app.conf.tmpl"] = &hcl.File{Bytes: []byte(src)}
	ctx := &hcl.EvalContext{Functions: function.Table(function.Options{FS: fstest.MapFS{"app.conf.tmpl": {Data: []byte(src)}}})}
	ctx.Variables = map[string]cty.Value{}
	attr := files["stack.hcl"].Body.(*hclsyntax.Body).Attributes["conf"]
	_, diags := attr.Expr.Value(ctx)
	golden(t, "template", diags, files, diagnostic.Options{})
}

// Whatever the ranges are, there is something to show and no panic.
func TestStrangeRanges(t *testing.T) {
	files := map[string]*hcl.File{"x": {Bytes: []byte("\xff\xfeab\n\tc")}, "empty": {}, "nil": nil}
	for _, name := range []string{"x", "empty", "nil", "absent"} {
		for start := -2; start < 12; start++ {
			for end := -2; end < 12; end++ {
				d := &hcl.Diagnostic{Severity: hcl.DiagError, Summary: "Strange", Subject: &hcl.Range{
					Filename: name, Start: hcl.Pos{Line: 1, Column: 1, Byte: start}, End: hcl.Pos{Byte: end},
				}}
				var b strings.Builder
				if err := diagnostic.Write(&b, hcl.Diagnostics{d}, files, diagnostic.Options{Width: 5}); err != nil || !strings.Contains(b.String(), "error: Strange\n") {
					t.Fatalf("%s %d-%d: %q, %v", name, start, end, b.String(), err)
				}
			}
		}
	}
}
