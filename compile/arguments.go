package compile

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/senextrader/senexc/lang"
	"github.com/senextrader/senexc/lang/diagnostic"
	"github.com/senextrader/senexc/lang/marks"
	"github.com/senextrader/senexc/lang/secret"
	"github.com/senextrader/senexc/lang/types"
)

// arguments reads the arguments of one block in one scope. Each is evaluated
// when it is asked for, converted to the type that its spec says, and checked:
// an argument that is read as a plain Go value holds no secret. Its marks are
// shown to used, if that is set.
type arguments struct {
	s     *scope
	block *lang.Block
	used  func(v cty.Value, at hcl.Range)
}

func (c *compiler) arguments(s *scope, b *lang.Block) *arguments {
	return &arguments{s: s, block: b}
}

// at is where an argument was written, or the block when it is not given.
func (a *arguments) at(name string) hcl.Range {
	if e := a.block.Expr(name); e != nil {
		return a.s.c.written(a.s, e)
	}
	return a.block.Range
}

// written is where the value of an expression was written: when a component
// only passes on what it was given, that is a line of the stack.
func (c *compiler) written(s *scope, e hcl.Expression) hcl.Range {
	for range len(c.module.Files) + 10 { // cycles are reported elsewhere
		t, ok := e.(*hclsyntax.ScopeTraversalExpr)
		if !ok || !s.inside && t.Traversal.RootName() == "service" {
			break // how a component makes its outputs is its own affair
		}
		next, inner := c.definition(s, t.Traversal)
		if next == nil {
			break
		}
		s, e = inner, next
	}
	return e.Range()
}

// value returns an argument as its spec's type; null when it is not given, and
// unknown after an error.
func (a *arguments) value(name string) cty.Value {
	e := a.block.Expr(name)
	spec := a.block.Spec.Attribute(name)
	if e == nil || spec == nil {
		return cty.NullVal(cty.DynamicPseudoType)
	}
	if v, ok := a.s.c.fixed[e]; ok {
		return v
	}
	v := a.s.eval(e)
	switch spec.Type {
	case "any", "handle", "traversal":
	default:
		var diags hcl.Diagnostics
		v, diags = a.s.convert(typeOf(spec.Type), v, e, fmt.Sprintf("%s of this %s", name, a.block.Type))
		a.s.c.diags = append(a.s.c.diags, diags...)
		if diags.HasErrors() {
			return cty.DynamicVal
		}
	}
	if v.IsWhollyKnown() && !marks.Any(v) && a.s.c.isFixed(e) {
		a.s.c.fixed[e] = v
	}
	if a.used != nil {
		a.used(v, e.Range())
	}
	return v
}

// what names the block in a sentence.
func (a *arguments) what() string {
	switch typ := a.block.Type; {
	case len(a.block.Labels) == 0:
		return fmt.Sprintf("a block %q", typ)
	case typ == "endpoint", typ == "os":
		return "an " + typ
	default:
		return "a " + typ
	}
}

// known reports whether an argument has a value of its type that can be seen, or
// is not given: what else there is was reported, also an argument that there is
// not and that may have been meant for this one.
func (a *arguments) known(name string) bool {
	if a.block.Expr(name) == nil {
		return !a.block.Refused
	}
	v := a.value(name)
	return v.IsWhollyKnown() && len(secret.Names(v)) == 0
}

// convert returns v, the value of e, as one of type t. Messages about a key are
// where the key is written.
func (s *scope) convert(t types.Type, v cty.Value, e hcl.Expression, what string) (cty.Value, hcl.Diagnostics) {
	v, diags := t.Convert(v, e.Range(), e, what)
	for _, d := range diags {
		if brought, ok := d.Extra.(types.Elsewhere); ok {
			d.Extra = nil
			if at, ok := s.c.findKey(s, e, brought.Key, nil); ok {
				d.Extra = &diagnostic.Extra{Notes: []diagnostic.Note{{Subject: *d.Subject, Message: "this is where it goes"}}}
				d.Subject, d.Context = &at, nil
			}
		}
	}
	return v, diags
}

// typeOf parses the types of specs, which are few, once.
func typeOf(source string) types.Type {
	t, ok := parsedTypes[source]
	if !ok {
		panic("compile: the schema has a type that is not parsed: " + source)
	}
	return t
}

