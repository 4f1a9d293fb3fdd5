// Package plan is the contract between the two halves of the compiler: what
// compile has decided and emit writes down.
//
// A plan is plain data. Everything in it is known, defaulted, sorted and
// checked; nothing refers to an expression, and every item carries the Origin
// of the line that made it. The only values that are not known are secrets:
// a Text holds their names and the encoders that the host applies.
//
// The package imports nothing of the project and knows neither the language
// nor the files that hosts will get.
package plan
