package types

import (
	"reflect"

	"github.com/zclconf/go-cty/cty"
)

// An AuthorityRef names a certificate authority of the stack.
type AuthorityRef struct{ Name string }

// Authority is the cty type of a value of type authority: a capsule around an
// *AuthorityRef.
var Authority = cty.CapsuleWithOps("authority", reflect.TypeFor[AuthorityRef](), &cty.CapsuleOps{
	Equals: func(a, b any) cty.Value {
		return cty.BoolVal(*a.(*AuthorityRef) == *b.(*AuthorityRef))
	},
	RawEquals: func(a, b any) bool { return *a.(*AuthorityRef) == *b.(*AuthorityRef) },
	HashKey:   func(v any) string { return v.(*AuthorityRef).Name },
})

// AuthorityVal returns the value that stands for the authority of that name.
func AuthorityVal(name string) cty.Value {
	return cty.CapsuleVal(Authority, &AuthorityRef{name})
}
