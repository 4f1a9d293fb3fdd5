// Package lang reads the source of a stack: it turns files into a Module,
// which holds every block, checked against the schema, with its expressions
// still unevaluated.
//
// It knows HCL and the shape of the language: which blocks there are, which
// arguments each takes, and of what type. It does not know what a reference
// means, what a service is for, or what becomes of it on a host; that is for
// package compile. It reads through an fs.FS and touches nothing else.
package lang
