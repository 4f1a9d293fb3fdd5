// Package limit is for fuzz tests: it holds what they do with one input to
// limits of time and memory, so that an input which makes the compiler hang, or
// eat memory, fails like one which makes it panic.
//
// The limits are far above what any input of that size may need. They tell the
// end from no end, and are no measurement.
package limit
