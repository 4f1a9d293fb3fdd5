package compile

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/compile/expr"
	"github.com/senextrader/senexc/lang"
	"github.com/senextrader/senexc/lang/diagnostic"
	langfunction "github.com/senextrader/senexc/lang/function"
	"github.com/senextrader/senexc/lang/number"
	"github.com/senextrader/senexc/lang/suggest"
)

// A template is a template file. Every name in it is held against those that it
// is given, also in branches and loops that are not taken, before it is filled
// in.
type template struct {
	hclsyntax.Expression // prepared
	words                *words
	unknown              hcl.Diagnostics // functions that there are not
}

// Value implements hclsyntax.Expression.
func (t *template) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if diags := t.mistakes(slices.Sorted(maps.Keys(ctx.Variables))); diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	return t.Expression.Value(ctx)
}

// mistakes are the names in a template that it is not given, each where it is
// first, and functions that there are not.
func (t *template) mistakes(given []string) hcl.Diagnostics {
	found := slices.Clone(t.unknown)
	said := map[string]bool{}
	for i, ref := range t.words.references {
		name := ref.RootName()
		if slices.Contains(given, name) || said[name] {
			continue
		}
		said[name] = true
		hint := suggest.DidYouMean(name, append(t.words.scopes[i].names(), given...))
		if hint == "" {
			hint = " It is given nothing."
			if len(given) > 0 {
				hint = " It is given: " + strings.Join(given, ", ") + "."
			}
		}
		found = found.Append(problem(stepRange(ref, 0), "Unknown reference", "The template is not given %q.%s", name, hint))
	}
	return found
}

// parseTemplate parses a template file and keeps it for messages.
func (c *compiler) parseTemplate(src []byte, name string, component *lang.Component) (hclsyntax.Expression, hcl.Diagnostics) {
	c.module.Files[name] = &hcl.File{Bytes: src}
	if diags := lang.CheckSource(src, name); diags.HasErrors() {
		return nil, diags
	}
	e, diags := hclsyntax.ParseTemplate(src, name, hcl.InitialPos)
	if !diags.HasErrors() {
		diags = number.Check(e, src)
	}
	if diags.HasErrors() {
		return nil, diags
	}
	t := &template{words: wordsOf(e)}
	for _, call := range t.words.calls {
		if d := (spelling{c: c, component: component}).call(call); d != nil {
			t.unknown = t.unknown.Append(d)
		}
	}
	t.Expression = expr.Prepare(e)
	return t, nil
}

// template checks the template that a call fills in, when the call spells out
// which one that is and the names that it is given. Others are checked when they
// are filled in.
func (s spelling) template(call *hclsyntax.FunctionCallExpr) (found hcl.Diagnostics) {
	if call.Name != "templatefile" || len(call.Args) != 2 {
		return nil
	}
	name, literal := literalString(call.Args[0])
	given, spelt := literalKeys(call.Args[1])
	if !literal || !spelt {
		return nil
	}
	e, err := langfunction.Template(s.c.functionOptions(s.component), name)
	var diags hcl.Diagnostics
	if t, ok := e.(*template); ok {
		diags = t.mistakes(given)
	}
	if mistake := (langfunction.TemplateError{}); errors.As(err, &mistake) {
		diags = mistake.Causes()
	}
	for _, d := range diags {
		d.Extra = &diagnostic.Extra{Notes: []diagnostic.Note{{Subject: call.Range(), Message: fmt.Sprintf("%s is called here", call.Name)}}, Inner: d.Extra}
		found = append(found, d)
	}
	return found
}

// literalKeys are the keys of an object that is written out, if all of them are.
func literalKeys(e hclsyntax.Expression) (keys []string, ok bool) {
	object, ok := e.(*hclsyntax.ObjectConsExpr)
	if !ok {
		return nil, false
	}
	for _, item := range object.Items {
		key := literalKey(item.KeyExpr)
		if key == "" {
			return nil, false
		}
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys, true
}
