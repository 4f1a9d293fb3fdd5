// Package diagnostic shows mistakes to the operator: where each is, the line of
// source with the part underlined, what is wrong and what to do.
//
// It decides what is shown and in which order, so that the same mistakes always
// give the same text, and one mistake gives one message. It never prints a value
// that an expression had: that could be a secret.
package diagnostic
