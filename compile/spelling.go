package compile

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/compile/expr"
	"github.com/senextrader/senexc/lang"
	"github.com/senextrader/senexc/lang/suggest"
	"github.com/senextrader/senexc/lang/types"
)

// A spelling is where an expression stands, as far as that decides which names
// it may spell.
type spelling struct {
	c         *compiler
	component *lang.Component // nil in the stack
	instance  bool            // self is known
	each      hcl.Expression  // the for_each around it, or nil
}

// check reports every name in an expression that does not exist. Nothing is
// evaluated for it, so also what never is evaluated is checked, and what try()
// would hide. What has such a name in it has no value, and so no further
// messages.
func (s spelling) check(e hcl.Expression) {
	w := s.c.words(e)
	found := func(d *hcl.Diagnostic) {
		if d != nil {
			s.c.failSpelling(e, *d.Subject, d)
		}
	}
	for i, t := range w.references {
		found(s.reference(t, w.scopes[i]))
	}
	for _, el := range w.elements {
		_, d := s.follow(s.bound(el.bound), el.path, 1)
		found(d)
	}
	for _, call := range w.calls {
		found(s.call(call))
		s.c.failSpelling(e, call.Range(), s.template(call)...)
	}
	for _, cmp := range w.comparisons {
		found(s.comparison(cmp))
	}
}

// failSpelling reports what is misspelt at a place of an expression.
func (c *compiler) failSpelling(e hcl.Expression, at hcl.Range, diags ...*hcl.Diagnostic) {
	if len(diags) > 0 {
		c.diags = append(c.diags, diags...)
		c.misspelt[e] = append(c.misspelt[e], at)
	}
}

// spared returns an expression for evaluating it, without what is misspelt in
// it: the smallest parts of its objects and lists in which that is have no value.
func (c *compiler) spared(e hcl.Expression) hcl.Expression {
	p := c.prepare(e)
	native, ok := p.(hclsyntax.Expression)
	if places := c.misspelt[e]; len(places) > 0 {
		if !ok {
			return hcl.StaticExpr(cty.DynamicVal, e.Range())
		}
		return without(native, places)
	}
	return p
}

// without returns an expression without its parts that have one of the places in
// them.
func without(e hclsyntax.Expression, places []hcl.Range) hclsyntax.Expression {
	if !slices.ContainsFunc(places, func(at hcl.Range) bool { return contains(e.Range(), at) }) {
		return e
	}
	switch e := e.(type) {
	case *hclsyntax.ObjectConsExpr:
		rest := *e
		rest.Items = slices.Clone(e.Items)
		for i := range rest.Items {
			rest.Items[i].KeyExpr = without(rest.Items[i].KeyExpr, places)
			rest.Items[i].ValueExpr = without(rest.Items[i].ValueExpr, places)
		}
		return &rest
	case *hclsyntax.TupleConsExpr:
		rest := *e
		rest.Exprs = slices.Clone(e.Exprs)
		for i := range rest.Exprs {
			rest.Exprs[i] = without(rest.Exprs[i], places)
		}
		return &rest
	default:
		return &hclsyntax.LiteralValueExpr{Val: cty.DynamicVal, SrcRange: e.Range()}
	}
}

// contains reports whether a place is within another.
func contains(outer, at hcl.Range) bool {
	return outer.Filename == at.Filename && outer.Start.Byte <= at.Start.Byte && at.End.Byte <= outer.End.Byte
}

func (s spelling) reference(t hcl.Traversal, bound *binding) *hcl.Diagnostic {
	if d := s.c.checkReference(t, s.component, s.instance, s.each != nil, bound.names()...); d != nil {
		return d
	}
	_, d := s.typeOf(t, bound)
	return d
}

// typeOf is what is known of the type of a reference before it is evaluated,
// and what is wrong with the keys that it names.
func (s spelling) typeOf(t hcl.Traversal, bound *binding) (types.Type, *hcl.Diagnostic) {
	name := stepName(t, 1)
	if b := bound.find(t.RootName()); b != nil {
		return s.follow(s.bound(b), t, 1)
	}
	switch t.RootName() {
	case "var":
		variables := s.c.module.Variables
		if s.component != nil {
			variables = s.component.Variables
		}
		if b := variables[name]; b != nil {
			return s.follow(s.c.declared(b), t, 2)
		}
	case "each":
		if s.each != nil && name == "value" {
			if native, ok := s.each.(hclsyntax.Expression); ok {
				return s.follow(s.typeOfExpr(native, nil).Element(), t, 2)
			}
		}
	case "self":
		if name == "host" {
			return s.follow(s.c.hostType(), t, 2)
		}
	case "host":
		if len(t) > 1 {
			return s.follow(s.c.hostType(), t, 2)
		}
	}
	return types.Type{}, nil
}

// bound is the type of a name that a for expression binds.
func (s spelling) bound(b *binding) types.Type {
	if b.key {
		return types.Type{}
	}
	return s.typeOfExpr(b.of, b.around).Element()
}

func (s spelling) typeOfExpr(e hclsyntax.Expression, bound *binding) types.Type {
	t, diags := hcl.AbsTraversalForExpr(e)
	if diags.HasErrors() {
		return types.Type{}
	}
	typ, _ := s.typeOf(t, bound)
	return typ
}

