package compile

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/compile/expr"
	"github.com/senextrader/senexc/lang"
	"github.com/senextrader/senexc/lang/secret"
	"github.com/senextrader/senexc/lang/suggest"
	"github.com/senextrader/senexc/lang/types"
)

// Reference implements expr.Scope.
func (s *scope) Reference(t hcl.Traversal) (cty.Value, hcl.Diagnostics) {
	var component *lang.Component
	if s.inside {
		component = s.inst.service.component
	}
	known := checked{&t[0], component}
	if !s.c.checked[known] {
		if diag := s.c.checkReference(t, component, s.inst != nil, s.each != nil); diag != nil {
			return cty.DynamicVal, hcl.Diagnostics{diag}
		}
		s.c.checked[known] = true
	}
	root, name, at := t.RootName(), stepName(t, 1), t.SourceRange()
	switch root {
	case "var":
		if s.validated == name {
			return s.follow(s.validatedValue, t[2:])
		}
		if s.inside {
			return s.follow(s.c.argument(s.inst, name, s.at, at), t[2:])
		}
		return s.follow(s.c.variable(name, at), t[2:])
	case "local":
		return s.follow(s.c.local(s, name, at), t[2:])
	case "each":
		if name == "key" {
			return s.follow(s.each.key, t[2:])
		}
		return s.follow(s.each.value, t[2:])
	case "self":
		return s.follow(s.self(name, at), t[2:])
	case "stack":
		return s.follow(s.c.stack.value, t[1:])
	case "host":
		if len(t) == 1 {
			return s.c.allHosts(at), nil
		}
		return s.follow(s.c.hostValue(name, at), t[2:])
	case "group":
		return s.follow(s.c.group(name, at), t[2:])
	case "secret":
		return s.follow(secret.Value(name, s.c.versionOf(name)), t[2:])
	case "authority":
		return s.follow(types.AuthorityVal(name), t[2:])
	case "service":
		if s.c.placing && s.c.module.Services[name].Expr("for_each") != nil {
			return cty.DynamicVal, hcl.Diagnostics{notPlaced(at)}
		}
		if d := s.c.checkKey(t); d != nil {
			return cty.DynamicVal, hcl.Diagnostics{d}
		}
		return s.follow(s.c.serviceValue(name), t[2:])
	case "endpoint":
		return s.followEndpoint(s.inst.service, t[1:], at)
	default: // the component's own primitives
		return s.ownPrimitive(root, name, t, at)
	}
}

// Follow implements expr.Scope: it looks into services and handles.
func (s *scope) Follow(from cty.Value, path hcl.Traversal) (cty.Value, hcl.Diagnostics) {
	from, marks := from.Unmark()
	var v cty.Value
	var diags hcl.Diagnostics
	switch {
	case from.IsNull() || !from.IsKnown():
		if from.IsKnown() {
			diags = hcl.Diagnostics{problem(path.SourceRange(), "Null value", "This is null, so nothing of it can be read.")}
		}
		v = cty.DynamicVal
	case from.Type().Equals(types.Service):
		v, diags = s.followService(from.EncapsulatedValue().(*types.ServiceRef).Name, path)
	case from.Type().Equals(types.Authority):
		v, diags = s.followAuthority(authorityOf(from), path)
	case from.Type().Equals(handleType):
		v, diags = s.followHandle(from.EncapsulatedValue().(*item), path)
	default:
		v, diags = path.TraverseRel(from)
	}
	return v.WithMarks(marks), diags
}

// follow goes on from the value of a name.
func (s *scope) follow(v cty.Value, path hcl.Traversal) (cty.Value, hcl.Diagnostics) {
	if len(path) == 0 {
		return v, nil
	}
	return expr.Follow(s, v, path)
}

// stepName is the name that a step of a traversal spells, or "".
func stepName(t hcl.Traversal, i int) string {
	if i >= len(t) {
		return ""
	}
	switch step := t[i].(type) {
	case hcl.TraverseAttr:
		return step.Name
	case hcl.TraverseIndex:
		if step.Key.Type() == cty.String {
			return step.Key.AsString()
		}
	}
	return ""
}

func stepRange(t hcl.Traversal, i int) hcl.Range {
	if i < len(t) {
		return t[i].SourceRange()
	}
	return t.SourceRange()
}

