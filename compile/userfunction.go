package compile

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/senextrader/senexc/compile/expr"
	"github.com/senextrader/senexc/lang"
	langfunction "github.com/senextrader/senexc/lang/function"
	"github.com/senextrader/senexc/lang/suggest"
)

// A userFunction is one that a stack or a file of components defines. Its result
// is an expression of its parameters and of nothing else, so that a call means
// the same wherever it stands.
type userFunction struct {
	block    *lang.Block
	params   []string
	variadic string // "" when it takes no further arguments
}

// names are all its parameters.
func (f *userFunction) names() []string {
	if f.variadic == "" {
		return f.params
	}
	return append(slices.Clone(f.params), f.variadic)
}

// userFunction reads the parameters of a function.
func (c *compiler) userFunction(b *lang.Block) *userFunction {
	return once(c, of{"parameters", b}, b.Range, nil, func() *userFunction {
		f := &userFunction{block: b}
		if e := b.Expr("params"); e != nil {
			list, diags := hcl.ExprList(e)
			if diags.HasErrors() {
				c.fail(e.Range(), "Invalid parameters", "params is a list of names, as in [name, port].")
			}
			for _, e := range list {
				if name, ok := c.parameter(f, e); ok {
					f.params = append(f.params, name)
				}
			}
		}
		if e := b.Expr("variadic_param"); e != nil {
			f.variadic, _ = c.parameter(f, e)
		}
		return f
	})
}

// parameter reads the name of a parameter that a function does not have yet.
func (c *compiler) parameter(f *userFunction, e hcl.Expression) (string, bool) {
	name := hcl.ExprAsKeyword(e)
	switch {
	case name == "":
		c.fail(e.Range(), "Invalid parameters", "A parameter is a name, without quotes and dots, as in params = [name, port].")
		return "", false
	case slices.Contains(f.params, name):
		c.fail(e.Range(), "Duplicate parameter", "The function %q already has a parameter %q. Rename one of them.", f.block.Name(), name)
		return "", false
	}
	return name, true
}

// userFunctions are the functions that somebody defines, as the language calls
// them.
func (c *compiler) userFunctions(component *lang.Component, blocks map[string]*lang.Block) map[string]function.Function {
	table := map[string]function.Function{}
	for _, b := range sortedByKey(blocks) {
		if !slices.Contains(builtin, b.Name()) {
			table[b.Name()] = c.callable(component, c.userFunction(b))
		}
	}
	return table
}

// callable makes a function of a definition. Marks come in with the arguments
// and go out with what the result has of them: secrets and connections pass
// through like anywhere else.
func (c *compiler) callable(component *lang.Component, f *userFunction) function.Function {
	anything := function.Parameter{Type: cty.DynamicPseudoType, AllowNull: true, AllowUnknown: true, AllowDynamicType: true, AllowMarked: true}
	spec := &function.Spec{
		Type: function.StaticReturnType(cty.DynamicPseudoType),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) { return c.callUser(component, f, args) },
	}
	for _, name := range f.params {
		p := anything
		p.Name = name
		spec.Params = append(spec.Params, p)
	}
	if f.variadic != "" {
		p := anything
		p.Name = f.variadic
		spec.VarParam = &p
	}
	return function.New(spec)
}

func (c *compiler) callUser(component *lang.Component, f *userFunction, args []cty.Value) (cty.Value, error) {
	result := f.block.Expr("result")
	if result == nil || len(c.misspelt[result]) > 0 || c.canceled() {
		return cty.DynamicVal, nil // what is wrong with it was said
	}
	variables := map[string]cty.Value{}
	for i, name := range f.params {
		variables[name] = args[i]
	}
	if f.variadic != "" {
		variables[f.variadic] = cty.TupleVal(args[len(f.params):])
	}
	v, diags := c.prepare(result).Value(&hcl.EvalContext{Variables: variables, Functions: c.functionsOf(component)})
	if diags.HasErrors() {
		return cty.DynamicVal, callError{f.block.Name(), diags}
	}
	return v, nil
}

// A callError is what went wrong in the result of a function. It is reported
// where it went wrong, with a note for the call.
type callError struct {
	name  string
	diags hcl.Diagnostics
}

func (e callError) Causes() hcl.Diagnostics { return e.diags }

func (e callError) Error() string { return fmt.Sprintf("in the function %q: %s", e.name, e.diags) }

// builtin are the functions that the language has, sorted.
var builtin = func() []string {
	names := slices.Collect(maps.Keys(langfunction.Table(langfunction.Options{})))
	names = append(append(names, "weak"), expr.Functions...)
	slices.Sort(names)
	return names
}()

