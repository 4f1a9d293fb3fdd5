// Package sealed reads and writes the secrets file of a stack: the sealed value
// of every secret, with its version and the recipients who can open it. The
// file is committed beside the stack.
//
// It knows the form of the file and of what is sealed in it, as far as anyone
// can see without a key. It does not know which hosts need a secret, and cannot
// open one.
package sealed
