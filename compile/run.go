package compile

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/senextrader/senexc/compile/plan"
)

// standing is where a job or a timer stands: in the network when it runs in a
// container, its own or one that is there, and on the host otherwise.
func (p *item) standing() place {
	if p.block.Expr("image") != nil || p.block.Expr("exec") != nil {
		return onNetwork
	}
	return onHost
}

// runs evaluates what a job or a timer runs, which the argument of that name
// says, and reports whether there is anything.
func (c *compiler) runs(p *item, a *arguments, name, argument, description string) (j plan.Job, exec *item, ok bool) {
	own, in := p.block.Expr("image") != nil, p.block.Expr("exec") != nil
	j = plan.Job{
		Name:    name,
		Service: p.inst.service.name,
		Origin:  origin(p.block.Range),
	}
	if own && in {
		c.fail(a.at("exec"), "Two places for a "+p.typ, "A %s runs in a container of its own, with image, or in one that runs, with exec. Remove one of them.", p.typ)
		return j, nil, false
	}
	if own {
		k := c.process(p)
		k.Name, k.Command, k.Description = name, a.strings(argument), description
		j.Container = &k
		return j, nil, true
	}
	for _, name := range []string{"entrypoint", "environment", "mounts", "user", "working_dir", "read_only", "tmpfs", "capabilities", "init", "labels", "networks", "stack_network", "quadlet"} {
		if p.block.Expr(name) != nil {
			c.fail(p.block.Attributes[name].NameRange, "Unsupported argument", "%q is for a %s in a container of its own. Give the %[2]s an image, or remove this.", name, p.typ)
		}
	}
	if j.Command = a.strings(argument); len(j.Command) == 0 && a.known(argument) {
		c.fail(p.block.Range, "Missing command", "The %s %q has nothing to run. Give it a command.", p.typ, p.label)
		return j, nil, false
	}
	if !in {
		j.Host = true
		return j, nil, true
	}
	exec, ok = c.execIn(p, a, "exec")
	if ok {
		j.Exec = exec.unitName(c, 0)
	}
	return j, exec, ok
}

// execIn reads the container that something is done in, which must be on the
// same host.
func (c *compiler) execIn(p *item, a *arguments, name string) (*item, bool) {
	at := a.at(name)
	in := c.handle(a.value(name), "container", at)
	if in == nil {
		return nil, false
	}
	if in.inst.host != p.inst.host {
		c.failElsewhere(in, p, at)
		return nil, false
	}
	c.inside[p] = in
	if in.inst != p.inst { // the phases say what is first within a service
		c.use(p, in, at)
	}
	return in, true
}

// A use is one item that another one needs to be there.
type use struct {
	by, item *item
	at       hcl.Range
}

// use records that an item needs another one of its host, of whichever service.
func (c *compiler) use(by, of *item, at hcl.Range) {
	h := by.inst.host
	c.uses[h] = append(c.uses[h], use{by, of, at})
}
