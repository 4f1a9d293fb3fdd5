// Package emit turns the plan of a host into the files of its bundle: the units
// and configuration at the paths they will have there, the sealed secrets, the
// installer with its data, and what a reviewer and a program read about it all.
//
// Host is a function of its arguments alone: the same plan gives the same bytes.
// The plan is all that it knows; it neither evaluates anything nor touches a
// file system, a key or a network. How a unit is written is for package quadlet,
// how a host is changed for package install, how files are packed and signed for
// packages archive and sign.
package emit
