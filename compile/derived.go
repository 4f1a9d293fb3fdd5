package compile

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang/derived"
)

// callSCRAM is scram(secret): what a server needs to check a password, in place
// of the password. It is computed when the secret gets its value, and a secret
// of its own from then on: a host that has it need not have the other.
func (s *scope) callSCRAM(args []cty.Value, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	if unknown(args) {
		return cty.DynamicVal, nil
	}
	text, name, version, diags := oneSecret("scram", args, at)
	switch {
	case diags.HasErrors():
		return cty.DynamicVal, diags
	case name == "":
		return cty.NullVal(cty.String), nil
	case s.c.localSecret(name) != nil:
		return cty.NullVal(cty.String), nil // nobody sets it: its value is known on its host only
	case text != token(name, version) || baseOf(name) != name:
		return cty.DynamicVal, hcl.Diagnostics{problem(at, "Invalid function argument", "scram() takes a secret as it is, without text around it and before any encoder, as in sqlliteral(scram(var.password)).")}
	}
	return cty.StringVal(token(derived.Name(name, derived.SCRAM), version)).WithMarks(args[0].Marks()), nil
}

// baseOf is the secret that a value is derived from, or the secret itself.
func baseOf(name string) string {
	if of, _, ok := derived.Split(name); ok {
		return of
	}
	return name
}

// underived reports a secret whose value is there, without what is derived of it.
func (c *compiler) underived(name string, hosts []string, at hcl.Range, again string) {
	_, kind, _ := derived.Split(name)
	c.failCheck(underived, at, "%s need what is derived from the secret %q for %s, and it was set before anything did. %s", strings.Join(hosts, ", "), baseOf(name), kind, again)
}
