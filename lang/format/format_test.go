package format_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/senextrader/senexc/lang/format"
)

func TestSource(t *testing.T) {
	tests := map[string]struct{ src, want string }{
		"nothing":         {"", ""},
		"only empty":      {"\n \n\t\n", ""},
		"indented":        {"a {\nb=1\n\tccc =2\n}\n", "a {\n  b   = 1\n  ccc = 2\n}\n"},
		"in place":        {"a {\n  b = 1\n}\n", "a {\n  b = 1\n}\n"},
		"no last line":    {"a = 1", "a = 1\n"},
		"comment at end":  {"a = 1 # one  ", "a = 1 # one\n"},
		"empty lines":     {"\n\na = 1\n\n\n\n# c\n\n\n\nb = [\n\n\n1]\n\n\n", "a = 1\n\n# c\n\nb = [\n\n1]\n"},
		"block comment":   {"/* a\n\n\n\n b */\na = 1\n", "/* a\n\n\n\n b */\na = 1\n"},
		"CRLF":            {"a = 1\r\nb = <<E\r\nx\r\nE\r\n", "a = 1\nb = <<E\nx\nE\n"},
		"heredoc":         {"a {\nb = <<E\n x\n\n\n\n  y  \nE\nc=1\n}\n", "a {\n  b = <<E\n x\n\n\n\n  y  \nE\n  c = 1\n}\n"},
		"flush heredoc":   {"a {\n      b = <<-E\n        x\n      E\n}\n", "a {\n  b = <<-E\n        x\n      E\n}\n"},
		"two heredocs":    {"a = [<<E\n x\nE\n, <<F\n y\nF\n]\n", "a = [<<E\n x\nE\n  , <<F\n y\nF\n]\n"},
		"long expression": {"a {\nb = <<-E\n  x ${\n    join(\",\", [\n  1,\n])\n} z\n  y\nE\nc=1\n}\n", "a {\n  b = <<-E\n  x ${\n    join(\",\", [\n  1,\n])\n} z\n  y\nE\n  c = 1\n}\n"},
		"heredoc inside":  {"a = <<E\n${join(\"\", [<<F\n x\nF\n])}\nE\nb=1\n", "a = <<E\n${join(\"\", [<<F\n x\nF\n])}\nE\nb = 1\n"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, diags := format.Source([]byte(test.src), "x.hcl")
			if diags.HasErrors() {
				t.Fatal(diags)
			}
			if d := cmp.Diff(test.want, string(got)); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func TestDoesNotParse(t *testing.T) {
	for _, src := range []string{"a = ", "a {", "a = \"\xff\"", "a = <<E\nx"} {
		if got, diags := format.Source([]byte(src), "x.hcl"); !diags.HasErrors() || got != nil {
			t.Errorf("%q gives %q and no error", src, got)
		}
	}
}

// sources are all that is written in the language here.
func sources(t testing.TB) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	for _, dir := range []string{"../../stdlib", "../../stacks", "../../testdata"} {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".hcl") {
				return err
			}
			all[path], err = os.ReadFile(path)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(all) < 10 {
		t.Fatalf("found %d sources", len(all))
	}
	return all
}

// Whatever is written in the language here and parses can be formatted.
func TestSourcesOfTheProject(t *testing.T) {
	for path, src := range sources(t) {
		if _, diags := hclsyntax.ParseConfig(src, path, hcl.InitialPos); diags.HasErrors() || !utf8.Valid(src) {
			continue
		}
		got, diags := format.Source(src, path)
		if diags.HasErrors() {
			t.Error(diags)
		}
		if d := cmp.Diff(words(src), words(got)); d != "" {
			t.Errorf("%s: other tokens (-before +after):\n%s", path, d)
		}
	}
}

// FuzzSource: formatting changes nothing but white space, and nothing at all the
// second time. What it is held against here is the parser's own view: the same
// blocks and arguments with the same expressions.
func FuzzSource(f *testing.F) {
	for _, src := range sources(f) {
		if len(src) < 4<<10 { // more only makes it slow
			f.Add(src)
		}
	}
	f.Add([]byte("a = <<-E\n  ${\n x\n}\n  %{ if a ~}\n b\n %{ endif }\nE\n"))
	f.Add([]byte("\xef\xbb\xbfa /* x */ = \"${ {a=1}[\n\"b\"] }\" // c\r\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		got, diags := format.Source(src, "x.hcl")
		for _, d := range diags {
			if d.Summary == "Cannot format" {
				t.Fatalf("%s\n%q", d, src)
			}
		}
		if diags.HasErrors() {
			return
		}
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
		if d := cmp.Diff(words(src), words(got)); d != "" {
			t.Errorf("other tokens (-before +after):\n%s\n%q\n%q", d, src, got)
		}
		again, diags := format.Source(got, "x.hcl")
		if diags.HasErrors() || !bytes.Equal(again, got) {
			t.Errorf("the second time gives another form:\n%q\n%q\n%s", got, again, diags)
		}
	})
}

// words are the tokens of a source, without those that only end a line.
func words(src []byte) []string {
	tokens, _ := hclsyntax.LexConfig(src, "x.hcl", hcl.InitialPos)
	var all []string
	for _, t := range tokens {
		text := string(t.Bytes)
		switch t.Type {
		case hclsyntax.TokenNewline, hclsyntax.TokenEOF:
			continue
		case hclsyntax.TokenComment, hclsyntax.TokenCHeredoc:
			text = strings.TrimRight(text, " \t\r\n")
		}
		all = append(all, text)
	}
	return all
}

// What cannot be without its space stays as it is, and the message tells why.
func TestAmbiguousNumber(t *testing.T) {
	for _, src := range []string{"a = 1. 5\n", "a = list.0 .1\n"} {
		got, diags := format.Source([]byte(src), "x.hcl")
		if got != nil || !diags.HasErrors() || diags[0].Summary != "Ambiguous number" || diags[0].Subject.Start.Line != 1 {
			t.Errorf("%q is formatted to %q: %v", src, got, diags)
		}
	}
}
