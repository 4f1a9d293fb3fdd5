package compile_test

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/compile"
	"github.com/senextrader/senexc/emit"
	"github.com/senextrader/senexc/lang"
	"github.com/senextrader/senexc/lang/diagnostic"
	"github.com/senextrader/senexc/lang/suggest"
)

// every is the environment variable that asks for all mutants, not a sample.
const every = "SENEXC_EVERY_MUTANT"

// sampled is how many mutants of stacks and components there are at most without
// it, and sampledTemplates how many of templates.
const (
	sampled          = 550
	sampledTemplates = 50
)

// templateSuffix is what the names of templates end in.
const templateSuffix = ".tmpl"

// sample is at most n of a list, evenly.
func sample(list []mutant, n int) []mutant {
	if len(list) <= n {
		return list
	}
	some := make([]mutant, n)
	for i := range some {
		some[i] = list[i*len(list)/n]
	}
	return some
}

// Every word of the example stacks and the standard library that means something
// to the compiler is misspelt in turn. Each of these sources must be refused at
// the line of the word, with a suggestion of the right one; if the word defines
// a name, at its line or at one where the name is used.
func TestMutations(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles hundreds of stacks")
	}
	c := readCorpus(t)
	mutants := c.mutants(t)
	total := len(mutants)
	if os.Getenv(every) == "" {
		isTemplate := func(m mutant) bool { return strings.HasSuffix(m.file, templateSuffix) }
		templates := slices.DeleteFunc(slices.Clone(mutants), func(m mutant) bool { return !isTemplate(m) })
		if len(templates) == 0 {
			t.Error("there are no words of templates")
		}
		mutants = slices.Concat(sample(slices.DeleteFunc(mutants, isTemplate), sampled), sample(templates, sampledTemplates))
	}
	verdicts := make([]verdict, len(mutants))
	var wg sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				verdicts[i] = c.judge(mutants[i])
			}
		})
	}
	for i := range mutants {
		next <- i
	}
	close(next)
	wg.Wait()

	caught, warned, possible, suggested := 0, 0, 0, 0
	for i, m := range mutants {
		v := verdicts[i]
		if v.caught {
			caught++
			if v.warned {
				warned++
			}
		} else {
			t.Errorf("%s: nothing is wrong with it at its line; messages:\n%s", m, v.messages)
		}
		if v.caught && !m.defines && m.near() {
			possible++
			if v.suggested {
				suggested++
			} else {
				t.Errorf("%s: the right word is not suggested; messages:\n%s", m, v.messages)
			}
		}
	}
	t.Logf("%d words, %d mutants: %d caught at their line (%d by a warning), the right word suggested for %d of %d", total, len(mutants), caught, warned, suggested, possible)
}

// A word is a part of a source that can be misspelt.
type word struct {
	file    string // as in stacks/ha.hcl
	start   int    // offset of its first byte
	line    int
	text    string
	kind    string // what it is, as in "object key"
	within  string // the blocks, arguments and keys around it, as in component/container/mounts
	defines bool   // a name that others use
}

// free are words that may be anything, by what is around them, with the reason.
var free = []struct{ kind, within, why string }{
	{"object key", `service/(migrate_)?environment$`, "the names of an application's variables are its own"},
	{"object key", `component/locals/contract$`, "the same, of the component's application"},
	{"object key", `component/locals/trust$`, "the names of libpq's variables are its own"},
	{"object key", `stack/operators$`, "operators are called as they like"},
	{"object key", `component/container/environment$`, "the same, of the image"},
	{"object key", `component/locals/sts$`, "the name of an HTTP header"},
	{"object key", `component/variable/default$`, "the names of HTTP headers"},
	{"object key", `(container|job)/mounts$`, "where something is mounted is the image's affair"},
	{"object key", `service/workers$`, "groups of workers have any names"},
}

// unused are names that no example uses, so that misspelling one changes what
// it defines and nothing else.
var unused = map[string]string{
	"stacks/ha.hcl host web01":                "services are placed by its group",
	"stacks/production.hcl host web01":        "services are placed by its group",
	"stdlib/nginx.hcl endpoint http":          "it is public, and no stack refers to it",
	"stdlib/nginx.hcl output url":             "no stack reads it",
	"stdlib/django.hcl allowed value forbid":  "no stack says so",
	"stdlib/postgresql.hcl allowed value hdd": "no stack says so",
}

