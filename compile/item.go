package compile

import (
	"fmt"
	"maps"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang"
	"github.com/senextrader/senexc/lang/secret"
	"github.com/senextrader/senexc/lang/suggest"
)

// An item is one primitive of one instance: a block of the component, once or
// once for each element of its for_each.
type item struct {
	inst  *instance
	block *lang.Block
	typ   string
	label string
	each  *each // nil without for_each

	whole *item  // the certificate that this file is a part of; nil for all else
	part  string // which part
}

// items are all that one block makes for one instance.
type items struct {
	list     []*item // in order of their keys; none when it is not enabled
	repeated bool
	disabled []string // keys of those that are not enabled
}

func (l *items) byKey(key string) *item {
	for _, p := range l.list {
		if p.key() == key {
			return p
		}
	}
	return nil
}

func (l *items) keys() (keys []string) {
	for _, p := range l.list {
		keys = append(keys, p.key())
	}
	return keys
}

// missing tells why a reference finds none of several items by its key; nil if it
// does, or has none.
func (l *items) missing(typ, label string, t hcl.Traversal) *hcl.Diagnostic {
	key := stepName(t, 2)
	switch {
	case key == "" || l.byKey(key) != nil:
		return nil
	case slices.Contains(l.disabled, key):
		return problem(stepRange(t, 2), "Disabled part", "The %s %s[%q] is not enabled here, so nothing of it can be read. Enable it, or make this reference conditional.", typ, label, key)
	default:
		return unknownKey(typ, label, t, l.keys())
	}
}

func listWords(words []string) string { return strings.Join(words, ", ") }

func (p *item) key() string {
	if p.each == nil {
		return ""
	}
	return p.each.name()
}

// String names the item for people, as in `container "worker-mail"`.
func (p *item) String() string {
	if p.each != nil {
		return fmt.Sprintf("%s %s[%q]", p.typ, p.label, p.key())
	}
	return fmt.Sprintf("%s %q", p.typ, p.label)
}

// scope is where the item's arguments evaluate, for a reader at a place of its
// own host.
func (p *item) scope(c *compiler, at place) *scope {
	s := p.inst.scope(c, at)
	s.each = p.each
	return s
}

// itemsKey is the key of the items of a block.
type itemsKey struct {
	inst       *instance
	typ, label string
}

// reader is the host of all items but endpoints: nobody elsewhere asks for them.
func (k itemsKey) reader() string {
	if k.typ == "endpoint" {
		return ""
	}
	return k.inst.host.name
}

func (k itemsKey) String() string { return fmt.Sprintf("%s %q of %s", k.typ, k.label, k.inst) }

// expand returns the items of one block of an instance, or nil after an error.
func (c *compiler) expand(i *instance, typ, label string, at hcl.Range) *items {
	return once(c, itemsKey{i, typ, label}, at, nil, func() *items {
		b := i.service.component.Primitives[typ][label]
		present := func(p *item) bool {
			a := c.arguments(p.scope(c, nowhere), b)
			return a.bool("enabled", true) && (!a.bool("once", false) || i.elected() || b.Expr("gate") != nil)
		}
		one := &item{inst: i, block: b, typ: typ, label: label}
		e := b.Expr("for_each")
		if e == nil {
			if !present(one) {
				return &items{}
			}
			return &items{list: []*item{one}}
		}
		elements, ok := c.elements(i.scope(c, nowhere), e)
		if !ok {
			return nil
		}
		all := &items{repeated: true}
		for _, element := range elements {
			p := *one
			p.each = element
			if !present(&p) {
				all.disabled = append(all.disabled, p.key())
				continue
			}
			all.list = append(all.list, &p)
		}
		return all
	})
}

