package syntax

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// After these mistakes the parser takes text for code and code for text, so that
// what else it reports in the file is not there.
var misleading = []string{
	"Invalid multi-line string",
	"Unterminated template string",
	"Unclosed template interpolation sequence",
	unclosedHeredoc,
	"Unclosed configuration block",
}

const unclosedHeredoc = "Unclosed text"

// Errors leaves of what the parser reports about a file one message for
// each mistake, as far as that can be told: one for each line, and none after a
// mistake that misleads it.
func Errors(diags hcl.Diagnostics, src []byte) hcl.Diagnostics {
	diags = slices.Clone(diags)
	for _, d := range diags {
		heredoc(d, src)
	}
	slices.SortStableFunc(diags, func(a, b *hcl.Diagnostic) int { return cmp.Compare(start(a), start(b)) })
	var kept hcl.Diagnostics
	line := 0
	for _, d := range diags {
		if d.Subject == nil {
			kept = append(kept, d)
			continue
		}
		if d.Subject.Start.Line == line {
			continue
		}
		line = d.Subject.Start.Line
		kept = append(kept, d)
		if slices.Contains(misleading, d.Summary) {
			break
		}
	}
	return kept
}

func start(d *hcl.Diagnostic) int {
	if d.Subject == nil {
		return -1
	}
	return d.Subject.Start.Byte
}

// heredoc tells of a text without an end where it begins. The parser notices at
// the end of the file.
func heredoc(d *hcl.Diagnostic, src []byte) {
	if d.Summary != "Unterminated template string" {
		return
	}
	tokens, _ := hclsyntax.LexConfig(src, d.Subject.Filename, hcl.InitialPos)
	var open *hclsyntax.Token
	for i := range tokens {
		switch tokens[i].Type {
		case hclsyntax.TokenOHeredoc:
			open = &tokens[i]
		case hclsyntax.TokenCHeredoc:
			open = nil
		}
	}
	if open == nil {
		return
	}
	word := strings.TrimSpace(strings.TrimLeft(string(open.Bytes), "<-"))
	d.Summary = unclosedHeredoc
	d.Detail = fmt.Sprintf("No line after this one has %s alone in it, which would end the text.", word)
	d.Subject, d.Context = open.Range.Ptr(), nil
}
