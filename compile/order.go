package compile

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/senextrader/senexc/compile/plan"
)

// requires are the containers of the same host that a container connects to,
// and so must be up before it.
func (c *compiler) requires(thing *item, edges []*edge) []string {
	var names []string
	for _, e := range edges {
		if !c.readBy(e, thing) || e.weak || e.own() || e.remote() {
			continue
		}
		if p := c.endpoint(e.endpoint, e.rng); p.container != nil {
			names = append(names, p.container.unitName(c, e.replica))
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// readBy reports whether an edge is a container's or a job's: its own, or that
// of a file that it mounts.
func (c *compiler) readBy(e *edge, thing *item) bool {
	return e.thing == thing || e.thing.typ == "file" && slices.Contains(c.mounted[e.thing], thing)
}

// needs are the other services of its host that an instance depends on, or of
// which it uses a volume, a file or a container.
func (c *compiler) needs(i *instance) []string {
	var names []string
	if !i.guest {
		for _, name := range i.service.dependsOn {
			if other := c.services[name]; other != nil && (other.on(i.host.name) != nil || other.guestOn(i.host.name) != nil) {
				names = append(names, name)
			}
		}
	}
	for _, u := range c.uses[i.host] {
		if u.by.inst == i && u.item.inst != i {
			names = append(names, u.item.inst.service.name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// A node is one step of activation with what must come before it.
type node struct {
	step   plan.Step
	phase  int // what has no order among itself is sorted by phase, then name
	before map[*node]hcl.Range
}

// steps is the order of activation on a host.
//
// Within a service: volumes, release jobs, containers and units, ready jobs.
// Between services: whatever has an edge comes after the endpoint's container
// and after the ready jobs of its service.
func (c *compiler) steps(h *plan.Host, edges []*edge) []plan.Step {
	g := &order{nodes: map[plan.Step]*node{}, of: map[*item][]*node{}}
	var all []*parts
	for _, i := range c.hosts[h.Name].instances {
		if c.parts[i] != nil {
			all = append(all, c.parts[i])
		}
	}
	for _, ps := range all {
		c.addNodes(g, ps)
	}
	for _, ps := range all {
		g.within(ps)
	}
	for _, e := range edges {
		if e.reader.host.name != h.Name || e.weak || e.own() || e.remote() {
			continue
		}
		c.addOrder(g, e)
	}
	for _, ps := range all {
		for _, name := range ps.inst.service.dependsOn {
			other := c.services[name]
			if other == nil || ps.inst.guest {
				continue
			}
			for _, provider := range []*parts{c.parts[other.on(h.Name)], c.parts[other.guestOn(h.Name)]} {
				if provider == nil {
					continue
				}
				first := g.all(provider, "", plan.Ready)
				if provider.inst.guest {
					first = g.all(provider, plan.Release, plan.Ready)
				}
				for _, n := range g.all(ps, plan.Release, "") {
					g.after(n, first, ps.inst.service.block.Range)
				}
			}
		}
	}
	for _, u := range c.uses[c.hosts[h.Name]] {
		if u.item.typ == "directory" && u.item.inst == u.by.inst {
			continue // its own release jobs fill a version
		}
		for _, n := range g.of[u.by] {
			g.after(n, g.of[u.item], u.at)
		}
	}
	return c.sorted(g, h)
}

type order struct {
	nodes map[plan.Step]*node
	of    map[*item][]*node
}

func (g *order) add(p *item, kind, name string, phase int) {
	step := plan.Step{Kind: kind, Name: name}
	n := &node{step: step, phase: phase, before: map[*node]hcl.Range{}}
	g.nodes[step] = n
	g.of[p] = append(g.of[p], n)
}

// after says that n comes after all of others.
func (g *order) after(n *node, others []*node, why hcl.Range) {
	for _, o := range others {
		if _, known := n.before[o]; !known && o != n {
			n.before[o] = why
		}
	}
}

// Phases, outermost order of activation.
const (
	phasePrepare = iota
	phaseRun
	phaseSettled
)

func (c *compiler) addNodes(g *order, ps *parts) {
	for _, v := range ps.volumes {
		g.add(v.item, "volume", v.Name, phaseRun)
	}
	for _, k := range ps.containers {
		for replica := range k.replicas {
			g.add(k.item, "container", k.item.unitName(c, replica), phaseRun)
		}
	}
	for _, u := range ps.units {
		g.add(u.item, "unit", u.Name, phaseRun)
	}
	for _, j := range ps.jobs {
		switch j.When {
		case plan.Prepare:
			g.add(j.item, "job", j.Name, phasePrepare)
		case plan.Settled:
			g.add(j.item, "job", j.Name, phaseSettled)
		case plan.Manual: // nothing activates it
		default:
			g.add(j.item, "job", j.Name, phaseRun)
		}
	}
	for _, t := range ps.timers {
		g.add(t.item, "timer", t.Job.Name, phaseRun)
	}
	for _, l := range ps.links {
		g.add(l.item, "link", l.Path, phaseRun)
	}
}

// all returns the nodes of an instance: what runs, and the jobs of two phases
// if they are named.
func (g *order) all(ps *parts, first, last string) []*node {
	var nodes []*node
	for _, k := range ps.containers {
		nodes = append(nodes, g.of[k.item]...)
	}
	for _, u := range ps.units {
		nodes = append(nodes, g.of[u.item]...)
	}
	for _, j := range ps.jobs {
		if j.When == first || j.When == last {
			nodes = append(nodes, g.of[j.item]...)
		}
	}
	return nodes
}

// jobs returns the jobs of a phase.
func (g *order) jobs(ps *parts, when string) []*node {
	var nodes []*node
	for _, j := range ps.jobs {
		if j.When == when {
			nodes = append(nodes, g.of[j.item]...)
		}
	}
	return nodes
}

func (g *order) within(ps *parts) {
	why := ps.inst.service.block.Range
	running := g.all(ps, "", "")
	var volumes []*node
	for _, v := range ps.volumes {
		volumes = append(volumes, g.of[v.item]...)
	}
	for _, n := range g.all(ps, plan.Release, plan.Ready) {
		g.after(n, volumes, why)
	}
	for _, n := range running {
		g.after(n, g.jobs(ps, plan.Release), why)
	}
	for _, l := range ps.links { // filled by release jobs, read by what runs
		for _, n := range g.of[l.item] {
			g.after(n, g.jobs(ps, plan.Release), why)
			for _, r := range running {
				g.after(r, []*node{n}, why)
			}
		}
	}
	for _, t := range ps.timers {
		for _, n := range g.of[t.item] {
			g.after(n, g.all(ps, plan.Release, plan.Ready), why)
			g.after(n, volumes, why)
		}
	}
	for _, n := range g.jobs(ps, plan.Ready) {
		g.after(n, running, why)
	}
}

// addOrder makes the reader of an edge wait for the provider: what serves the
// endpoint, and the jobs that make it ready.
func (c *compiler) addOrder(g *order, e *edge) {
	provider := c.parts[e.endpoint.inst]
	if provider == nil {
		return
	}
	var serves []*node
	if p := c.endpoint(e.endpoint, e.rng); p.container != nil {
		serves = g.of[p.container]
	} else {
		for _, u := range provider.units {
			serves = append(serves, g.of[u.item]...)
		}
	}
	serves = append(slices.Clone(serves), g.jobs(provider, plan.Ready)...)
	for _, n := range c.waiting(g, e) {
		g.after(n, serves, e.rng)
	}
}

// waiting are the nodes that need an edge: the thing itself; for a file, the
// containers that mount it, or the units of its service.
func (c *compiler) waiting(g *order, e *edge) []*node {
	if nodes := g.of[e.thing]; nodes != nil {
		return nodes
	}
	var nodes []*node
	if e.thing.typ == "file" {
		by := c.mounted[e.thing]
		for _, p := range by {
			nodes = append(nodes, g.of[p]...)
		}
		if len(by) == 0 && c.parts[e.reader] != nil {
			for _, u := range c.parts[e.reader].units {
				nodes = append(nodes, g.of[u.item]...)
			}
		}
	}
	return nodes
}

// sorted puts the nodes into an order that keeps every rule, and is the same
// every time: of those that may come next, the first by phase and name.
func (c *compiler) sorted(g *order, h *plan.Host) []plan.Step {
	left := slices.SortedFunc(maps.Values(g.nodes), func(a, b *node) int {
		return cmp.Or(cmp.Compare(a.phase, b.phase), cmp.Compare(a.step.Name, b.step.Name), cmp.Compare(a.step.Kind, b.step.Kind))
	})
	done := map[*node]bool{}
	var steps []plan.Step
	for len(left) > 0 {
		next := slices.IndexFunc(left, func(n *node) bool {
			for o := range n.before {
				if !done[o] {
					return false
				}
			}
			return true
		})
		if next < 0 {
			c.failOrder(left, done, h)
			return nil
		}
		done[left[next]] = true
		steps = append(steps, left[next].step)
		left = slices.Delete(left, next, next+1)
	}
	return steps
}

// failOrder reports a circle: it follows what each waits for until one comes
// again.
func (c *compiler) failOrder(left []*node, done map[*node]bool, h *plan.Host) {
	seen := map[*node]int{}
	var path []string
	var at hcl.Range
	n := left[0]
	for {
		if start, ok := seen[n]; ok {
			c.failCheck(circularOrder, at, "On %s, these wait for each other and none could start first:\n\n    %s\n\nWrap one of the references in weak(), if its reader can start without the other.", h.Name, strings.Join(path[start:], "\n    "))
			return
		}
		seen[n] = len(path)
		var next *node
		for _, o := range left { // in order, so that the message is the same every time
			if _, waits := n.before[o]; waits && !done[o] {
				next = o
				break
			}
		}
		if next == nil {
			return
		}
		at = n.before[next]
		path = append(path, fmt.Sprintf("%s %s waits for %s %s, because of %s:%d", n.step.Kind, n.step.Name, next.step.Kind, next.step.Name, at.Filename, at.Start.Line))
		n = next
	}
}

// orderHosts finds the order in which hosts are installed: a host comes after
// those that its services need.
func (c *compiler) orderHosts(stack *plan.Stack, edges []*edge) {
	needs := map[string]map[string]string{} // host, host, because
	where := map[string]hcl.Range{}
	for _, h := range stack.Hosts {
		needs[h.Name] = map[string]string{}
	}
	need := func(reader, provider, because string, at hcl.Range) {
		if _, known := needs[reader][provider]; !known {
			needs[reader][provider] = because
			where[reader+" "+provider] = at
		}
	}
	for _, e := range edges {
		if e.remote() && !e.weak && !e.own() {
			from, to := e.reader, e.endpoint.inst
			need(from.host.name, to.host.name, fmt.Sprintf("%s uses %s.%s (%s:%d)", from.service.name, to.service.name, e.endpoint.label, e.rng.Filename, e.rng.Start.Line), e.rng)
		}
	}
	for _, s := range c.ordered {
		for _, name := range s.dependsOn {
			for _, i := range s.instances {
				if other := c.services[name]; other != nil && other.on(i.host.name) == nil {
					for _, o := range other.instances {
						at := s.block.Attributes["depends_on"].Range
						need(i.host.name, o.host.name, fmt.Sprintf("%s depends on %s (%s:%d)", s.name, name, at.Filename, at.Start.Line), at)
					}
				}
			}
		}
	}
	for _, s := range c.ordered {
		for _, i := range s.instances {
			if leader := c.parts[s.on(s.leader)]; !i.elected() && leader != nil && leader.hasOnce() {
				need(i.host.name, s.leader, fmt.Sprintf("%s runs a job once, there (%s:%d)", s.name, s.block.Range.Filename, s.block.Range.Start.Line), s.block.Range)
			}
		}
	}
	for i := range stack.Hosts {
		stack.Hosts[i].After = slices.Sorted(maps.Keys(needs[stack.Hosts[i].Name]))
	}
	turns := takingTurns(edges)
	done := map[string]bool{}
	for len(done) < len(stack.Hosts) {
		var wave []string
		taken := map[string]bool{}
		for _, h := range stack.Hosts {
			ready := !done[h.Name]
			for other := range needs[h.Name] {
				ready = ready && done[other]
			}
			for _, turn := range turns[h.Name] {
				ready = ready && !taken[turn]
			}
			if ready {
				wave = append(wave, h.Name)
				for _, turn := range turns[h.Name] {
					taken[turn] = true
				}
			}
		}
		if wave == nil {
			c.failHostOrder(stack, needs, where, done)
			return
		}
		for _, name := range wave {
			done[name] = true
		}
		stack.Waves = append(stack.Waves, wave)
	}
}

// takingTurns returns, by host, what it must not be upgraded at the same time
// for as others: a reader that has instances on several hosts to choose from
// goes on when one of them is away, not when all are.
func takingTurns(edges []*edge) map[string][]string {
	hosts := map[string][]string{} // by reader and endpoint
	for _, e := range edges {
		if e.choice {
			reader, to := e.reader, e.endpoint.inst
			turn := fmt.Sprintf("%s on %s to %s.%s", reader.service.name, reader.host.name, to.service.name, e.endpoint.label)
			hosts[turn] = append(hosts[turn], to.host.name)
		}
	}
	turns := map[string][]string{}
	for turn, names := range hosts {
		slices.Sort(names)
		names = slices.Compact(names)
		for _, name := range names {
			if len(names) > 1 {
				turns[name] = append(turns[name], turn)
			}
		}
	}
	return turns
}

func (c *compiler) failHostOrder(stack *plan.Stack, needs map[string]map[string]string, where map[string]hcl.Range, done map[string]bool) {
	var name string
	for _, h := range stack.Hosts {
		if !done[h.Name] {
			name = h.Name
			break
		}
	}
	seen := map[string]int{}
	var path []string
	var at hcl.Range
	for {
		if start, ok := seen[name]; ok {
			c.failCheck(circularHosts, at, "These hosts need each other, so none of them could be installed first:\n\n    %s\n\nWrap one of the references in weak(), if its reader can start without the other.", strings.Join(path[start:], "\n    "))
			return
		}
		seen[name] = len(path)
		next := ""
		for _, other := range slices.Sorted(maps.Keys(needs[name])) {
			if !done[other] {
				next = other
				break
			}
		}
		at = where[name+" "+next]
		path = append(path, fmt.Sprintf("%s needs %s: %s", name, next, needs[name][next]))
		name = next
	}
}
