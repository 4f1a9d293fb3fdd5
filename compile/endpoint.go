package compile

import (
	"cmp"
	"fmt"
	"maps"
	"net"
	"slices"
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/lang/marks"
	"github.com/senextrader/senexc/lang/suggest"
)

// An endpoint is one endpoint of one instance, evaluated.
type endpoint struct {
	item      *item
	container *item // nil for a native one
	port      int   // where the service listens
	published int   // where the host does
	replicas  int
	protocol  string
	transport string
	public    bool
	hostOnly  bool // nobody elsewhere may reach it
}

// endpointKey is the key of an endpoint.
type endpointKey struct{ item *item }

func (k endpointKey) String() string {
	return fmt.Sprintf("endpoint %q of %s", k.item.label, k.item.inst)
}

// endpoint evaluates an endpoint of an instance.
func (c *compiler) endpoint(p *item, at hcl.Range) *endpoint {
	return once(c, endpointKey{p}, at, nil, func() *endpoint {
		a := c.arguments(p.scope(c, nowhere), p.block)
		v := a.plain("port")
		if v.IsNull() {
			return nil
		}
		e := &endpoint{
			item:      p,
			port:      c.port(v, a.at("port")),
			replicas:  1,
			protocol:  a.string("protocol", ""),
			transport: a.string("transport", "tcp"),
		}
		expose := a.oneOf("expose", "peers", "public", "host")
		e.public, e.hostOnly = expose == "public", expose == "host"
		a.oneOf("transport", "tcp", "udp")
		e.published = e.port
		if n, ok := p.inst.service.publish[p.label]; ok {
			e.published = n
		}
		if p.block.Expr("container") != nil {
			if e.container = c.handle(a.value("container"), "container", a.at("container")); e.container == nil {
				return nil
			}
			e.replicas = c.replicas(e.container)
			if last := e.published + e.replicas - 1; last > 65535 {
				c.fail(a.at("port"), "Invalid port", "The %d replicas of this endpoint are published at the ports %d to %d, and the highest port is 65535.", e.replicas, e.published, last)
				return nil
			}
		}
		return e
	})
}

// address is where a reader reaches one replica of the endpoint.
func (e *endpoint) address(c *compiler, replica int, at standpoint) (host string, port int) {
	home := e.item.inst.host
	switch {
	case e.container != nil && at.host == home.name && at.place == onNetwork:
		return e.container.unitName(c, replica), e.port
	case e.container != nil && at.host == home.name:
		return "127.0.0.1", e.published + replica
	case e.container != nil:
		return home.address, e.published + replica
	case at.host == home.name && at.place == onNetwork:
		return "host.containers.internal", e.port
	case at.host == home.name:
		return "127.0.0.1", e.port
	default:
		return home.address, e.port
	}
}

// value is the endpoint as the language sees it, marked as a connection.
func (e *endpoint) value(c *compiler, replica int, at standpoint, choice bool, rng hcl.Range) cty.Value {
	host, port := e.address(c, replica, at)
	elsewhere := e.item.inst.host.name != at.host
	mark := connection{endpoint: e.item, replica: replica, at: at, choice: choice, weak: choice && elsewhere, rng: rng}
	return cty.ObjectVal(map[string]cty.Value{
		"host":     cty.StringVal(host).Mark(mark),
		"port":     cty.NumberIntVal(int64(port)).Mark(mark),
		"address":  cty.StringVal(net.JoinHostPort(host, strconv.Itoa(port))).Mark(mark),
		"protocol": cty.StringVal(e.protocol),
	})
}

// A connection is the mark of an address: which endpoint it belongs to, and
// who sees it so. Where it reaches something emitted, there is an edge.
type connection struct {
	endpoint *item
	replica  int
	at       standpoint
	choice   bool // one of several instances, any of which will do
	weak     bool
	rng      hcl.Range // of the reference
}

// Transient says that the mark does not pass through conditions.
func (connection) Transient() {}

// followEndpoint goes on from the endpoints of a service: to the one endpoint
// of that name, as the reader sees it.
func (s *scope) followEndpoint(service *service, path hcl.Traversal, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	c, name := s.c, stepName(path, 0)
	own := s.inside && service == s.inst.service
	i := service.instances[0]
	switch {
	case own:
		i = s.inst
	case len(service.instances) > 1:
		return cty.DynamicVal, hcl.Diagnostics{problem(at, "Several instances", "The service %q runs on %s, so it has no single address. Use service.%[1]s.instances, which has one element for each: [for i in service.%[1]s.instances : i.endpoint.%[3]s.address].", service.name, hostNames(service.instances), name)}
	}
	items := c.expand(i, "endpoint", name, at)
	rest := path[1:]
	var p *item
	switch {
	case items == nil:
		return cty.DynamicVal, nil
	case !items.repeated:
		if len(items.list) == 0 {
			return cty.DynamicVal, hcl.Diagnostics{problem(at, "Endpoint not there", "The endpoint %q of %s is not enabled, so nothing of it can be read.", name, i)}
		}
		p = items.list[0]
	default:
		if p = items.byKey(stepName(rest, 0)); p == nil {
			return cty.DynamicVal, hcl.Diagnostics{problem(at, "Unknown reference", "The endpoint %q of %s is one of several. Name its key.%s", name, i, meantOrAll(stepName(rest, 0), items.keys()))}
		}
		rest = rest[1:]
	}
	e := c.endpoint(p, at)
	if e == nil {
		return cty.DynamicVal, nil
	}
	if stepName(rest, 0) == "listen" {
		v, diag := c.listen(e, own, stepRange(rest, 0))
		if diag != nil {
			return cty.DynamicVal, hcl.Diagnostics{diag}
		}
		return s.follow(v, rest[1:])
	}
	if e.replicas > 1 {
		return cty.DynamicVal, hcl.Diagnostics{problem(at, "Several instances", "The service %q has %d replicas, so it has no single address. Use its instances, which has one element for each.", service.name, e.replicas)}
	}
	if s.at.place == nowhere {
		if stepName(rest, 0) == "protocol" {
			return cty.StringVal(e.protocol), nil
		}
		return cty.DynamicVal, hcl.Diagnostics{problem(at, "No reader", "An address depends on who reads it, and here nobody does. Read it where it is used: in a file, an environment, or a command.")}
	}
	return s.follow(e.value(c, 0, s.at, false, at), rest)
}