// Roots that name nothing further.
var (
	stackRoots     = []string{"var", "local", "stack", "host", "group", "secret", "authority", "service"}
	handles        = []string{"container", "volume", "file", "directory", "unit", "job", "network", "account", "certificate", "endpoint"}
	componentRoots = append([]string{"var", "local", "self"}, handles...)
	selfNames      = []string{"elected", "host", "instances", "name", "tags", "type"} // sorted
)

// checked is a reference, by its first step, in a component. A template may be
// one of several components.
type checked struct {
	step      *hcl.Traverser
	component *lang.Component
}

// checkReference tells what is wrong with the names that a reference spells,
// or nil. It evaluates nothing, so that also what is never evaluated is
// checked. Bound are the names of for expressions around the reference.
func (c *compiler) checkReference(t hcl.Traversal, component *lang.Component, instance, item bool, bound ...string) *hcl.Diagnostic {
	root, name := t.RootName(), stepName(t, 1)
	roots := stackRoots
	if component != nil {
		roots = componentRoots
	} else if instance {
		roots = append(slices.Clone(roots), "self")
	}
	if item {
		roots = append(slices.Clone(roots), "each")
	}
	if !slices.Contains(roots, root) {
		detail := fmt.Sprintf("There is no %q here.%s", root, suggest.DidYouMean(root, append(bound, roots...)))
		switch {
		case component != nil && slices.Contains(stackRoots, root):
			detail = fmt.Sprintf("A component cannot see %q: it knows its variables and its own parts, so that it works in every stack. Pass what it needs as a variable.", root)
		case root == "self":
			detail = "There is no \"self\" here: it belongs to a service."
		case root == "each":
			detail = "There is no \"each\" here: it belongs to a block with for_each."
		case !strings.Contains(detail, "Did you mean"):
			detail += c.bareName(t, component)
		}
		return problem(stepRange(t, 0), "Unknown reference", "%s", detail)
	}
	if root == "host" && len(t) == 1 {
		return nil
	}
	space := c.namespace(root, component, t.SourceRange())
	if name == "" {
		if known := space.all(); len(known) > 0 {
			return problem(t.SourceRange(), "Incomplete reference", "%q needs a name after it, as in %s.%s.", root, root, known[0])
		}
		return problem(t.SourceRange(), "Incomplete reference", "%q needs a name after it, and there is no %s here.", root, space.what)
	}
	if !space.has(name) {
		what, of, ok := strings.Cut(space.what, " of ")
		if ok {
			of = " of " + of
		}
		detail := fmt.Sprintf("There is no %s %q%s.%s", what, name, of, suggest.DidYouMean(name, space.all()))
		if known := space.all(); !strings.Contains(detail, "Did you mean") {
			switch {
			case root == "secret":
				detail += fmt.Sprintf(" Declare it: secret %q {}.", name)
			case 0 < len(known) && len(known) <= 8:
				detail += " There is: " + strings.Join(known, ", ") + "."
			}
		}
		return problem(stepRange(t, 1), "Unknown reference", "%s", detail)
	}
	if slices.Contains(handles, root) {
		if d := c.checkPrimitiveKey(component, component.Primitives[root][name], t); d != nil {
			return d
		}
	}
	if root == "endpoint" {
		return checkEndpoint(component.Primitives[root][name], t[2:])
	}
	if root == "certificate" {
		return checkCertificateReference(component.Primitives[root][name].Expr("for_each") != nil, t[2:])
	}
	if root == "authority" {
		return checkAuthority(t[2:])
	}
	if root == "service" {
		service := c.module.Services[name]
		if service.Attributes["for_each"] == nil {
			return c.checkServiceReference(service, t[2:])
		}
		if stepName(t, 2) != "" {
			return c.checkServiceReference(service, t[3:])
		}
	}
	return nil
}

// bareName says what a name without a root may be: something that is called so,
// or a text without its quotes.
func (c *compiler) bareName(t hcl.Traversal, component *lang.Component) string {
	name := t.RootName()
	roots := []string{"host", "service", "secret", "var", "local"}
	if component != nil {
		roots = componentRoots
	}
	for _, root := range roots {
		if root == "self" {
			continue
		}
		if space := c.namespace(root, component, t.SourceRange()); space.has(name) {
			what, _, _ := strings.Cut(space.what, " ")
			return fmt.Sprintf(" There is a %s of that name: %s.%s.", what, root, name)
		}
	}
	if len(t) == 1 {
		return fmt.Sprintf(" If it is a text, put it in quotes: %q.", name)
	}
	return ""
}

