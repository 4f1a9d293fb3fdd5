package types

import (
	"fmt"
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/senextrader/senexc/lang/number"
	"github.com/senextrader/senexc/lang/secret"
	"github.com/senextrader/senexc/lang/suggest"
)

// Convert returns v as a value of type t: with defaults in place, and with every
// mark on the value that it was on. Null is a value of every type, and a value
// that is unknown is an unknown value of type t.
//
// An object key that t does not have is an error. So is a required one that is
// absent. Numbers, strings and bools become each other as in Terraform, where
// that loses nothing.
//
// Errors are at rng, or if expr is not nil at the part of that expression they
// are about, as far as it is written out there. They call the value what:
// "mounts of x" gives mounts["/data"].source of x. With errors the value is unknown.
func (t Type) Convert(v cty.Value, rng hcl.Range, expr hcl.Expression, what string) (cty.Value, hcl.Diagnostics) {
	c := conversion{}
	p := place{path: what, rng: rng}
	if name, owner, ok := strings.Cut(what, " of "); ok {
		p.path, p.of = name, " of "+owner
	}
	if expr != nil {
		p.expr = literalOf(expr)
	}
	v = c.convert(t, v, p)
	if c.diags.HasErrors() {
		return cty.UnknownVal(t.Cty()), c.diags
	}
	return v, c.diags
}

// Elsewhere is the Extra of a diagnostic about a key that is not written out in
// the expression that was converted: a reference in it brought the key.
type Elsewhere struct{ Key string }

type conversion struct{ diags hcl.Diagnostics }

func (c *conversion) convert(t Type, v cty.Value, p place) cty.Value {
	v, marks := v.Unmark()
	return c.unmarked(t, v, marks, p).WithMarks(marks)
}

// unmarked converts a value without marks of its own; what is inside it may
// have some. The marks it had say whether it is a secret.
func (c *conversion) unmarked(t Type, v cty.Value, marks cty.ValueMarks, p place) cty.Value {
	switch {
	case t.Kind() == KindAny:
		return v
	case v.IsNull():
		return cty.NullVal(t.Cty())
	case !v.IsKnown():
		return cty.UnknownVal(t.Cty())
	}
	switch t.Kind() {
	case KindBool, KindNumber, KindString:
		return c.primitive(t, v, marks, p)
	case KindSecret:
		return c.secret(t, v, marks, p)
	case KindService:
		if v.Type().Equals(Service) {
			return v
		}
		return c.mismatch(t, v, marks, p, " Name one, as in service.NAME.")
	case KindAuthority:
		if v.Type().Equals(Authority) {
			return v
		}
		return c.mismatch(t, v, marks, p, " Name one, as in authority.NAME.")
	case KindList, KindSet:
		return c.sequence(t, v, marks, p)
	case KindMap:
		return c.mapping(t, v, marks, p)
	case KindTuple:
		return c.tuple(t, v, marks, p)
	default:
		return c.object(t, v, marks, p)
	}
}

func (c *conversion) primitive(t Type, v cty.Value, marks cty.ValueMarks, p place) cty.Value {
	if t.Kind() != KindString && isSecret(marks) {
		return c.mismatch(t, v, marks, p, " Its value is known only on the host.")
	}
	converted, err := convert.Convert(v, t.Cty())
	if err != nil {
		return c.mismatch(t, v, marks, p, asPrimitive(t, v))
	}
	if !number.InRange(converted) {
		return c.mismatch(t, v, marks, p, " In this text, "+number.TooLarge+".")
	}
	return converted
}

// asPrimitive says how a string, a number or a bool is read of what was given.
func asPrimitive(t Type, v cty.Value) string {
	switch ty := v.Type(); {
	case ty.Equals(Service):
		return " Read one of its outputs, or where it can be reached, as in service.NAME.endpoint.ENDPOINT.address."
	case ty.Equals(Endpoint):
		return " Read its address, host or port."
	case ty.IsObjectType() || ty.IsMapType():
		return " Read one of its attributes."
	case t.Kind() == KindString && (ty.IsTupleType() || ty.IsListType() || ty.IsSetType()):
		return " Put its elements into one by join()."
	default:
		return ""
	}
}

