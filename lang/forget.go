package lang

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// forgotten stands for a syntax tree that was let go of.
type forgotten struct{ hcl.Body }

// Forget lets go of the syntax trees of sources, of which a Module has what it
// needs. What is left is for messages to tell in which block something is: in a
// large stack, a lot of memory for what is seldom asked.
func Forget(files map[string]*hcl.File) {
	for name, f := range files {
		if f.Body != nil {
			files[name] = &hcl.File{Bytes: f.Bytes, Body: forgotten{hcl.EmptyBody()}}
		}
	}
}

// Recall parses again what was forgotten, when there is a message.
func Recall(files map[string]*hcl.File) {
	for name, f := range files {
		if _, ok := f.Body.(forgotten); !ok {
			continue
		}
		if f, _ := hclsyntax.ParseConfig(f.Bytes, name, hcl.InitialPos); f != nil {
			files[name] = f
		}
	}
}
