package compile

import (
	"cmp"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/senextrader/senexc/compile/plan"
)

// derive puts the plan together: what the instances put on their hosts, and
// what follows from the edges between them.
func (c *compiler) derive() *plan.Stack {
	all := c.edges
	at := map[string][]*edge{} // by host, of the reader or the provider
	for _, e := range all {
		at[e.reader.host.name] = append(at[e.reader.host.name], e)
		if e.remote() {
			at[e.endpoint.inst.host.name] = append(at[e.endpoint.inst.host.name], e)
		}
	}
	c.checkNetworks(all)
	stack := &plan.Stack{Hosts: make([]plan.Host, 0, len(c.hosts))}
	for _, h := range sortedByKey(c.hosts) {
		ph := plan.Host{
			Name: h.name, FQDN: h.fqdn, Address: h.address, Groups: h.groups,
			OS: h.os, Family: h.family, Arch: h.arch, Podman: h.podman,
			Memory: h.memory, CPUs: h.cpus, Recipient: h.recipient,
			AdminCIDRs: c.stack.adminCIDRs,
			Account:    h.account,
			Network:    c.stack.network,
			Origin:     origin(h.block.Range),
		}
		edges := at[h.name]
		for _, i := range h.instances {
			if c.parts[i] != nil {
				c.addParts(&ph, c.parts[i], edges)
			}
		}
		if ph.HasContainers() {
			for _, name := range h.packages {
				ph.Packages = append(ph.Packages, plan.Package{Name: name, Origin: ph.Origin})
			}
		}
		c.addEdges(&ph, edges)
		c.addFirewall(&ph, edges)
		ph.Steps = c.steps(&ph, edges)
		sortHost(&ph)
		fit(&ph)
		stack.Hosts = append(stack.Hosts, ph)
		c.planned(h)
	}
	c.checkNames(stack)
	c.checkPorts(stack)
	c.checkMemory(stack)
	c.checkConnections(all)
	c.checkSingletons()
	c.checkLeaders()
	c.checkReach(all)
	c.addElsewhere(stack)
	c.orderHosts(stack, all)
	return stack
}

// own reports whether an instance reads its own endpoint.
func (e *edge) own() bool { return e.reader == e.endpoint.inst }

// remote reports whether the reader is on another host.
func (e *edge) remote() bool { return e.reader.host != e.endpoint.inst.host }

// addParts adds an instance to its host.
func (c *compiler) addParts(h *plan.Host, ps *parts, edges []*edge) {
	s := ps.inst.service
	description := "Runs elsewhere; what it does there is waited for here."
	if !ps.inst.guest {
		description = ps.description
	}
	h.Services = append(h.Services, plan.Service{
		Name: s.name, Type: s.component.Name(), Tags: s.tags, Origin: origin(s.block.Range),
		Description: description, Needs: c.needs(ps.inst),
	})
	h.Packages = append(h.Packages, ps.packages...)
	h.Sysctls = append(h.Sysctls, ps.sysctls...)
	h.Directories = append(h.Directories, ps.directories...)
	h.Networks = append(h.Networks, ps.networks...)
	h.Accounts = append(h.Accounts, ps.accounts...)
	h.Probes = append(h.Probes, ps.probes...)
	for _, l := range ps.links {
		h.Links = append(h.Links, l.Link)
	}
	for _, v := range ps.volumes {
		h.Volumes = append(h.Volumes, v.Volume)
	}
	for _, f := range ps.files {
		h.Files = append(h.Files, f.File)
	}
	for _, u := range ps.units {
		h.Units = append(h.Units, u.Unit)
	}
	for _, k := range ps.containers {
		for replica := range k.replicas {
			one := k.Container
			one.Name = k.item.unitName(c, replica)
			if one.Description == "" {
				one.Description = s.name + " (" + s.component.Name() + ")"
			}
			one.Publish = c.published(ps, k.item, replica, edges)
			one.Requires = c.requires(k.item, edges)
			h.Containers = append(h.Containers, one)
		}
	}
	for _, j := range ps.jobs {
		if j.Container != nil {
			j.Container.Requires = c.requires(j.item, edges)
		}
		h.Jobs = append(h.Jobs, j.Job)
	}
	for _, t := range ps.timers {
		if t.Job.Container != nil {
			t.Job.Container.Requires = c.requires(t.item, edges)
		}
		h.Timers = append(h.Timers, t.Timer)
	}
	for _, e := range ps.endpoints {
		h.Endpoints = append(h.Endpoints, c.listening(e, edges)...)
	}
}

