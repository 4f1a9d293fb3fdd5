package expr

import (
	"reflect"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// A Scope gives references their meaning.
type Scope interface {
	// Reference returns the value of an absolute traversal.
	Reference(hcl.Traversal) (cty.Value, hcl.Diagnostics)

	// Follow goes on from a value of a capsule type, which only the scope
	// can look into. It returns the value of the whole path.
	Follow(from cty.Value, path hcl.Traversal) (cty.Value, hcl.Diagnostics)

	// Call calls one of Functions.
	Call(name string, args []cty.Value, at hcl.Range) (cty.Value, hcl.Diagnostics)
}

// Functions are those whose result depends on the scope.
var Functions = []string{"accepted", "output", "scram", "services_with", "slot"}

// A Transient mark says something about how a value came about, such as which
// endpoint it is the address of. It is dropped where a value only decides
// something and does not become part of the result.
type Transient interface{ Transient() }

// scopeKey is where a context keeps its scope. No reference can spell it.
const scopeKey = "\x00scope"

var scopeType = cty.Capsule("scope", reflect.TypeFor[Scope]())

// Referred returns the reference that an expression is, prepared or not, or nil
// when it is anything else.
func Referred(e hcl.Expression) *hclsyntax.ScopeTraversalExpr {
	switch e := e.(type) {
	case *reference:
		return e.ScopeTraversalExpr
	case *hclsyntax.ScopeTraversalExpr:
		return e
	default:
		return nil
	}
}

// Context returns the context in which prepared expressions are evaluated in
// scope.
func Context(scope Scope, functions map[string]function.Function) *hcl.EvalContext {
	return &hcl.EvalContext{
		Variables: map[string]cty.Value{scopeKey: cty.CapsuleVal(scopeType, &scope)},
		Functions: functions,
	}
}

// find looks for what a root name means: a variable that a for expression or a
// template binds, or else the scope that resolves it.
func find(ctx *hcl.EvalContext, root string) (bound cty.Value, scope Scope) {
	for ; ctx != nil; ctx = ctx.Parent() {
		if v, ok := ctx.Variables[root]; ok {
			return v, scopeOf(ctx)
		}
		if s, ok := ctx.Variables[scopeKey]; ok {
			return cty.NilVal, *s.EncapsulatedValue().(*Scope)
		}
	}
	return cty.NilVal, nil
}

// scopeOf returns the scope of a context or of the nearest one around it.
func scopeOf(ctx *hcl.EvalContext) Scope {
	for ; ctx != nil; ctx = ctx.Parent() {
		if s, ok := ctx.Variables[scopeKey]; ok {
			return *s.EncapsulatedValue().(*Scope)
		}
	}
	return nil
}
