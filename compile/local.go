package compile

import (
	"fmt"
	"strings"

	"github.com/senextrader/senexc/compile/plan"
)

// A local is a secret whose value is on a host only: an admin's file, or made
// there. Nothing of it is sealed.
type local struct {
	source  string // plan.FromHost or plan.Generated
	length  int    // of a generated one
	version int
}

// Lengths of generated values, as of tokens that an operator makes.
const (
	shortestGenerated = 16
	longestGenerated  = 4096
)

// localSecret returns what a secret is that is not sealed; nil for one that is.
func (c *compiler) localSecret(name string) *local {
	b := c.module.Secrets[name]
	if b == nil {
		return nil
	}
	return once(c, named(fmt.Sprintf("secret %q", name)), b.Range, nil, func() *local {
		a := c.arguments(c.top(), b)
		l := &local{source: a.oneOf("source", plan.Sealed, plan.FromHost), length: a.int("generate", 0), version: a.int("version", 1)}
		generated := b.Expr("generate") != nil
		switch {
		case generated && b.Expr("source") != nil:
			c.fail(a.at("generate"), "Two sources of a secret", "The secret %q is either made on the host, by generate, or comes from its source. Remove one of them.", name)
		case generated && (l.length < shortestGenerated || l.length > longestGenerated):
			c.fail(a.at("generate"), "Invalid length", "A generated secret has from %d to %d characters, and this says %d.", shortestGenerated, longestGenerated, l.length)
		case generated:
			l.source = plan.Generated
		case l.source == plan.Sealed && b.Expr("version") != nil:
			c.fail(a.at("version"), "Version of a sealed secret", "The version of a sealed secret is in the secrets file, and `senexc secret` counts it. Remove this one.")
		}
		if l.version < 1 {
			c.fail(a.at("version"), "Invalid number", "Versions count from 1.")
		}
		if l.source == plan.Sealed {
			return nil
		}
		return l
	})
}

// addLocal gives hosts the secrets that they have themselves.
func (c *compiler) addLocal(name string, l *local, hosts []*plan.Host) {
	at := c.module.Secrets[name].Range
	if l.source == plan.Generated && len(hosts) > 1 {
		var names []string
		for _, h := range hosts {
			names = append(names, h.Name)
		}
		c.fail(at, "Generated on several hosts", "The secret %q is made on the host that needs it, and it is needed on %s: each would have another value. Leave generate out, and set it with `senexc secret set %s %[1]s --generate`.", name, strings.Join(names, ", "), c.opts.Stack)
	}
	for _, h := range hosts {
		h.Secrets = append(h.Secrets, plan.Secret{Name: name, Version: l.version, Source: l.source, Length: l.length, Origin: origin(at)})
	}
}