// A namespace is the names that may follow a root.
type namespace struct {
	what string // one of them, for people
	has  func(string) bool
	all  func() []string // sorted
}

func namesOf[V any](what string, m map[string]V) namespace {
	return namespace{what,
		func(name string) bool { _, ok := m[name]; return ok },
		func() []string { return slices.Sorted(maps.Keys(m)) },
	}
}

func namesIn(what string, sorted []string) namespace {
	return namespace{what,
		func(name string) bool { _, ok := slices.BinarySearch(sorted, name); return ok },
		func() []string { return sorted },
	}
}

func (c *compiler) namespace(root string, component *lang.Component, at hcl.Range) namespace {
	switch root {
	case "var":
		if component != nil {
			return namesOf("variable", component.Variables)
		}
		return namesOf("variable", c.module.Variables)
	case "local":
		if component != nil {
			return namesOf("local", component.Locals)
		}
		return namesOf("local", c.module.Locals)
	case "stack":
		return namesIn("attribute of the stack", []string{"environment", "name", "network", "user"})
	case "self":
		return namesIn("attribute of a service", selfNames)
	case "each":
		return namesIn("attribute of each", []string{"key", "value"})
	case "host":
		return namesOf("host", c.module.Hosts)
	case "group":
		return namesIn("group", c.groups(at))
	case "secret":
		return namesOf("secret", c.module.Secrets)
	case "authority":
		return namesOf("authority", c.module.Authorities)
	case "service":
		return namesOf("service", c.module.Services)
	default:
		return namesOf(root, component.Primitives[root])
	}
}

// endpointNames are what can be read of an endpoint.
var endpointNames = []string{"address", "host", "listen", "port", "protocol"}

// checkEndpoint holds what is read of an endpoint against what every one has.
func checkEndpoint(b *lang.Block, path hcl.Traversal) *hcl.Diagnostic {
	if b.Expr("for_each") != nil && len(path) > 0 {
		path = path[1:]
	}
	if name := stepName(path, 0); name != "" && !slices.Contains(endpointNames, name) {
		return problem(stepRange(path, 0), "Unsupported attribute", "An endpoint has no attribute %q.%s", name, meantOrAll(name, endpointNames))
	}
	return nil
}

// checkServiceReference holds what is read of a service against what its
// component offers.
func (c *compiler) checkServiceReference(service *lang.Block, path hcl.Traversal) *hcl.Diagnostic {
	component := c.module.Components[service.Labels[0]]
	if component == nil || len(path) == 0 {
		return nil
	}
	endpoints := slices.Sorted(maps.Keys(component.Primitives["endpoint"]))
	switch name := stepName(path, 0); name {
	case "endpoint":
		if e := stepName(path, 1); e == "" {
			return problem(path.SourceRange(), "Incomplete reference", "\"endpoint\" needs the name of an endpoint after it. The service %q has: %s.", service.Name(), strings.Join(endpoints, ", "))
		} else if !slices.Contains(endpoints, e) {
			return problem(stepRange(path, 1), "Unknown reference", "The service %q has no endpoint %q.%s", service.Name(), e, meantOrAll(e, endpoints))
		} else {
			return checkEndpoint(component.Primitives["endpoint"][e], path[2:])
		}
	case "instances":
	default:
		known := append(slices.Sorted(maps.Keys(component.Outputs)), "endpoint", "instances")
		if !slices.Contains(known, name) {
			hint := meantOrAll(name, known)
			switch {
			case strings.Contains(hint, "Did you mean"):
			case component.Variables[name] != nil:
				hint = fmt.Sprintf(" %q is an argument of it, which only its own component reads. Refer to what the service is given there.", name)
			case slices.Contains(endpointNames, name) && len(endpoints) > 0:
				hint = fmt.Sprintf(" Where it can be reached its endpoints say, as in service.%s.endpoint.%s.%s.", service.Name(), endpoints[0], name)
			}
			return problem(stepRange(path, 0), "Unknown reference", "The service %q has no output %q.%s", service.Name(), name, hint)
		}
	}
	return nil
}