// instances returns one object for every host and replica of a service.
func (s *scope) instances(service *service, at hcl.Range) cty.Value {
	c := s.c
	var list []cty.Value
	for _, i := range service.instances {
		endpoints := map[string]*endpoint{}
		replicas := 1
		for _, b := range sortedByKey(service.component.Primitives["endpoint"]) {
			items := c.expand(i, "endpoint", b.Name(), at)
			if items == nil || items.repeated || len(items.list) == 0 {
				continue
			}
			if e := c.endpoint(items.list[0], at); e != nil {
				endpoints[b.Name()] = e
				replicas = max(replicas, e.replicas)
			}
		}
		for replica := range replicas {
			values := map[string]cty.Value{}
			for name, e := range endpoints {
				if s.at.place != nowhere {
					values[name] = e.value(c, min(replica, e.replicas-1), s.at, true, at)
				}
			}
			name := service.name + "@" + i.host.name
			if replicas > 1 {
				name = fmt.Sprintf("%s-%d@%s", service.name, replica+1, i.host.name)
			}
			list = append(list, cty.ObjectVal(map[string]cty.Value{
				"name":     cty.StringVal(name),
				"host":     i.host.value,
				"index":    cty.NumberIntVal(int64(len(list))),
				"endpoint": cty.ObjectVal(values),
			}))
		}
	}
	return cty.TupleVal(list)
}

// oneOf reads an argument that has one of a few values; the first is the
// default.
func (a *arguments) oneOf(name string, allowed ...string) string {
	v := a.string(name, allowed[0])
	for _, s := range allowed {
		if v == s {
			return v
		}
	}
	a.s.c.fail(a.at(name), "Invalid argument", "%q is no value for %q.%s It is one of: %s.", v, name, suggest.DidYouMean(v, allowed), listWords(allowed))
	return allowed[0]
}

// An edge is one use of an endpoint by something that is emitted.
type edge struct {
	reader *instance
	thing  *item // of the reader
	connection
	planned *plan.Edge // what the plans of both hosts say of it
}

type edgeKey struct {
	reader   *item
	endpoint *item
	replica  int
	at       standpoint
}

// connect records an edge for every connection that marked a value. The thing is
// of the host that is being built.
func (c *compiler) connect(v cty.Value, thing *item) {
	for m := range marks.In(v) {
		m, ok := m.(connection)
		if !ok {
			continue
		}
		key := edgeKey{thing, m.endpoint, m.replica, m.at}
		known := c.connected[key]
		switch {
		case known == nil:
			c.connected[key] = &edge{reader: thing.inst, thing: thing, connection: m}
		default:
			// The same connection by several references: it is as strong
			// as the strongest, and the first line stands for all.
			known.weak = known.weak && m.weak
			known.choice = known.choice || m.choice
			if before(m.rng, known.rng) {
				known.rng = m.rng
			}
		}
	}
}

// settle puts the edges of a host's readers, of which there will be no more, in
// order behind those of the hosts before it. So all edges are sorted in the end.
func (c *compiler) settle() {
	edges := slices.Collect(maps.Values(c.connected))
	clear(c.connected)
	words := map[*item]string{}
	for _, e := range edges {
		words[e.thing], words[e.endpoint] = e.thing.String(), e.endpoint.String()
	}
	slices.SortFunc(edges, func(a, b *edge) int {
		return cmp.Or(
			cmp.Compare(a.reader.service.name, b.reader.service.name),
			cmp.Compare(words[a.thing], words[b.thing]),
			cmp.Compare(a.endpoint.inst.service.name, b.endpoint.inst.service.name),
			cmp.Compare(a.endpoint.inst.host.name, b.endpoint.inst.host.name),
			cmp.Compare(words[a.endpoint], words[b.endpoint]),
			cmp.Compare(a.replica, b.replica),
			cmp.Compare(a.at.place, b.at.place),
		)
	})
	c.edges = append(c.edges, edges...)
}

func before(a, b hcl.Range) bool {
	if a.Filename != b.Filename {
		return a.Filename < b.Filename
	}
	return a.Start.Byte < b.Start.Byte
}
