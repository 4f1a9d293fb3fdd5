// Package compile turns a module into a plan: it decides what runs where, what
// every reference means for the one who reads it, and all that follows from
// the connections between services.
//
// Compile is a pure function: it reads the two file systems it is given and
// nothing else, and the same input gives the same plan. It knows the
// primitives of the language, containers, files, endpoints, jobs, and no
// service by name; all knowledge about services is in components. What a plan
// becomes on a host, units, firewall commands, archives, is for package emit.
//
// # How it evaluates
//
// Everything is evaluated on demand and for a reader. The reader is the thing
// that is emitted: a container stands in the stack network of its host, a file
// of a native program stands on the host itself. An address depends on that
// standpoint, so every value is kept per standpoint, in a cell. A cell that is
// met while it is being evaluated is a cycle.
//
// An address carries a mark that tells which endpoint it belongs to. Where a
// marked value reaches something emitted, there is an edge; published ports,
// firewall rules and order are derived from the edges when all of them are
// known. A secret is a mark too, with a token in the string that shows where
// the value belongs.
//
// A value that could not be evaluated is unknown. Whatever depends on it stays
// quiet, so one mistake gives one message.
package compile