// checkReferences checks every reference of the module, and every type.
func (c *compiler) checkReferences() {
	m := c.module
	typed := []map[string]*lang.Block{m.Variables, m.Interfaces}
	for _, component := range sortedByKey(m.Components) {
		typed = append(typed, component.Variables)
	}
	for _, blocks := range typed {
		for _, b := range sortedByKey(blocks) {
			if e := b.Expr("type"); e != nil {
				_, diags := types.Parse(e)
				c.diags = append(c.diags, diags...)
			}
		}
	}
	c.eachExpression(spelling.check)
}

// eachExpression visits every expression of the module whose references stand
// for values.
func (c *compiler) eachExpression(see func(spelling, hcl.Expression)) {
	m := c.module
	var visit func(s spelling, b *lang.Block)
	visit = func(s spelling, b *lang.Block) {
		if s.instance && s.each == nil {
			s.each = b.Expr("for_each")
		}
		for _, a := range lang.Sorted(b.Attributes) {
			if spec := b.Spec.Attribute(a.Name); spec != nil && spec.Type == "traversal" || b.Type == "service" && a.Name == "depends_on" {
				continue
			}
			at := s
			if a.Name == "for_each" {
				at.each = nil
			}
			see(at, a.Expr)
		}
		for _, nested := range b.Blocks {
			visit(s, nested)
		}
	}
	stack := spelling{c: c}
	for _, a := range lang.Sorted(m.Locals) {
		see(stack, a.Expr)
	}
	for _, blocks := range []map[string]*lang.Block{m.Variables, m.Hosts, m.Secrets, m.Authorities} {
		for _, b := range sortedByKey(blocks) {
			visit(stack, b)
		}
	}
	visit(stack, m.Stack)
	for _, b := range sortedByKey(m.Services) {
		visit(spelling{c: c, instance: true}, b)
	}
	for _, b := range slices.Concat(m.Checks, m.Suppressed, m.Moved) {
		visit(stack, b)
	}
	for _, component := range sortedByKey(m.Components) {
		s := spelling{c: c, component: component, instance: true}
		for _, a := range lang.Sorted(component.Locals) {
			see(s, a.Expr)
		}
		for _, b := range component.Blocks {
			if b.Type != "locals" {
				visit(s, b)
			}
		}
	}
}

// localKey is the key of a local of the stack, or of the component of an
// instance, as a reader sees it.
type localKey struct {
	local string
	inst  *instance // nil for the stack's
	standpoint
}

func (k localKey) String() string {
	if k.inst == nil {
		return fmt.Sprintf("local %q", k.local)
	}
	return fmt.Sprintf("local %q of %s", k.local, k.inst)
}

// local returns the value of a local, of the stack or of a component.
func (c *compiler) local(s *scope, name string, at hcl.Range) cty.Value {
	inner := &scope{c: c, at: s.at}
	a := c.module.Locals[name]
	if s.inside {
		inner.inst, inner.inside = s.inst, true
		a = s.inst.service.component.Locals[name]
	}
	return c.value(localKey{name, inner.inst, s.at}, at, func() cty.Value { return inner.eval(a.Expr) })
}

// allHosts returns every host by name.
func (c *compiler) allHosts(at hcl.Range) cty.Value {
	hosts := map[string]cty.Value{}
	for name := range c.module.Hosts {
		hosts[name] = c.hostValue(name, at)
	}
	return cty.ObjectVal(hosts)
}

// self returns what self.NAME reads.
func (s *scope) self(name string, at hcl.Range) cty.Value {
	switch name {
	case "name":
		return cty.StringVal(s.inst.service.name)
	case "type":
		return cty.StringVal(s.inst.service.component.Name())
	case "host":
		return s.inst.host.value
	case "tags":
		return stringList(s.inst.service.tags)
	case "elected":
		return cty.BoolVal(s.inst.elected())
	default:
		return s.instances(s.inst.service, at)
	}
}

// meantOrAll says which name was probably meant, or else all there are.
func meantOrAll(given string, known []string) string {
	if s := suggest.DidYouMean(given, known); s != "" {
		return s
	}
	if len(known) == 0 {
		return " It has none."
	}
	return " It has: " + strings.Join(known, ", ") + "."
}

// meantOrThere is the same for what belongs to nothing.
func meantOrThere(given string, known []string) string {
	if s := suggest.DidYouMean(given, known); s != "" {
		return s
	}
	if len(known) == 0 {
		return " There is none at all."
	}
	return " There is: " + strings.Join(known, ", ") + "."
}
