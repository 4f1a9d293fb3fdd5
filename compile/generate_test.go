package compile_test

import (
	"fmt"
	"strings"
)

// A generator makes a stack from bytes: hosts, secrets, components and services
// that refer to each other in all the ways there are. What it makes is valid in
// most cases, since every choice is one among what fits; when the bytes are used
// up, every choice is the first. The same bytes give the same stack.
type generator struct {
	choices []byte

	hosts, groups, secrets []string
	components             []component
	services               []service
}

// A component and a service as far as others refer to them.
type component struct {
	name                      string
	endpoints, outputs        []string
	text, list, secret, peers string // names of variables of these kinds, or ""
	ports                     int
}

type service struct {
	name string
	component
	keys []string // of for_each
	one  bool     // runs on one host
}

// pick chooses one of n.
func (g *generator) pick(n int) int {
	if len(g.choices) == 0 || n < 2 {
		return 0
	}
	c := int(g.choices[0])
	g.choices = g.choices[1:]
	return c % n
}

// rarely is true for one byte in 16, and never without bytes.
func (g *generator) rarely() bool { return g.pick(16) == 15 }

func (g *generator) often() bool { return g.pick(4) > 0 }

func choose[T any](g *generator, list []T) T { return list[g.pick(len(list))] }

// stack returns the files of a stack.
func (g *generator) stack() files {
	var stack, own strings.Builder
	stack.WriteString("stack \"s\" {\n  environment = \"test\"\n  language    = 1\n}\n\n")
	for i := range 1 + g.pick(4) {
		name := fmt.Sprintf("h%d", i)
		group := choose(g, []string{"a", "b"})
		g.hosts, g.groups = append(g.hosts, name), append(g.groups, group)
		fmt.Fprintf(&stack, "host %q {\n  address = \"10.0.%d.%d\"\n  groups  = [%q]\n  memory  = %s\n}\n\n",
			name, g.pick(3), i+1, group, choose(g, []string{"null", `"8GiB"`, `"16GiB"`}))
	}
	for i := range 1 + g.pick(3) {
		g.secrets = append(g.secrets, fmt.Sprintf("k%d", i))
		fmt.Fprintf(&stack, "secret \"k%d\" {}\n", i)
	}
	for i := range 1 + g.pick(3) {
		own.WriteString(g.component(fmt.Sprintf("c%d", i), i))
	}
	for i := range 1 + g.pick(5) {
		stack.WriteString(g.service(fmt.Sprintf("s%d", i)))
	}
	if g.rarely() {
		fmt.Fprintf(&stack, "check \"c\" {\n  condition     = length(%s) < %d\n  error_message = \"No.\"\n}\n", g.value(nil), g.pick(9))
	}
	return files{"stack.hcl": stack.String(), "components/own.hcl": own.String(), "components/own.tmpl": g.template()}
}

// component writes a component of which services are made.
func (g *generator) component(name string, number int) string {
	c := component{name: name, ports: 1000 * (number + 1)}
	var b strings.Builder
	fmt.Fprintf(&b, "component %q {\n", name)
	if g.often() {
		c.text = "text"
		b.WriteString("  variable \"text\" {\n    type    = string\n    default = \"t\"\n")
		if g.rarely() {
			b.WriteString("    validation {\n      condition     = can(regex(\"^[a-z]*$\", var.text))\n      error_message = \"Letters.\"\n    }\n")
		}
		b.WriteString("  }\n")
	}
	if g.often() {
		c.list = "list"
		b.WriteString("  variable \"list\" {\n    type    = list(string)\n    default = []\n  }\n")
	}
	if g.often() {
		c.secret = "secret"
		b.WriteString("  variable \"secret\" {\n    type = secret\n  }\n")
	}
	if g.pick(2) == 1 {
		c.peers = "peer"
		b.WriteString("  variable \"peer\" {\n    type    = service\n    default = null\n  }\n")
	}
	g.locals(&b, &c)
	containers := 1 + g.pick(2)
	for i := range g.pick(3) {
		e := fmt.Sprintf("e%d", i)
		c.endpoints = append(c.endpoints, e)
		fmt.Fprintf(&b, "  endpoint %q {\n    port = %d\n", e, c.ports+i)
		if g.often() {
			fmt.Fprintf(&b, "    container = container.m%d\n", g.pick(containers))
		}
		if g.rarely() {
			b.WriteString("    expose = \"public\"\n")
		}
		b.WriteString("  }\n")
	}
	b.WriteString("  volume \"data\" {}\n  directory \"dir\" {\n    path  = \"/srv/${self.name}\"\n    owner = \"stack\"\n  }\n")
	fmt.Fprintf(&b, "  file \"conf\" {\n    content = %s\n  }\n", g.content(&c))
	if g.rarely() {
		b.WriteString("  unit \"native\" {\n    name = \"native-${self.name}.service\"\n  }\n")
	}
	for i := range containers {
		g.container(&b, &c, i)
	}
	if g.pick(2) == 1 {
		g.job(&b, &c)
	}
	for i := range 1 + g.pick(2) {
		o := fmt.Sprintf("o%d", i)
		fmt.Fprintf(&b, "  output %q {\n    value = %s\n  }\n", o, g.inside(&c))
		c.outputs = append(c.outputs, o)
	}
	if g.rarely() {
		fmt.Fprintf(&b, "  precondition {\n    condition     = %s\n    error_message = \"No.\"\n  }\n", choose(g, []string{"self.elected", "length(self.instances) > 0", "self.host.family == \"debian\""}))
	}
	b.WriteString("}\n\n")
	g.components = append(g.components, c)
	return b.String()
}

