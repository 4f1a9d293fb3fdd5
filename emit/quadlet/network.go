package quadlet

import (
	"fmt"

	"github.com/senextrader/senexc/compile/plan"
)

// resourceTime is the time, in seconds, that making a network or volume may take.
const resourceTime = 90

// network drafts the unit of the stack's network on this host, or of a
// component's own.
func (h *host) network(n *plan.Network) Unit {
	d := h.draft(fmt.Sprintf("network %q", n.Name), n.Origin)
	what := "what the containers of this host reach each other over"
	if n.Service != "" {
		what = "what the containers that name it reach each other over"
	}
	h.head(d, "Network "+n.Name, what, n.Service, n.Origin)
	d.section("Unit").add("Description", "Network "+n.Name)
	s := d.section("Network")
	s.add("NetworkName", n.Name)
	if n.Subnet != "" {
		d.set(s, "Subnet", "the subnet", Whole(n.Subnet), n.Origin)
	}
	if n.Internal {
		s.add("Internal", "true")
	}
	s.gap()
	h.marks(d, s, n.Service)
	s.add("Label", unsealed)
	h.seal(d, nil)
	h.networkSpec[n.Name] = d.spec

	return h.unit(d, Unit{
		File: n.Name + ".network", Name: n.Name + "-network.service", Kind: "network",
		Service: n.Service, Timeout: resourceTime, Spec: d.spec, Origin: n.Origin,
	})
}
