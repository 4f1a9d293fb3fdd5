package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang"
	"github.com/senextrader/senexc/lang/types"
)

// A markdown is a page that is being written.
type markdown struct {
	*library
	strings.Builder
}

func (m *markdown) line(format string, args ...any) { fmt.Fprintf(m, format+"\n", args...) }

// table writes a table under a heading, if there are any rows.
func (m *markdown) table(heading, intro string, columns []string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	m.line("\n## %s\n", heading)
	if intro != "" {
		m.line("%s\n", intro)
	}
	m.line("| %s |", strings.Join(columns, " | "))
	m.line("|%s", strings.Repeat("---|", len(columns)))
	for _, row := range rows {
		m.line("| %s |", strings.Join(row, " | "))
	}
}

// explain writes the page of a component.
func (l *library) explain(w io.Writer, name string) error {
	c := l.Components[name]
	m := &markdown{library: l}
	m.line("# %s", name)
	m.line("\n%s", l.text(c.Block, "description"))
	if notes := l.notes(c.Block); notes != "" {
		m.line("\n```text\n%s\n```", notes)
	}
	if example := l.example(name); example != "" {
		m.line("\n## Example\n\n```hcl\n%s\n```", example)
	}
	m.variables(c)
	m.table("Outputs", "What others read of a service, as in `service.NAME.OUTPUT`.", []string{"output", ""}, m.outputs(c))
	m.table("Endpoints", "What others connect to, as in `service.NAME.endpoint.ENDPOINT.address`.",
		[]string{"endpoint", "port", "protocol", "listens", "open to"}, m.endpoints(c))
	m.table("What it makes", "On each of its hosts.", []string{"", "name", ""}, m.primitives(c))
	m.table("What it refuses", "Unless the condition holds, there is an error or a warning.", []string{"code", "", "condition"}, m.conditions(c))
	_, err := io.WriteString(w, m.String())
	return err
}

// longType is how long a type may be to stand in a table.
const longType = 32

// variables writes what the component takes, the required ones first.
func (m *markdown) variables(c *lang.Component) {
	variables := slices.SortedFunc(maps.Values(c.Variables), func(a, b *lang.Block) int {
		required := func(v *lang.Block) int {
			if v.Expr("default") == nil {
				return 0
			}
			return 1
		}
		return cmp.Or(required(a)-required(b), a.Range.Start.Byte-b.Range.Start.Byte)
	})
	var rows [][]string
	var long []*lang.Block
	for _, v := range variables {
		kind, otherwise := code(typeOf(v)), "*required*"
		if len(kind) > longType {
			kind = fmt.Sprintf("[see below](#%s)", v.Name())
			long = append(long, v)
		}
		if value := m.argument(v, "default"); strings.Contains(value, "\n") {
			otherwise = fmt.Sprintf("[see below](#%s)", v.Name())
			if !slices.Contains(long, v) {
				long = append(long, v)
			}
		} else if value != "" {
			otherwise = code(value)
		}
		rows = append(rows, []string{"`" + v.Name() + "`", kind, otherwise, cell(m.text(v, "description"))})
	}
	m.table("Arguments", "Besides those that [every service](../language.md#services) takes.", []string{"argument", "type", "default", ""}, rows)
	for _, v := range long {
		m.line("\n### `%s`\n\n```hcl", v.Name())
		for _, name := range []string{"type", "default"} {
			if a := v.Attributes[name]; a != nil {
				m.line("%s", outdent(m.source(a.Range)))
			}
		}
		m.line("```")
	}
}

func typeOf(v *lang.Block) string {
	e := v.Expr("type")
	if e == nil {
		return "any"
	}
	t, _ := types.Parse(e)
	return t.String()
}

func (m *markdown) outputs(c *lang.Component) (rows [][]string) {
	for _, o := range inOrder(c.Outputs) {
		rows = append(rows, []string{"`" + o.Name() + "`", cell(m.text(o, "description"))})
	}
	return rows
}

func (m *markdown) endpoints(c *lang.Component) (rows [][]string) {
	for _, e := range inOrder(c.Primitives["endpoint"]) {
		listens, open := "a program of the host", "whoever refers to it"
		if container := e.Expr("container"); container != nil {
			listens = code(m.source(container.Range()))
		}
		switch expose := e.Expr("expose"); {
		case expose == nil:
		case m.plain(expose) == "public":
			open = "everybody"
		case m.plain(expose) == "":
			open = code(m.source(expose.Range()))
		}
		rows = append(rows, []string{"`" + e.Name() + "`", code(m.argument(e, "port")), m.text(e, "protocol"), listens, open})
	}
	return rows
}

