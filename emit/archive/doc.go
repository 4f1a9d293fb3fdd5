// Package archive turns a list of entries into one reproducible archive: the
// same entries give the same bytes, wherever and whenever they are packed.
//
// The tar is USTAR, which every tar on every host reads, with nothing in it
// that depends on the machine: no owner, no names, one time for all members.
// It knows tar and compression, and nothing about what the entries are for,
// except which ones a reader wants to meet first and last.
package archive
