package types

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang/suggest"
)

// keywords are all words of the type language, for suggestions.
var keywords = []string{
	"any", "bool", "number", "string", "secret", "service", "endpoint", "authority",
	"list", "set", "map", "object", "tuple", "optional",
}

// Parse reads a type expression. With errors it returns any in the places that
// it could not read, so that values are not reported against a broken type.
func Parse(expr hcl.Expression) (Type, hcl.Diagnostics) {
	if word := hcl.ExprAsKeyword(expr); word != "" {
		return parseWord(word, expr.Range())
	}
	call, diags := hcl.ExprCall(expr)
	if diags.HasErrors() {
		return Type{}, invalid(expr.Range(), "A type is a word such as string, or a word with another type in parentheses, such as list(string).%s", quoted(expr))
	}
	switch call.Name {
	case "list", "set", "map":
		if d := one(call, "the type of its elements, as in "+call.Name+"(string)"); d != nil {
			return Type{}, d
		}
		element, diags := Parse(call.Arguments[0])
		return Type{kind: Kind(call.Name), elements: []Type{element}}, diags
	case "object":
		if d := one(call, "its keys and their types, as in object({ name = string })"); d != nil {
			return Type{}, d
		}
		return parseObject(call.Arguments[0])
	case "tuple":
		if d := one(call, "a list of types, as in tuple([string, number])"); d != nil {
			return Type{}, d
		}
		return parseTuple(call.Arguments[0])
	case "optional":
		return Type{}, invalid(call.NameRange, "Only a key of an object type can be optional, as in object({ name = optional(string) }).")
	case "any", "bool", "number", "string", "secret", "service", "endpoint":
		return Type{}, invalid(call.ArgsRange, "The type %s takes nothing in parentheses.", call.Name)
	}
	return Type{}, invalid(call.NameRange, "%q is not a type.%s", call.Name, suggest.DidYouMean(call.Name, keywords))
}

// MustParse returns the type that is written in source. It panics on an error:
// it is for types that are part of the program.
func MustParse(source string) Type {
	expr, diags := hclsyntax.ParseExpression([]byte(source), "type", hcl.InitialPos)
	if !diags.HasErrors() {
		var t Type
		if t, diags = Parse(expr); !diags.HasErrors() {
			return t
		}
	}
	panic(fmt.Sprintf("type %q: %s", source, diags))
}

func parseWord(word string, rng hcl.Range) (Type, hcl.Diagnostics) {
	switch kind := Kind(word); kind {
	case KindAny:
		return Type{}, nil
	case KindBool, KindNumber, KindString, KindSecret, KindService, KindEndpoint, KindAuthority:
		return Type{kind: kind}, nil
	case KindList, KindSet, KindMap:
		return Type{}, invalid(rng, "A %s needs the type of its elements, as in %s(string).", word, word)
	case KindObject:
		return Type{}, invalid(rng, "An object needs its keys and their types, as in object({ name = string }).")
	case KindTuple:
		return Type{}, invalid(rng, "A tuple needs the types of its elements, as in tuple([string, number]).")
	}
	return Type{}, invalid(rng, "%q is not a type.%s", word, suggest.DidYouMean(word, keywords))
}

func parseTuple(expr hcl.Expression) (Type, hcl.Diagnostics) {
	exprs, diags := hcl.ExprList(expr)
	if diags.HasErrors() {
		return Type{}, invalid(expr.Range(), "A tuple needs a list of types, as in tuple([string, number]).")
	}
	t := Type{kind: KindTuple, elements: make([]Type, len(exprs))}
	for i, e := range exprs {
		element, d := Parse(e)
		t.elements[i], diags = element, append(diags, d...)
	}
	return t, diags
}

func parseObject(expr hcl.Expression) (Type, hcl.Diagnostics) {
	pairs, diags := hcl.ExprMap(expr)
	if diags.HasErrors() {
		return Type{}, invalid(expr.Range(), "An object needs its keys and their types in braces, as in object({ name = string }).")
	}
	t := Type{kind: KindObject}
	seen := map[string]bool{}
	for _, pair := range pairs {
		name := hcl.ExprAsKeyword(pair.Key)
		switch {
		case name == "":
			diags = append(diags, invalid(pair.Key.Range(), "A key of an object type is a plain name, without quotes or references.")...)
			continue
		case seen[name]:
			diags = append(diags, invalid(pair.Key.Range(), "The key %q is already in this object type.", name)...)
			continue
		}
		seen[name] = true
		attribute, d := parseAttribute(name, pair.Value)
		t.attributes = append(t.attributes, attribute)
		diags = append(diags, d...)
	}
	if diags.HasErrors() {
		return Type{}, diags
	}
	return t, diags
}

// parseAttribute reads T, optional(T) or optional(T, default).
func parseAttribute(name string, expr hcl.Expression) (Attribute, hcl.Diagnostics) {
	a := Attribute{Name: name, Default: cty.NilVal}
	call, callDiags := hcl.ExprCall(expr)
	if callDiags.HasErrors() || call.Name != "optional" {
		var diags hcl.Diagnostics
		a.Type, diags = Parse(expr)
		return a, diags
	}
	a.Optional = true
	if n := len(call.Arguments); n < 1 || n > 2 {
		return a, invalid(call.ArgsRange, "optional takes a type, and after it a default if there is one, as in optional(number, 80).")
	}
	t, diags := Parse(call.Arguments[0])
	a.Type, a.Default = t, cty.NullVal(t.Cty())
	if len(call.Arguments) == 1 || diags.HasErrors() {
		return a, diags
	}
	expr = call.Arguments[1]
	if len(expr.Variables()) > 0 {
		return a, invalid(expr.Range(), "The default of %s must be a plain value: a type cannot refer to anything.", name)
	}
	v, diags := expr.Value(nil)
	if diags.HasErrors() {
		return a, diags
	}
	v, diags = t.Convert(v, expr.Range(), expr, name)
	if !diags.HasErrors() {
		a.Default = v
	}
	return a, diags
}

// one reports an error unless the call has exactly one argument.
func one(call *hcl.StaticCall, what string) hcl.Diagnostics {
	if len(call.Arguments) == 1 {
		return nil
	}
	return invalid(call.ArgsRange, "In parentheses %s needs %s, and nothing else.", call.Name, what)
}

// quoted explains a type in quotes, which old Terraform code has.
func quoted(expr hcl.Expression) string {
	v, diags := expr.Value(nil)
	if diags.HasErrors() || v.IsNull() || v.Type() != cty.String || v.IsMarked() || !v.IsKnown() {
		return ""
	}
	for _, word := range keywords {
		if v.AsString() == word {
			return fmt.Sprintf(" Write %s without quotes.", word)
		}
	}
	return ""
}

func invalid(rng hcl.Range, format string, args ...any) hcl.Diagnostics {
	return hcl.Diagnostics{{
		Severity: hcl.DiagError,
		Summary:  "Invalid type",
		Detail:   fmt.Sprintf(format, args...),
		Subject:  &rng,
	}}
}
