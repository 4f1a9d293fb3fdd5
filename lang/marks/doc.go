// Package marks looks for the marks in values. Almost every value is looked
// through several times, and almost none has any: so looking makes nothing, where
// cty's own way makes a copy of the value and a path for everything in it.
//
// It does not know what marks mean.
package marks
