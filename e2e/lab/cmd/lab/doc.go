//go:build linux

// Command lab keeps a lab up, for looking around in it.
//
//	lab up            boots web01, db01 and redis01, afresh
//	lab shell HOST    a root shell on one of them
//	lab down          takes them down
//	lab sweep         takes down what tests left that were killed
package main
