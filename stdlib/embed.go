package stdlib

import "embed"

// FS has the files of the standard library at its root, as in "os.hcl" and
// "TYPE.hcl" for the component TYPE.
//
//go:embed *.hcl */*
var FS embed.FS
