// Package seal closes secret values for the hosts that need them and for the
// operators who maintain them, and opens them again, in the age format.
//
// The plaintext begins with one line that says which secret it is. Whoever
// opens it compares that line, so that a sealed value that was moved to another
// name, stack or version is refused. The package knows nothing about where
// sealed values are kept, and asks for what only a person knows through a
// Dialog.
package seal