func (w word) String() string {
	return fmt.Sprintf("%s:%d: %s %q in %s", w.file, w.line, w.kind, w.text, w.within)
}

// A mutant is a word misspelt.
type mutant struct {
	word
	misspelt string
}

func (m mutant) String() string { return fmt.Sprintf("%s as %q", m.word, m.misspelt) }

// near reports whether the right word can be guessed from the wrong one.
func (m mutant) near() bool { return suggest.Suggest(m.misspelt, []string{m.text}) != "" }

type verdict struct {
	caught, suggested bool
	warned            bool // by warnings only: what it says may be meant
	messages          string
}

// A corpus is the sources that are misspelt.
type corpus struct {
	stacks, std fstest.MapFS
	lines       map[string][]string
	words       []word
	named       map[string]bool // what references name, as in host.web01, and outputs by their name alone
	known       map[string]bool // every word there is
}

func readCorpus(t *testing.T) *corpus {
	t.Helper()
	c := &corpus{stacks: fstest.MapFS{}, std: fstest.MapFS{}, lines: map[string][]string{}, known: map[string]bool{}, named: map[string]bool{}}
	for folder, into := range map[string]fstest.MapFS{"stacks": c.stacks, "stdlib": c.std} {
		fsys := os.DirFS(path.Join("..", folder))
		err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || strings.HasSuffix(name, ".go") || strings.HasSuffix(name, ".secrets.hcl") {
				return err
			}
			data, err := fs.ReadFile(fsys, name)
			into[name] = &fstest.MapFile{Data: data}
			c.lines[path.Join(folder, name)] = strings.Split(string(data), "\n")
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range slices.Sorted(maps.Keys(into)) {
			switch path.Ext(name) {
			case ".hcl":
				c.read(t, path.Join(folder, name), into[name].Data)
			case templateSuffix:
				c.readTemplate(t, path.Join(folder, name), into[name].Data)
			}
		}
	}
	slices.SortFunc(c.words, func(a, b word) int { return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.start, b.start)) })
	for _, w := range c.words {
		c.known[w.text] = true
	}
	var visit func(*lang.Spec)
	visit = func(s *lang.Spec) {
		for _, a := range s.Attributes {
			c.known[a.Name] = true
		}
		for name, b := range s.Blocks {
			c.known[name] = true
			visit(b)
		}
	}
	for _, s := range lang.Specs() {
		visit(s)
	}
	return c
}

// reader collects the words of one file.
type reader struct {
	c    *corpus
	file string
	src  []byte
}

