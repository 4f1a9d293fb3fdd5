package compile

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/ctymarks"

	"github.com/senextrader/senexc/lang"
	"github.com/senextrader/senexc/lang/suggest"
	"github.com/senextrader/senexc/lang/types"
)

// A service is one service of the stack.
type service struct {
	block     *lang.Block
	name      string // with the key of for_each, when it has one
	each      *each
	component *lang.Component
	enabled   bool
	tags      []string // with the service's name and type
	publish   map[string]int
	dependsOn []string
	leader    string      // the host that has what exists once
	instances []*instance // in order of their hosts' names
	guests    []*instance // where only its gates run
}

// An instance is a service on one of its hosts.
type instance struct {
	service *service
	host    *host
	guest   bool // it only has gates, for services there that depend on it
}

func (i *instance) String() string {
	return fmt.Sprintf("service %q on %s", i.service.name, i.host.name)
}

// scope is where the instance's component evaluates, for a reader on its own
// host.
func (i *instance) scope(c *compiler, p place) *scope {
	return &scope{c: c, inst: i, inside: true, at: standpoint{i.host.name, p}}
}

// on returns the instance on a host, or nil.
func (s *service) on(host string) *instance {
	for _, i := range s.instances {
		if i.host.name == host {
			return i
		}
	}
	return nil
}

// elected reports whether the instance is the one that has what exists once.
func (i *instance) elected() bool { return i.host.name == i.service.leader }

// placeServices decides which services there are and where they run.
func (c *compiler) placeServices() {
	c.placing = true
	defer func() { c.placing = false }()
	for _, b := range sortedByKey(c.module.Services) {
		component := c.module.Components[b.Labels[0]]
		if component == nil {
			continue
		}
		if b.Expr("for_each") == nil {
			c.addService(c.placeService(b, component, nil))
			continue
		}
		elements, ok := c.elements(c.top(), b.Expr("for_each"))
		if !ok {
			continue
		}
		keys := []string{}
		for _, element := range elements {
			c.addService(c.placeService(b, component, element))
			keys = append(keys, element.name())
		}
		c.keys[b.Name()] = keys
	}
	c.ordered = sortedByKey(c.services)
	c.readMoves()
	for _, s := range c.ordered {
		s.dependsOn = c.dependencies(s.block)
		for _, i := range s.instances {
			i.host.instances = append(i.host.instances, i)
		}
	}
}

func (c *compiler) addService(s *service) {
	if other := c.services[s.name]; other != nil {
		c.fail(s.block.LabelRange, "Duplicate name", "There would be two services of the name %q: the other one is at %s:%d. The key of for_each is part of the name.", s.name, other.block.Range.Filename, other.block.Range.Start.Line)
		return
	}
	c.services[s.name] = s
	c.families[s.block.Name()] = append(c.families[s.block.Name()], s)
}

// serviceValue is what service.NAME reads: the service, or all of a for_each by
// their keys.
func (c *compiler) serviceValue(name string) cty.Value {
	if c.module.Services[name].Expr("for_each") == nil {
		return types.ServiceVal(name)
	}
	if c.keys[name] == nil {
		return cty.DynamicVal // what is wrong with its for_each was said
	}
	family := map[string]cty.Value{}
	for _, s := range c.families[name] {
		family[s.each.name()] = types.ServiceVal(s.name)
	}
	return cty.ObjectVal(family)
}

func (c *compiler) placeService(b *lang.Block, component *lang.Component, element *each) *service {
	meta := *b
	meta.Spec = lang.ServiceSpec()
	at := c.top()
	at.each = element
	a := c.arguments(at, &meta)
	name := b.Name()
	if element != nil {
		name += "-" + element.name()
	}
	s := &service{
		block:     b,
		name:      name,
		each:      element,
		component: component,
		enabled:   a.bool("enabled", true),
		tags:      append(a.strings("tags"), b.Name(), name, b.Labels[0]),
		publish:   map[string]int{},
	}
	slices.Sort(s.tags)
	s.tags = slices.Compact(s.tags)
	if v := a.plain("publish"); !v.IsNull() {
		endpoints := slices.Sorted(maps.Keys(component.Primitives["endpoint"]))
		for name, port := range v.AsValueMap() {
			if !slices.Contains(endpoints, name) {
				c.fail(a.at("publish"), "Unknown endpoint", "The component %q has no endpoint %q, so it cannot be published at another port.%s", component.Name(), name, suggest.DidYouMean(name, endpoints))
				continue
			}
			s.publish[name] = c.port(port, a.at("publish"))
		}
	}
	if !s.enabled {
		return s
	}
	for _, name := range c.hostsOf(a) {
		s.instances = append(s.instances, &instance{service: s, host: c.hosts[name]})
	}
	c.elect(s, a)
	return s
}

