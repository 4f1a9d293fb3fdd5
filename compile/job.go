package compile

import (
	"slices"

	"github.com/senextrader/senexc/compile/plan"
)

type builtJob struct {
	item *item
	once bool
	plan.Job
}

// job evaluates a job, or what stands for it on a host that does not run it:
// its gate.
func (c *compiler) job(p *item) *builtJob {
	a := c.sink(p, p.standing())
	once := a.bool("once", false)
	command, suffix := "command", ""
	if once && !p.inst.elected() {
		command, suffix = "gate", "-gate"
	}
	when := a.oneOf("when", plan.Prepare, plan.Release, plan.Ready, plan.Settled, plan.Manual)
	switch gate := p.block.Expr("gate") != nil; {
	case gate && !once:
		c.fail(a.at("gate"), "Gate without once", "A gate runs on the hosts that do not run the job itself. Say once = true, or remove the gate.")
	case gate && when == plan.Manual:
		c.fail(a.at("gate"), "Gate of a manual job", "Nothing waits for a job that somebody runs by hand, so its gate would never run. Remove the gate, or give the job another phase.")
	}
	if p.inst.guest && !awaited(when) {
		return nil
	}
	run, _, ok := c.runs(p, a, p.unitName(c, 0)+suffix, command, "Job "+p.label+suffix+" of "+p.inst.service.name)
	j := &builtJob{item: p, once: once, Job: run}
	j.When = when
	if ok && when == plan.Prepare && !j.Host {
		c.fail(a.at("when"), "Job before containers", "This job runs in a container, and \"prepare\" is before any container of the host is there. Say when = \"release\", which is before the containers of its service change, or let it run on the host.")
		return nil
	}
	j.Gate = suffix != ""
	j.Inputs = a.strings("inputs")
	j.Timeout = a.seconds("timeout", 600)
	j.Rollback = a.oneOf("rollback", "safe", "forbid")
	if !ok {
		return nil
	}
	return j
}

// awaited reports whether the services that come after this one wait for a job.
func awaited(when string) bool { return when != plan.Manual && when != plan.Settled }

// hasOnce reports whether other hosts wait for a job of this one.
func (ps *parts) hasOnce() bool {
	return slices.ContainsFunc(ps.jobs, func(j *builtJob) bool { return j.once && awaited(j.When) })
}

// placeGuests finds the hosts where gates of a service must succeed although it
// does not run there: those of the services that depend on it. The gate asks
// whether what its job does on another host is done, before they start.
func (c *compiler) placeGuests() {
	for _, s := range c.ordered {
		for _, name := range s.dependsOn {
			other := c.services[name]
			if other == nil || len(other.instances) == 0 || !other.gated() {
				continue
			}
			for _, i := range s.instances {
				if other.on(i.host.name) != nil || other.guestOn(i.host.name) != nil {
					continue
				}
				g := &instance{service: other, host: i.host, guest: true}
				other.guests = append(other.guests, g)
				i.host.instances = append(i.host.instances, g)
			}
		}
	}
}

// gated reports whether the component has a job that waits on other hosts.
func (s *service) gated() bool {
	for _, b := range s.component.Primitives["job"] {
		if b.Expr("gate") != nil {
			return true
		}
	}
	return false
}

// guestOn returns the guest of a service on a host, or nil.
func (s *service) guestOn(host string) *instance {
	for _, i := range s.guests {
		if i.host.name == host {
			return i
		}
	}
	return nil
}
