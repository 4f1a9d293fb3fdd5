package compile

import (
	"maps"
	"slices"

	"github.com/senextrader/senexc/lang/sealed"
)

// operators reads who seals and opens the secrets besides the hosts: age or SSH
// recipients, by the operator's name.
func (c *compiler) operators(a *arguments) map[string]string {
	v := a.plain("operators")
	if v.IsNull() {
		return nil
	}
	at := a.at("operators")
	operators, names := map[string]string{}, map[string]string{}
	for it := v.ElementIterator(); it.Next(); {
		k, element := it.Element()
		name := k.AsString()
		if element.IsNull() {
			c.fail(at, "Value required", "The operator %q has no recipient. Give one, or leave the operator out.", name)
			continue
		}
		recipient, err := sealed.Recipient(element.AsString())
		if err != nil {
			c.fail(at, "Invalid operator", "What stands for the operator %q %s. An operator makes a recipient with `senexc keygen --identity`, or takes the public half of an SSH key.", name, err)
			continue
		}
		if other, ok := names[recipient]; ok {
			c.fail(at, "Duplicate operator", "The operators %q and %q have the same recipient, so that taking one away would not keep it from opening anything.", other, name)
			continue
		}
		if !c.stack.example && slices.Contains(exampleRecipients, recipient) {
			c.failCheck(published, at, "The recipient of the operator %q belongs to an example, and its identity is published: everybody could open every secret. Use a recipient that the operator made.", name)
			continue
		}
		operators[name], names[recipient] = recipient, name
	}
	return operators
}

// checkOperators refuses hosts among the operators, who open every secret.
func (c *compiler) checkOperators() {
	for _, name := range slices.Sorted(maps.Keys(c.stack.operators)) {
		for _, h := range sortedByKey(c.hosts) {
			if h.recipient == c.stack.operators[name] {
				c.fail(c.module.Stack.Expr("operators").Range(), "Operator is a host", "The operator %q has the recipient of the host %q, which could open every secret of the stack. An operator has an identity that is on no host.", name, h.name)
			}
		}
	}
}
