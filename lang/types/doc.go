// Package types is the type language: what a variable accepts, and how a value
// becomes that.
//
// It reads Terraform's type expressions with optional(T, default), and the
// three types of this language, which may stand anywhere in a type: service,
// secret and endpoint. Converting is strict where Terraform is not: a key that
// an object type does not have is an error at that key.
//
// The package knows how values look, not where they come from: it evaluates
// nothing but the literal defaults inside a type.
package types
