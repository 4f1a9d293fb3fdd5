//go:build !linux

package main

import "github.com/senextrader/senexc/emit/hint"

// memoryFolder has none to offer: other systems keep no file system in memory.
func memoryFolder() (string, error) {
	return "", hint.Errorf("Use `senexc secret show` and `senexc secret set` with pipes instead.",
		"editing needs a file system in memory, which this system does not have: a value is never written to a disk")
}