// elect decides which host has what exists once.
func (c *compiler) elect(s *service, a *arguments) {
	if len(s.instances) == 0 {
		return
	}
	s.leader = s.instances[0].host.name
	v := a.plain("leader")
	if v.IsNull() {
		return
	}
	if !v.Type().IsObjectType() || !v.Type().HasAttribute("name") || s.on(v.GetAttr("name").AsString()) == nil {
		c.fail(a.at("leader"), "Invalid leader", "The leader is one of the hosts that the service %q runs on, as in host.%s.", s.name, s.leader)
		return
	}
	s.leader = v.GetAttr("name").AsString()
}

// hostsOf returns the names of the hosts that "on" says, sorted.
func (c *compiler) hostsOf(a *arguments) []string {
	v := a.plain("on")
	if v.IsNull() {
		return nil
	}
	at := a.at("on")
	elements := []cty.Value{v}
	if t := v.Type(); t.IsTupleType() || t.IsListType() || t.IsSetType() {
		elements = v.AsValueSlice()
	}
	names := map[string]bool{}
	for _, e := range elements {
		if !e.Type().IsObjectType() || !e.Type().HasAttribute("name") || !e.Type().HasAttribute("memory_bytes") {
			hint := "Write host.NAME or group.NAME."
			if e.Type() == cty.String && c.module.Hosts[e.AsString()] != nil {
				hint = fmt.Sprintf("Write host.%s.", e.AsString())
			}
			c.fail(at, "Invalid placement", "A service runs on a host or on a list of hosts, and this is something else. %s", hint)
			return nil
		}
		names[e.GetAttr("name").AsString()] = true
	}
	if len(names) == 0 {
		c.fail(at, "No host", "The service %q is placed on an empty list of hosts, so it would run nowhere. Name a host, or say enabled = false.", a.block.Name())
	}
	return slices.Sorted(maps.Keys(names))
}

// dependencies reads depends_on, whose references are names and not values.
func (c *compiler) dependencies(b *lang.Block) []string {
	return c.serviceNames(b, "depends_on", "Invalid dependency")
}

// serviceNames reads an argument that is a list of services, of which only the
// names are wanted.
func (c *compiler) serviceNames(b *lang.Block, argument, summary string) []string {
	e := b.Expr(argument)
	if e == nil {
		return nil
	}
	list, diags := hcl.ExprList(e)
	if diags.HasErrors() {
		c.fail(e.Range(), summary, "%s is a list of services, as in [service.db].", argument)
		return nil
	}
	var names []string
	for _, e := range list {
		t, diags := hcl.AbsTraversalForExpr(e)
		if diags.HasErrors() || t.RootName() != "service" || len(t) != 2 {
			hint := ""
			if !diags.HasErrors() {
				hint = suggest.DidYouMean(t.RootName(), []string{"service"})
				if len(t) == 1 && c.module.Services[t.RootName()] != nil {
					hint = fmt.Sprintf(" Did you mean service.%s?", t.RootName())
				}
			}
			c.fail(e.Range(), summary, "%s is a list of services, as in [service.db].%s", argument, hint)
			continue
		}
		if d := c.checkReference(t, nil, true, false); d != nil {
			c.diags = c.diags.Append(d)
			continue
		}
		for _, s := range c.families[stepName(t, 1)] {
			names = append(names, s.name)
		}
	}
	return names
}

// port checks a port number.
func (c *compiler) port(v cty.Value, at hcl.Range) int {
	f := v.AsBigFloat()
	n, accuracy := f.Int64()
	if accuracy != big.Exact || n < 1 || n > 65535 {
		c.fail(at, "Invalid port", "A port is a whole number from 1 to 65535, and this is %s.", f.Text('g', 10))
		return 0
	}
	return int(n)
}

// argumentKey is the key of a component's variable, as a reader sees it.
type argumentKey struct {
	argument string
	inst     *instance
	standpoint
}

func (k argumentKey) String() string { return fmt.Sprintf("argument %q of %s", k.argument, k.inst) }

// argument returns the value of a component's variable, as the reader at a
// standpoint sees it.
func (c *compiler) argument(i *instance, name string, at standpoint, from hcl.Range) cty.Value {
	b := i.service.component.Variables[name]
	e := i.service.block.Expr(name)
	if e == nil {
		e = b.Expr("default")
	}
	var k key = argumentKey{name, i, at}
	if e != nil && c.isFixed(e) && c.validatesAlone(b) {
		k = fixed{b, e} // the same for every instance and whoever reads it
	}
	return c.value(k, from, func() cty.Value {
		own := &scope{c: c, inst: i, inside: true, at: at}
		if e := i.service.block.Expr(name); e != nil {
			return c.variableValue(&scope{c: c, inst: i, each: i.service.each, at: at}, b, e, own, fmt.Sprintf("%s of service %q", name, i.service.name))
		}
		if e := b.Expr("default"); e != nil {
			return c.variableValue(own, b, e, own, fmt.Sprintf("%s of component %q", name, i.service.component.Name()))
		}
		return cty.DynamicVal // it is required, and that was said
	})
}

