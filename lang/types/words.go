package types

import (
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// article names a type in a sentence.
func article(t Type) string {
	switch t.Kind() {
	case KindEndpoint:
		return "an endpoint (as in service.NAME.endpoint.NAME)"
	case KindAuthority:
		return "an authority (as in authority.NAME)"
	case KindObject:
		names := make([]string, len(t.attributes))
		for i, a := range t.attributes {
			names[i] = a.Name
		}
		if len(names) == 0 {
			return "an object without keys"
		}
		return "an object with the keys " + list(names)
	case KindList, KindSet, KindMap:
		return "a " + string(t.Kind()) + " of " + plurals(t.Element())
	case KindTuple:
		return "a list of " + plural(len(t.elements), "element")
	case KindBool:
		return "true or false"
	case KindAny:
		return "any value"
	default:
		return "a " + string(t.Kind())
	}
}

func plurals(t Type) string {
	switch t.Kind() {
	case KindAny:
		return "values of one type"
	case KindList, KindSet, KindMap:
		return string(t.Kind()) + "s of " + plurals(t.Element())
	case KindAuthority:
		return "authorities"
	default:
		return string(t.Kind()) + "s"
	}
}

// found names what a value is. It quotes short strings, but never a secret.
func found(v cty.Value, marks cty.ValueMarks) string {
	switch ty := v.Type(); {
	case isSecret(marks):
		return "a secret"
	case ty == cty.String:
		if s := v.AsString(); len(s) <= 40 {
			return "the string " + strconv.Quote(s)
		}
		return "a string"
	case ty == cty.Number:
		return "a number"
	case ty == cty.Bool:
		return "a bool"
	case ty.Equals(Service):
		return "a service"
	case ty.Equals(Endpoint):
		return "an endpoint"
	case ty.Equals(Authority):
		return "an authority"
	case ty.IsTupleType(), ty.IsListType():
		return "a list"
	case ty.IsSetType():
		return "a set"
	case ty.IsMapType():
		return "a map"
	case ty.IsObjectType():
		return "an object"
	default:
		return "a " + ty.FriendlyName()
	}
}

func list(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
