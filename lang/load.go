package lang

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/senextrader/senexc/lang/secret"
	"github.com/senextrader/senexc/lang/suggest"
)

// LibraryPrefix stands before the names of files of the standard library.
const LibraryPrefix = "stdlib/"

// Load reads the stack file of that name and the components it uses. A Module
// is returned even with errors, as far as the files could be read; only where
// nothing could be read at all is it nil.
func Load(stack fs.FS, name string, library fs.FS) (*Module, hcl.Diagnostics) {
	m := &Module{
		Variables:  map[string]*Block{},
		Locals:     map[string]*hcl.Attribute{},
		Hosts:      map[string]*Block{},
		Secrets:    map[string]*Block{},
		Services:   map[string]*Block{},
		Components: map[string]*Component{},
		OS:         map[string]*Block{},
		Files:      map[string]*hcl.File{},
	}
	blocks, diags := m.read(stack, name, name, FileSpec)
	if blocks == nil && diags.HasErrors() {
		return nil, diags
	}
	for _, b := range blocks {
		switch b.Type {
		case "stack":
			m.Stack = b
		case "variable":
			index(m.Variables, b, &diags)
		case "locals":
			mergeLocals(m.Locals, b, &diags)
		case "host":
			index(m.Hosts, b, &diags)
		case "secret":
			index(m.Secrets, b, &diags)
		case "service":
			index(m.Services, b, &diags)
		}
	}
	if m.Stack == nil && !diags.HasErrors() {
		diags = diags.Append(&hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "Missing stack block",
			Detail:   "A stack file says what it describes: stack \"NAME\" { environment = \"production\", language = 1 }.",
			Subject:  &hcl.Range{Filename: name, Start: hcl.InitialPos, End: hcl.InitialPos},
		})
	}
	diags = append(diags, m.loadLibrary(library)...)
	diags = append(diags, m.checkArguments()...)
	return m, diags
}

// loadLibrary reads what is known of operating systems and the components that
// the services name.
func (m *Module) loadLibrary(library fs.FS) hcl.Diagnostics {
	var diags hcl.Diagnostics
	known := libraryNames(library)
	if slices.Contains(known, "os") {
		blocks, moreDiags := m.read(library, "os.hcl", LibraryPrefix+"os.hcl", librarySpec)
		diags = append(diags, moreDiags...)
		for _, b := range blocks {
			if b.Type == "os" {
				index(m.OS, b, &diags)
			}
		}
	}
	for _, service := range sortedBlocks(m.Services) {
		typ := service.Labels[0]
		if m.Components[typ] != nil {
			continue
		}
		if !slices.Contains(known, typ) || typ == "os" {
			detail := fmt.Sprintf("There is no component %q.", typ)
			if s := suggest.Suggest(typ, known); s != "" && s != "os" {
				detail += fmt.Sprintf(" Did you mean %q?", s)
			} else {
				detail += " The standard library has: " + strings.Join(slices.DeleteFunc(known, func(s string) bool { return s == "os" }), ", ") + "."
			}
			diags = diags.Append(&hcl.Diagnostic{
				Severity: hcl.DiagError,
				Summary:  "Unknown component",
				Detail:   detail,
				Subject:  &service.Range,
			})
			continue
		}
		file := typ + ".hcl"
		blocks, moreDiags := m.read(library, file, LibraryPrefix+file, librarySpec)
		diags = append(diags, moreDiags...)
		for _, b := range blocks {
			if b.Type != "component" {
				continue
			}
			c, moreDiags := newComponent(b, path.Dir(file), true)
			diags = append(diags, moreDiags...)
			m.Components[b.Name()] = c
		}
	}
	return diags
}

// read parses one file and decodes it. The second name is what messages call
// it.
func (m *Module) read(fsys fs.FS, file, shown string, spec *Spec) ([]*Block, hcl.Diagnostics) {
	src, err := fs.ReadFile(fsys, file)
	if err != nil {
		detail := fmt.Sprintf("The file %s cannot be read: %s.", shown, err)
		if errors.Is(err, fs.ErrNotExist) {
			detail = fmt.Sprintf("There is no file %s.", shown)
		}
		return nil, hcl.Diagnostics{{Severity: hcl.DiagError, Summary: "Cannot read file", Detail: detail}}
	}
	parsed, diags := hclsyntax.ParseConfig(src, shown, hcl.InitialPos)
	m.Files[shown] = parsed
	diags = append(diags, CheckSource(src, shown)...)
	if parsed == nil || parsed.Body == nil {
		return nil, diags
	}
	_, blocks, moreDiags := decode(parsed.Body, spec)
	diags = append(diags, moreDiags...)
	for _, b := range blocks {
		identifiers(b, &diags)
	}
	if blocks == nil {
		blocks = []*Block{}
	}
	return blocks, diags
}

// CheckSource refuses characters that would be taken for the token of a
// secret, so that no source can forge one.
func CheckSource(src []byte, shown string) hcl.Diagnostics {
	if !secret.Forged(string(src)) {
		return nil
	}
	var diags hcl.Diagnostics
	for i, line := range strings.Split(string(src), "\n") {
		if !secret.Forged(line) {
			continue
		}
		at := hcl.Pos{Line: i + 1, Column: 1}
		diags = diags.Append(&hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "Reserved character",
			Detail:   "The characters U+27EA and U+27EB mark the places of secrets and cannot be written in a source. Remove them.",
			Subject:  &hcl.Range{Filename: shown, Start: at, End: hcl.Pos{Line: i + 1, Column: len(line) + 1}},
		})
	}
	return diags
}

// libraryNames lists the components of the standard library by name.
func libraryNames(library fs.FS) []string {
	var names []string
	entries, err := fs.ReadDir(library, ".")
	if err != nil {
		return nil
	}
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".hcl"); ok && !e.IsDir() {
			names = append(names, name)
		}
	}
	return names
}

func sortedBlocks(blocks map[string]*Block) []*Block {
	var sorted []*Block
	for _, b := range blocks {
		sorted = append(sorted, b)
	}
	slices.SortFunc(sorted, func(a, b *Block) int {
		return a.Range.Start.Byte - b.Range.Start.Byte
	})
	return sorted
}
