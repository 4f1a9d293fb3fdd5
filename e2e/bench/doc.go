// Package bench measures senexc as an operator runs it: as a process, on the
// production example and on fleets of thousands of hosts, beside other programs
// that do the same work. docs/performance.md has the results and says how they
// are to be read.
//
// None of the benchmarks is part of the tests: how long something takes is never
// right or wrong.
package bench
