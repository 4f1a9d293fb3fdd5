package lang

import (
	"io/fs"

	"github.com/hashicorp/hcl/v2"
)

// LoadLibrary reads the whole standard library without a stack: every component,
// operating system and interface that there is.
func LoadLibrary(library fs.FS) (*Module, hcl.Diagnostics) {
	m := &Module{
		Components: map[string]*Component{},
		OS:         map[string]*Block{},
		Interfaces: map[string]*Block{},
		Files:      map[string]*hcl.File{},
	}
	var diags hcl.Diagnostics
	for _, name := range libraryNames(library) {
		file := name + ".hcl"
		blocks, moreDiags := m.read(library, file, LibraryPrefix+file, librarySpec)
		diags = append(diags, moreDiags...)
		functions := functionsOf(blocks, &diags)
		for _, b := range blocks {
			switch b.Type {
			case "component":
				c, moreDiags := newComponent(b, ".", true)
				diags = append(diags, moreDiags...)
				c.Functions = functions
				m.Components[b.Name()] = c
			case "os":
				index(m.OS, b, &diags)
			case "interface":
				index(m.Interfaces, b, &diags)
			}
		}
	}
	return m, diags
}