var parsedTypes = func() map[string]types.Type {
	parsed := map[string]types.Type{}
	var visit func(*lang.Spec)
	visit = func(s *lang.Spec) {
		for _, a := range s.Attributes {
			switch a.Type {
			case "any", "handle", "traversal":
			default:
				parsed[a.Type] = types.MustParse(a.Type)
			}
		}
		for _, b := range s.Blocks {
			visit(b)
		}
	}
	for _, s := range lang.Specs() {
		visit(s)
	}
	return parsed
}()

// plain returns an argument without marks, or null when it is absent, unknown
// or holds a secret, which is an error here.
func (a *arguments) plain(name string) cty.Value {
	v := a.value(name)
	if names := secret.Names(v); len(names) > 0 {
		a.s.c.failSecret(a.s, a.block.Expr(name), names[0], fmt.Sprintf("the argument %q of %s", name, a.what()))
		return cty.NullVal(cty.DynamicPseudoType)
	}
	v = marks.Without(v)
	if !v.IsWhollyKnown() {
		return cty.NullVal(cty.DynamicPseudoType)
	}
	return v
}

func (a *arguments) string(name, otherwise string) string {
	if v := a.plain(name); !v.IsNull() {
		return v.AsString()
	}
	return otherwise
}

func (a *arguments) bool(name string, otherwise bool) bool {
	if v := a.plain(name); !v.IsNull() {
		return v.True()
	}
	return otherwise
}

func (a *arguments) int(name string, otherwise int) int {
	if v := a.plain(name); !v.IsNull() {
		return int(a.whole(name, v.AsBigFloat()))
	}
	return otherwise
}

// whole is a number that must be a whole one and not below zero.
func (a *arguments) whole(name string, f *big.Float) int64 {
	n, accuracy := f.Int64()
	if accuracy != big.Exact || n < 0 {
		a.s.c.fail(a.at(name), "Invalid number", "The argument %q is a whole number that is not negative, and this is %s.", name, f.Text('g', 10))
		return 0
	}
	return n
}

func (a *arguments) float(name string) float64 {
	if v := a.plain(name); !v.IsNull() {
		f, _ := v.AsBigFloat().Float64()
		return f
	}
	return 0
}

func (a *arguments) strings(name string) []string {
	v := a.plain(name)
	if v.IsNull() {
		return nil
	}
	var list []string
	for _, v := range v.AsValueSlice() {
		if v.IsNull() {
			a.s.c.fail(a.at(name), "Value required", "An element of %q is null. Leave it out, or give it a value.", name)
			continue
		}
		list = append(list, v.AsString())
	}
	return share(a.s.c.shared.strings, a.block.Expr(name), list, func(a, b string) bool { return a == b })
}

// bytes reads a size such as 8GiB, in bytes.
func (a *arguments) bytes(name string) int64 { return a.through("bytes", name, 0) }

// memory reads how much memory there is, or may be used. A number without a unit
// counts bytes, and is never meant so.
func (a *arguments) memory(name string) int64 {
	n := a.bytes(name)
	if 0 < n && n < 1<<20 {
		a.s.c.fail(a.at(name), "Invalid argument", "The argument %q says %d bytes, in which nothing runs. Write the unit, as in \"512MiB\".", name, n)
	}
	return n
}

// seconds reads a duration such as 5m, in seconds.
func (a *arguments) seconds(name string, otherwise int) int {
	return int(a.through("seconds", name, int64(otherwise)))
}

// through reads an argument with the function of the language of that name, so
// that both mean the same.
func (a *arguments) through(fn, name string, otherwise int64) int64 {
	v := a.plain(name)
	if v.IsNull() {
		return otherwise
	}
	n, err := a.s.functions()[fn].Call([]cty.Value{v})
	if err != nil {
		message := err.Error()
		if arg, ok := err.(function.ArgError); ok {
			message = arg.Error()
		}
		a.s.c.fail(a.at(name), "Invalid argument", "The argument %q cannot be read: %s.", name, strings.TrimSuffix(message, "."))
		return otherwise
	}
	return a.whole(name, n.AsBigFloat())
}

// mode reads a file mode such as 0644.
func (a *arguments) mode(name string, otherwise uint32) uint32 {
	s := a.string(name, "")
	if s == "" {
		return otherwise
	}
	return a.s.c.parseMode(s, a.at(name), otherwise)
}

func (c *compiler) parseMode(s string, at hcl.Range, otherwise uint32) uint32 {
	n, err := strconv.ParseUint(s, 8, 32)
	if err != nil || n > 0o7777 || len(s) < 3 {
		c.fail(at, "Invalid mode", "%q is not a file mode. Write it in octal, as in \"0644\".", s)
		return otherwise
	}
	return uint32(n)
}
