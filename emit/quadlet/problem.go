package quadlet

import (
	"cmp"
	"slices"

	"github.com/senextrader/senexc/compile/plan"
)

// A Problem is something in a plan that no file for the host can express. It
// is written for the operator: what is wrong with which thing, why it matters,
// and what to do.
type Problem struct {
	Origin  plan.Origin // the line that made the thing
	Summary string      // short, the same for every problem of its kind
	Detail  string      // full sentences
}

func (p Problem) Error() string {
	text := p.Summary + ": " + p.Detail
	if at := p.Origin.String(); at != "" {
		return at + ": " + text
	}
	return text
}

// Sort orders problems by their place in the source and drops repetitions: two
// containers made by one line make one mistake.
func Sort(problems []Problem) []Problem {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.Origin.File, b.Origin.File),
			cmp.Compare(a.Origin.Line, b.Origin.Line),
			cmp.Compare(a.Origin.Column, b.Origin.Column),
			cmp.Compare(a.Summary, b.Summary),
			cmp.Compare(a.Detail, b.Detail),
		)
	})
	return slices.Compact(problems)
}
