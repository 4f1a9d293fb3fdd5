// Package stdlib holds the standard library: components and operating systems,
// written in the language, with the templates they use.
//
// A component is the whole knowledge about one kind of service, in one file
// named after it; its templates and scripts are in the folder of the same
// name. os.hcl says what differs between operating systems.
//
// The package is files only. It imports nothing of the project, and the
// compiler takes it as a file system like any other: nothing here is built
// into Go.
package stdlib
