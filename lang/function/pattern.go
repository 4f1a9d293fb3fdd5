package function

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"

	"github.com/zclconf/go-cty/cty"
	fn "github.com/zclconf/go-cty/cty/function"
)

// patterns are regular expressions that were read before. The same few stand in
// validations that are evaluated for every instance, and reading one takes longer
// than all else that is done with it.
type patterns struct {
	sync.Mutex
	compiled map[string]*regexp.Regexp
}

func (p *patterns) compile(pattern string) (*regexp.Regexp, error) {
	p.Lock()
	defer p.Unlock()
	if re := p.compiled[pattern]; re != nil {
		return re, nil
	}
	re, err := regexp.Compile(pattern)
	if wrong := (*syntax.Error)(nil); errors.As(err, &wrong) {
		return nil, fmt.Errorf("invalid regexp pattern: %s in %s", wrong.Code, wrong.Expr)
	} else if err != nil {
		return nil, err
	}
	p.compiled[pattern] = re
	return re, nil
}

var patternParams = []fn.Parameter{{Name: "pattern", Type: cty.String}, {Name: "string", Type: cty.String}}

func (p *patterns) regex() fn.Function {
	return fn.New(&fn.Spec{
		Params: patternParams,
		Type: func(args []cty.Value) (cty.Type, error) {
			return p.found(args[0])
		},
		Impl: func(args []cty.Value, found cty.Type) (cty.Value, error) {
			re, err := p.compile(args[0].AsString())
			if err != nil {
				return cty.NilVal, fn.NewArgError(0, err)
			}
			s := args[1].AsString()
			at := re.FindStringSubmatchIndex(s)
			if at == nil {
				return cty.NilVal, errors.New("pattern did not match any part of the given string")
			}
			return groups(re, s, at, found), nil
		},
	})
}

func (p *patterns) regexall() fn.Function {
	return fn.New(&fn.Spec{
		Params: patternParams,
		Type: func(args []cty.Value) (cty.Type, error) {
			found, err := p.found(args[0])
			if err != nil {
				return cty.NilType, err
			}
			return cty.List(found), nil
		},
		Impl: func(args []cty.Value, list cty.Type) (cty.Value, error) {
			re, err := p.compile(args[0].AsString())
			if err != nil {
				return cty.NilVal, fn.NewArgError(0, err)
			}
			s, found := args[1].AsString(), list.ElementType()
			var all []cty.Value
			for _, at := range re.FindAllStringSubmatchIndex(s, -1) {
				all = append(all, groups(re, s, at, found))
			}
			if len(all) == 0 {
				return cty.ListValEmpty(found), nil
			}
			return cty.ListVal(all), nil
		},
	})
}

// found is the type of what a pattern finds: a string, or what its groups find,
// by name if they have names.
func (p *patterns) found(pattern cty.Value) (cty.Type, error) {
	if !pattern.IsKnown() {
		return cty.DynamicPseudoType, nil
	}
	re, err := p.compile(pattern.AsString())
	if err != nil {
		return cty.NilType, fn.NewArgError(0, err)
	}
	if re.NumSubexp() == 0 {
		return cty.String, nil
	}
	var tuple []cty.Type
	object := map[string]cty.Type{}
	for _, name := range re.SubexpNames()[1:] {
		if name == "" {
			tuple = append(tuple, cty.String)
		} else {
			object[name] = cty.String
		}
	}
	switch {
	case len(object) == 0:
		return cty.Tuple(tuple), nil
	case len(tuple) == 0:
		return cty.Object(object), nil
	}
	return cty.NilType, fn.NewArgErrorf(0, "invalid regexp pattern: cannot mix both named and unnamed capture groups")
}

// groups is what a pattern found in a string, at the given indexes. A group that
// takes no part in it is null.
func groups(re *regexp.Regexp, s string, at []int, found cty.Type) cty.Value {
	part := func(group int) cty.Value {
		if at[2*group] < 0 {
			return cty.NullVal(cty.String)
		}
		return cty.StringVal(s[at[2*group]:at[2*group+1]])
	}
	switch {
	case found.IsTupleType():
		tuple := make([]cty.Value, re.NumSubexp())
		for i := range tuple {
			tuple[i] = part(i + 1)
		}
		return cty.TupleVal(tuple)
	case found.IsObjectType():
		object := map[string]cty.Value{}
		for i, name := range re.SubexpNames()[1:] {
			object[name] = part(i + 1)
		}
		return cty.ObjectVal(object)
	}
	return part(0)
}

func (p *patterns) replace() fn.Function {
	return fn.New(&fn.Spec{
		Params: []fn.Parameter{
			{Name: "string", Type: cty.String},
			{Name: "substring", Type: cty.String},
			{Name: "replacement", Type: cty.String},
		},
		Type: fn.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			s, old, new := args[0].AsString(), args[1].AsString(), args[2].AsString()
			if len(old) < 2 || old[0] != '/' || old[len(old)-1] != '/' {
				return cty.StringVal(strings.ReplaceAll(s, old, new)), nil
			}
			re, err := p.compile(old[1 : len(old)-1])
			if err != nil {
				return cty.NilVal, fn.NewArgError(1, err)
			}
			return cty.StringVal(re.ReplaceAllString(s, new)), nil
		},
	})
}
