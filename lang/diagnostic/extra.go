package diagnostic

import (
	"github.com/hashicorp/hcl/v2"
)

// An Extra says more about a diagnostic than HCL has a place for. A pointer to
// it goes into the Extra of an hcl.Diagnostic.
type Extra struct {
	// Code identifies a check for good, such as SX012; "" if it has none.
	Code string
	// Notes point at other places that have to do with the mistake.
	Notes []Note
	// Inner is another Extra that the diagnostic has.
	Inner any
}

// A Note points at a second place.
type Note struct {
	Subject hcl.Range
	Message string // a sentence without a full stop: what is there
}

// UnwrapDiagnosticExtra returns Inner, for hcl.DiagnosticExtra.
func (e *Extra) UnwrapDiagnosticExtra() any { return e.Inner }

// of returns what is known about a diagnostic.
func of(d *hcl.Diagnostic) Extra {
	if e, ok := hcl.DiagnosticExtra[*Extra](d); ok && e != nil {
		return *e
	}
	return Extra{}
}
