package format

import (
	"bytes"
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"

	"github.com/senextrader/senexc/lang/charset"
	"github.com/senextrader/senexc/lang/syntax"
)

// Source returns a source in its one form. A source that does not parse gives
// errors and nothing else; the name is what they call it.
func Source(src []byte, name string) ([]byte, hcl.Diagnostics) {
	if diags := charset.Check(src, name); diags.HasErrors() {
		return nil, diags
	}
	if _, diags := hclsyntax.ParseConfig(src, name, hcl.InitialPos); diags.HasErrors() {
		return nil, syntax.Errors(diags, src)
	}
	if diags := parted(src, name); diags.HasErrors() {
		return nil, diags
	}
	unix := bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	formatted := once(unix)
	// One pass is enough as far as is known; a form that changes again when it
	// is formatted again would be none.
	for range 3 {
		again := once(formatted)
		if bytes.Equal(again, formatted) {
			return formatted, check(unix, formatted, name)
		}
		formatted = again
	}
	return nil, refused(name, 1, "it would look different each time")
}

// parted finds numbers, a dot and a number with space between them: without it they
// are one number.
func parted(src []byte, name string) hcl.Diagnostics {
	tokens, diags := hclsyntax.LexConfig(src, name, hcl.InitialPos)
	for i := 2; i < len(tokens); i++ {
		if tokens[i].Type == hclsyntax.TokenNumberLit && tokens[i-1].Type == hclsyntax.TokenDot && tokens[i-2].Type == hclsyntax.TokenNumberLit {
			diags = diags.Append(&hcl.Diagnostic{
				Severity: hcl.DiagError,
				Summary:  "Ambiguous number",
				Detail:   "Without the space this would be another number. Write a number as 1.5, and an element of an element with brackets: list[0][1].",
				Subject:  hcl.RangeBetween(tokens[i-2].Range, tokens[i].Range).Ptr(),
			})
		}
	}
	return diags
}

func once(src []byte) []byte {
	parts, heredocs := cut(lines(src))
	return paste(hclwrite.Format(parts), heredocs)
}

// check holds the tokens of a formatted source against those that there were.
func check(before, after []byte, name string) hcl.Diagnostics {
	if _, diags := hclsyntax.ParseConfig(after, name, hcl.InitialPos); diags.HasErrors() {
		return refused(name, 1, "what comes out could not be read")
	}
	was, is := meaning(before), meaning(after)
	for i := range max(len(was), len(is)) {
		if i < len(was) && i < len(is) && was[i].same(is[i]) {
			continue
		}
		line := 1
		if i < len(was) {
			line = was[i].line
		}
		return refused(name, line, "more than white space would change here")
	}
	return nil
}

func refused(name string, line int, why string) hcl.Diagnostics {
	at := hcl.Pos{Line: line, Column: 1}
	return hcl.Diagnostics{{
		Severity: hcl.DiagError,
		Summary:  "Cannot format",
		Detail:   fmt.Sprintf("This file was left as it is: %s. That is a mistake in senexc; please report it with the file.", why),
		Subject:  &hcl.Range{Filename: name, Start: at, End: at},
	}}
}
