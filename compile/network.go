package compile

import (
	"net/netip"
	"slices"

	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/compile/plan"
)

// network evaluates a network of a component.
func (c *compiler) network(p *item) plan.Network {
	a := c.sink(p, onHost)
	n := plan.Network{
		Name: p.unitName(c, 0), Service: p.inst.service.name,
		Subnet: a.string("subnet", ""), Internal: a.bool("internal", false),
		Origin: origin(p.block.Range),
	}
	if n.Subnet == "" {
		return n
	}
	at := a.at("subnet")
	subnet, err := netip.ParsePrefix(n.Subnet)
	switch {
	case err != nil:
		c.fail(at, "Invalid network", "%q is not a network such as 10.91.0.0/24.", n.Subnet)
		return n
	case subnet.Masked() != subnet:
		c.fail(at, "Invalid network", "%s is an address in a network. The network is %s.", subnet, subnet.Masked())
		return n
	}
	if stack, err := netip.ParsePrefix(c.stack.network.Subnet); err == nil && stack.Overlaps(subnet) {
		c.fail(at, "Networks overlap", "The network %s of %s and the stack's container network %s have addresses in common. Choose another subnet.", subnet, p.inst, stack)
	}
	for _, h := range sortedByKey(c.hosts) {
		if address, err := netip.ParseAddr(h.address); err == nil && subnet.Contains(address) {
			c.fail(at, "Networks overlap", "The network %s of %s contains the address of the host %q (%s), which its containers could not reach then. Choose another subnet.", subnet, p.inst, h.name, address)
		}
	}
	return n
}

// networks reads which networks a process is in: the stack's, unless it says
// otherwise, and those that it names.
func (c *compiler) networks(p *item, a *arguments, k *plan.Container) {
	if a.bool("stack_network", true) {
		k.Network = c.stack.network.Name
	}
	v := a.value("networks")
	if v, _ = v.Unmark(); !v.IsKnown() {
		return
	}
	at := a.at("networks")
	var elements []cty.Value
	switch t := v.Type(); {
	case v.IsNull():
	case t.IsTupleType() || t.IsListType() || t.IsSetType():
		elements = v.AsValueSlice()
	default:
		elements = []cty.Value{v}
	}
	for _, e := range elements {
		if e.IsKnown() && e.IsNull() {
			continue
		}
		n := c.handle(e, "network", at)
		switch {
		case n == nil:
		case n.inst.host != p.inst.host:
			c.failElsewhere(n, p, at)
		default:
			c.use(p, n, at)
			k.Networks = append(k.Networks, n.unitName(c, 0))
			c.inNetworks[p] = append(c.inNetworks[p], n)
		}
	}
	slices.Sort(k.Networks)
	k.Networks = slices.Compact(k.Networks)
	if k.Network == "" {
		c.apart[p] = true
		if len(elements) == 0 {
			c.fail(a.at("stack_network"), "No network", "The %s of %s is in no network, so it reaches nothing and nobody reaches it. Name one of the component's own, as in networks = [network.NAME].", p, p.inst.service.name)
		}
	}
}

// checkNetworks refuses connections for which there is no way: from or to a
// container that is not in the stack's network.
func (c *compiler) checkNetworks(edges []*edge) {
	for _, e := range edges {
		provider := c.endpoint(e.endpoint, e.rng)
		if provider == nil {
			continue
		}
		for _, reader := range c.readers(e) {
			if why := c.noWay(e, reader, provider); why != "" {
				c.failCheck(noWayThere, e.rng, "%s", why)
			}
		}
	}
}

// readers are what runs with what an edge is about: the thing itself, the
// container that it is done in, or for a file what mounts it.
func (c *compiler) readers(e *edge) []*item {
	if in := c.inside[e.thing]; in != nil {
		return []*item{in}
	}
	if by := c.mounted[e.thing]; e.thing.typ == "file" && len(by) > 0 {
		return by
	}
	return []*item{e.thing}
}

func (c *compiler) noWay(e *edge, reader *item, provider *endpoint) string {
	from := spelled(reader)
	to := spelled(e.endpoint)
	near := !e.remote() && e.at.place == onNetwork
	if near && provider.container != nil && (c.apart[reader] || c.apart[provider.container]) {
		shared := slices.ContainsFunc(c.inNetworks[reader], func(n *item) bool { return slices.Contains(c.inNetworks[provider.container], n) })
		if !shared {
			return from + " uses " + to + ", and the two containers share no network. Let both be in one, or in the stack's."
		}
		return ""
	}
	if c.apart[reader] && e.at.place == onNetwork && c.closed(reader) {
		return from + " uses " + to + ", and it is in internal networks only, from which nothing else is reached. Let it be in the stack's network as well, or in one that is not internal."
	}
	if provider.container != nil && c.apart[provider.container] && c.closed(provider.container) && !near {
		return from + " uses " + to + ", whose container is in internal networks only, where no port is published. Let it be in the stack's network as well, or in one that is not internal."
	}
	return ""
}

func spelled(p *item) string { return "the " + p.String() + " of " + p.inst.service.name }

// closed reports whether all networks of a process that is not in the stack's
// are internal.
func (c *compiler) closed(p *item) bool {
	for _, n := range c.inNetworks[p] {
		if !c.arguments(n.scope(c, nowhere), n.block).bool("internal", false) {
			return false
		}
	}
	return true
}
