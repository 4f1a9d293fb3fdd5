package compile

import (
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// A listener is a native endpoint of an instance, by names that mean the same
// in every evaluation.
type listener struct{ service, host, endpoint, key string }

func (p *item) listener() listener {
	return listener{p.inst.service.name, p.inst.host.name, p.label, p.key()}
}

// listen is what endpoint.x.listen reads: the addresses of the host that a
// program must bind so that its readers reach it, and no others do. Loopback is
// always among them, so that there is an address before anybody reads.
func (c *compiler) listen(e *endpoint, own bool, at hcl.Range) (cty.Value, *hcl.Diagnostic) {
	if e.container != nil || !own {
		return cty.NilVal, problem(at, "Unsupported attribute", "Only the endpoint of a program of the host has \"listen\", and only for its own component: what a container listens at is published for it.")
	}
	c.askedWhere = true
	addresses := c.listens[e.item.listener()]
	if addresses == nil {
		addresses = []string{"127.0.0.1"}
	}
	return stringList(addresses), nil
}

// listeningAt tells where every native endpoint must listen.
func (c *compiler) listeningAt() map[listener][]string {
	edges := map[*item][]*edge{} // by endpoint
	for _, e := range c.edges {
		edges[e.endpoint] = append(edges[e.endpoint], e)
	}
	all := map[listener][]string{}
	for _, ps := range c.parts {
		for _, e := range ps.endpoints {
			if e.container != nil {
				continue
			}
			addresses := e.listensFor(0, edges[e.item])
			if !e.public {
				addresses["127.0.0.1"] = e.item.block.Range
			}
			all[e.item.listener()] = slices.Sorted(maps.Keys(addresses))
		}
	}
	return all
}

// checkSettled refuses a stack in which being told where to listen changes who
// listens: then no evaluation would be the last.
func (c *compiler) checkSettled() {
	if c.diags.HasErrors() {
		return
	}
	before, after := c.listens, c.listeningAt()
	if maps.EqualFunc(before, after, slices.Equal) {
		return
	}
	for _, b := range sortedByKey(c.module.Services) {
		for l, addresses := range after {
			if s := c.services[l.service]; s != nil && s.block == b && !slices.Equal(before[l], addresses) {
				c.fail(b.Range, "Listening depends on itself", "Where the service %q listens at its endpoint %q follows from who reads it, and here who reads it follows from where it listens. Break this circle.", l.service, l.endpoint)
				return
			}
		}
	}
}
