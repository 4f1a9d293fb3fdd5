package compile

import (
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/senextrader/senexc/compile/plan"
)

// What a service runs is mostly the same on each of its hosts. A list that an
// expression gave on the host before, and gives again, is one list in the plan,
// which nobody changes.
type shared struct {
	strings   map[hcl.Expression][]string
	variables map[hcl.Expression][]plan.Variable
	sections  map[hcl.Expression][]plan.Section
}

func newShared() shared {
	return shared{
		strings:   map[hcl.Expression][]string{},
		variables: map[hcl.Expression][]plan.Variable{},
		sections:  map[hcl.Expression][]plan.Section{},
	}
}

// share returns the list, or the one before that is equal to it.
func share[T any](before map[hcl.Expression][]T, by hcl.Expression, list []T, equal func(a, b T) bool) []T {
	if known := before[by]; slices.EqualFunc(known, list, equal) {
		return known
	}
	before[by] = slices.Clip(list)
	return before[by]
}

func equalVariables(a, b plan.Variable) bool {
	return a.Name == b.Name && a.Origin == b.Origin && equalTexts(a.Value, b.Value)
}

func equalTexts(a, b plan.Text) bool { return slices.EqualFunc(a, b, equalSegments) }

func equalSegments(a, b plan.Segment) bool {
	return a.Literal == b.Literal && a.Secret == b.Secret && a.Version == b.Version && a.Encoder == b.Encoder && equalTexts(a.Inner, b.Inner)
}

func equalSections(a, b plan.Section) bool {
	return a.Name == b.Name && a.Origin == b.Origin && slices.EqualFunc(a.Keys, b.Keys, func(a, b plan.Key) bool {
		return a.Name == b.Name && a.Origin == b.Origin && slices.Equal(a.Values, b.Values)
	})
}
