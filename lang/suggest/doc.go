// Package suggest finds what somebody probably meant by a misspelt name.
//
// It knows nothing about what is being named. Callers put the answer into
// their own sentence.
package suggest
