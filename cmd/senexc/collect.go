package main

import (
	"os"
	"runtime/debug"
)

// collectRarely lets the garbage be. Most of what compiling makes lives until
// the end, so looking for what does not finds little: on small stacks it took a
// fifth of the time. The limit is for large ones, which must not take a machine's
// memory. Whoever sets GOGC or GOMEMLIMIT knows better.
func collectRarely() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(896 << 20)
	}
}
