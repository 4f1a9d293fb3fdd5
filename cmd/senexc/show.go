package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"golang.org/x/term"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/emit"
	"github.com/senextrader/senexc/lang"
	"github.com/senextrader/senexc/lang/diagnostic"
)

// show writes diagnostics with the names of files as they are seen from where
// senexc was started.
func (p *program) show(s *stack, diags hcl.Diagnostics) {
	if len(diags) == 0 {
		return
	}
	shown, files := s.located(diags)
	options := diagnostic.Options{}
	options.Width, options.Color = terminal(p.err)
	if err := diagnostic.Write(p.err, shown, files, options); err != nil {
		p.report(fmt.Errorf("showing what is wrong: %w", err))
	}
}

// seen moves a range into a file of the stack's folder to the name that the
// file has from here, under which it is added to the files.
func (s *stack) seen(r *hcl.Range, files map[string]*hcl.File) *hcl.Range {
	if r == nil || strings.HasPrefix(r.Filename, lang.LibraryPrefix) || !filepath.IsLocal(r.Filename) {
		return r
	}
	name := filepath.Join(s.folder, r.Filename)
	if _, err := os.Stat(name); err != nil {
		return r // a value from the command line, or a file of values
	}
	moved := *r
	moved.Filename = name
	files[name] = files[r.Filename]
	return &moved
}

// failed says how a run ends that has shown errors in a stack.
func (p *program) failed(s *stack) error {
	p.note("error: %s has errors; nothing was written", s.path)
	return errReported
}

// diagnostics are problems as what they are to a reader: more errors in the
// source.
func (s *stack) diagnostics(problems []emit.Problem) (diags hcl.Diagnostics) {
	if len(problems) > 0 {
		lang.Recall(s.Files)
	}
	for _, problem := range problems {
		d := &hcl.Diagnostic{Severity: hcl.DiagError, Summary: problem.Summary, Detail: problem.Detail}
		if problem.Origin.File != "" {
			d.Subject = s.line(problem.Origin)
		}
		diags = append(diags, d)
	}
	return diags
}

// line returns the range from a place in the source to the end of its line.
func (s *stack) line(at plan.Origin) *hcl.Range {
	r := &hcl.Range{Filename: at.File}
	r.Start = hcl.Pos{Line: at.Line, Column: at.Column}
	r.End = r.Start
	f := s.Files[at.File]
	if f == nil {
		return r
	}
	start, number := 0, 1
	for line := range strings.Lines(string(f.Bytes)) {
		if number == at.Line {
			text := strings.TrimRight(line, "\r\n")
			column := min(max(at.Column-1, 0), len(text))
			r.Start.Byte, r.End.Byte = start+column, start+len(text)
			r.End.Column = len(text) + 1
			return r
		}
		start, number = start+len(line), number+1
	}
	return r
}

// terminal returns how wide the terminal is and whether it shows colours; 0 and
// false for anything that is not one.
func terminal(w io.Writer) (width int, color bool) {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		width = 80
	}
	return width, os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}
