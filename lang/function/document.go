package function

import (
	"fmt"
	"strings"

	"github.com/zclconf/go-cty/cty"
	fn "github.com/zclconf/go-cty/cty/function"
)

var jsonencode = document(func(v cty.Value) (string, error) {
	var b strings.Builder
	err := writeJSON(&b, v)
	return b.String(), err
})

var yamlencode = document(func(v cty.Value) (string, error) {
	lines, err := yamlLines(v)
	return strings.Join(lines, "\n") + "\n", err
})

// document makes a function that writes any value as text. The text has all
// marks of the value and of what is in it.
func document(write func(cty.Value) (string, error)) fn.Function {
	return fn.New(&fn.Spec{
		Params: []fn.Parameter{{
			Name: "value", Type: cty.DynamicPseudoType,
			AllowMarked: true, AllowNull: true, AllowUnknown: true, AllowDynamicType: true,
		}},
		Type: fn.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			unmarked, marks := args[0].UnmarkDeep()
			if !unmarked.IsWhollyKnown() {
				return cty.UnknownVal(cty.String).WithMarks(marks), nil
			}
			s, err := write(args[0])
			if err != nil {
				return cty.NilVal, fn.NewArgError(0, err)
			}
			return cty.StringVal(s).WithMarks(marks), nil
		},
	})
}

func writeJSON(b *strings.Builder, v cty.Value) error {
	kind, err := kindOf(v)
	if err != nil {
		return err
	}
	if kind == scalar {
		s, err := writeScalar(v)
		b.WriteString(s)
		return err
	}
	v, _ = v.Unmark()
	opening, closing := "[", "]"
	if kind == mapping {
		opening, closing = "{", "}"
	}
	b.WriteString(opening)
	first := true
	for it := v.ElementIterator(); it.Next(); {
		if !first {
			b.WriteByte(',')
		}
		first = false
		key, element := it.Element()
		if kind == mapping {
			s, err := writeScalar(key)
			if err != nil {
				return err
			}
			b.WriteString(s + ":")
		}
		if err := writeJSON(b, element); err != nil {
			return err
		}
	}
	b.WriteString(closing)
	return nil
}

// yamlLines writes a value in block style. Strings are written as in JSON, so
// that none can be taken for a number, a bool or null.
func yamlLines(v cty.Value) ([]string, error) {
	kind, err := kindOf(v)
	if err != nil {
		return nil, err
	}
	if kind == scalar {
		s, err := writeScalar(v)
		return []string{s}, err
	}
	v, _ = v.Unmark()
	if v.LengthInt() == 0 {
		if kind == mapping {
			return []string{"{}"}, nil
		}
		return []string{"[]"}, nil
	}
	var lines []string
	for it := v.ElementIterator(); it.Next(); {
		key, element := it.Element()
		inner, err := yamlLines(element)
		if err != nil {
			return nil, err
		}
		if kind == sequence {
			lines = append(lines, "- "+inner[0])
			inner = inner[1:]
		} else {
			name, err := writeScalar(key)
			if err != nil {
				return nil, err
			}
			if e, _ := element.Unmark(); !isBlock(e) {
				lines = append(lines, name+": "+inner[0])
				continue
			}
			lines = append(lines, name+":")
		}
		for _, line := range inner {
			lines = append(lines, "  "+line)
		}
	}
	return lines, nil
}

// isBlock tells whether a value is written on lines of its own.
func isBlock(v cty.Value) bool {
	kind, err := kindOf(v)
	return err == nil && kind != scalar && v.LengthInt() > 0
}

type kind int

const (
	scalar kind = iota
	sequence
	mapping
)

func kindOf(v cty.Value) (kind, error) {
	switch ty := v.Type(); {
	case v.IsNull(), ty.IsPrimitiveType():
		return scalar, nil
	case ty.IsListType(), ty.IsSetType(), ty.IsTupleType():
		return sequence, nil
	case ty.IsMapType(), ty.IsObjectType():
		return mapping, nil
	default:
		return 0, fmt.Errorf("a %s cannot be written as text", ty.FriendlyName())
	}
}

func writeScalar(v cty.Value) (string, error) {
	switch ty := v.Type(); {
	case v.IsNull():
		return "null", nil
	case ty == cty.String:
		return encoded("jsonstring", v)
	case isSecret(v):
		return "", fmt.Errorf("there is a %s in it that was made by looking at a secret, whose value is known only on the host", ty.FriendlyName())
	}
	v, _ = v.Unmark()
	if v.Type() == cty.Bool {
		if v.True() {
			return "true", nil
		}
		return "false", nil
	}
	f := v.AsBigFloat()
	if f.IsInf() {
		return "", fmt.Errorf("an infinite number cannot be written as text")
	}
	return f.Text('f', -1), nil
}
