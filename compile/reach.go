package compile

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"

	"github.com/hashicorp/hcl/v2"

	"github.com/senextrader/senexc/compile/plan"
)

// checkReach looks at every edge: whether its reader can get there at all. Ports
// are published, addresses bound and the firewall opened by the edges, so what is
// left is what no derived thing can mend.
func (c *compiler) checkReach(edges []*edge) {
	subnet, _ := netip.ParsePrefix(c.stack.network.Subnet)
	told := map[*item]bool{} // endpoints about which something was said
	for _, e := range edges {
		p := c.endpoint(e.endpoint, e.rng)
		if p == nil {
			continue
		}
		c.checkFamily(e, subnet)
		provider := e.endpoint.inst
		inside := !e.remote() && (p.container != nil || e.at.place == onHost)
		switch {
		case p.container == nil && !e.remote() && e.at.place == onNetwork && provider.host.podmanBefore(5, 3):
			c.failCheck(noWayHome, e.rng, "A container of the service %q reads %s.%s, which is a program of its own host, %s. From a container that is host.containers.internal, and Podman before 5.3 has no way there; this host has %s. Upgrade it, or put one of the two on another host.",
				e.reader.service.name, provider.service.name, p.item.label, provider.host.name, provider.host.podman)
		case p.hostOnly && !inside:
			from := "on " + e.reader.host.name
			if !e.remote() {
				from = "in a container, for which the loopback address of the host is another one"
			}
			c.failCheck(hostOnly, e.rng, "The endpoint %s.%s can be reached by programs of its own host only, %s, and the service %q reads it %s. Put the reader where the endpoint is, or let the component expose it to its peers.",
				provider.service.name, p.item.label, provider.host.name, e.reader.service.name, from)
		case p.container == nil && !p.public && !inside && !e.own() && !told[p.item] && !c.asksListen(p.item):
			told[p.item] = true
			c.warnCheck(unknownListen, provider.service, e.rng, "The service %q on %s reads %s.%s, so that must listen at %s. It is a program of the host, and its component never reads endpoint.%[4]s.listen, which has the addresses to bind: if it listens on loopback only, nobody gets through.",
				e.reader.service.name, e.reader.host.name, provider.service.name, p.item.label, provider.host.address)
		}
		if e.at.place == onNetwork && !e.remote() && p.container != nil && !e.own() {
			c.checkHostName(e, p)
		}
	}
}

// podmanBefore reports whether the Podman of a host is older than a version. One
// that is no version is left to whoever needs it.
func (h *host) podmanBefore(major, minor int) bool {
	var x, y int
	if _, err := fmt.Sscanf(h.podman, "%d.%d", &x, &y); err != nil {
		return false
	}
	return x < major || x == major && y < minor
}

// checkFamily refuses a connection between an IPv4 and an IPv6 address: there is
// none. A container has the addresses of its network.
func (c *compiler) checkFamily(e *edge, subnet netip.Prefix) {
	reader, err := netip.ParseAddr(e.reader.host.address)
	provider, err2 := netip.ParseAddr(e.endpoint.inst.host.address)
	if !e.remote() || err != nil || err2 != nil {
		return
	}
	switch to := e.endpoint.inst; {
	case reader.Is4() != provider.Is4():
		c.failCheck(twoFamilies, e.rng, "The service %q on %s (%s) uses %s.%s on %s (%s), and IPv4 and IPv6 do not reach each other. Give both hosts addresses of one kind.",
			e.reader.service.name, e.reader.host.name, reader, to.service.name, e.endpoint.label, to.host.name, provider)
	case e.at.place == onNetwork && subnet.IsValid() && subnet.Addr().Is4() != provider.Is4():
		c.failCheck(twoFamilies, e.rng, "A container of the service %q on %s uses %s.%s on %s (%s), and the container network %s has addresses of the other kind. Give the network of the stack a subnet of the kind that the hosts have.",
			e.reader.service.name, e.reader.host.name, to.service.name, e.endpoint.label, to.host.name, provider, subnet)
	}
}

// asksListen reports whether a component reads where one of its endpoints must
// listen.
func (c *compiler) asksListen(p *item) bool {
	return once(c, of{"listeners", p.block}, p.block.Range, false, func() bool {
		return c.anyExpression(p.inst.service.component.Block, func(w *words) bool {
			return slices.ContainsFunc(w.references, func(t hcl.Traversal) bool {
				last := stepName(t, len(t)-1)
				return t.RootName() == "endpoint" && stepName(t, 1) == p.label && (last == "listen" || stepName(t, len(t)-2) == "listen")
			})
		})
	})
}

// checkLowPorts refuses ports that a rootless account cannot open, where
// somebody needs them.
func (c *compiler) checkLowPorts(h *plan.Host) {
	first := 1024
	for _, s := range h.Sysctls {
		if n, err := strconv.Atoi(s.Value); err == nil && s.Key == "net.ipv4.ip_unprivileged_port_start" {
			first = n
		}
	}
	for _, k := range h.Containers {
		for _, p := range k.Publish {
			if p.HostPort < first {
				s := c.services[k.Service]
				c.failCheck(lowPort, s.at("publish"), "The container %s of the service %q is to be published at port %d of %s, and the account of the containers can open those from %d on only. Publish it at another port: publish = { ENDPOINT = %d }.",
					k.Name, k.Service, p.HostPort, h.Name, first, p.HostPort+8000)
			}
		}
	}
}
