// Package architecture holds tests, and nothing else, that keep the source in
// its shape: which package may import which, what only cmd may do, and that no
// service is known by name. docs/testing.md tells the reasons.
//
// It reads the source of the module and runs none of it.
package architecture
