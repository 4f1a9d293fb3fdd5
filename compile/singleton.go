package compile

import "fmt"

// A singleton is something of an instance that there may be one of in the whole
// stack.
type singleton struct {
	item   *item
	of     string // one for each; "" for one in all
	reason string
}

// singletons evaluates those of an instance.
func (c *compiler) singletons(i *instance) (list []singleton) {
	for _, p := range c.all(i, "singleton") {
		a := c.arguments(p.scope(c, nowhere), p.block)
		if a.known("of") {
			list = append(list, singleton{p, a.string("of", ""), a.string("reason", "")})
		}
	}
	return list
}

// checkSingletons refuses a second one of what a component says there may be one
// of in the whole stack: on another host, or in another service.
func (c *compiler) checkSingletons() {
	type one struct{ component, label, of string }
	first := map[one]*item{}
	for _, s := range c.ordered {
		for _, i := range s.instances {
			if c.parts[i] == nil {
				continue
			}
			for _, k := range c.parts[i].singletons {
				p := k.item
				key := one{s.component.Name(), p.label, k.of}
				other := first[key]
				if other == nil {
					first[key] = p
					continue
				}
				of := ""
				if key.of != "" {
					of = fmt.Sprintf(" of %q", key.of)
				}
				c.failCheck(oneOfAKind, s.block.Range, "There may be one %s%s in a stack, and there would be two: one in %s, one in %s. %s",
					p.label, of, other.inst, p.inst, k.reason)
			}
		}
	}
}
