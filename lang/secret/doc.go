// Package secret represents secret values in expressions: values that can be
// passed on and put into strings, but not seen.
//
// A secret is a string that holds a printable token in place of the value, and
// carries a Mark. The token shows where in a longer string the value belongs;
// the mark makes every function and every sink decide what to do with it. The
// package knows nothing about where values are stored or how hosts get them.
package secret
