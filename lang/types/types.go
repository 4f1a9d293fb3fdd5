package types

import (
	"reflect"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"
)

// A Kind is what a type is, apart from what is inside it; written as in the
// language.
type Kind string

const (
	KindAny       Kind = "any"
	KindBool      Kind = "bool"
	KindNumber    Kind = "number"
	KindString    Kind = "string"
	KindSecret    Kind = "secret"
	KindService   Kind = "service"
	KindEndpoint  Kind = "endpoint"
	KindAuthority Kind = "authority"
	KindList      Kind = "list"
	KindSet       Kind = "set"
	KindMap       Kind = "map"
	KindObject    Kind = "object"
	KindTuple     Kind = "tuple"
)

// A Type is a type constraint. The zero value is any, which accepts everything
// and changes nothing. Types are immutable.
type Type struct {
	kind       Kind        // "" is KindAny
	elements   []Type      // of list, set and map: one; of tuple: all
	attributes []Attribute // of object, in the order of the source
}

// An Attribute is one key of an object type.
type Attribute struct {
	Name     string
	Type     Type
	Optional bool
	// Default is what an optional attribute is when it is absent or null,
	// already converted to Type. It is null if there is no default.
	Default cty.Value
}

// A ServiceRef names a service without evaluating anything of it.
type ServiceRef struct{ Name string }

// Service is the cty type of a value of type service: a capsule around a
// *ServiceRef.
var Service = cty.CapsuleWithOps("service", reflect.TypeFor[ServiceRef](), &cty.CapsuleOps{
	Equals: func(a, b any) cty.Value {
		return cty.BoolVal(*a.(*ServiceRef) == *b.(*ServiceRef))
	},
	RawEquals: func(a, b any) bool { return *a.(*ServiceRef) == *b.(*ServiceRef) },
	HashKey:   func(v any) string { return v.(*ServiceRef).Name },
})

// ServiceVal returns the value that stands for the service of that name.
func ServiceVal(name string) cty.Value {
	return cty.CapsuleVal(Service, &ServiceRef{name})
}

// Endpoint is the cty type of a value of type endpoint.
var Endpoint = cty.Object(map[string]cty.Type{
	"host":     cty.String, // name or address that the reader reaches it at
	"port":     cty.Number,
	"address":  cty.String, // host:port
	"protocol": cty.String,
})

var endpointAttributes = []Attribute{
	{Name: "host", Type: Type{kind: KindString}},
	{Name: "port", Type: Type{kind: KindNumber}},
	{Name: "address", Type: Type{kind: KindString}},
	{Name: "protocol", Type: Type{kind: KindString}},
}

// Kind returns what kind of type t is.
func (t Type) Kind() Kind {
	if t.kind == "" {
		return KindAny
	}
	return t.kind
}

// Element returns the type of the elements of a list, set or map, and any for
// every other type.
func (t Type) Element() Type {
	switch t.kind {
	case KindList, KindSet, KindMap:
		return t.elements[0]
	}
	return Type{}
}

// Elements returns the types of the elements of a tuple.
func (t Type) Elements() []Type {
	if t.kind != KindTuple {
		return nil
	}
	return t.elements
}

// Attributes returns the keys of an object or endpoint in the order in which
// they are declared.
func (t Type) Attributes() []Attribute {
	if t.kind == KindEndpoint {
		return endpointAttributes
	}
	return t.attributes
}

// Has reports whether t is of that kind or has it anywhere inside.
func (t Type) Has(kind Kind) bool {
	if t.Kind() == kind {
		return true
	}
	for _, e := range t.elements {
		if e.Has(kind) {
			return true
		}
	}
	for _, a := range t.attributes {
		if a.Type.Has(kind) {
			return true
		}
	}
	return false
}

// Cty returns the cty type of the values that Convert returns. Objects have all
// their attributes, the optional ones too.
func (t Type) Cty() cty.Type {
	switch t.Kind() {
	case KindBool:
		return cty.Bool
	case KindNumber:
		return cty.Number
	case KindString, KindSecret:
		return cty.String
	case KindService:
		return Service
	case KindEndpoint:
		return Endpoint
	case KindAuthority:
		return Authority
	case KindList:
		return cty.List(t.Element().Cty())
	case KindSet:
		return cty.Set(t.Element().Cty())
	case KindMap:
		return cty.Map(t.Element().Cty())
	case KindObject:
		types := make(map[string]cty.Type, len(t.attributes))
		for _, a := range t.attributes {
			types[a.Name] = a.Type.Cty()
		}
		return cty.Object(types)
	case KindTuple:
		types := make([]cty.Type, len(t.elements))
		for i, e := range t.elements {
			types[i] = e.Cty()
		}
		return cty.Tuple(types)
	default:
		return cty.DynamicPseudoType
	}
}

// String returns t as it is written in the language, on one line.
func (t Type) String() string {
	switch t.kind {
	case KindList, KindSet, KindMap:
		return string(t.kind) + "(" + t.elements[0].String() + ")"
	case KindTuple:
		elements := make([]string, len(t.elements))
		for i, e := range t.elements {
			elements[i] = e.String()
		}
		return "tuple([" + strings.Join(elements, ", ") + "])"
	case KindObject:
		attributes := make([]string, len(t.attributes))
		for i, a := range t.attributes {
			attributes[i] = a.Name + " = " + a.String()
		}
		if len(attributes) == 0 {
			return "object({})"
		}
		return "object({ " + strings.Join(attributes, ", ") + " })"
	default:
		return string(t.Kind())
	}
}

// String returns the attribute's type as it is written in the language, with
// optional() around it if it is that.
func (a Attribute) String() string {
	switch {
	case !a.Optional:
		return a.Type.String()
	case a.Default == cty.NilVal || a.Default.IsNull():
		return "optional(" + a.Type.String() + ")"
	default:
		return "optional(" + a.Type.String() + ", " + literal(a.Default) + ")"
	}
}

// literal writes a default in the language, on one line.
func literal(v cty.Value) string {
	switch ty := v.Type(); {
	case v.IsNull():
		return "null"
	case ty.IsObjectType(), ty.IsMapType():
		var parts []string
		for it := v.ElementIterator(); it.Next(); {
			key, value := it.Element()
			name := key.AsString()
			if !hclsyntax.ValidIdentifier(name) {
				name = literal(key)
			}
			parts = append(parts, name+" = "+literal(value))
		}
		if len(parts) == 0 {
			return "{}"
		}
		return "{ " + strings.Join(parts, ", ") + " }"
	case ty.IsListType(), ty.IsSetType(), ty.IsTupleType():
		var parts []string
		for it := v.ElementIterator(); it.Next(); {
			_, value := it.Element()
			parts = append(parts, literal(value))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	default:
		return string(hclwrite.TokensForValue(v).Bytes())
	}
}
