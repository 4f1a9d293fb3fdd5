// Command senexc compiles a stack definition into one signed bundle per host.
//
// This is the only place that reads the environment, the clock, a terminal or
// git; it hands what it finds to the packages that do the work. There is one
// file per command.
//
// Exit status: 0 done, 1 errors in what was given or on the way, 64 a command
// line that makes no sense, 130 interrupted.
package main