// checkUserFunctions checks every function that is defined, also those that
// nothing calls.
func (c *compiler) checkUserFunctions() {
	c.checkDefinitions(nil, c.module.Functions)
	checked := map[*lang.Block]bool{} // components of one file share their functions
	for _, component := range sortedByKey(c.module.Components) {
		own := map[string]*lang.Block{}
		for name, b := range component.Functions {
			if !checked[b] {
				own[name] = b
			}
			checked[b] = true
		}
		c.checkDefinitions(component, own)
	}
}

func (c *compiler) checkDefinitions(component *lang.Component, blocks map[string]*lang.Block) {
	calls := map[string][]*hclsyntax.FunctionCallExpr{} // of each other, by who calls
	for _, b := range sortedByKey(blocks) {
		if slices.Contains(builtin, b.Name()) {
			c.fail(b.LabelRange, "Reserved name", "%q is a function of the language. Give this one another name, so that nobody takes one for the other.", b.Name())
		}
		f := c.userFunction(b)
		result := b.Expr("result")
		if result == nil {
			continue // that it is missing was said
		}
		w := c.words(result)
		c.failSpelling(result, result.Range(), c.definitionMistakes(component, f, w)...)
		for _, call := range w.calls {
			if blocks[call.Name] != nil {
				calls[b.Name()] = append(calls[b.Name()], call)
			}
		}
	}
	c.checkRecursion(blocks, calls)
}

// definitionMistakes are the names in the result of a function that it does not
// know.
func (c *compiler) definitionMistakes(component *lang.Component, f *userFunction, w *words) (found hcl.Diagnostics) {
	known := f.names()
	for i, t := range w.references {
		root := t.RootName()
		if slices.Contains(known, root) {
			continue
		}
		detail := fmt.Sprintf("The function %q has no parameter %q.%s", f.block.Name(), root, suggest.DidYouMean(root, append(w.scopes[i].names(), known...)))
		if slices.Contains(stackRoots, root) || slices.Contains(componentRoots, root) {
			detail = fmt.Sprintf("The function %q cannot see %q: its result follows from its parameters and nothing else. Pass what it needs as a parameter.", f.block.Name(), root)
		}
		found = found.Append(problem(stepRange(t, 0), "Unknown reference", "%s", detail))
	}
	for _, call := range w.calls {
		if slices.Contains(expr.Functions, call.Name) {
			found = found.Append(problem(call.NameRange, "Function that looks around", "%s() depends on who asks, and the result of a function follows from its parameters and nothing else. Call it outside, and pass what it returns.", call.Name))
		} else if d := (spelling{c: c, component: component}).call(call); d != nil {
			found = found.Append(d)
		}
		found = append(found, spelling{c: c, component: component}.template(call)...)
	}
	return found
}

// checkRecursion refuses functions that call themselves, by whatever way: nothing
// would end them.
func (c *compiler) checkRecursion(blocks map[string]*lang.Block, calls map[string][]*hclsyntax.FunctionCallExpr) {
	const (
		unseen = iota
		open
		closed
	)
	state := map[string]int{}
	var path []*hclsyntax.FunctionCallExpr // calls that lead to where we are
	var visit func(name string)
	visit = func(name string) {
		state[name] = open
		for _, call := range calls[name] {
			path = append(path, call)
			switch state[call.Name] {
			case unseen:
				visit(call.Name)
			case open:
				c.failRecursion(blocks, call.Name, path)
			}
			path = path[:len(path)-1]
		}
		state[name] = closed
	}
	for _, name := range slices.Sorted(maps.Keys(blocks)) {
		if state[name] == unseen {
			visit(name)
		}
	}
}

// failRecursion reports a circle of calls that ends in a call of start.
func (c *compiler) failRecursion(blocks map[string]*lang.Block, start string, path []*hclsyntax.FunctionCallExpr) {
	first := len(path) - 1
	for first > 0 && path[first-1].Name != start {
		first--
	}
	var steps []string
	caller := start
	for _, call := range path[first:] {
		steps = append(steps, fmt.Sprintf("%s() calls, at %s:%d,", caller, call.NameRange.Filename, call.NameRange.Start.Line))
		result := blocks[caller].Expr("result")
		c.misspelt[result] = append(c.misspelt[result], result.Range())
		caller = call.Name
	}
	c.fail(path[len(path)-1].NameRange, "Recursive function", "A function cannot call itself, because nothing would end it:\n\n    %s\n    %s().\n\nUse a for expression to repeat something.", strings.Join(steps, "\n    "), start)
}