// elements evaluates a for_each, in order of its keys.
func (c *compiler) elements(s *scope, e hcl.Expression) (list []*each, ok bool) {
	v := s.eval(e)
	if names := secret.Names(v); len(names) > 0 && v.Type().IsSetType() {
		c.fail(e.Range(), "Secret cannot be seen", "The secret %q cannot be a key of for_each, because keys become names.", names[0])
		return nil, false
	}
	v, _ = v.Unmark()
	if !v.IsKnown() {
		return nil, false
	}
	switch t := v.Type(); {
	case v.IsNull():
		c.fail(e.Range(), "Invalid for_each", "for_each is null. Give it an empty map for none.")
		return nil, false
	case t.IsMapType() || t.IsObjectType() || t.IsSetType() && t.ElementType() == cty.String:
	default:
		is := "a " + t.FriendlyName()
		if t.IsTupleType() || t.IsListType() {
			is = "a list"
		}
		c.fail(e.Range(), "Invalid for_each", "for_each takes a map or a set of strings, and this is %s. Its keys become names; use toset() for a list of names.", is)
		return nil, false
	}
	for it := v.ElementIterator(); it.Next(); {
		k, element := it.Element()
		if v.Type().IsSetType() {
			k, _ = element.Unmark()
		}
		if !hclsyntax.ValidIdentifier(k.AsString()) {
			c.fail(e.Range(), "Invalid name", "The key %q of for_each becomes part of a name, so it starts with a letter and has only letters, digits, underscores and dashes.", k.AsString())
			return nil, false
		}
		list = append(list, &each{k, element})
	}
	slices.SortFunc(list, func(a, b *each) int { return strings.Compare(a.name(), b.name()) })
	return list, true
}

// all returns every item of a type that an instance has.
func (c *compiler) all(i *instance, typ string) []*item {
	var list []*item
	blocks := i.service.component.Primitives[typ]
	for _, label := range slices.Sorted(maps.Keys(blocks)) {
		if l := c.expand(i, typ, label, blocks[label].Range); l != nil {
			list = append(list, l.list...)
		}
	}
	return list
}

// A handle is a reference to an item: what container.x and file["y"] give.
var handleType = cty.Capsule("handle", reflect.TypeFor[item]())

// nameOf is the mark of a name or a path: the item that is called so, which is
// on one host.
type nameOf struct{ item *item }

// Transient says that the mark does not pass through conditions.
func (nameOf) Transient() {}

// ownPrimitive returns the handle of a primitive of the scope's own component,
// or all of them by key.
func (s *scope) ownPrimitive(typ, label string, t hcl.Traversal, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	l := s.c.expand(s.inst, typ, label, at)
	switch {
	case l == nil:
		return cty.DynamicVal, nil
	case l.repeated:
		handles := map[string]cty.Value{}
		for _, p := range l.list {
			handles[p.key()] = cty.CapsuleVal(handleType, p)
		}
		if d := l.missing(typ, label, t); d != nil {
			return cty.DynamicVal, hcl.Diagnostics{d}
		}
		return s.follow(cty.ObjectVal(handles), t[2:])
	case len(l.list) == 0:
		return cty.NullVal(handleType), nil // it is not enabled; a mount of it is left out
	default:
		return s.follow(cty.CapsuleVal(handleType, l.list[0]), t[2:])
	}
}

// followHandle reads a name or a path.
func (s *scope) followHandle(p *item, path hcl.Traversal) (cty.Value, hcl.Diagnostics) {
	if p.typ == "certificate" {
		return s.followCertificate(p, path)
	}
	attribute := "name"
	switch p.typ {
	case "file", "directory":
		attribute = "path"
	}
	if name := stepName(path, 0); name != attribute || len(path) > 1 {
		return cty.DynamicVal, hcl.Diagnostics{problem(path.SourceRange(), "Unsupported attribute", "A reference to a %s has the attribute %q and no other.%s", p.typ, attribute, suggest.DidYouMean(name, []string{attribute}))}
	}
	if attribute == "path" {
		where := s.c.currentPath(p)
		if where == "" {
			return cty.DynamicVal, nil // what is wrong with it was said
		}
		return cty.StringVal(where).Mark(nameOf{p}), nil
	}
	return cty.StringVal(p.unitName(s.c, 0)).Mark(nameOf{p}), nil
}

