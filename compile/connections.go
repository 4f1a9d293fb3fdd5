package compile

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang/suggest"
)

// checkConnections adds up, for every endpoint that says how many connections it
// accepts, what its readers may open: on all of their hosts, with all of their
// processes. The one that comes when there are too many is refused, and that is
// seldom the one that should have been fewer.
func (c *compiler) checkConnections(edges []*edge) {
	to := map[*item][]*edge{} // by endpoint
	for _, e := range edges {
		to[e.endpoint] = append(to[e.endpoint], e)
	}
	for _, s := range c.ordered {
		for _, i := range s.instances {
			ps := c.parts[i]
			if ps == nil {
				continue
			}
			for _, p := range ps.endpoints {
				if limit, ok := ps.accepts[p.item.label]; ok {
					c.checkConnectionsOf(p, limit, to[p.item])
				}
			}
		}
	}
}

func (c *compiler) checkConnectionsOf(p *endpoint, limit int64, edges []*edge) {
	var readers []*instance
	for _, e := range edges {
		if !e.own() && !slices.Contains(readers, e.reader) {
			readers = append(readers, e.reader)
		}
	}
	slices.SortFunc(readers, func(a, b *instance) int {
		return cmp.Or(cmp.Compare(a.service.name, b.service.name), cmp.Compare(a.host.name, b.host.name))
	})
	var sum, ofService int64
	var parts, hosts, silent []string
	for i, r := range readers {
		n, ok := c.parts[r].opens[p.protocol]
		if ok {
			ofService += n
			hosts = append(hosts, fmt.Sprintf("%s %d", r.host.name, n))
		} else {
			silent = append(silent, fmt.Sprintf("%s on %s", r.service.name, r.host.name))
		}
		if last := i+1 == len(readers) || readers[i+1].service != r.service; last && len(hosts) > 0 {
			parts = append(parts, fmt.Sprintf("%s %d (%s)", r.service.name, ofService, strings.Join(hosts, ", ")))
			sum += ofService
			ofService, hosts = 0, nil
		}
	}
	if sum <= limit {
		return
	}
	unknown := ""
	if len(silent) > 0 {
		unknown = fmt.Sprintf(" What %s opens is not known.", strings.Join(silent, ", "))
	}
	i := p.item.inst
	c.failCheck(connectionBudget, i.service.block.Range,
		"The endpoint %q of %s on %s accepts %d connections, and its readers may open %d: %s.%s Let it accept more, let them open fewer, or put a pool between them.",
		p.item.label, i.service.name, i.host.name, limit, sum, strings.Join(parts, ", "), unknown)
}

// connections is what an instance says in its output "connections": how many it
// opens, by protocol, and how many each of its endpoints accepts.
func (c *compiler) connections(i *instance) (opens, accepts map[string]int64) {
	v := c.interfaceOutput(i, "connections")
	if v.IsNull() {
		return nil, nil
	}
	c.checkConnectionNames(i, v)
	side := func(name string) map[string]int64 {
		numbers := map[string]int64{}
		for name, n := range v.GetAttr(name).AsValueMap() {
			if !n.IsNull() {
				numbers[name], _ = n.AsBigFloat().Int64()
			}
		}
		return numbers
	}
	return side("opens"), side("limits")
}

// checkConnectionNames refuses names in an output "connections" that nothing has:
// what they say would be added to no sum.
func (c *compiler) checkConnectionNames(i *instance, v cty.Value) {
	component, e := i.service.component, i.service.component.Outputs["connections"].Expr("value")
	s := i.scope(c, onHost)
	endpoints := slices.Sorted(maps.Keys(component.Primitives["endpoint"]))
	for _, name := range slices.Sorted(maps.Keys(v.GetAttr("limits").AsValueMap())) {
		if !slices.Contains(endpoints, name) {
			c.fail(c.keyRange(s, e, name), "Unknown endpoint", "The component %q has no endpoint %q that could accept connections.%s", component.Name(), name, meantOrAll(name, endpoints))
		}
	}
	protocols := c.protocols()
	for _, name := range slices.Sorted(maps.Keys(v.GetAttr("opens").AsValueMap())) {
		// There may be no endpoint of a protocol in this stack; a near name tells.
		if meant := suggest.DidYouMean(name, protocols); meant != "" && !slices.Contains(protocols, name) {
			c.fail(c.keyRange(s, e, name), "Unknown protocol", "No endpoint has the protocol %q.%s", name, meant)
		}
	}
}

// protocols are those that endpoints say, sorted.
func (c *compiler) protocols() []string {
	return once(c, named("the protocols"), hcl.Range{}, nil, func() []string {
		all := map[string]bool{}
		for _, component := range c.module.Components {
			for _, b := range component.Primitives["endpoint"] {
				if protocol, ok := literalString(b.Expr("protocol")); ok {
					all[protocol] = true
				}
			}
		}
		return slices.Sorted(maps.Keys(all))
	})
}

// interfaceOutput is what an instance says to the compiler in an output, without
// marks: nobody connects to anything by asking. It is null when there is nothing
// to know.
func (c *compiler) interfaceOutput(i *instance, name string) cty.Value {
	if !c.understands(name) || i.service.component.Outputs[name] == nil {
		return cty.NullVal(cty.DynamicPseudoType)
	}
	v, _ := c.output(i, name, standpoint{i.host.name, onHost}, i.service.block.Range).UnmarkDeep()
	if !v.IsWhollyKnown() {
		return cty.NullVal(cty.DynamicPseudoType)
	}
	return v
}

// at is where a service says something, for a message about it.
func (s *service) at(argument string) hcl.Range {
	if a := s.block.Attributes[argument]; a != nil {
		return a.Range
	}
	return s.block.Range
}
