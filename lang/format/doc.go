// Package format writes sources in their one form: indented by two spaces,
// arguments and comments aligned, never more than one empty line, LF at the ends
// of lines.
//
// It moves white space and nothing else. What it wrote is read again and held
// against the source before anybody gets it, and what is in a heredoc stays as
// it is to the byte; only the ends of its lines become LF as well.
//
// It knows the syntax of HCL. It knows no block of the language, and no file.
package format
