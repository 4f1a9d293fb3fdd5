package docs

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/lang"
	"github.com/senextrader/senexc/lang/function"
)

var update = flag.Bool("update", false, "write the tables of language.md anew")

var generated = regexp.MustCompile(`(?s)<!-- (arguments: ([a-z_]+)|functions) -->\n.*?<!-- end -->`)

// The tables of language.md between comments are made from the schema and from
// the functions, and nothing of either is left out.
func TestTables(t *testing.T) {
	arguments := argumentTables(t)
	page := read(t, "language.md")
	missing := maps.Clone(arguments)
	functions := false
	want := generated.ReplaceAllStringFunc(page, func(part string) string {
		mark, _, _ := strings.Cut(part, "\n")
		name := generated.FindStringSubmatch(part)[2]
		table := functionTable()
		if name == "" {
			functions = true
		} else if table = arguments[name]; table == "" {
			t.Errorf("there is no block %q", name)
		}
		delete(missing, name)
		return mark + "\n" + table + "<!-- end -->"
	})
	for _, name := range slices.Sorted(maps.Keys(missing)) {
		t.Errorf("no table for the arguments of %q: add <!-- arguments: %[1]s --> and <!-- end --> where it is explained", name)
	}
	if !functions {
		t.Error("no table of the functions")
	}
	if *update {
		if err := os.WriteFile("language.md", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := cmp.Diff(want, page); d != "" {
		t.Errorf("run `make docs`; language.md (-want +got):\n%s", d)
	}
}

// argumentTables has the table of every block that has arguments, by the name of
// the block. What all primitives take is called primitive, and what containers
// and jobs take besides is called process: that is said once.
func argumentTables(t *testing.T) map[string]string {
	everywhere := shared(slices.Collect(maps.Values(lang.Primitives))...)
	process := shared(lang.Primitives["container"], lang.Primitives["job"])
	process = slices.DeleteFunc(process, func(a lang.Attribute) bool { return slices.Contains(everywhere, a) })
	tables := map[string]string{"primitive": argumentTable(everywhere), "process": argumentTable(process)}

	seen := map[string]*lang.Spec{}
	var visit func(name string, s *lang.Spec)
	visit = func(name string, s *lang.Spec) {
		if name != "" && len(s.Attributes) > 0 {
			if other := seen[name]; other != nil && !slices.Equal(other.Attributes, s.Attributes) {
				t.Errorf("two blocks %q have different arguments: their tables need different names", name)
			}
			seen[name] = s
			own := slices.Clone(s.Attributes)
			if lang.Primitives[name] == s {
				own = slices.DeleteFunc(own, func(a lang.Attribute) bool { return slices.Contains(everywhere, a) })
			}
			if name == "container" || name == "job" || name == "timer" {
				own = slices.DeleteFunc(own, func(a lang.Attribute) bool { return slices.Contains(process, a) })
			}
			tables[name] = argumentTable(own)
		}
		for nested, spec := range s.Blocks {
			visit(nested, spec)
		}
	}
	for _, s := range lang.Specs() {
		name := ""
		if s == lang.ServiceSpec() {
			name = "service"
		}
		visit(name, s)
	}
	return tables
}

// shared are the arguments that all of some blocks have.
func shared(specs ...*lang.Spec) []lang.Attribute {
	all := slices.Clone(specs[0].Attributes)
	for _, s := range specs[1:] {
		all = slices.DeleteFunc(all, func(a lang.Attribute) bool { return !slices.Contains(s.Attributes, a) })
	}
	return all
}

// types in the schema that are no types of the language.
var kinds = map[string]string{"any": "", "handle": "reference", "traversal": ""}

func argumentTable(attributes []lang.Attribute) string {
	var b strings.Builder
	b.WriteString("| argument | type | |\n|---|---|---|\n")
	for _, a := range attributes {
		kind, special := kinds[a.Type]
		if !special {
			kind = "`" + a.Type + "`"
		}
		doc := a.Doc
		if a.Required {
			doc = "*Required.* " + doc
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", a.Name, kind, cell(doc))
	}
	return b.String()
}

func functionTable() string {
	table := function.Table(function.Options{})
	var b strings.Builder
	b.WriteString("| function | |\n|---|---|\n")
	for _, name := range slices.Sorted(maps.Keys(table)) {
		f := table[name]
		var parameters []string
		for _, p := range f.Params() {
			parameters = append(parameters, p.Name)
		}
		if p := f.VarParam(); p != nil {
			parameters = append(parameters, p.Name+"…")
		}
		fmt.Fprintf(&b, "| `%s(%s)` | %s |\n", name, strings.Join(parameters, ", "), cell(f.Description()))
	}
	return b.String()
}

func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }
