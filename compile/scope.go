package compile

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/senextrader/senexc/compile/expr"
	"github.com/senextrader/senexc/lang"
	"github.com/senextrader/senexc/lang/diagnostic"
	langfunction "github.com/senextrader/senexc/lang/function"
)

// A place is where on a host a reader stands.
type place string

const (
	nowhere   place = ""        // no reader: placing services, checks of the whole stack
	onNetwork place = "network" // in the stack network: containers
	onHost    place = "host"    // on the host itself: native programs, jobs
)

// A standpoint is where a value is read: an address depends on it.
type standpoint struct {
	host  string
	place place
}

// each is one element of a for_each.
type each struct{ key, value cty.Value }

func (e *each) name() string { return e.key.AsString() }

// A scope is where an expression stands and for whom it is evaluated. It gives
// the references in it their meaning.
type scope struct {
	c *compiler

	// inst is the instance that the expression belongs to; nil at the top
	// level of a stack.
	inst *instance

	// inside says that it stands in the component: it sees the component's
	// names. Arguments of a service belong to an instance and see the stack's.
	inside bool

	// each is the element of for_each that the expression belongs to; nil
	// where there is none.
	each *each

	at standpoint

	// validated is the variable that a validation is for, with the value that
	// it must accept.
	validated      string
	validatedValue cty.Value

	context *hcl.EvalContext // in which expressions are evaluated; made when there is one
}

var _ expr.Scope = (*scope)(nil)

// validating returns the scope of the validations of a variable.
func (s *scope) validating(name string, v cty.Value) *scope {
	t := *s
	t.validated, t.validatedValue, t.context = name, v, nil
	return &t
}

// eval evaluates an expression. Errors are reported, and give an unknown
// value; so does one that is not there, and what of it is misspelt, which was
// reported.
func (s *scope) eval(e hcl.Expression) cty.Value {
	if s.c.canceled() {
		return cty.DynamicVal // nobody waits for what comes of it
	}
	if e == nil {
		return cty.DynamicVal
	}
	if s.context == nil {
		s.context = expr.Context(s, s.functions())
	}
	v, diags := s.c.spared(e).Value(s.context)
	if diags.HasErrors() {
		v = cty.DynamicVal
	}
	for _, d := range diags {
		s.blameGiven(d)
		s.noteGiven(e, d)
		s.tellWay(e, d)
	}
	s.c.diags = append(s.c.diags, diags...)
	return v
}

// unseen are the messages of functions and operators that would have to see a
// secret.
var unseen = regexp.MustCompile(`^The secret "([^"]+)" cannot be |secret\.([A-Za-z0-9_-]+)(?:, secret\.[A-Za-z0-9_-]+)* is in it, whose value`)

// tellWay adds to such a message on which way the secret came to e.
func (s *scope) tellWay(e hcl.Expression, d *hcl.Diagnostic) {
	m := unseen.FindStringSubmatch(d.Detail)
	if m == nil {
		return
	}
	if way := s.c.wayOf(s, e, cmp.Or(m[1], m[2]), map[hcl.Expression]bool{}); len(way) > 1 {
		d.Detail += " It came by:\n\n    " + strings.Join(way, "\n    ")
	}
}

// blameGiven moves a message about an argument of a function to where the value
// was written, when the component only hands on what the service was given: it is
// one mistake, however often the component reads it.
func (s *scope) blameGiven(d *hcl.Diagnostic) {
	ref := expr.Referred(d.Expression)
	if d.Summary != "Invalid function argument" || ref == nil || !s.inside {
		return
	}
	at := s.c.written(s, ref)
	if at == ref.Range() || strings.Contains(d.Detail, "secret.") {
		return // that a function cannot see a secret is the component's mistake
	}
	_, why, _ := strings.Cut(d.Detail, "parameter: ")
	d.Summary, d.Subject, d.Context = "Invalid argument", &at, nil
	d.Detail = fmt.Sprintf("The component %q cannot use this: %s", s.inst.service.component.Name(), why)
}

// noteGiven adds to a message about a part of a variable of a component where the
// service was given its value: the type of the variable admits it, so the one who
// wrote it may have meant something else.
func (s *scope) noteGiven(e hcl.Expression, d *hcl.Diagnostic) {
	if !s.inside || d.Subject == nil {
		return
	}
	w := s.c.words(e)
	var read []hcl.Traversal
	for _, t := range w.references {
		if contains(t.SourceRange(), *d.Subject) {
			read = append(read, t)
		}
	}
	for _, el := range w.elements {
		if of, diags := hcl.AbsTraversalForExpr(el.bound.of); !diags.HasErrors() && contains(el.path.SourceRange(), *d.Subject) {
			read = append(read, of)
		}
	}
	for _, t := range read {
		if given := s.inst.service.block.Expr(stepName(t, 1)); t.RootName() == "var" && given != nil && s.inst.service.component.Variables[stepName(t, 1)] != nil {
			note := diagnostic.Note{Subject: given.Range(), Message: fmt.Sprintf("the service %q is given its %s here", s.inst.service.name, stepName(t, 1))}
			d.Extra = &diagnostic.Extra{Notes: []diagnostic.Note{note}, Inner: d.Extra}
		}
	}
}

// functions returns the functions as they are where the expression stands:
// paths are relative to the folder of its file.
func (s *scope) functions() map[string]function.Function {
	if s.inside {
		return s.c.functionsOf(s.inst.service.component)
	}
	return s.c.functionsOf(nil)
}

// functionsOf are the functions that a component can call, or the stack for nil.
func (c *compiler) functionsOf(component *lang.Component) map[string]function.Function {
	if table := c.functions[component]; table != nil {
		return table
	}
	own := c.module.Functions
	if component != nil {
		own = component.Functions
	}
	opts := c.functionOptions(component)
	opts.Further = c.userFunctions(component, own)
	table := langfunction.Table(opts)
	table["weak"] = weak
	c.functions[component] = table
	return table
}

// functionOptions say which files functions can read, and how.
func (c *compiler) functionOptions(component *lang.Component) langfunction.Options {
	dir, prefix, fsys := ".", "", c.opts.FS
	if component != nil {
		dir = component.Dir
		if component.Standard {
			prefix, fsys = lang.LibraryPrefix, c.opts.Std
		}
	}
	return langfunction.Options{
		FS:  fsys,
		Dir: dir,
		Template: func(src []byte, name string) (hclsyntax.Expression, hcl.Diagnostics) {
			return c.parseTemplate(src, prefix+name, component)
		},
	}
}

// prepare makes an expression lazy, once.
func (c *compiler) prepare(e hcl.Expression) hcl.Expression {
	if p, ok := c.prepared[e]; ok {
		return p
	}
	c.words(e) // they can be listed only before
	p := e
	if native, ok := e.(hclsyntax.Expression); ok {
		p = expr.Prepare(native)
	}
	c.prepared[e] = p
	return p
}

// references lists the names that an expression refers to.
func (c *compiler) references(e hcl.Expression) []hcl.Traversal { return c.words(e).references }

// words lists the names that an expression spells.
func (c *compiler) words(e hcl.Expression) *words {
	w := c.spelt[e]
	if w == nil {
		w = wordsOf(e)
		c.spelt[e] = w
	}
	return w
}
