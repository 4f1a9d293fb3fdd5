// Package charset holds sources to their one encoding, UTF-8. The parser of HCL
// lets other bytes pass in comments and in names, where they would become part
// of what is emitted, or make two programs read two different names.
//
// It knows bytes and lines, and nothing of what is written in them.
package charset