func (c *corpus) read(t *testing.T, file string, src []byte) {
	t.Helper()
	parsed, diags := hclsyntax.ParseConfig(src, file, hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	r := reader{c, file, src}
	r.body(parsed.Body.(*hclsyntax.Body), "")
}

// readTemplate collects the references and functions of a template.
func (c *corpus) readTemplate(t *testing.T, file string, src []byte) {
	t.Helper()
	e, diags := hclsyntax.ParseTemplate(src, file, hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	r := reader{c, file, src}
	r.expression(e, "template")
}

func (r *reader) add(at hcl.Range, kind, within string, defines bool) {
	text := string(r.src[at.Start.Byte:at.End.Byte])
	start := at.Start.Byte
	if strings.HasPrefix(text, `"`) {
		text, start = strings.Trim(text, `"`), start+1
	}
	if strings.Contains(text, "${") {
		return
	}
	r.c.words = append(r.c.words, word{r.file, start, at.Start.Line, text, kind, within, defines})
}

// names are blocks whose label is a name that references spell.
var names = []string{"variable", "host", "secret", "service", "endpoint", "volume", "container", "file", "directory", "unit", "output", "os", "function"}

// enums are the arguments that take one of a few words.
var enums = []string{"job/when", "job/rollback", "endpoint/expose", "endpoint/transport", "precondition/severity", "check/severity",
	"os/family", "host/os", "host/arch", "file/owner", "directory/owner", "stop/signal", "service/purpose", "service/storage", "service/migrate_rollback"}

func (r *reader) body(b *hclsyntax.Body, within string) {
	for _, a := range b.Attributes {
		in := path.Join(within, a.Name)
		r.add(a.NameRange, "argument", within, strings.HasSuffix(within, "locals"))
		last := in
		if steps := strings.Split(in, "/"); len(steps) > 2 {
			last = strings.Join(steps[len(steps)-2:], "/")
		}
		switch {
		case last == "host/os":
			r.literal(a.Expr, "enum", in, false)
			if v, diags := a.Expr.Value(nil); !diags.HasErrors() {
				r.c.named["os."+v.AsString()] = true
			}
		case slices.Contains(enums, last):
			r.literal(a.Expr, "enum", in, false)
		case last == "host/groups":
			r.literals(a.Expr, "group", in, true)
		case last == "file/source":
			r.literal(a.Expr, "file name", in, false)
		case last == "variable/default" && slices.Contains([]string{"migrate_rollback", "storage"}, r.label(b)):
			r.literal(a.Expr, "enum", in, false)
		case last == "variable/type":
			r.types(a.Expr, in)
			continue
		case last == "function/params":
			for _, e := range a.Expr.(*hclsyntax.TupleConsExpr).Exprs {
				r.add(e.Range(), "parameter", in, true)
			}
			continue
		}
		r.expression(a.Expr, in)
	}
	for _, nested := range b.Blocks {
		in := path.Join(within, nested.Type)
		r.add(nested.TypeRange, "block type", within, false)
		if len(nested.LabelRanges) == 2 {
			r.add(nested.LabelRanges[0], "component", in, false)
		}
		if slices.Contains(names, nested.Type) {
			r.add(nested.LabelRanges[len(nested.LabelRanges)-1], nested.Type, within, true)
		}
		r.body(nested.Body, in)
	}
}

// label is that of the block with this body.
func (r *reader) label(b *hclsyntax.Body) string {
	line := strings.TrimSpace(r.c.lines[r.file][b.SrcRange.Start.Line-1])
	if _, rest, ok := strings.Cut(line, `"`); ok {
		label, _, _ := strings.Cut(rest, `"`)
		return label
	}
	return ""
}

// literal adds a string that is written out.
func (r *reader) literal(e hclsyntax.Expression, kind, within string, defines bool) {
	if t, ok := e.(*hclsyntax.TemplateExpr); ok && t.IsStringLiteral() {
		r.add(t.SrcRange, kind, within, defines)
	}
}

func (r *reader) literals(e hclsyntax.Expression, kind, within string, defines bool) {
	if list, ok := e.(*hclsyntax.TupleConsExpr); ok {
		for _, e := range list.Exprs {
			r.literal(e, kind, within, defines)
		}
	}
}

// types adds the words of a type, and the keys of object types as definitions.
func (r *reader) types(e hclsyntax.Expression, within string) {
	switch e := e.(type) {
	case *hclsyntax.ScopeTraversalExpr:
		r.add(e.SrcRange, "type", within, false)
	case *hclsyntax.FunctionCallExpr:
		r.add(e.NameRange, "type", within, false)
		r.types(e.Args[0], within)
	case *hclsyntax.ObjectConsExpr:
		for _, item := range e.Items {
			r.add(item.KeyExpr.Range(), "key of a type", within, true)
			r.types(item.ValueExpr, within)
		}
	}
}

// expression adds what an expression refers to, calls, compares with, and the
// keys of its objects.
func (r *reader) expression(e hclsyntax.Expression, within string) {
	w := &walker{r: r, within: []string{within}, keys: map[hcl.Range]string{}, templates: map[hcl.Range]bool{}}
	if diags := hclsyntax.Walk(e, w); diags.HasErrors() {
		panic(diags)
	}
}

// A walker goes through an expression; it knows the keys that lead to where it
// is.
type walker struct {
	r      *reader
	within []string
	keys   map[hcl.Range]string // of the values of objects

	templates map[hcl.Range]bool // objects with values for a template
}

func (w *walker) Enter(n hclsyntax.Node) hcl.Diagnostics {
	within := w.within[len(w.within)-1]
	if e, ok := n.(hclsyntax.Expression); ok {
		within = path.Join(within, w.keys[e.Range()])
	}
	w.within = append(w.within, within)
	switch n := n.(type) {
	case *hclsyntax.ScopeTraversalExpr:
		w.traversal(n.Traversal, within)
	case *hclsyntax.RelativeTraversalExpr:
		w.traversal(n.Traversal, within)
	case *hclsyntax.FunctionCallExpr:
		w.r.add(n.NameRange, "function", within, false)
		w.r.c.named["function."+n.Name] = true
		switch n.Name {
		case "templatefile":
			w.r.literal(n.Args[0], "file name", within, false)
			w.templates[n.Args[1].Range()] = true
		case "output":
			w.r.literal(n.Args[1], "name of an output", within, false)
			if s, diags := n.Args[1].Value(nil); !diags.HasErrors() {
				w.r.c.named["output."+s.AsString()] = true
			}
		case "contains":
			w.r.literals(n.Args[0], "allowed value", within, true)
		}
	case *hclsyntax.BinaryOpExpr:
		for _, side := range [][2]hclsyntax.Expression{{n.LHS, n.RHS}, {n.RHS, n.LHS}} {
			if t, ok := side[0].(*hclsyntax.ScopeTraversalExpr); ok && w.enumerated(t.Traversal) {
				w.r.literal(side[1], "compared value", within, false)
			}
		}
	case *hclsyntax.ObjectConsExpr:
		for _, item := range n.Items {
			key := item.KeyExpr.(*hclsyntax.ObjectConsKeyExpr)
			if key.ForceNonLiteral {
				continue
			}
			v, diags := key.Value(nil)
			if diags.HasErrors() || v.Type() != cty.String {
				continue
			}
			w.keys[item.ValueExpr.Range()] = v.AsString()
			w.r.add(key.Range(), "object key", within, strings.HasPrefix(within, "locals/") || w.templates[n.SrcRange])
		}
	}
	return nil
}

// enumerated reports whether a reference is to something with few values.
func (w *walker) enumerated(t hcl.Traversal) bool {
	name, _ := t[len(t)-1].(hcl.TraverseAttr)
	return slices.Contains([]string{"purpose", "storage", "major", "nginx_http2"}, name.Name)
}

func (w *walker) Exit(hclsyntax.Node) hcl.Diagnostics {
	w.within = w.within[:len(w.within)-1]
	return nil
}

func (w *walker) traversal(t hcl.Traversal, within string) {
	var steps []string
	for _, step := range t {
		switch step := step.(type) {
		case hcl.TraverseRoot:
			steps = append(steps, step.Name)
		case hcl.TraverseAttr:
			steps = append(steps, step.Name)
		case hcl.TraverseIndex:
			if step.Key.Type() == cty.String {
				steps = append(steps, step.Key.AsString())
			}
		}
	}
	for i := 1; i < len(steps); i++ {
		w.r.c.named[steps[i-1]+"."+steps[i]] = true
	}
	if steps[0] == "service" && len(steps) > 2 {
		w.r.c.named["output."+steps[2]] = true
	}
	for _, step := range t {
		switch step := step.(type) {
		case hcl.TraverseRoot:
			w.r.add(step.SrcRange, "reference", within, false)
		case hcl.TraverseAttr:
			at := step.SrcRange
			at.Start.Byte += bytes.IndexFunc(w.r.src[at.Start.Byte:at.End.Byte], func(c rune) bool { return c != '.' })
			w.r.add(at, "reference", within, false)
		case hcl.TraverseIndex:
			at := step.SrcRange
			at.Start.Byte, at.End.Byte = at.Start.Byte+1, at.End.Byte-1
			if w.r.src[at.Start.Byte] == '"' {
				w.r.add(at, "reference", within, false)
			}
		}
	}
}

// mutants misspells every word that is not free.
func (c *corpus) mutants(t *testing.T) []mutant {
	t.Helper()
	used := map[string]bool{}
	var list []mutant
	for _, w := range c.words {
		if slices.Contains(names, w.kind) && w.defines && !c.named[w.kind+"."+w.text] {
			continue // a name that nothing uses
		}
		id := fmt.Sprintf("%s %s %s", w.file, w.kind, w.text)
		if unused[id] != "" {
			used[id] = true
			continue
		}
		if slices.ContainsFunc(free, func(f struct{ kind, within, why string }) bool {
			return f.kind == w.kind && regexp.MustCompile(f.within).MatchString(w.within)
		}) {
			continue
		}
		if text := c.misspell(w); text != "" {
			list = append(list, mutant{w, text})
		}
	}
	for id := range unused {
		if !used[id] {
			t.Errorf("unused has %q, which is no word there", id)
		}
	}
	return list
}

// misspell swaps two letters of a word, drops one, or doubles one: which one
// depends on where the word is. The result is no other word of the sources.
func (c *corpus) misspell(w word) string {
	for try := range 3 * len(w.text) {
		i := (w.start + try) % len(w.text)
		before, letter, after := w.text[:i], w.text[i:i+1], w.text[i+1:]
		var text string
		switch (w.start/7 + try) % 3 {
		case 0:
			if after == "" {
				continue
			}
			text = before + after[:1] + letter + after[1:]
		case 1:
			text = before + after
		case 2:
			text = before + letter + letter + after
		}
		if !regexp.MustCompile(`^[A-Za-z/][A-Za-z0-9_./ -]*$`).MatchString(text) || text == w.text || c.known[text] {
			continue
		}
		if strings.ContainsAny(letter, "/. -") {
			continue
		}
		return text
	}
	return ""
}

// judge compiles the stacks in which a mutant can be noticed.
func (c *corpus) judge(m mutant) verdict {
	folder, name, _ := strings.Cut(m.file, "/")
	stacks, std := c.stacks, c.std
	at := stacks
	if folder == "stdlib" {
		at = std
	}
	src := at[name].Data
	mutated := maps.Clone(at)
	mutated[name] = &fstest.MapFile{Data: slices.Concat(src[:m.start], []byte(m.misspelt), src[m.start+len(m.text):])}
	files := []string{name}
	switch {
	case folder == "stdlib":
		std, files = mutated, []string{"production.hcl", "ha.hcl", "minimal.hcl"}
	case strings.HasPrefix(name, "common/"):
		stacks, files = mutated, []string{"ha.hcl", "staging.hcl"}
	default:
		stacks = mutated
	}
	v := verdict{warned: true}
	var messages []string
	for _, file := range files {
		for _, d := range allMessages(stacks, std, file) {
			if d.Subject == nil {
				continue
			}
			shown := d.Subject.Filename
			if !strings.HasPrefix(shown, lang.LibraryPrefix) {
				shown = "stacks/" + shown
			}
			messages = append(messages, fmt.Sprintf("    %s:%d: %s; %s", shown, d.Subject.Start.Line, d.Summary, d.Detail))
			if shown == m.file && d.Subject.Start.Line == m.line || m.defines && c.mentions(shown, d.Subject.Start.Line, m.text) {
				v.caught = true
				v.warned = v.warned && d.Severity == hcl.DiagWarning
				v.suggested = v.suggested || m.suggestedBy(d.Detail)
			}
		}
		if v.caught && (v.suggested || m.defines) {
			break
		}
	}
	slices.Sort(messages)
	v.messages = strings.Join(slices.Compact(messages), "\n")
	return v
}

func (c *corpus) mentions(file string, line int, text string) bool {
	lines := c.lines[file]
	return line > 0 && line <= len(lines) && strings.Contains(lines[line-1], text)
}

var question = regexp.MustCompile(`(?:Did you mean|there is one called) "?([^"?]+)"?`)

// suggestedBy reports whether a message suggests the right word, or another one
// that is as near.
func (m mutant) suggestedBy(detail string) bool {
	for _, found := range question.FindAllStringSubmatch(detail, -1) {
		if suggest.Suggest(m.misspelt, []string{found[1], m.text}) == found[1] {
			return true
		}
	}
	return false
}

// allMessages is what a person is told about a stack.
func allMessages(stacks, std fs.FS, name string) hcl.Diagnostics {
	r, diags := compile.Compile(context.Background(), compile.Options{FS: stacks, Stack: name, Std: std, AllowUnsealed: true})
	if r.Plan != nil {
		diags = append(diags, emitted(r)...)
	}
	return diagnostic.Arrange(diags, r.Files)
}

// emitted is what keeps the bundles of a plan from being made. Secrets count as
// sealed.
func emitted(r *compile.Result) hcl.Diagnostics {
	pretendSealed(r)
	var diags hcl.Diagnostics
	for _, p := range emit.Check(r.Plan) {
		at := hcl.Pos{Line: p.Origin.Line, Column: p.Origin.Column}
		diags = diags.Append(&hcl.Diagnostic{
			Severity: hcl.DiagError, Summary: p.Summary, Detail: p.Detail,
			Subject: &hcl.Range{Filename: p.Origin.File, Start: at, End: at},
		})
	}
	return diags
}
