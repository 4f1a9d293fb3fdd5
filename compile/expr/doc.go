// Package expr changes how parsed expressions evaluate: references are
// resolved when they are reached and not before, a conditional evaluates only
// the branch it chooses, and marks that say which connections a value stands
// for do not pass through conditions and keys.
//
// HCL evaluates whatever an expression mentions before it looks at it, and
// both branches of every conditional. Here a reference is a connection, so
// that would connect hosts that have nothing to do with each other. Prepare
// replaces the nodes concerned by nodes that embed them and override Value.
//
// The package knows nodes and values. What a reference means is up to the
// Scope it is evaluated in.
package expr
