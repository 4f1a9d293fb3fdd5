package expr

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/ctymarks"

	"github.com/senextrader/senexc/lang/number"
	"github.com/senextrader/senexc/lang/secret"
	"github.com/senextrader/senexc/lang/suggest"
)

// reference resolves a name when it is reached.
type reference struct{ *hclsyntax.ScopeTraversalExpr }

func (e *reference) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	bound, scope := find(ctx, e.Traversal.RootName())
	switch {
	case bound != cty.NilVal:
		return Follow(scope, bound, e.Traversal[1:])
	case scope != nil:
		return scope.Reference(e.Traversal)
	default:
		return e.ScopeTraversalExpr.Value(ctx) // HCL's own message for an unknown name
	}
}

// relative goes on from a value.
type relative struct {
	*hclsyntax.RelativeTraversalExpr
}

func (e *relative) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	from, diags := e.Source.Value(ctx)
	if diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	v, moreDiags := Follow(scopeOf(ctx), from, e.Traversal)
	return v, append(diags, moreDiags...)
}

// index looks a key up. The key decides which element it is and is no part of
// it.
type index struct{ *hclsyntax.IndexExpr }

func (e *index) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	from, diags := e.Collection.Value(ctx)
	key, keyDiags := e.Key.Value(ctx)
	diags = append(diags, keyDiags...)
	key, keyDiags = decide(key, "an index", e.Key.Range())
	diags = append(diags, keyDiags...)
	if diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	if !key.IsKnown() || key.IsNull() || !key.Type().IsPrimitiveType() {
		v, moreDiags := hcl.Index(from, key, &e.SrcRange)
		return v, append(diags, moreDiags...)
	}
	step := hcl.TraverseIndex{Key: key, SrcRange: e.BracketRange}
	v, moreDiags := Follow(scopeOf(ctx), from, hcl.Traversal{step})
	return v, append(diags, moreDiags...)
}

// Follow goes from a value along a path. Capsules are opaque to HCL; those the
// scope looks into.
func Follow(scope Scope, v cty.Value, path hcl.Traversal) (cty.Value, hcl.Diagnostics) {
	for i, step := range path {
		if v.Type().IsCapsuleType() && scope != nil {
			return scope.Follow(v, path[i:])
		}
		if attr, ok := step.(hcl.TraverseAttr); ok {
			if known, missing := unknownName(v, attr.Name); missing {
				return cty.DynamicVal, hcl.Diagnostics{absent("Unsupported attribute", "attribute", attr.Name, known, attr.SrcRange)}
			}
		}
		if element, ok := step.(hcl.TraverseIndex); ok {
			key, _ := element.Key.Unmark()
			if key.Type() == cty.String && key.IsKnown() && !key.IsNull() {
				if known, missing := unknownName(v, key.AsString()); missing {
					return cty.DynamicVal, hcl.Diagnostics{absent("Invalid index", "element", key.AsString(), known, element.SrcRange)}
				}
			}
		}
		next, diags := step.TraversalStep(v)
		if diags.HasErrors() {
			return cty.DynamicVal, diags
		}
		v = next
	}
	return v, nil
}

// unknownName reports whether a value has names of its parts and this is none of
// them, and which they are.
func unknownName(v cty.Value, name string) (known []string, missing bool) {
	bare, _ := v.Unmark()
	switch t := v.Type(); {
	case t.IsObjectType() && !t.HasAttribute(name):
		return slices.Sorted(maps.Keys(t.AttributeTypes())), true
	case t.IsMapType() && bare.IsKnown() && !bare.IsNull() && bare.HasIndex(cty.StringVal(name)).False():
		return slices.Sorted(maps.Keys(bare.AsValueMap())), true
	default:
		return nil, false
	}
}

// absent says which name may have been meant, as HCL does not.
func absent(summary, what, name string, known []string, at hcl.Range) *hcl.Diagnostic {
	detail := fmt.Sprintf("There is no %s %q here.", what, name)
	if s := suggest.Suggest(name, known); s != "" {
		detail += fmt.Sprintf(" Did you mean %q?", s)
	} else if len(known) > 0 {
		detail += " There is: " + strings.Join(known, ", ") + "."
	}
	return &hcl.Diagnostic{Severity: hcl.DiagError, Summary: summary, Detail: detail, Subject: &at}
}

// conditional evaluates the chosen branch only. A condition that is not known
// gives a value that is not known: both branches may be wrong for it.
type conditional struct{ *hclsyntax.ConditionalExpr }