// telling are the arguments of primitives that say most about them.
var telling = []string{"when", "image", "exec", "path", "name", "for_each", "enabled", "once", "replicas"}

func (m *markdown) primitives(c *lang.Component) (rows [][]string) {
	for _, kind := range slices.Sorted(maps.Keys(c.Primitives)) {
		if kind == "endpoint" {
			continue
		}
		for _, b := range inOrder(c.Primitives[kind]) {
			var notes []string
			for _, name := range telling {
				if source := m.argument(b, name); source != "" {
					notes = append(notes, name+" = "+code(source))
				}
			}
			rows = append(rows, []string{kind, "`" + b.Name() + "`", strings.Join(notes, ", ")})
		}
	}
	return rows
}

func (m *markdown) conditions(c *lang.Component) (rows [][]string) {
	for _, b := range c.Conditions {
		severity := "error"
		if e := b.Expr("severity"); e != nil {
			severity = m.plain(e)
		}
		id := m.text(b, "code")
		if c.Standard && id != "" {
			id = fmt.Sprintf("[%s](../checks/%[1]s.md)", id)
		}
		rows = append(rows, []string{id, severity, code(m.argument(b, "condition"))})
	}
	return rows
}

// inOrder returns blocks in the order of the source.
func inOrder(blocks map[string]*lang.Block) []*lang.Block {
	return slices.SortedFunc(maps.Values(blocks), func(a, b *lang.Block) int {
		return a.Range.Start.Byte - b.Range.Start.Byte
	})
}

// text returns an argument that is written as a plain string; the source of it
// if it is something else.
func (l *library) text(b *lang.Block, name string) string {
	e := b.Expr(name)
	if e == nil {
		return ""
	}
	if s := l.plain(e); s != "" {
		return s
	}
	return code(l.source(e.Range()))
}

// plain returns a string that an expression is without evaluating anything, "" if
// it is none.
func (l *library) plain(e hcl.Expression) string {
	if v, diags := e.Value(nil); !diags.HasErrors() && v.Type() == cty.String && v.IsKnown() && !v.IsNull() {
		return v.AsString()
	}
	return ""
}

func (l *library) argument(b *lang.Block, name string) string {
	if e := b.Expr(name); e != nil {
		return l.source(e.Range())
	}
	return ""
}

// source returns what is written at a place.
func (l *library) source(rng hcl.Range) string {
	if f := l.Files[rng.Filename]; f != nil && rng.CanSliceBytes(f.Bytes) {
		return strings.TrimSpace(string(rng.SliceBytes(f.Bytes)))
	}
	return ""
}

// example returns the first service of the stack that uses a component, as it is
// written there.
func (l *library) example(component string) string {
	for _, s := range inOrder(l.Services) {
		if s.Labels[0] != component {
			continue
		}
		body, _ := l.Files[s.Range.Filename].Body.(*hclsyntax.Body)
		for _, b := range body.Blocks {
			if b.DefRange() == s.Range {
				return l.source(hcl.RangeBetween(b.TypeRange, b.CloseBraceRange))
			}
		}
	}
	return ""
}

// notes returns the comment that stands right above a block.
func (l *library) notes(b *lang.Block) string {
	f := l.Files[b.Range.Filename]
	if f == nil {
		return ""
	}
	above := strings.Split(string(f.Bytes[:b.Range.Start.Byte]), "\n")
	above = above[:len(above)-1]
	var notes []string
	for _, line := range slices.Backward(above) {
		comment, ok := strings.CutPrefix(line, "#")
		if !ok {
			break
		}
		notes = append(notes, strings.TrimPrefix(comment, " "))
	}
	slices.Reverse(notes)
	return strings.Join(notes, "\n")
}

// code marks up a piece of source, which stays on one line if it was on one.
func code(source string) string {
	if source == "" {
		return ""
	}
	if strings.Contains(source, "\n") {
		source = strings.Join(strings.Fields(source), " ")
	}
	fence := "`"
	for strings.Contains(source, fence) {
		fence += "`"
	}
	return fence + cell(source) + fence
}

// cell keeps a text within its cell of a table.
func cell(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\n", " "), "|", `\|`)
}

// outdent moves the lines of a block's argument to the left margin.
func outdent(source string) string { return strings.ReplaceAll(source, "\n    ", "\n") }