func (c *conversion) secret(t Type, v cty.Value, marks cty.ValueMarks, p place) cty.Value {
	if v.Type() != cty.String || !isSecret(marks) {
		return c.mismatch(t, v, marks, p, " Declare one and name it, as in secret.NAME: a value that is written here could be read by everybody who sees this file or a bundle.")
	}
	return v
}

func (c *conversion) sequence(t Type, v cty.Value, marks cty.ValueMarks, p place) cty.Value {
	ty := v.Type()
	if !ty.IsListType() && !ty.IsSetType() && !ty.IsTupleType() {
		hint := ""
		if ty == cty.String {
			hint = " Put it in brackets."
		}
		return c.mismatch(t, v, marks, p, hint)
	}
	var values []cty.Value
	for it := v.ElementIterator(); it.Next(); {
		_, element := it.Element()
		values = append(values, c.convert(t.Element(), element, p.index(len(values))))
	}
	element, values := c.unify(t, values, p)
	switch {
	case t.Kind() == KindSet && len(values) == 0:
		return cty.SetValEmpty(element)
	case t.Kind() == KindSet:
		return cty.SetVal(values)
	case len(values) == 0:
		return cty.ListValEmpty(element)
	default:
		return cty.ListVal(values)
	}
}

func (c *conversion) mapping(t Type, v cty.Value, marks cty.ValueMarks, p place) cty.Value {
	if ty := v.Type(); !ty.IsMapType() && !ty.IsObjectType() {
		hint := ""
		if ty.IsTupleType() || ty.IsListType() || ty.IsSetType() {
			hint = " Give each of its elements a name: { NAME = ... }."
		}
		return c.mismatch(t, v, marks, p, hint)
	}
	var keys []string
	var values []cty.Value
	for it := v.ElementIterator(); it.Next(); {
		key, element := it.Element()
		keys = append(keys, key.AsString())
		values = append(values, c.convert(t.Element(), element, p.element(key.AsString())))
	}
	element, values := c.unify(t, values, p)
	if len(values) == 0 {
		return cty.MapValEmpty(element)
	}
	converted := make(map[string]cty.Value, len(keys))
	for i, key := range keys {
		converted[key] = values[i]
	}
	return cty.MapVal(converted)
}

// unify gives the elements of a collection one type, which only any inside the
// element type leaves open.
func (c *conversion) unify(t Type, values []cty.Value, p place) (cty.Type, []cty.Value) {
	want := t.Element().Cty()
	if !want.HasDynamicTypes() || len(values) == 0 {
		return want, values
	}
	types := make([]cty.Type, len(values))
	for i, v := range values {
		types[i] = v.Type()
	}
	common, _ := convert.UnifyUnsafe(types)
	if common == cty.NilType {
		c.fail(p, "%s: its elements must all be of one type, and these are of several.", p)
		return want, nil
	}
	converted := make([]cty.Value, len(values))
	for i, v := range values {
		var err error
		if converted[i], err = convert.Convert(v, common); err != nil {
			c.fail(p, "%s: its elements must all be of one type, and these are of several.", p)
			return want, nil
		}
	}
	return common, converted
}

func (c *conversion) tuple(t Type, v cty.Value, marks cty.ValueMarks, p place) cty.Value {
	if ty := v.Type(); !ty.IsListType() && !ty.IsTupleType() {
		return c.mismatch(t, v, marks, p, "")
	}
	if n := v.LengthInt(); n != len(t.elements) {
		c.fail(p, "%s needs %s, and has %d.", p, plural(len(t.elements), "element"), n)
		return cty.UnknownVal(t.Cty())
	}
	values := make([]cty.Value, len(t.elements))
	for i, element := range t.elements {
		values[i] = c.convert(element, v.Index(cty.NumberIntVal(int64(i))), p.index(i))
	}
	return cty.TupleVal(values)
}