// handle takes a value that must be a handle of a type. The error says what it
// is instead.
func (c *compiler) handle(v cty.Value, typ string, at hcl.Range) *item {
	v, _ = v.Unmark()
	if !v.IsKnown() {
		return nil
	}
	if v.IsNull() && v.Type().Equals(handleType) {
		c.fail(at, "Disabled part", "The %s that this refers to is not enabled here, so it does not exist. Enable it, or enable this only where it is.", typ)
		return nil
	}
	if v.IsNull() || !v.Type().Equals(handleType) {
		c.fail(at, "Invalid reference", "A reference to a %s is needed here, as in %s.NAME.", typ, typ)
		return nil
	}
	p := v.EncapsulatedValue().(*item)
	if p.typ != typ {
		c.fail(at, "Invalid reference", "A reference to a %s is needed here, and this is a %s.", typ, p.typ)
		return nil
	}
	return p
}

// unitName is the name of an item's unit, container or volume: the service's,
// then the label when it says more than the component's type, then the key,
// and the number of the replica when there are several.
func (p *item) unitName(c *compiler, replica int) string {
	name := p.inst.service.name
	if p.typ == "account" {
		return c.accountOf(p)
	}
	if p.typ == "unit" {
		return c.arguments(p.scope(c, nowhere), p.block).string("name", p.label+".service")
	}
	if p.typ == "volume" {
		if own := c.arguments(p.scope(c, nowhere), p.block).string("name", ""); own != "" {
			return own
		}
		name = c.formerName(p.inst.service)
	}
	if p.label != p.inst.service.component.Name() {
		name += "-" + p.label
	}
	if p.each != nil {
		name += "-" + p.key()
	}
	if p.typ == "container" && c.replicas(p) > 1 {
		name += "-" + strconv.Itoa(replica+1)
	}
	return name
}

// mostReplicas is more than one host has use for. A number with a digit too many
// is caught by it before it becomes as many units.
const mostReplicas = 100

// replicas is how many of a container there are.
func (c *compiler) replicas(p *item) int {
	return once(c, of{"replicas", p}, p.block.Range, 1, func() int {
		a := c.arguments(p.scope(c, nowhere), p.block)
		n := a.int("replicas", 1)
		if n < 1 {
			c.fail(a.at("replicas"), "Invalid number", "A container has at least one replica. Use enabled = false for none.")
			return 1
		}
		if n > mostReplicas {
			c.fail(a.at("replicas"), "Invalid number", "A container has at most %d replicas on one host, and this says %d.", mostReplicas, n)
			return 1
		}
		return n
	})
}

// path is where a file or directory is on the host.
func (c *compiler) path(p *item) string {
	if p.whole != nil {
		return certificatePath(p)
	}
	return once(c, of{"path", p}, p.block.Range, "", func() string {
		a := c.arguments(p.scope(c, nowhere), p.block)
		where := a.string("path", p.label)
		if !a.known("path") {
			return ""
		}
		at := p.block.LabelRange
		if p.block.Expr("path") != nil {
			at = a.at("path")
		}
		if !path.IsAbs(where) {
			if p.typ == "directory" {
				c.fail(at, "Invalid path", "%q is not an absolute path. A directory is somewhere on the host, as in /srv/%s.", where, p.inst.service.name)
				return ""
			}
			if p.each != nil {
				where = p.key() + "/" + where
			}
			where = path.Join("/etc/senexc/services", p.inst.service.name) + "/" + where
		}
		if where != path.Clean(where) || strings.ContainsFunc(where, func(r rune) bool { return r <= ' ' || r == 0x7f || strings.ContainsRune(`"'\$%:`, r) }) {
			c.fail(at, "Invalid path", "%q cannot be the path of a file on a host: it has no spaces, quotes, backslashes, colons, dollar or percent signs, and no \".\" or \"..\" in it.", where)
			return ""
		}
		return where
	})
}
