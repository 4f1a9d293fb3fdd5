// Package number says which numbers the language has: those that can be written
// out. A few characters of source, 1e99999999, are a number of a hundred
// million digits, and everything that makes a text of it would take days.
package number
