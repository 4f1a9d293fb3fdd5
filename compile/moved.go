package compile

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/lang"
	"github.com/senextrader/senexc/lang/suggest"
)

// A rename says what a service was called: its volumes keep their names, and so
// their data.
type rename struct {
	block *lang.Block
	from  string
	to    string
}

// readMoves reads the moved blocks that are about services. Those about volumes
// wait until the volumes are known.
func (c *compiler) readMoves() {
	c.renames = map[string]rename{} // by the name now
	was := map[string]rename{}      // by the name before
	for _, b := range c.module.Moved {
		if b.Expr("volume") != nil || b.Expr("from") == nil || b.Expr("to") == nil {
			continue
		}
		from, ok := c.movedName(b, "from", "service")
		to, ok2 := c.movedName(b, "to", "service")
		if !ok || !ok2 {
			continue
		}
		r := rename{b, from, to}
		switch {
		case c.isService(from):
			c.fail(b.Expr("from").Range(), "Moved and still there", "The service %q is still in the stack, so its data is its own. Remove this block, or rename the service.", from)
			continue
		case c.renames[to].block != nil:
			c.fail(b.Expr("to").Range(), "Two services moved to one", "The data of %q cannot become that of %q as well as that of %q, which says so at %s. One of these blocks must go.", from, to, c.renames[to].from, line(c.renames[to].block))
			continue
		case was[from].block != nil:
			c.fail(b.Expr("from").Range(), "One service moved to two", "The data of %q is already that of %q, which says so at %s. One of these blocks must go.", from, was[from].to, line(was[from].block))
			continue
		}
		c.renames[to], was[from] = r, r
	}
	for _, r := range sortedByKey(c.renames) {
		if !c.isService(r.to) && was[r.to].block == nil {
			known := slices.Concat(slices.Sorted(maps.Keys(c.module.Services)), slices.Sorted(maps.Keys(c.services)))
			c.fail(r.block.Expr("to").Range(), "Unknown reference", "There is no service %q that %q could be called now.%s", r.to, r.from, suggest.DidYouMean(r.to, known))
		}
	}
	c.checkMoveCircles(was)
}

func line(b *lang.Block) string {
	return fmt.Sprintf("%s:%d", b.Range.Filename, b.Range.Start.Line)
}

// isService reports whether the stack has a service of that name, or some with a
// for_each.
func (c *compiler) isService(name string) bool {
	return c.services[name] != nil || c.module.Services[name] != nil
}

// movedName reads one side of a moved block: service.NAME, service.NAME["KEY"],
// or host.NAME.
func (c *compiler) movedName(b *lang.Block, side, root string) (string, bool) {
	e := b.Expr(side)
	t, diags := hcl.AbsTraversalForExpr(e)
	var name, key string
	if !diags.HasErrors() && t.RootName() == root {
		name = stepName(t, 1)
		if _, ok := stepAt(t, 2).(hcl.TraverseIndex); ok && root == "service" {
			key = stepName(t, 2)
		}
	}
	if steps := len(t); name == "" || steps > 3 || steps == 3 && key == "" {
		form := "a service, as in service.db"
		switch {
		case root == "host":
			form = "a host, as in host.db01, when the block has a volume"
		case !diags.HasErrors() && t.RootName() == "host":
			form = "a service, as in service.db; for a volume that moved to another host, say volume = \"NAME\" too"
		}
		c.fail(e.Range(), "Invalid move", "%q is %s.", side, form)
		return "", false
	}
	if key != "" {
		name += "-" + key
	}
	return name, true
}

func stepAt(t hcl.Traversal, i int) hcl.Traverser {
	if i < len(t) {
		return t[i]
	}
	return nil
}

// checkMoveCircles refuses services that got their names from each other.
func (c *compiler) checkMoveCircles(was map[string]rename) {
	reported := map[string]bool{}
	for _, start := range slices.Sorted(maps.Keys(was)) {
		var path []string
		seen := map[string]bool{}
		name := start
		for was[name].block != nil && !seen[name] {
			seen[name] = true
			path = append(path, fmt.Sprintf("%s became %s (%s)", name, was[name].to, line(was[name].block)))
			name = was[name].to
		}
		if name != start || len(path) == 0 || reported[start] {
			continue
		}
		for name := range seen {
			reported[name] = true
			delete(c.renames, name)
		}
		c.fail(was[start].block.Range, "Circular move", "These services got their names from each other, so that none of them was the first:\n\n    %s\n\nRemove what is not true any more.", strings.Join(path, "\n    "))
	}
}

