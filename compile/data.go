package compile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/senextrader/senexc/lang"
)

// checkLeaders wants a word about which host has data that exists once. When
// nobody says, it is the first by name, and another host with a smaller name
// would get an empty volume and leave the data behind.
func (c *compiler) checkLeaders() {
	for _, s := range c.ordered {
		c.checkLeader(s)
	}
}

func (c *compiler) checkLeader(s *service) {
	leader := c.parts[s.on(s.leader)]
	if len(s.instances) < 2 || s.block.Expr("leader") != nil || leader == nil {
		return
	}
	for _, v := range leader.volumes {
		if v.once {
			c.failCheck(leaderOfData, s.at("on"), "The volume %q of the service %q exists once, on one of %s, and nothing says on which. Its data would stay behind when another host comes first by name. Say so: leader = host.%s.",
				v.Name, s.name, hostNames(s.instances), s.leader)
			return
		}
	}
}

// checkBackups warns of volumes that nothing backs up.
func (c *compiler) checkBackups() {
	if c.diags.HasErrors() {
		return // what would back up may be what is wrong
	}
	collected := c.collected("backup")
	for _, s := range c.ordered {
		c.checkBackup(s, collected)
	}
}

func (c *compiler) checkBackup(s *service, collected bool) {
	var missing []string
	for _, i := range s.instances {
		ps := c.parts[i]
		if ps == nil {
			continue
		}
		for _, v := range ps.volumes {
			if !v.disposable && !(collected && slices.Contains(ps.backedUp, v.Name)) {
				missing = append(missing, fmt.Sprintf("%s on %s", v.Name, i.host.name))
			}
		}
	}
	if len(missing) == 0 {
		return
	}
	c.warnCheck(unbackedData, s, s.block.Range, "Nothing backs up %s. What is in there is lost with the disk. Add a service that backs it up, or suppress this with the reason why it need not be.", strings.Join(missing, ", "))
}

// backedUp are the volumes of an instance that its output "backup" names.
func (c *compiler) backedUp(i *instance) (names []string) {
	v := c.interfaceOutput(i, "backup")
	if v.IsNull() {
		return nil
	}
	for _, e := range v.AsValueSlice() {
		if e.IsNull() {
			continue
		}
		if name := e.GetAttr("volume"); !name.IsNull() {
			names = append(names, name.AsString())
		}
	}
	return names
}

// collected reports whether a service of the stack asks for all outputs of a
// name.
func (c *compiler) collected(name string) bool {
	return slices.ContainsFunc(c.ordered, func(s *service) bool {
		return len(s.instances) > 0 && (c.collects(s.component.Block, name) || c.collects(s.block, name))
	})
}

// collects reports whether something in a block calls services_with(name).
func (c *compiler) collects(b *lang.Block, name string) bool {
	return c.anyExpression(b, func(w *words) bool {
		return slices.ContainsFunc(w.calls, func(call *hclsyntax.FunctionCallExpr) bool {
			if call.Name != "services_with" || len(call.Args) != 1 {
				return false
			}
			s, _ := literalString(call.Args[0])
			return s == name
		})
	})
}

// anyExpression reports whether the words of any expression in a block have
// something.
func (c *compiler) anyExpression(b *lang.Block, has func(*words) bool) bool {
	for _, a := range lang.Sorted(b.Attributes) {
		if spec := b.Spec.Attribute(a.Name); spec != nil && spec.Type == "traversal" {
			continue // it spells a type
		}
		if has(c.words(a.Expr)) {
			return true
		}
	}
	return slices.ContainsFunc(b.Blocks, func(nested *lang.Block) bool { return c.anyExpression(nested, has) })
}