// follow goes from a type along the steps of a reference from one on, and tells
// of the first key that the type does not have.
func (s spelling) follow(typ types.Type, t hcl.Traversal, from int) (types.Type, *hcl.Diagnostic) {
	for i := from; i < len(t); i++ {
		switch typ.Kind() {
		case types.KindObject:
			name := stepName(t, i)
			if name == "" {
				return types.Type{}, nil
			}
			var keys []string
			var next *types.Type
			for _, a := range typ.Attributes() {
				keys = append(keys, a.Name)
				if a.Name == name {
					next = &a.Type
				}
			}
			if next == nil {
				return types.Type{}, problem(stepRange(t, i), "Unsupported attribute", "%s has no attribute %q.%s", spell(t[:i]), name, meantOrAll(name, keys))
			}
			typ = *next
		case types.KindMap, types.KindList, types.KindSet:
			typ = typ.Element()
		case types.KindAuthority:
			return types.Type{}, checkAuthority(t[i:])
		default:
			return types.Type{}, nil
		}
	}
	return typ, nil
}

// declared is the type that a variable says; any after an error, which is
// reported when the variable is evaluated.
func (c *compiler) declared(b *lang.Block) types.Type {
	return once(c, of{"type", b}, b.Range, types.Type{}, func() types.Type {
		e := b.Expr("type")
		if e == nil {
			return types.Type{}
		}
		t, diags := types.Parse(e)
		if diags.HasErrors() {
			return types.Type{}
		}
		return t
	})
}

// hostType is the type of host.NAME. Its facts are all those that any operating
// system has: which one a host has is not known yet.
func (c *compiler) hostType() types.Type {
	return once(c, named("the type of hosts"), hcl.Range{}, types.Type{}, func() types.Type {
		var facts []string
		for _, name := range slices.Sorted(maps.Keys(c.facts())) {
			if hclsyntax.ValidIdentifier(name) {
				facts = append(facts, name+" = string")
			}
		}
		return types.MustParse(fmt.Sprintf("object({ name = string, fqdn = string, address = string, groups = list(string), os = string, "+
			"family = string, arch = string, podman = string, memory_bytes = number, cpus = number, "+
			"user = object({ name = string, uid = number, home = string }), facts = object({ %s }) })", strings.Join(facts, ", ")))
	})
}

// call checks the name of a function, and names in the arguments of those whose
// arguments are names.
func (s spelling) call(call *hclsyntax.FunctionCallExpr) *hcl.Diagnostic {
	known := s.c.functionNames(s.component)
	if !slices.Contains(known, call.Name) {
		return problem(call.NameRange, "Call to unknown function", "There is no function named %q.%s", call.Name, suggest.DidYouMean(call.Name, known))
	}
	var name string
	if n := len(call.Args); n > 0 {
		name, _ = literalString(call.Args[n-1])
	}
	if name == "" {
		return nil
	}
	at := call.Args[len(call.Args)-1].Range()
	switch call.Name {
	case "services_with":
		if known := slices.Sorted(maps.Keys(s.c.module.Interfaces)); s.c.module.Interfaces[name] == nil {
			return problem(at, "Unknown interface", "There is no interface %q.%s", name, meantOrThere(name, known))
		}
	case "output":
		// Which components there are depends on the stack, so that nobody has
		// an output of that name may be in order. A near name tells.
		outputs := map[string]bool{}
		for _, c := range s.c.module.Components {
			for name := range c.Outputs {
				outputs[name] = true
			}
		}
		if meant := suggest.DidYouMean(name, slices.Sorted(maps.Keys(outputs))); !outputs[name] && meant != "" {
			return problem(at, "Unknown reference", "No component has an output %q.%s", name, meant)
		}
	}
	return nil
}

// checkFunctions checks the functions that a block calls, before anything else
// can be known of it.
func (c *compiler) checkFunctions(b *lang.Block) {
	for _, a := range lang.Sorted(b.Attributes) {
		for _, call := range c.words(a.Expr).calls {
			if d := (spelling{c: c}).call(call); d != nil {
				c.failSpelling(a.Expr, *d.Subject, d)
			}
		}
	}
}

func (c *compiler) functionNames(component *lang.Component) []string {
	return once(c, of{"functions", component}, hcl.Range{}, nil, func() []string {
		return slices.Sorted(slices.Values(append(slices.Collect(maps.Keys(c.functionsOf(component))), expr.Functions...)))
	})
}

// comparison finds a string that the other side never is, so that the
// comparison decides nothing.
func (s spelling) comparison(cmp comparison) *hcl.Diagnostic {
	t, name := cmp.path, stepName(cmp.path, 1)
	var allowed []string
	switch {
	case cmp.bound.find(t.RootName()) != nil:
		return nil
	case t.RootName() == "var" && len(t) == 2:
		variables := s.c.module.Variables
		if s.component != nil {
			variables = s.component.Variables
		}
		if b := variables[name]; b != nil {
			allowed = enumeration(b)
		}
	case t.RootName() == "self" && name == "host" && len(t) == 4 && stepName(t, 2) == "facts":
		// Facts have any value; a near one tells.
		if values := s.c.facts()[stepName(t, 3)]; suggest.Suggest(cmp.literal, values) != "" {
			allowed = slices.Clone(values)
		}
	case t.RootName() == "self" && name == "host" && len(t) == 3 && stepName(t, 2) == "family":
		allowed = families
	}
	if len(allowed) == 0 || slices.Contains(allowed, cmp.literal) {
		return nil
	}
	return problem(cmp.at, "Value that never occurs", "%s is never %q.%s It is one of: %s.", spell(t), cmp.literal, suggest.DidYouMean(cmp.literal, allowed), listWords(slices.Compact(allowed)))
}
