package compile

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang/sealed"
	"github.com/senextrader/senexc/lang/secret"
)

// callAccepted is accepted(secret): the values that those who are shown a
// secret must accept, by the slot of each. There is one, and a second one
// while the secret is rotated.
func (s *scope) callAccepted(args []cty.Value, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	if unknown(args) {
		return cty.DynamicVal, nil
	}
	version, name, marks, diags := s.wholeSecret("accepted", args, at)
	if diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	if name == "" {
		return cty.MapValEmpty(cty.String).WithMarks(marks), nil
	}
	values := map[string]cty.Value{sealed.Slot(version): secret.Value(name, version)}
	if s.c.sealed != nil && s.c.sealed.Lookup(name) != nil {
		for _, v := range s.c.sealed.Lookup(name).Accepted() {
			values[sealed.Slot(v.Version)] = secret.Value(name, v.Version)
		}
	}
	return cty.MapVal(values).WithMarks(marks), nil
}

// callSlot is slot(secret): which of the accepted values is the one in use.
func (s *scope) callSlot(args []cty.Value, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	if unknown(args) {
		return cty.DynamicVal, nil
	}
	version, name, marks, diags := s.wholeSecret("slot", args, at)
	if diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	if name == "" {
		return cty.NullVal(cty.String).WithMarks(marks), nil
	}
	return cty.StringVal(sealed.Slot(version)).WithMarks(marks), nil
}

// unknown is whether an argument has no value because of an error that was
// reported.
func unknown(args []cty.Value) bool {
	return slices.ContainsFunc(args, func(v cty.Value) bool { return !v.IsKnown() })
}

// wholeSecret returns the secret that an argument is, and no other text beside
// it; no name for null. The marks are those that say nothing about secrets.
func (s *scope) wholeSecret(function string, args []cty.Value, at hcl.Range) (version int, name string, marks cty.ValueMarks, diags hcl.Diagnostics) {
	refused := hcl.Diagnostics{problem(at, "Invalid function argument",
		"%s() takes one secret as it is, as in %[1]s(secret.db_password) or %[1]s(var.password): not a text that a secret is part of, and not one that was encoded.", function)}
	if len(args) != 1 {
		return 0, "", nil, refused
	}
	v, all := args[0].Unmark()
	marks = cty.ValueMarks{}
	for mark := range all {
		if _, ok := mark.(secret.Mark); !ok {
			marks[mark] = struct{}{}
		}
	}
	switch {
	case v.IsNull():
		return 0, "", marks, nil
	case v.Type() != cty.String, len(all) == len(marks):
		return 0, "", nil, refused
	}
	segments, err := secret.Parse(v.AsString())
	if err != nil || len(segments) != 1 || segments[0].Secret == "" {
		return 0, "", nil, refused
	}
	return segments[0].Version, segments[0].Secret, marks, nil
}