// planned lets go of what is in the plan of the host now. What stays is what
// other hosts and the checks of the whole stack ask for.
func (c *compiler) planned(h *host) {
	for _, i := range h.instances {
		ps := c.parts[i]
		if ps == nil {
			continue
		}
		ps.packages, ps.sysctls, ps.directories, ps.links = nil, nil, nil, nil
		ps.files, ps.containers, ps.units, ps.timers = nil, nil, nil, nil
		ps.probes, ps.networks, ps.accounts = nil, nil, nil
	}
	delete(c.uses, h)
	c.forget(h)
}

// listensFor returns where the host must listen for a replica of an endpoint,
// with the line that needs it: everywhere for a public one, at its private
// address for readers elsewhere, on loopback for programs of the host.
func (e *endpoint) listensFor(replica int, edges []*edge) map[string]hcl.Range {
	needed := map[string]hcl.Range{}
	if e.public {
		return map[string]hcl.Range{"0.0.0.0": e.item.block.Range}
	}
	need := func(address string, at hcl.Range) {
		if known, ok := needed[address]; !ok || before(at, known) {
			needed[address] = at
		}
	}
	for _, edge := range edges {
		switch {
		case edge.endpoint != e.item || edge.replica != replica:
		case edge.remote():
			need(e.item.inst.host.address, edge.rng)
		case edge.at.place == onHost:
			need("127.0.0.1", edge.rng)
		case e.container == nil:
			// A container reaches a program of its host at the host's
			// private address, under another name.
			need(e.item.inst.host.address, edge.rng)
		}
	}
	return needed
}

// published are the ports of one replica of a container that are reached from
// outside the network.
func (c *compiler) published(ps *parts, container *item, replica int, edges []*edge) []plan.Publish {
	var list []plan.Publish
	for _, e := range ps.endpoints {
		if e.container != container {
			continue
		}
		for address, at := range e.listensFor(replica, edges) {
			list = append(list, plan.Publish{
				Address: address, HostPort: e.published + replica, ContainerPort: e.port,
				Transport: e.transport, Origin: origin(at),
			})
		}
	}
	slices.SortFunc(list, func(a, b plan.Publish) int {
		return cmp.Or(cmp.Compare(a.HostPort, b.HostPort), cmp.Compare(a.Address, b.Address), cmp.Compare(a.Transport, b.Transport))
	})
	return list
}

// listening describes an endpoint for people and programs, one entry for each
// replica.
func (c *compiler) listening(e *endpoint, edges []*edge) []plan.Endpoint {
	var list []plan.Endpoint
	for replica := range e.replicas {
		port := e.published + replica
		one := plan.Endpoint{
			Service: e.item.inst.service.name, Name: e.item.label, Port: e.port,
			Transport: e.transport, Protocol: e.protocol, Public: e.public, Origin: origin(e.item.block.Range),
		}
		if e.container != nil {
			one.Container = e.container.unitName(c, replica)
		} else {
			port = e.port
		}
		for address := range e.listensFor(replica, edges) {
			one.Addresses = append(one.Addresses, net.JoinHostPort(address, strconv.Itoa(port)))
		}
		slices.Sort(one.Addresses)
		list = append(list, one)
	}
	return list
}

// addEdges adds the edges that begin or end on a host, and what must already
// answer elsewhere.
func (c *compiler) addEdges(h *plan.Host, edges []*edge) {
	for _, e := range edges {
		if e.own() {
			continue
		}
		known := c.planEdge(e)
		h.Edges = append(h.Edges, known)
		if e.reader.host.name == h.Name && e.remote() && !e.weak {
			h.Peers = append(h.Peers, plan.Peer{
				Host: known.ProviderHost, Service: known.Provider, Endpoint: known.Endpoint,
				Address: known.Address, Port: known.Port,
			})
		}
	}
	slices.SortFunc(h.Peers, func(a, b plan.Peer) int {
		return cmp.Or(cmp.Compare(a.Host, b.Host), cmp.Compare(a.Service, b.Service), cmp.Compare(a.Port, b.Port))
	})
	h.Peers = slices.Compact(h.Peers)
}

// planEdge returns an edge as the plans of its hosts have it, both the same.
func (c *compiler) planEdge(e *edge) *plan.Edge {
	if e.planned == nil {
		provider := e.endpoint.inst
		address, port := c.endpoint(e.endpoint, e.rng).address(c, e.replica, e.at)
		e.planned = &plan.Edge{
			Reader: e.reader.service.name, ReaderHost: e.reader.host.name, Thing: e.thing.String(),
			Provider: provider.service.name, ProviderHost: provider.host.name, Endpoint: e.endpoint.label,
			Address: address, Port: port, Weak: e.weak, Origin: origin(e.rng),
		}
	}
	return e.planned
}

