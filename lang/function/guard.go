package function

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"
	fn "github.com/zclconf/go-cty/cty/function"

	"github.com/senextrader/senexc/lang/encode"
	"github.com/senextrader/senexc/lang/marks"
	"github.com/senextrader/senexc/lang/number"
	"github.com/senextrader/senexc/lang/secret"
)

// secrets tells whether a function takes secrets in the argument at an index.
type secrets func(argument int) bool

func all(int) bool  { return true }
func none(int) bool { return false }

func allBut(arguments ...int) secrets {
	return func(i int) bool { return !slices.Contains(arguments, i) }
}

// guard returns f under a description, refusing secrets in the arguments that
// do not take them. It sees the arguments with their marks, and so does f, which
// handles them in cty's way where it has none of its own: what it returns has
// the marks of everything it was given.
func guard(name, description string, takes secrets, f fn.Function) fn.Function {
	open := func(p fn.Parameter) fn.Parameter {
		p.AllowMarked, p.AllowUnknown, p.AllowDynamicType = true, true, true
		return p
	}
	spec := &fn.Spec{
		Description: description,
		Type: func(args []cty.Value) (cty.Type, error) {
			for i, arg := range args {
				if takes(i) {
					continue
				}
				if err := refuse(name, i, arg); err != nil {
					return cty.NilType, err
				}
			}
			return f.ReturnTypeForValues(args)
		},
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			v, err := f.Call(args)
			if _, ok := err.(fn.PanicError); ok {
				// cty's log, pow and indent panic where mathematics has no answer.
				return cty.NilVal, fmt.Errorf("%s has no result for these arguments", name)
			}
			if err == nil && !number.InRange(v) {
				return cty.NilVal, errors.New(number.TooLarge)
			}
			if err != nil || v.IsKnown() {
				return v, err
			}
			// Without a value the elements that marks belong to are not there.
			for _, arg := range args {
				_, marks := arg.UnmarkDeep()
				v = v.WithMarks(marks)
			}
			return v, nil
		},
	}
	for _, p := range f.Params() {
		spec.Params = append(spec.Params, open(p))
	}
	if p := f.VarParam(); p != nil {
		p := open(*p)
		spec.VarParam = &p
	}
	return fn.New(spec)
}

// refuse returns an error if there is a secret in an argument.
func refuse(name string, argument int, v cty.Value) error {
	names := secret.Names(v)
	if len(names) == 0 {
		return nil
	}
	slices.Sort(names)
	return fn.NewArgErrorf(argument, "%s is in it, whose value is known only on the host, and %s would have to read that here. "+
		"A secret can be put into strings, lists and maps as it is, or encoded on the host by %s",
		secretList(names), name, encoderList())
}

// secretList names secrets as expressions do.
func secretList(names []string) string {
	for i, name := range names {
		names[i] = "secret." + name
	}
	return strings.Join(names, ", ")
}

func encoderList() string {
	names := encode.Names()
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// isSecret tells whether a value has a secret's mark itself, rather than in it.
func isSecret(v cty.Value) bool {
	for mark := range v.Marks() {
		if _, ok := mark.(secret.Mark); ok {
			return true
		}
	}
	return false
}

// openly returns marks without those of secrets, for results that say nothing
// about a secret's value.
func openly(marks cty.ValueMarks) cty.ValueMarks {
	open := cty.ValueMarks{}
	for mark := range marks {
		if _, ok := mark.(secret.Mark); !ok {
			open[mark] = struct{}{}
		}
	}
	return open
}

// genuine wraps a function that makes new text, such as a decoder: the text
// must not look like a secret's token, or it would become a secret on the host.
func genuine(f fn.Function) fn.Function {
	return fn.New(&fn.Spec{
		Params:   f.Params(),
		VarParam: f.VarParam(),
		Type:     f.ReturnTypeForValues,
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			v, err := f.Call(args)
			if err != nil {
				return v, err
			}
			return v, noTokens(v)
		},
	})
}

func noTokens(v cty.Value) error {
	v = marks.Without(v)
	return cty.Walk(v, func(path cty.Path, v cty.Value) (bool, error) {
		if !number.InRange(v) {
			return false, errors.New(number.TooLarge)
		}
		if v.Type() == cty.String && v.IsKnown() && !v.IsNull() && secret.Forged(v.AsString()) {
			return false, errForged
		}
		if step := len(path) - 1; step >= 0 {
			switch step := path[step].(type) {
			case cty.GetAttrStep:
				if secret.Forged(step.Name) {
					return false, errForged
				}
			}
		}
		return true, nil
	})
}

var errForged = fmt.Errorf("the text has ⟪ or ⟫ in it, which are reserved for the places of secrets")
