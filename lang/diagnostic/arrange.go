package diagnostic

import (
	"cmp"
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// Arrange returns the diagnostics that there is something to say about, each
// once, in the order of their places. It does not change the ones it is given.
func Arrange(diags hcl.Diagnostics, files map[string]*hcl.File) hcl.Diagnostics {
	var arranged hcl.Diagnostics
	for _, d := range diags {
		if d != nil {
			arranged = append(arranged, causes(d)...)
		}
	}
	slices.SortStableFunc(arranged, compare)
	arranged = slices.CompactFunc(arranged, func(a, b *hcl.Diagnostic) bool { return compare(a, b) == 0 })
	return withoutEchoes(arranged, files)
}

// compare orders diagnostics by place, errors before warnings, then by text.
// Only equal ones compare equal.
func compare(a, b *hcl.Diagnostic) int {
	var x, y hcl.Range
	if a.Subject != nil {
		x = *a.Subject
	}
	if b.Subject != nil {
		y = *b.Subject
	}
	return cmp.Or(
		cmp.Compare(x.Filename, y.Filename),
		cmp.Compare(x.Start.Byte, y.Start.Byte),
		cmp.Compare(a.Severity, b.Severity),
		cmp.Compare(a.Summary, b.Summary),
		cmp.Compare(x.End.Byte, y.End.Byte),
		cmp.Compare(a.Detail, b.Detail),
		cmp.Compare(of(a).Code, of(b).Code),
	)
}

// causes returns what a function that evaluated something else, such as a
// template, says about that, with a note for the call; and d itself if it is not
// about such a call.
func causes(d *hcl.Diagnostic) hcl.Diagnostics {
	call, ok := hcl.DiagnosticExtra[hclsyntax.FunctionCallDiagExtra](d)
	if !ok || call.FunctionCallError() == nil || d.Subject == nil {
		return hcl.Diagnostics{d}
	}
	var cause interface{ Causes() hcl.Diagnostics }
	if !errors.As(call.FunctionCallError(), &cause) {
		return hcl.Diagnostics{d}
	}
	var all hcl.Diagnostics
	for _, inner := range cause.Causes() {
		if inner.Subject == nil {
			return hcl.Diagnostics{d}
		}
		extra := of(inner)
		extra.Notes = append(slices.Clone(extra.Notes), Note{*d.Subject, call.CalledFunctionName() + " is called here"})
		extra.Inner = inner.Extra
		noted := *inner
		noted.Extra = &extra
		all = append(all, causes(&noted)...)
	}
	return all
}

const (
	unsupported = "Unsupported argument"
	missing     = "Missing required argument"
)

var suggestion = regexp.MustCompile(`Did you mean "([^"]+)"\?`)

// withoutEchoes leaves out that an argument is missing where another one is
// reported as a misspelling of it: HCL reports both.
func withoutEchoes(diags hcl.Diagnostics, files map[string]*hcl.File) hcl.Diagnostics {
	type argument struct {
		body hcl.Range // the place where HCL reports what a body lacks
		name string
	}
	meant := map[argument]bool{}
	for _, d := range diags {
		m := suggestion.FindStringSubmatch(d.Detail)
		if d.Summary != unsupported || d.Subject == nil || m == nil {
			continue
		}
		if file := files[d.Subject.Filename]; file != nil && file.Body != nil {
			body := file.Body
			if block := file.InnermostBlockAtPos(d.Subject.Start); block != nil {
				body = block.Body
			}
			meant[argument{body.MissingItemRange(), m[1]}] = true
		}
	}
	return slices.DeleteFunc(diags, func(d *hcl.Diagnostic) bool {
		if d.Summary != missing || d.Subject == nil {
			return false
		}
		for a := range meant {
			if a.body == *d.Subject && strings.Contains(d.Detail, `"`+a.name+`"`) {
				return true
			}
		}
		return false
	})
}
