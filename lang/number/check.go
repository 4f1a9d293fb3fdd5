package number

import (
	"regexp"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// long is what such a number looks like, and little else does.
var long = regexp.MustCompile(`[0-9][eE][+-]?[0-9]{4}`)

// Check refuses the numbers in a source that are not in range, before anything
// of it is evaluated.
func Check(parsed hclsyntax.Node, src []byte) hcl.Diagnostics {
	if !long.Match(src) {
		return nil
	}
	return hclsyntax.VisitAll(parsed, func(n hclsyntax.Node) hcl.Diagnostics {
		if e, ok := n.(*hclsyntax.LiteralValueExpr); ok && !InRange(e.Val) {
			return hcl.Diagnostics{Diagnostic(e.Range())}
		}
		return nil
	})
}

// Diagnostic says that the number at a place is not in range.
func Diagnostic(at hcl.Range) *hcl.Diagnostic {
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Number out of range",
		Detail:   "Here " + TooLarge + ". Use one that is nearer to nought.",
		Subject:  &at,
	}
}
