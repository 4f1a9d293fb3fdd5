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

var (
	suggestion = regexp.MustCompile(`Did you mean "([^"]+)"\?`)
	unexpected = regexp.MustCompile(`^Unexpected "([^"]+)" block$`)
	unused     = regexp.MustCompile(`^Unused (secret|authority)$`)
)

// withoutEchoes leaves out what only follows from another mistake: that an
// argument is missing where another one is reported as a misspelling of it, or
// where it was written as a block; and that nothing refers to a declaration, while
// there are errors: a reference may be what is wrong.
func withoutEchoes(diags hcl.Diagnostics, files map[string]*hcl.File) hcl.Diagnostics {
	type argument struct {
		file string
		body hcl.Pos // the place where what a body lacks is reported
		name string
	}
	meant := map[argument]bool{}
	for _, d := range diags {
		if d.Subject == nil || files[d.Subject.Filename] == nil || files[d.Subject.Filename].Body == nil {
			continue
		}
		file := files[d.Subject.Filename]
		if m := unexpected.FindStringSubmatch(d.Summary); m != nil {
			if block := file.OutermostBlockAtPos(d.Subject.Start); block != nil {
				meant[argument{d.Subject.Filename, block.DefRange.Start, m[1]}] = true
			}
			continue
		}
		m := suggestion.FindStringSubmatch(d.Detail)
		if d.Summary != unsupported || m == nil {
			continue
		}
		body := file.Body
		if block := file.InnermostBlockAtPos(d.Subject.Start); block != nil {
			body = block.Body
		}
		meant[argument{d.Subject.Filename, body.MissingItemRange().Start, m[1]}] = true
	}
	failed := diags.HasErrors()
	return slices.DeleteFunc(diags, func(d *hcl.Diagnostic) bool {
		if failed && d.Severity == hcl.DiagWarning && unused.MatchString(d.Summary) {
			return true
		}
		if d.Summary != missing || d.Subject == nil {
			return false
		}
		for a := range meant {
			if a.file == d.Subject.Filename && a.body == d.Subject.Start && strings.Contains(d.Detail, `"`+a.name+`"`) {
				return true
			}
		}
		return false
	})
}
