package compile

import (
	"bufio"
	"fmt"
	"net"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/senextrader/senexc/compile/plan"
)

// checkNames refuses two things of one name on a host: they would overwrite
// each other.
func (c *compiler) checkNames(stack *plan.Stack) {
	c.checkCase()
	for i := range stack.Hosts {
		h := &stack.Hosts[i]
		c.checkLengths(h)
		c.checkLowPorts(h)
		c.unique(h, "unit", func(add func(name, service string, at plan.Origin)) {
			for _, k := range h.Containers {
				add(k.Name, k.Service, k.Origin)
			}
			for _, j := range h.Jobs {
				add(j.Name, j.Service, j.Origin)
			}
			for _, t := range h.Timers { // on the host too, where the installer would confuse them
				add(t.Job.Name, t.Job.Service, t.Job.Origin)
			}
		})
		c.unique(h, "network", func(add func(name, service string, at plan.Origin)) {
			add(h.Network.Name, "", h.Network.Origin)
			for _, n := range h.Networks {
				add(n.Name, n.Service, n.Origin)
			}
		})
		c.unique(h, "probe", func(add func(name, service string, at plan.Origin)) {
			for _, p := range h.Probes {
				add(p.Name, p.Service, p.Origin)
			}
		})
		c.unique(h, "volume", func(add func(name, service string, at plan.Origin)) {
			for _, v := range h.Volumes {
				add(v.Name, v.Service, v.Origin)
			}
		})
		c.unique(h, "file", func(add func(name, service string, at plan.Origin)) {
			for _, f := range h.Files {
				add(f.Path, f.Service, f.Origin)
			}
		})
		c.unique(h, "system unit", func(add func(name, service string, at plan.Origin)) {
			for _, u := range h.Units {
				add(u.Name, u.Service, u.Origin)
			}
			for _, t := range h.Timers {
				if t.Job.Host {
					add(t.Job.Name+".service", t.Job.Service, t.Job.Origin)
					add(t.Job.Name+".timer", t.Job.Service, t.Job.Origin)
				}
			}
			for _, k := range h.Containers { // another manager's, and called the same by everybody
				if slices.ContainsFunc(h.Units, func(u plan.Unit) bool { return u.Name == k.Name+".service" }) {
					add(k.Name+".service", k.Service, k.Origin)
				}
			}
		})
		h.Accounts = c.agreeingAccounts(h)
		sysctls := map[string]plan.Sysctl{}
		for _, s := range h.Sysctls {
			if other, ok := sysctls[s.Key]; ok && other.Value != s.Value {
				c.fail(c.second(s.Service, s.Origin, other.Origin), "Conflicting parameter", "On %s, the service %q sets %s to %s and the service %q to %s. The kernel has one value for both: let them agree, or put them on different hosts.", h.Name, other.Service, s.Key, other.Value, s.Service, s.Value)
			}
			sysctls[s.Key] = s
		}
		h.Sysctls = compactSysctls(h.Sysctls)
		directories := map[string]plan.Directory{}
		kept := h.Directories[:0]
		for _, d := range h.Directories {
			other, ok := directories[d.Path]
			if ok && (other.Owner != d.Owner || other.Group != d.Group || other.Mode != d.Mode) {
				c.fail(c.second(d.Service, d.Origin, other.Origin), "Conflicting directory", "On %s, the services %q and %q want %s with different owners or modes. Let them agree, or give one of them another path.", h.Name, other.Service, d.Service, d.Path)
			}
			if !ok {
				kept = append(kept, d)
			}
			directories[d.Path] = d
		}
		h.Directories = kept
	}
}

func compactSysctls(list []plan.Sysctl) []plan.Sysctl {
	seen := map[string]bool{}
	kept := list[:0]
	for _, s := range list {
		if !seen[s.Key] {
			kept = append(kept, s)
		}
		seen[s.Key] = true
	}
	return kept
}

// second is where the second of two things is written that cannot be together.
// If one line of a component makes both, it is the service that is one too many.
func (c *compiler) second(service string, at, first plan.Origin) hcl.Range {
	if s := c.services[service]; s != nil && at == first {
		return s.block.Range
	}
	return c.rangeOf(at)
}

func (c *compiler) unique(h *plan.Host, what string, all func(add func(name, service string, at plan.Origin))) {
	type owner struct {
		service string
		at      plan.Origin
	}
	owners := map[string]owner{}
	folded := map[string]string{} // names as they look without their case
	all(func(name, service string, at plan.Origin) {
		if other, ok := folded[strings.ToLower(name)]; ok && other != name && what != "file" {
			c.failFolded(h, what, owners[other].service, other, service, name, owners[other].at, at)
		}
		folded[strings.ToLower(name)] = name
		if other, ok := owners[name]; ok {
			c.failCheck(nameTaken, c.second(service, at, other.at), "On %s there would be two of the %s %q: one of the service %q (%s) and one of the service %q. Rename one of them, or put the services on different hosts.", h.Name, what, name, other.service, other.at, service)
			return
		}
		owners[name] = owner{service, at}
	})
}

// checkPorts refuses two services that listen at the same place of a host.
// Ports are never chosen silently: what reads them would not know.
func (c *compiler) checkPorts(stack *plan.Stack) {
	for i := range stack.Hosts {
		taken := map[string]plan.Endpoint{}
		for _, e := range stack.Hosts[i].Endpoints {
			for _, address := range e.Addresses {
				host, port, _ := net.SplitHostPort(address)
				key := port + "/" + e.Transport
				for _, other := range []string{host, "0.0.0.0"} {
					if o, ok := taken[other+" "+key]; ok && (o.Service != e.Service || o.Name != e.Name || o.Container != e.Container) {
						c.failPort(stack.Hosts[i].Name, e, o, port)
					}
				}
				taken[host+" "+key] = e
				if host == "0.0.0.0" {
					for _, other := range []string{"127.0.0.1", stack.Hosts[i].Address} {
						if o, ok := taken[other+" "+key]; ok && (o.Service != e.Service || o.Name != e.Name) {
							c.failPort(stack.Hosts[i].Name, e, o, port)
						}
					}
				}
			}
		}
	}
}

func (c *compiler) failPort(host string, e, other plan.Endpoint, port string) {
	at := c.services[e.Service].block.Range
	remedy := fmt.Sprintf("Give one of them another port: publish = { %s = %d }.", e.Name, portNumber(port)+1)
	if e.Container == "" {
		remedy = "It is a program of the host that listens there, so only its own configuration can change the port. Put one of them on another host."
	}
	c.failCheck(portTaken, at, "On %s, both %s.%s and %s.%s listen on port %s. %s", host, other.Service, other.Name, e.Service, e.Name, port, remedy)
}

func portNumber(port string) int { return portOf(net.JoinHostPort("", port)) }

// rangeOf is the line of an origin, from its column on.
func (c *compiler) rangeOf(o plan.Origin) hcl.Range {
	r := hcl.Range{Filename: o.File, Start: hcl.Pos{Line: o.Line, Column: o.Column}}
	r.End = r.Start
	f := c.module.Files[o.File]
	if f == nil {
		return r
	}
	lines := hcl.NewRangeScanner(f.Bytes, o.File, bufio.ScanLines)
	for lines.Scan() {
		if l := lines.Range(); l.Start.Line == o.Line {
			r.Start.Byte = l.Start.Byte + o.Column - 1
			r.End = l.End
		}
	}
	return r
}
