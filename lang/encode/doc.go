// Package encode writes a string so that a sink reads it back unchanged: a
// password in a URL, a word in a shell command, a literal in SQL.
//
// Each encoder is the definition of its format. Plain strings are encoded by
// the compiler, secrets on the host by the installer's shell code; both must
// give the same bytes, and the installer's tests compare them.
//
// Encoders work on bytes. A value that a sink cannot carry is an error, never
// an approximation. The package imports nothing of the project and knows
// neither what a value is for nor whether it is a secret.
package encode
