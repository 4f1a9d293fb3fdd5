// Package archive turns a list of entries into one reproducible archive: the
// same entries give the same bytes, wherever and whenever they are packed.
//
// It knows tar and compression, and nothing about what the entries are for.
package archive
