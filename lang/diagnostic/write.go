package diagnostic

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// Options say how diagnostics look.
type Options struct {
	// Color marks up with ANSI sequences.
	Color bool
	// Width is how many columns there are; 0 if that does not matter. Long lines
	// of source are cut to it, and texts are wrapped.
	Width int
}

// Write shows diagnostics as Arrange puts them, and at the end how many there
// are. It writes nothing if there are none. Files have the sources by name; what
// is not among them is shown without its line.
func Write(w io.Writer, diags hcl.Diagnostics, files map[string]*hcl.File, opts Options) error {
	diags = Arrange(diags, files)
	if len(diags) == 0 {
		return nil
	}
	p := &printer{Writer: bufio.NewWriter(w), files: files, Options: opts}
	errors := 0
	for _, d := range diags {
		if d.Severity == hcl.DiagError {
			errors++
		}
		p.diagnostic(d)
	}
	var counts []string
	for _, c := range []struct {
		n    int
		noun string
	}{{errors, "error"}, {len(diags) - errors, "warning"}} {
		switch {
		case c.n == 1:
			counts = append(counts, "1 "+c.noun)
		case c.n > 1:
			counts = append(counts, strconv.Itoa(c.n)+" "+c.noun+"s")
		}
	}
	fmt.Fprintln(p, strings.Join(counts, ", "))
	return p.Flush()
}

type printer struct {
	*bufio.Writer
	Options
	files map[string]*hcl.File
}

// The ANSI sequences in use.
const (
	bold   = "1"
	red    = "1;31"
	yellow = "1;33"
	blue   = "34"
)

func (p *printer) paint(color, text string) string {
	if !p.Color || text == "" {
		return text
	}
	return "\x1b[" + color + "m" + text + "\x1b[0m"
}

func (p *printer) diagnostic(d *hcl.Diagnostic) {
	extra := of(d)
	word, color := "error", red
	if d.Severity == hcl.DiagWarning {
		word, color = "warning", yellow
	}
	if extra.Code != "" {
		word += "[" + extra.Code + "]"
	}
	fmt.Fprintf(p, "%s%s\n", p.paint(color, word), p.paint(bold, ": "+clean(d.Summary)))
	if d.Subject != nil {
		p.place(*d.Subject, color)
	}
	p.text("", d.Detail)
	for _, note := range extra.Notes {
		p.text("note: ", note.Message)
		p.place(note.Subject, blue)
	}
	fmt.Fprintln(p)
}

// place shows where something is: the file, the block, and the line.
func (p *printer) place(rng hcl.Range, color string) {
	file := p.files[rng.Filename]
	where := fmt.Sprintf("%s:%d:%d", clean(rng.Filename), rng.Start.Line, rng.Start.Column)
	if context := blocks(file, rng.Start); context != "" {
		where += ", in " + clean(context)
	}
	fmt.Fprintf(p, "  %s %s\n", p.paint(blue, "-->"), where)

	number := strconv.Itoa(rng.Start.Line)
	gutter := fmt.Sprintf("%5s | ", "")
	line, carets := snippet(file, rng, p.inside(len(gutter)))
	if carets == "" {
		return
	}
	fmt.Fprintln(p, strings.TrimRight(p.paint(blue, fmt.Sprintf("%5s | ", number))+line, " "))
	fmt.Fprintln(p, p.paint(blue, gutter)+p.paint(color, carets))
}

// text shows sentences after a lead, which is part of the first line.
func (p *printer) text(lead, text string) {
	if text == "" {
		return
	}
	for i, line := range wrap(lead+clean(text), p.inside(2)) {
		if rest, ok := strings.CutPrefix(line, lead); ok && i == 0 {
			line = p.paint(bold, lead) + rest
		}
		fmt.Fprintln(p, strings.TrimRight("  "+line, " "))
	}
}

// inside is the width that is left beside a margin, and 0 if it does not matter.
func (p *printer) inside(margin int) int {
	if p.Width <= 0 {
		return 0
	}
	return max(p.Width-margin, 20)
}

// blocks names the blocks around a position, the outermost first.
func blocks(file *hcl.File, at hcl.Pos) string {
	if file == nil || file.Body == nil {
		return ""
	}
	var names []string
	for _, block := range file.BlocksAtPos(at) {
		name := block.Type
		for _, label := range block.Labels {
			name += " " + strconv.Quote(label)
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}