// formerName is the name that the volumes of a service are called by: its first.
func (c *compiler) formerName(s *service) string {
	name, family, suffix := s.name, s.block.Name(), ""
	if s.each != nil {
		suffix = "-" + s.each.name()
	}
	for range c.renames {
		if r, ok := c.renames[name]; ok {
			name, suffix = r.from, ""
		} else if r, ok := c.renames[family]; ok && suffix != "" {
			family = r.from
			name = family + suffix
		}
	}
	return name
}

// addElsewhere tells a host of the volumes that exist once, on another host of
// their service: one that it still has was left behind, unless the stack says
// that it moved.
func (c *compiler) addElsewhere(stack *plan.Stack) {
	hosts := map[string]*plan.Host{}
	for i := range stack.Hosts {
		hosts[stack.Hosts[i].Name] = &stack.Hosts[i]
	}
	once := map[string]*builtVolume{} // by name
	for _, s := range c.ordered {
		leader := c.parts[s.on(s.leader)]
		if leader == nil {
			continue
		}
		for _, v := range leader.volumes {
			if !v.once {
				continue
			}
			once[v.Name] = v
			for _, i := range s.instances {
				if h := hosts[i.host.name]; i != leader.inst && h != nil {
					h.Elsewhere = append(h.Elsewhere, plan.Elsewhere{Volume: v.Name, Host: s.leader, Service: s.name, Origin: v.Origin})
				}
			}
		}
	}
	c.addMovedVolumes(hosts, once)
	for _, h := range hosts {
		slices.SortFunc(h.Elsewhere, func(a, b plan.Elsewhere) int {
			return cmp.Or(cmp.Compare(a.Volume, b.Volume), cmp.Compare(a.Host, b.Host))
		})
	}
}

// addMovedVolumes reads the moved blocks that are about volumes.
func (c *compiler) addMovedVolumes(hosts map[string]*plan.Host, once map[string]*builtVolume) {
	type move struct{ volume, host string }
	var moves []*lang.Block
	was := map[move]*lang.Block{} // by the host that had it
	for _, b := range c.module.Moved {
		if b.Expr("volume") == nil || b.Expr("from") == nil || b.Expr("to") == nil {
			continue
		}
		from, ok := c.movedHost(b, "from")
		_, ok2 := c.movedHost(b, "to")
		name := c.arguments(c.top(), b).string("volume", "")
		if !ok || !ok2 || name == "" {
			continue
		}
		if other := was[move{name, from}]; other != nil {
			c.fail(b.Expr("from").Range(), "Duplicate move", "That the volume %q left %s was already said at %s.", name, from, line(other))
			continue
		}
		was[move{name, from}] = b
		moves = append(moves, b)
	}
	for _, b := range moves {
		name := c.arguments(c.top(), b).string("volume", "")
		from, _ := c.movedHost(b, "from")
		to, _ := c.movedHost(b, "to")
		v := once[name]
		switch {
		case v == nil:
			known := slices.Sorted(maps.Keys(once))
			c.fail(b.Expr("volume").Range(), "Unknown volume", "No service has a volume %q that exists once.%s", name, meantOrThere(name, known))
		case from == v.item.inst.host.name:
			c.fail(b.Expr("from").Range(), "Moved and still there", "The volume %q is on %s: that is the leader of the service %q. Remove this block, or name the new leader in the service.", name, from, v.item.inst.service.name)
		case to != v.item.inst.host.name && was[move{name, to}] == nil:
			c.fail(b.Expr("to").Range(), "Moved to another host", "The volume %q is on %s, the leader of the service %q, and not on %s.", name, v.item.inst.host.name, v.item.inst.service.name, to)
		default:
			c.declareMoved(hosts[from], v, b)
		}
	}
}

func (c *compiler) declareMoved(h *plan.Host, v *builtVolume, b *lang.Block) {
	if h == nil {
		return
	}
	for i := range h.Elsewhere {
		if h.Elsewhere[i].Volume == v.Name {
			h.Elsewhere[i].Moved, h.Elsewhere[i].Origin = true, origin(b.Range)
			return
		}
	}
	h.Elsewhere = append(h.Elsewhere, plan.Elsewhere{Volume: v.Name, Host: v.item.inst.host.name, Service: v.Service, Moved: true, Origin: origin(b.Range)})
}

// movedHost is a host of the stack that a moved block names.
func (c *compiler) movedHost(b *lang.Block, side string) (string, bool) {
	name, ok := c.movedName(b, side, "host")
	if ok && c.hosts[name] == nil {
		c.fail(b.Expr(side).Range(), "Unknown reference", "There is no host %q.%s", name, suggest.DidYouMean(name, slices.Sorted(maps.Keys(c.hosts))))
		return "", false
	}
	return name, ok
}
