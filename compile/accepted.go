package compile

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang/sealed"
	"github.com/senextrader/senexc/lang/secret"
)

// callAccepted is accepted(secret): what those who are shown a secret, or a text
// with one in it, must accept, by the slot of each value. There is one, and a
// second one while the secret is rotated.
func (s *scope) callAccepted(args []cty.Value, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	if unknown(args) {
		return cty.DynamicVal, nil
	}
	text, name, version, diags := oneSecret("accepted", args, at)
	switch {
	case diags.HasErrors():
		return cty.DynamicVal, diags
	case name == "":
		return cty.MapValEmpty(cty.String), nil
	}
	values := map[string]cty.Value{sealed.Slot(version): args[0]}
	if file := s.c.sealed; file != nil && file.Lookup(name) != nil {
		for _, v := range file.Lookup(name).Accepted() {
			values[sealed.Slot(v.Version)] = cty.StringVal(strings.ReplaceAll(text, token(name, version), token(name, v.Version))).WithMarks(args[0].Marks())
		}
	}
	return cty.MapVal(values), nil
}

// callSlot is slot(secret): which of the accepted values is the one in use.
func (s *scope) callSlot(args []cty.Value, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	if unknown(args) {
		return cty.DynamicVal, nil
	}
	_, name, version, diags := oneSecret("slot", args, at)
	switch {
	case diags.HasErrors():
		return cty.DynamicVal, diags
	case name == "":
		return cty.NullVal(cty.String), nil
	}
	return cty.StringVal(sealed.Slot(version)), nil
}

// unknown is whether an argument has no value because of an error that was
// reported.
func unknown(args []cty.Value) bool {
	return slices.ContainsFunc(args, func(v cty.Value) bool { return !v.IsKnown() })
}

// oneSecret returns the text that an argument is, and the secret in it; no name
// for null.
func oneSecret(function string, args []cty.Value, at hcl.Range) (text, name string, version int, diags hcl.Diagnostics) {
	refused := hcl.Diagnostics{problem(at, "Invalid function argument",
		"%s() takes a secret, or a text with one secret in it, as in %[1]s(secret.db_password) or %[1]s(var.password).", function)}
	if len(args) != 1 {
		return "", "", 0, refused
	}
	v, _ := args[0].Unmark()
	switch {
	case v.IsNull():
		return "", "", 0, nil
	case v.Type() != cty.String:
		return "", "", 0, refused
	}
	segments, err := secret.Parse(v.AsString())
	if names := secret.Names(args[0]); err != nil || len(names) != 1 {
		return "", "", 0, refused
	}
	for _, value := range segmentsOf(segments).Values() {
		return v.AsString(), value.Secret, value.Version, nil
	}
	return "", "", 0, refused
}

// token is what a value of a secret looks like in a text.
func token(name string, version int) string {
	v, _ := secret.Value(name, version).Unmark()
	return v.AsString()
}