// checkStack evaluates every local and check of the stack, so that also what
// nothing reads is checked. What reads an address is left to its readers: here
// nobody stands anywhere.
func (c *compiler) checkStack() {
	for _, a := range lang.Sorted(c.module.Locals) {
		if !c.readsService(a.Expr, map[string]bool{}) {
			c.local(c.top(), a.Name, a.NameRange)
		}
	}
	for _, b := range c.module.Checks {
		c.holds(c.top(), b, b.Range, "Check failed")
	}
}

// checkArguments evaluates every argument of the instances on a host, read or
// not, and what their components require.
func (c *compiler) checkArguments(h *host) {
	for _, i := range h.instances {
		s := i.service
		if i.guest {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(s.component.Variables)) {
			c.argument(i, name, standpoint{h.name, onNetwork}, s.block.Range)
		}
		for _, b := range s.component.Conditions {
			c.holds(i.scope(c, onHost), b, s.block.Range, "Precondition failed")
		}
	}
}

func (c *compiler) readsService(e hcl.Expression, seen map[string]bool) bool {
	for _, t := range c.references(e) {
		name := stepName(t, 1)
		switch t.RootName() {
		case "service":
			return true
		case "local":
			if a := c.module.Locals[name]; a != nil && !seen[name] {
				seen[name] = true
				if c.readsService(a.Expr, seen) {
					return true
				}
			}
		}
	}
	return false
}

// outputKey is the key of an output, as a reader sees it.
type outputKey struct {
	output string
	inst   *instance
	standpoint
}

func (k outputKey) String() string { return fmt.Sprintf("output %q of %s", k.output, k.inst) }

// output returns the value of an output, as the reader at a standpoint sees
// it.
func (c *compiler) output(i *instance, name string, at standpoint, from hcl.Range) cty.Value {
	return c.value(outputKey{name, i, at}, from, func() cty.Value {
		s := &scope{c: c, inst: i, inside: true, at: at}
		e := i.service.component.Outputs[name].Expr("value")
		v := s.eval(e)
		described := c.module.Interfaces[name]
		if described == nil || described.Expr("type") == nil || e == nil {
			return v
		}
		// What others collect by this name has one type everywhere.
		t, diags := types.Parse(described.Expr("type"))
		if !diags.HasErrors() {
			v, diags = t.Convert(v, e.Range(), e, "output "+name)
		}
		c.diags = append(c.diags, diags...)
		if diags.HasErrors() {
			return cty.DynamicVal
		}
		return v
	})
}

// followService goes on from a service: to an endpoint, its instances, or an
// output.
func (s *scope) followService(name string, path hcl.Traversal) (cty.Value, hcl.Diagnostics) {
	service, at := s.c.services[name], path.SourceRange()
	if s.c.placing {
		return cty.DynamicVal, hcl.Diagnostics{notPlaced(at)}
	}
	if service == nil {
		return cty.DynamicVal, nil // what is wrong with it was said
	}
	if diag := s.c.checkServiceReference(service.block, path); diag != nil {
		return cty.DynamicVal, hcl.Diagnostics{diag}
	}
	if !service.enabled {
		return cty.DynamicVal, hcl.Diagnostics{problem(at, "Disabled service", "The service %q is not enabled, so nothing of it can be read. Enable it, or make this reference conditional.", name)}
	}
	if len(service.instances) == 0 {
		return cty.DynamicVal, nil
	}
	switch first := stepName(path, 0); first {
	case "endpoint":
		return s.followEndpoint(service, path[1:], at)
	case "instances":
		return s.follow(s.instances(service, at), path[1:])
	default:
		i := service.on(s.at.host)
		if i == nil {
			i = service.instances[0]
			if len(service.instances) > 1 {
				return cty.DynamicVal, hcl.Diagnostics{problem(at, "Several instances", "The service %q runs on %s, and none of these is where %q is read, so it is not clear which one is meant.", name, hostNames(service.instances), first)}
			}
		}
		return s.follow(readAt(s.c.output(i, first, s.at, at), service, at), path[1:])
	}
}

func notPlaced(at hcl.Range) *hcl.Diagnostic {
	return problem(at, "Service not placed yet", "This decides which services there are and where they run, so nothing of a service can be read for it.")
}

// readAt makes an output's connections to its own service those of the line
// that reads the output: how a component makes its addresses is its own affair.
func readAt(v cty.Value, service *service, at hcl.Range) cty.Value {
	v, _ = v.WrangleMarksDeep(func(mark any, _ cty.Path) (ctymarks.WrangleAction, error) {
		if m, ok := mark.(connection); ok && m.endpoint.inst.service == service {
			m.rng = at
			return ctymarks.WrangleReplace(m), nil
		}
		return nil, nil
	})
	return v
}

func hostNames(instances []*instance) string {
	var names []string
	for _, i := range instances {
		names = append(names, i.host.name)
	}
	return strings.Join(names, ", ")
}