func (c *conversion) object(t Type, v cty.Value, marks cty.ValueMarks, p place) cty.Value {
	if ty := v.Type(); !ty.IsMapType() && !ty.IsObjectType() {
		return c.mismatch(t, v, marks, p, "")
	}
	given := v.AsValueMap()
	meant := c.unknownKeys(t, given, p)

	values := make(map[string]cty.Value, len(t.Attributes()))
	for _, a := range t.Attributes() {
		element, ok := given[a.Name]
		switch {
		case !ok && !a.Optional:
			if !meant[a.Name] {
				c.missing(a, p)
			}
			values[a.Name] = cty.UnknownVal(a.Type.Cty())
		case !ok:
			values[a.Name] = a.Default
		case a.Optional && element.IsNull():
			// The marks stay: that the value is null was somebody's decision.
			_, marks := element.Unmark()
			values[a.Name] = a.Default.WithMarks(marks)
		default:
			values[a.Name] = c.convert(a.Type, element, p.attribute(a.Name))
		}
	}
	return cty.ObjectVal(values)
}

// unknownKeys reports the keys that t does not have, and returns the names that
// they were probably meant to be.
func (c *conversion) unknownKeys(t Type, given map[string]cty.Value, p place) map[string]bool {
	var names, free []string
	has := map[string]bool{}
	for _, a := range t.Attributes() {
		has[a.Name] = true
		names = append(names, a.Name)
		if _, ok := given[a.Name]; !ok {
			free = append(free, a.Name)
		}
	}
	var wrong []string
	for key := range given {
		if !has[key] {
			wrong = append(wrong, key)
		}
	}
	sort.Strings(wrong)

	meant := map[string]bool{}
	for _, key := range wrong {
		hint := " It has no keys at all."
		if len(names) > 0 {
			hint = " Its keys are " + list(names) + "."
		}
		// A key that is there already was hardly meant a second time.
		if s := suggest.Suggest(key, free); s != "" {
			meant[s] = true
			hint = fmt.Sprintf(" Did you mean %q?", s)
		}
		at := p.key(key)
		d := &hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "Unsupported key",
			Detail:   fmt.Sprintf("%s has no key %q.%s", p, key, hint),
			Subject:  &at,
			Context:  p.whole(),
		}
		if p.pair(key) == nil {
			d.Extra = Elsewhere{key}
		}
		c.diags = append(c.diags, d)
	}
	return meant
}

func (c *conversion) missing(a Attribute, p place) {
	at := p.rng
	if p.expr != nil {
		at = p.expr.StartRange()
	}
	c.diags = append(c.diags, &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Missing key",
		Detail:   fmt.Sprintf("%s needs the key %q, which is %s.", p, a.Name, article(a.Type)),
		Subject:  &at,
		Context:  p.whole(),
	})
}

// mismatch reports that v is not what t needs, and returns what to go on with.
func (c *conversion) mismatch(t Type, v cty.Value, marks cty.ValueMarks, p place, hint string) cty.Value {
	is := found(v, marks)
	if t.Kind() == KindSecret && v.Type() == cty.String {
		is = "a plain string" // not quoted: it may well be the secret itself
	}
	c.fail(p, "%s: %s is needed here, and this is %s.%s", p, article(t), is, hint)
	return cty.UnknownVal(t.Cty())
}

func (c *conversion) fail(p place, format string, args ...any) {
	c.diags = append(c.diags, &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Wrong type of value",
		Detail:   fmt.Sprintf(format, args...),
		Subject:  &p.rng,
		Context:  p.whole(),
	})
}

func isSecret(marks cty.ValueMarks) bool {
	for m := range marks {
		if _, ok := m.(secret.Mark); ok {
			return true
		}
	}
	return false
}