func (g *generator) locals(b *strings.Builder, c *component) {
	b.WriteString("  locals {\n")
	fmt.Fprintf(b, "    l0 = %s\n    l1 = %s\n", g.inside(c), choose(g, []string{"upper(local.l0)", "\"${local.l0}!\"", "try(local.l0, \"x\")", "local.l0"}))
	if g.rarely() {
		b.WriteString("    l2 = local.l2\n")
	}
	b.WriteString("  }\n")
}

func (g *generator) container(b *strings.Builder, c *component, i int) {
	fmt.Fprintf(b, "  container \"m%d\" {\n    image = \"registry.example.com/app:v1\"\n", i)
	if g.rarely() {
		fmt.Fprintf(b, "    for_each = %s\n", choose(g, []string{"toset([\"a\", \"b\"])", "{ a = 1 }", "toset(local.l0 == \"x\" ? [] : [\"c\"])"}))
	} else if g.rarely() {
		fmt.Fprintf(b, "    replicas = %d\n", 1+g.pick(3))
	}
	fmt.Fprintf(b, "    environment = {\n      A = %s\n      B = %s\n      C = %s\n    }\n", g.inside(c), g.inside(c), g.content(c))
	fmt.Fprintf(b, "    mounts = {\n      \"/data\" = volume.data\n      \"/conf\" = %s\n    }\n", choose(g, []string{"file.conf", "{ source = file.conf, uid = 7 }", "directory.dir"}))
	if g.rarely() {
		b.WriteString("    once = true\n")
	}
	if g.pick(3) == 1 {
		fmt.Fprintf(b, "    limits {\n      memory = %q\n    }\n", choose(g, []string{"64MiB", "1GiB"}))
	}
	if g.rarely() {
		fmt.Fprintf(b, "    quadlet = {\n      Container = { Label = [%s] }\n    }\n", g.inside(c))
	}
	b.WriteString("  }\n")
}

func (g *generator) job(b *strings.Builder, c *component) {
	fmt.Fprintf(b, "  job \"j\" {\n    when    = %q\n    command = [\"run\", %s]\n", choose(g, []string{"ready", "prepare", "release", "settled", "manual"}), g.inside(c))
	if g.often() {
		b.WriteString("    image = \"registry.example.com/app:v1\"\n")
	}
	if g.rarely() {
		b.WriteString("    once = true\n    gate = [\"true\"]\n")
	}
	b.WriteString("  }\n")
}

// inside is an expression in a component that gives a text.
func (g *generator) inside(c *component) string {
	options := []string{`"plain"`, "self.name", `"${self.host.name}-${length(self.instances)}"`, `format("%s/%03d", self.type, 7)`, "self.host.address"}
	if c.text != "" {
		options = append(options, "var.text", `replace(var.text, "/[^a-z]/", "_")`, `join(",", [for w in split("-", var.text) : upper(w)])`)
	}
	if c.list != "" {
		options = append(options, `join(" ", var.list)`, `length(var.list) > 0 ? var.list[0] : "none"`, `jsonencode({ list = var.list })`)
	}
	for _, e := range c.endpoints {
		options = append(options, "endpoint."+e+".address", `"${endpoint.`+e+`.host}:${endpoint.`+e+`.port}"`)
	}
	if c.peers != "" {
		options = append(options, `var.peer == null ? "none" : output(var.peer, "o0")`, `try(var.peer.endpoint.e0.address, "none")`)
	}
	return choose(g, options)
}