// addFirewall admits everybody to public endpoints, and to the others exactly
// the hosts that have a reader.
func (c *compiler) addFirewall(h *plan.Host, edges []*edge) {
	for _, e := range h.Endpoints {
		for _, address := range e.Addresses {
			if e.Public {
				h.Firewall = append(h.Firewall, plan.Rule{
					From: "any", To: "any", Port: portOf(address), Transport: e.Transport, Service: e.Service,
					Comment: e.Service + "." + e.Name + " is public", Origin: e.Origin,
				})
			}
		}
	}
	type admission struct {
		from, service, endpoint string
		port                    int
		transport               string
	}
	readers := map[admission][]*edge{}
	for _, e := range edges {
		p := c.endpoint(e.endpoint, e.rng)
		if e.endpoint.inst.host.name != h.Name || !e.remote() || p.public {
			continue
		}
		_, port := p.address(c, e.replica, e.at)
		a := admission{e.reader.host.name, e.endpoint.inst.service.name, e.endpoint.label, port, p.transport}
		readers[a] = append(readers[a], e)
	}
	for a, by := range readers {
		var names []string
		for _, e := range by {
			names = append(names, e.reader.service.name)
		}
		names = slices.Compact(names) // edges are sorted by reader
		h.Firewall = append(h.Firewall, plan.Rule{
			From: c.hosts[a.from].address, To: h.Address, Port: a.port, Transport: a.transport, Service: a.service,
			Comment: fmt.Sprintf("%s on %s to %s.%s", strings.Join(names, ", "), a.from, a.service, a.endpoint),
			Origin:  origin(by[0].rng),
		})
	}
}

func portOf(address string) int {
	_, port, _ := net.SplitHostPort(address)
	n, _ := strconv.Atoi(port)
	return n
}

// fit gives the longest lists the length that they have, and not what they grew
// to on the way.
func fit(h *plan.Host) {
	h.Containers, h.Files = slices.Clone(h.Containers), slices.Clone(h.Files)
	h.Jobs, h.Edges, h.Peers = slices.Clone(h.Jobs), slices.Clone(h.Edges), slices.Clone(h.Peers)
	h.Firewall, h.Packages = slices.Clone(h.Firewall), slices.Clone(h.Packages)
}

// sortHost puts everything that has no order of its own into the order of its
// names.
func sortHost(h *plan.Host) {
	slices.SortFunc(h.Packages, func(a, b plan.Package) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Service, b.Service))
	})
	h.Packages = slices.CompactFunc(h.Packages, func(a, b plan.Package) bool { return a.Name == b.Name })
	slices.SortFunc(h.Services, func(a, b plan.Service) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(h.Sysctls, func(a, b plan.Sysctl) int { return cmp.Compare(a.Key, b.Key) })
	slices.SortFunc(h.Directories, func(a, b plan.Directory) int { return cmp.Compare(a.Path, b.Path) })
	slices.SortFunc(h.Volumes, func(a, b plan.Volume) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(h.Files, func(a, b plan.File) int { return cmp.Compare(a.Path, b.Path) })
	slices.SortFunc(h.Containers, func(a, b plan.Container) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(h.Units, func(a, b plan.Unit) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(h.Jobs, func(a, b plan.Job) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(h.Timers, func(a, b plan.Timer) int { return cmp.Compare(a.Job.Name, b.Job.Name) })
	slices.SortFunc(h.Probes, func(a, b plan.Probe) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(h.Links, func(a, b plan.Link) int { return cmp.Compare(a.Path, b.Path) })
	slices.SortFunc(h.Accounts, func(a, b plan.SystemAccount) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Service, b.Service))
	})
	slices.SortFunc(h.Networks, func(a, b plan.Network) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(h.Endpoints, func(a, b plan.Endpoint) int {
		return cmp.Or(cmp.Compare(a.Service, b.Service), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Container, b.Container))
	})
	slices.SortFunc(h.Firewall, func(a, b plan.Rule) int {
		return cmp.Or(cmp.Compare(a.Port, b.Port), cmp.Compare(a.Transport, b.Transport), cmp.Compare(a.From, b.From), cmp.Compare(a.Comment, b.Comment))
	})
}
