package compile

import (
	"regexp"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/senextrader/senexc/compile/plan"
)

// hostLabel is one part of a host name (RFC 1123). DNS itself takes more.
var hostLabel = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$`)

// checkFullNames refuses full names of hosts that cannot be any, and one for two
// hosts.
func (c *compiler) checkFullNames() {
	hosts := map[string]*host{}
	for _, h := range sortedByKey(c.hosts) {
		e := h.block.Expr("fqdn")
		if e == nil || h.fqdn == "" {
			continue
		}
		for label := range strings.SplitSeq(h.fqdn, ".") {
			if !hostLabel.MatchString(label) || len(label) > longestLabel {
				c.fail(e.Range(), "Invalid name", "%q cannot be the full name of a host: it is made of letters, digits and dashes, with dots between its parts, as in web01.example.com.", h.fqdn)
				break
			}
		}
		name := strings.ToLower(h.fqdn)
		if other := hosts[name]; other != nil {
			c.fail(e.Range(), "Duplicate name", "The hosts %q and %q have the same full name %s, so what is meant for one may go to the other.", other.name, h.name, h.fqdn)
		}
		hosts[name] = h
	}
}

// Limits of names. A container's is one label of a DNS name (RFC 1035); the
// others become names of files, with room for what systemd and Podman add.
const (
	longestLabel = 63
	longestFile  = 200
)

// checkHostName warns of a container whose name on the network is no host name.
// DNS answers it, but who reads it may refuse to ask.
func (c *compiler) checkHostName(e *edge, p *endpoint) {
	if name := p.container.unitName(c, e.replica); !hostLabel.MatchString(name) {
		c.warnCheck(noHostName, e.endpoint.inst.service, e.rng, "The service %q reaches %s.%s by the name %s, which is no host name: it has only letters, digits and dashes in it, and none at its ends. Some clients refuse any other. Rename the service.",
			e.reader.service.name, e.endpoint.inst.service.name, e.endpoint.label, name)
	}
}

// checkLengths refuses names that nothing can carry.
func (c *compiler) checkLengths(h *plan.Host) {
	check := func(what, name, service string, at plan.Origin, longest int) {
		if len(name) > longest {
			c.failCheck(nameLength, c.second(service, at, at), "The %s %s of the service %q has a name of %d letters, and %d is the limit. Its name is made of the names of the service, the block and the key of for_each: shorten one of them.", what, name, service, len(name), longest)
		}
	}
	for _, k := range h.Containers {
		check("container", k.Name, k.Service, k.Origin, longestLabel)
	}
	for _, j := range h.Jobs {
		check("job", j.Name, j.Service, j.Origin, longestLabel)
	}
	for _, v := range h.Volumes {
		check("volume", v.Name, v.Service, v.Origin, longestFile)
	}
}

// checkCase refuses services and hosts whose names differ by case only: DNS, and
// whoever unpacks their bundles on another system, takes them for the same.
func (c *compiler) checkCase() {
	hosts := map[string]*host{}
	for _, h := range sortedByKey(c.hosts) {
		if other := hosts[strings.ToLower(h.name)]; other != nil {
			c.failCheck(caseOnly, later(other.block.LabelRange, h.block.LabelRange), "The hosts %q and %q differ by case only, which DNS and some file systems do not tell apart. Rename one of them.", other.name, h.name)
		}
		hosts[strings.ToLower(h.name)] = h
	}
	services := map[string]*service{}
	for _, s := range c.ordered {
		if other := services[strings.ToLower(s.name)]; other != nil {
			c.failCheck(caseOnly, later(other.block.LabelRange, s.block.LabelRange), "The services %q and %q differ by case only, which DNS and some file systems do not tell apart. Rename one of them.", other.name, s.name)
		}
		services[strings.ToLower(s.name)] = s
	}
}

// later is the second of two places in the source: what came first has the name.
func later(a, b hcl.Range) hcl.Range {
	if before(a, b) {
		return b
	}
	return a
}

// failFolded reports two names of a host that differ by case only. Those of
// services that do so themselves were reported with these.
func (c *compiler) failFolded(h *plan.Host, what, service, name, otherService, otherName string, first, second plan.Origin) {
	if service != otherService && strings.EqualFold(service, otherService) {
		return
	}
	c.failCheck(caseOnly, later(c.rangeOf(first), c.rangeOf(second)), "On %s, the %s %q of the service %q and %q of the service %q differ by case only, which DNS and some file systems do not tell apart. Rename one of them.", h.Name, what, name, service, otherName, otherService)
}