// content is an expression for where a secret may be.
func (g *generator) content(c *component) string {
	options := []string{g.inside(c), `"%{ for i in self.instances }${i.name} %{ endfor }"`, `templatefile("own.tmpl", { name = self.name, words = ["a", "b"] })`, "local.l1"}
	if c.secret != "" {
		options = append(options, "var.secret", `"pw=${urlencode(var.secret)}"`, `jsonencode({ a = var.secret })`, `yamlencode([var.secret, { x = 1 }])`, `sqlliteral("x${var.secret}")`)
	}
	return choose(g, options)
}

func (g *generator) template() string {
	return choose(g, []string{"${name}\n%{ for w in words ~}\n- ${upper(w)}\n%{ endfor ~}\n", "$${name} ${name}", "%{ if name == \"s0\" }x%{ else }y%{ endif }", "${length(words)}"})
}

// service writes a service, whose arguments refer to those before it, and
// sometimes to itself or one that is to come.
func (g *generator) service(name string) string {
	c := choose(g, g.components)
	s := service{name: name, component: c}
	on := "host." + choose(g, g.hosts)
	s.one = true
	switch g.pick(4) {
	case 1:
		on, s.one = "group."+choose(g, g.groups), false
	case 2:
		on, s.one = "group.all", len(g.hosts) == 1
	}
	var b strings.Builder
	fmt.Fprintf(&b, "service %q %q {\n  on = %s\n", c.name, name, on)
	if g.rarely() {
		s.keys = []string{"x", "y"}
		b.WriteString("  for_each = { x = \"1\", y = \"2\" }\n")
	}
	if g.rarely() {
		b.WriteString("  enabled = false\n")
	}
	if c.text != "" && g.often() {
		fmt.Fprintf(&b, "  text = %s\n", g.value(&s))
	}
	if c.list != "" && g.pick(2) == 1 {
		fmt.Fprintf(&b, "  list = [%s, %s]\n", g.value(&s), g.value(&s))
	}
	if c.secret != "" {
		missing := g.rarely()
		if missing {
			missing = g.rarely()
		}
		if !missing {
			fmt.Fprintf(&b, "  secret = secret.%s\n", choose(g, g.secrets))
		}
	}
	if c.peers != "" && len(g.services) > 0 && g.often() {
		if p := choose(g, g.services); p.keys == nil {
			fmt.Fprintf(&b, "  peer = service.%s\n", p.name)
		}
	}
	if len(c.endpoints) > 0 && !g.rarely() { // or else services of one component want the same ports
		b.WriteString("  publish = {\n")
		for i, e := range c.endpoints {
			fmt.Fprintf(&b, "    %s = %d\n", e, 20000+100*len(g.services)+10*i)
		}
		b.WriteString("  }\n")
	}
	if len(g.services) > 0 && g.rarely() {
		fmt.Fprintf(&b, "  depends_on = [service.%s]\n", choose(g, g.services).name)
	}
	b.WriteString("}\n\n")
	g.services = append(g.services, s)
	return b.String()
}

// value is an expression of the stack that gives a text, for an argument of a
// service or, without one, for nobody.
func (g *generator) value(reader *service) string {
	options := []string{`"a"`, `"x-y"`, "stack.name", "host." + choose(g, g.hosts) + ".address", `join("-", group.all[*].name)`}
	if reader != nil {
		for _, s := range g.services {
			switch {
			case s.keys != nil:
				options = append(options, fmt.Sprintf("service.%s[%q].o0", s.name, choose(g, s.keys)))
			case s.one:
				options = append(options, fmt.Sprintf("service.%s.o0", s.name))
				for _, e := range s.endpoints {
					options = append(options, fmt.Sprintf("service.%s.endpoint.%s.address", s.name, e), fmt.Sprintf("weak(service.%s.endpoint.%s.host)", s.name, e))
				}
			default:
				for _, e := range s.endpoints {
					options = append(options, fmt.Sprintf(`join(",", [for i in service.%s.instances : i.endpoint.%s.address])`, s.name, e))
				}
			}
		}
		if reader.keys != nil {
			options = append(options, "each.value", "each.key")
		}
		if g.rarely() {
			options = append(options, "service."+reader.name+".o0", "service.nobody.o0", "secret."+choose(g, g.secrets), "host.nobody.name", "1 / 0", "null")
			return options[len(options)-1-g.pick(6)]
		}
	}
	return choose(g, options)
}
