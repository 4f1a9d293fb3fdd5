package compile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/lang/types"
)

// shown writes values for people and programs to read: a secret is its name,
// a service or a primitive the reference to it.
type shown struct {
	c  *compiler
	at hcl.Range // what messages are about
}

// width is how long a list may be to stand on one line.
const width = 76

// hcl writes a value as in a source.
func (s shown) hcl(v cty.Value) string {
	const name = "v = " // the formatter knows arguments, not expressions
	return strings.TrimPrefix(string(hclwrite.Format([]byte(name+s.expression(v)))), name)
}

func (s shown) expression(v cty.Value) string {
	bare, _ := v.Unmark()
	t := bare.Type()
	switch {
	case bare.IsNull():
		return "null"
	case t == cty.String:
		text, _ := s.c.text(v, s.at)
		return quoted(text)
	case t == cty.Number && bare.AsBigFloat().IsInf():
		s.c.fail(s.at, "Infinite number", "A number in this is infinite, as after a division by zero, and cannot be written.")
		return "null"
	case t.IsPrimitiveType():
		return string(hclwrite.TokensForValue(bare).Bytes())
	case t.IsCapsuleType():
		return s.reference(bare)
	case t.IsObjectType() || t.IsMapType():
		elements := bare.AsValueMap()
		if len(elements) == 0 {
			return "{}"
		}
		var b strings.Builder
		for _, key := range slices.Sorted(maps.Keys(elements)) {
			name := key
			if !hclsyntax.ValidIdentifier(key) {
				name = quoted(plan.Literal(key))
			}
			fmt.Fprintf(&b, "%s = %s\n", name, s.expression(elements[key]))
		}
		return "{\n" + b.String() + "}"
	default:
		var elements []string
		for it := bare.ElementIterator(); it.Next(); {
			_, element := it.Element()
			elements = append(elements, s.expression(element))
		}
		line := "[" + strings.Join(elements, ", ") + "]"
		if len(line) <= width && !strings.Contains(line, "\n") {
			return line
		}
		return "[\n" + strings.Join(elements, ",\n") + ",\n]"
	}
}

// quoted writes a text as a string of the language.
func quoted(t plan.Text) string {
	var b strings.Builder
	for _, segment := range t {
		switch {
		case segment.Secret != "":
			b.WriteString("${secret." + segment.Secret + "}")
		case segment.Encoder != "":
			b.WriteString("${" + segment.Encoder + "(" + argument(segment.Inner) + ")}")
		default:
			literal := string(hclwrite.TokensForValue(cty.StringVal(segment.Literal)).Bytes())
			literal = literal[1 : len(literal)-1]
			if rest, ok := strings.CutSuffix(literal, "$"); ok {
				literal = rest + `${"$"}` // else it would escape what follows
			}
			b.WriteString(literal)
		}
	}
	return `"` + b.String() + `"`
}

// argument writes what an encoder encodes: without quotes if it is one thing.
func argument(t plan.Text) string {
	text := quoted(t)
	if len(t) == 1 && t[0].Literal == "" {
		return strings.TrimSuffix(strings.TrimPrefix(text, `"${`), `}"`)
	}
	return text
}

// reference writes how a source refers to a service or a primitive.
func (s shown) reference(v cty.Value) string {
	var name string
	var element *each
	switch thing := v.EncapsulatedValue().(type) {
	case *types.ServiceRef:
		name = "service." + thing.Name
		if service := s.c.services[thing.Name]; service != nil {
			name, element = "service."+service.block.Name(), service.each
		}
	case *types.AuthorityRef:
		return "authority." + thing.Name
	case *item:
		if thing.whole != nil {
			return s.reference(cty.CapsuleVal(handleType, thing.whole)) + "." + thing.part
		}
		name, element = thing.typ+"."+thing.label, thing.each
		if !hclsyntax.ValidIdentifier(thing.label) {
			name = thing.typ + "[" + quoted(plan.Literal(thing.label)) + "]"
		}
	}
	if element != nil {
		name += "[" + quoted(plan.Literal(element.name())) + "]"
	}
	return name
}

// json writes a value as JSON.
func (s shown) json(v cty.Value) []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(s.plain(v)); err != nil {
		s.c.fail(s.at, "No JSON", "This cannot be written in JSON: %s.", err)
	}
	return b.Bytes()
}

// plain returns a value as package json takes it.
func (s shown) plain(v cty.Value) any {
	bare, _ := v.Unmark()
	t := bare.Type()
	switch {
	case bare.IsNull():
		return nil
	case t == cty.String:
		text, _ := s.c.text(v, s.at)
		return text.Redacted()
	case t == cty.Bool:
		return bare.True()
	case t == cty.Number && bare.AsBigFloat().IsInf():
		return nil // which expression reported
	case t == cty.Number:
		return json.Number(bare.AsBigFloat().Text('f', -1))
	case t.IsCapsuleType():
		return s.reference(bare)
	case t.IsObjectType() || t.IsMapType():
		elements := map[string]any{}
		for key, element := range bare.AsValueMap() {
			elements[key] = s.plain(element)
		}
		return elements
	default:
		elements := []any{}
		for it := bare.ElementIterator(); it.Next(); {
			_, element := it.Element()
			elements = append(elements, s.plain(element))
		}
		return elements
	}
}
