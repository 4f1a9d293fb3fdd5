package compile

import (
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/lang/diagnostic"
)

// fail reports an error at a place in the source.
func (c *compiler) fail(at hcl.Range, summary, detail string, args ...any) {
	c.diags = c.diags.Append(problem(at, summary, detail, args...))
}

// warn reports a warning at a place in the source.
func (c *compiler) warn(at hcl.Range, summary, detail string, args ...any) {
	d := problem(at, summary, detail, args...)
	d.Severity = hcl.DiagWarning
	c.diags = c.diags.Append(d)
}

func problem(at hcl.Range, summary, detail string, args ...any) *hcl.Diagnostic {
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  summary,
		Detail:   fmt.Sprintf(detail, args...),
		Subject:  &at,
	}
}

// finish returns the diagnostics, each once: a line is evaluated for every
// reader, and its mistake is one mistake.
func (c *compiler) finish() hcl.Diagnostics {
	type mistake struct {
		summary   string
		subject   hcl.Range
		condition hcl.Range // that does not hold
	}
	seen := map[mistake]*hcl.Diagnostic{}
	var once hcl.Diagnostics
	for _, d := range c.unsuppressed() {
		if d.Subject != nil {
			m := mistake{d.Summary, *d.Subject, c.conditions[d]}
			if first := seen[m]; first != nil {
				addNotes(first, d)
				continue
			}
			seen[m] = d
		}
		// The context would show values; with secrets about, it is left out.
		d.Expression, d.EvalContext = nil, nil
		once = append(once, d)
	}
	return once
}

// addNotes adds to a message the notes of another one about the same mistake:
// where else it comes from.
func addNotes(first, d *hcl.Diagnostic) {
	a, _ := hcl.DiagnosticExtra[*diagnostic.Extra](first)
	b, _ := hcl.DiagnosticExtra[*diagnostic.Extra](d)
	if a == nil || b == nil || a == b {
		return
	}
	for _, note := range b.Notes {
		if !slices.Contains(a.Notes, note) {
			a.Notes = append(slices.Clip(a.Notes), note)
		}
	}
}

// origin is a place in the source as the plan records it.
func origin(at hcl.Range) plan.Origin {
	return plan.Origin{File: at.Filename, Line: at.Start.Line, Column: at.Start.Column}
}

// elementRange is where one element of a list was written, when the argument
// spells the list out; else the argument.
func (c *compiler) elementRange(a *arguments, name, element string) hcl.Range {
	if list, ok := a.block.Expr(name).(*hclsyntax.TupleConsExpr); ok {
		for _, e := range list.Exprs {
			if s, ok := literalString(e); ok && s == element {
				return e.Range()
			}
		}
	}
	return a.at(name)
}