func (e *conditional) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	condition, diags := e.Condition.Value(ctx)
	condition, moreDiags := decide(condition, "a condition", e.Condition.Range())
	diags = append(diags, moreDiags...)
	if diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	condition, err := convert.Convert(condition, cty.Bool)
	if err != nil || condition.IsNull() {
		found := "null"
		if err != nil {
			found = err.Error()
		}
		return cty.DynamicVal, append(diags, &hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "Invalid condition",
			Detail:   fmt.Sprintf("A condition is true or false; this one is not: %s.", found),
			Subject:  e.Condition.Range().Ptr(),
		})
	}
	if !condition.IsKnown() {
		return cty.DynamicVal, diags
	}
	branch := e.FalseResult
	if condition.True() {
		branch = e.TrueResult
	}
	v, moreDiags := branch.Value(ctx)
	return v, append(diags, moreDiags...)
}

// binary refuses to compute with secrets, except to ask whether there is one,
// and does not evaluate the right side of && and || when the left decides.
type binary struct{ *hclsyntax.BinaryOpExpr }

func (e *binary) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	left, diags := e.LHS.Value(ctx)
	if diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	if e.Op == hclsyntax.OpLogicalAnd || e.Op == hclsyntax.OpLogicalOr {
		if b, _ := left.Unmark(); b.Type() == cty.Bool && b.IsKnown() && !b.IsNull() && b.True() == (e.Op == hclsyntax.OpLogicalOr) {
			return left, diags
		}
	}
	right, rightDiags := e.RHS.Value(ctx)
	diags = append(diags, rightDiags...)
	if diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	if e.Op == hclsyntax.OpEqual || e.Op == hclsyntax.OpNotEqual {
		l, _ := left.Unmark()
		r, _ := right.Unmark()
		if l.IsNull() || r.IsNull() {
			if !l.IsKnown() || !r.IsKnown() {
				return cty.UnknownVal(cty.Bool), diags
			}
			both := l.IsNull() && r.IsNull()
			return cty.BoolVal(both == (e.Op == hclsyntax.OpEqual)), diags
		}
	}
	if names := slices.Concat(secret.Names(left), secret.Names(right)); len(names) > 0 {
		return cty.DynamicVal, append(diags, cannotSee(names[0], "computed with or compared", e.Range()))
	}
	literal := *e.BinaryOpExpr
	literal.LHS = &hclsyntax.LiteralValueExpr{Val: left, SrcRange: e.LHS.Range()}
	literal.RHS = &hclsyntax.LiteralValueExpr{Val: right, SrcRange: e.RHS.Range()}
	v, moreDiags := literal.Value(ctx)
	diags = append(diags, moreDiags...)
	if !number.InRange(v) {
		return cty.DynamicVal, append(diags, number.Diagnostic(e.Range()))
	}
	return v, diags
}

// unary refuses to compute with secrets.
type unary struct{ *hclsyntax.UnaryOpExpr }

func (e *unary) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := e.UnaryOpExpr.Value(ctx)
	if names := secret.Names(v); len(names) > 0 {
		return cty.DynamicVal, append(diags, cannotSee(names[0], "computed with", e.Range()))
	}
	if !number.InRange(v) {
		return cty.DynamicVal, append(diags, number.Diagnostic(e.Range()))
	}
	return v, diags
}

// decision is an expression whose value decides something and does not become
// part of the result.
type decision struct {
	hclsyntax.Expression
	what string
}

func (e *decision) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := e.Expression.Value(ctx)
	v, moreDiags := decide(v, e.what, e.Range())
	return v, append(diags, moreDiags...)
}

// decide drops the marks that do not pass through a decision and refuses
// secrets: what is chosen would tell what the secret is.
func decide(v cty.Value, what string, rng hcl.Range) (cty.Value, hcl.Diagnostics) {
	if names := secret.Names(v); len(names) > 0 {
		return cty.DynamicVal, hcl.Diagnostics{cannotSee(names[0], "used as "+what, rng)}
	}
	v, _ = v.WrangleMarksDeep(func(mark any, _ cty.Path) (ctymarks.WrangleAction, error) {
		if _, ok := mark.(Transient); ok {
			return ctymarks.WrangleDrop, nil
		}
		return nil, nil
	})
	return v, nil
}

func cannotSee(name, how string, rng hcl.Range) *hcl.Diagnostic {
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Secret cannot be seen",
		Detail:   fmt.Sprintf("The secret %q cannot be %s: its value is known only on the hosts. It can be passed on, put into strings, and compared with null.", name, how),
		Subject:  &rng,
	}
}
