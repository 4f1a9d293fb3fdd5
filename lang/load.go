package lang

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang/charset"
	"github.com/senextrader/senexc/lang/number"
	"github.com/senextrader/senexc/lang/secret"
	"github.com/senextrader/senexc/lang/suggest"
	"github.com/senextrader/senexc/lang/syntax"
)

// LibraryPrefix stands before the names of files of the standard library.
const LibraryPrefix = "stdlib/"

// Load reads the stack file of that name and the components it uses. A Module
// is returned even with errors, as far as the files could be read: without a Stack
// when one of them is not in the syntax, and nil when there is no stack file.
func Load(stack fs.FS, name string, library fs.FS) (*Module, hcl.Diagnostics) {
	m := &Module{
		Variables:   map[string]*Block{},
		Locals:      map[string]*hcl.Attribute{},
		Functions:   map[string]*Block{},
		Hosts:       map[string]*Block{},
		Secrets:     map[string]*Block{},
		Authorities: map[string]*Block{},
		Services:    map[string]*Block{},
		Components:  map[string]*Component{},
		OS:          map[string]*Block{},
		Interfaces:  map[string]*Block{},
		Files:       map[string]*hcl.File{},
	}
	blocks, diags := m.read(stack, name, name, FileSpec)
	if blocks == nil && m.syntax == nil {
		return nil, diags
	}
	m.add(blocks, &diags)
	for _, file := range m.included(stack, name, &diags) {
		blocks, moreDiags := m.read(stack, file, file, FileSpec)
		for _, d := range moreDiags {
			if d.Subject == nil { // it was not read, and what names it was
				d.Subject = m.Stack.Expr("include").Range().Ptr()
			}
		}
		diags = append(diags, moreDiags...)
		m.add(blocks, &diags)
	}
	if m.Stack == nil && !diags.HasErrors() {
		diags = diags.Append(&hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "Missing stack block",
			Detail:   "A stack file says what it describes: stack \"NAME\" { environment = \"production\", language = 1 }.",
			Subject:  &hcl.Range{Filename: name, Start: hcl.InitialPos, End: hcl.InitialPos},
		})
	}
	own := m.loadComponents(stack, &diags)
	diags = append(diags, m.loadLibrary(library, own)...)
	diags = append(diags, m.checkArguments()...)
	if m.syntax != nil {
		// Whatever else there is to say may be wrong for what was not read.
		m.Stack = nil
		return m, m.syntax
	}
	return m, diags
}

// add sorts the blocks of a stack file by what they are.
func (m *Module) add(blocks []*Block, diags *hcl.Diagnostics) {
	for _, b := range blocks {
		switch b.Type {
		case "stack":
			if m.Stack != nil {
				*diags = diags.Append(duplicate("stack", "", b.Range, m.Stack.Range))
				continue
			}
			m.Stack = b
		case "variable":
			index(m.Variables, b, diags)
		case "locals":
			mergeLocals(m.Locals, b, diags)
		case "function":
			index(m.Functions, b, diags)
		case "host":
			index(m.Hosts, b, diags)
		case "secret":
			index(m.Secrets, b, diags)
		case "authority":
			index(m.Authorities, b, diags)
		case "service":
			index(m.Services, b, diags)
		case "check":
			m.Checks = append(m.Checks, b)
		case "suppress":
			m.Suppressed = append(m.Suppressed, b)
		case "moved":
			m.Moved = append(m.Moved, b)
		}
	}
}

// included returns the further files that the stack block names, sorted, each
// once.
func (m *Module) included(stack fs.FS, name string, diags *hcl.Diagnostics) []string {
	var files []string
	for _, pattern := range m.paths("include", nil, diags) {
		matches, err := fs.Glob(stack, pattern)
		matches = slices.DeleteFunc(matches, func(name string) bool {
			info, err := fs.Stat(stack, name)
			return err == nil && info.IsDir()
		})
		if err != nil || len(matches) == 0 {
			*diags = diags.Append(&hcl.Diagnostic{
				Severity: hcl.DiagError,
				Summary:  "Nothing to include",
				Detail:   fmt.Sprintf("No file matches %q, relative to the stack file.", pattern),
				Subject:  m.Stack.Expr("include").Range().Ptr(),
			})
		}
		files = append(files, matches...)
	}
	slices.Sort(files)
	return slices.DeleteFunc(slices.Compact(files), func(s string) bool { return s == name })
}

// paths reads an argument of the stack block that is a list of paths in its
// folder. They are read before anything is evaluated, so they are literal.
func (m *Module) paths(argument string, otherwise []string, diags *hcl.Diagnostics) []string {
	if m.Stack == nil || m.Stack.Expr(argument) == nil {
		return otherwise
	}
	e := m.Stack.Expr(argument)
	var paths []string
	list, moreDiags := hcl.ExprList(e)
	for _, e := range list {
		v, valueDiags := e.Value(nil)
		if valueDiags.HasErrors() || v.Type() != cty.String || v.IsNull() || !fs.ValidPath(v.AsString()) {
			moreDiags = moreDiags.Append(&hcl.Diagnostic{Severity: hcl.DiagError})
			continue
		}
		paths = append(paths, v.AsString())
	}
	if moreDiags.HasErrors() {
		*diags = diags.Append(&hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "Invalid path",
			Detail:   fmt.Sprintf("The argument %q is a list of paths in the folder of the stack file, written out, as in [\"common/*.hcl\"]. A path does not start with / and has no .. in it.", argument),
			Subject:  e.Range().Ptr(),
		})
	}
	return paths
}

// loadComponents reads the components that belong to the stack, and returns
// their names.
func (m *Module) loadComponents(stack fs.FS, diags *hcl.Diagnostics) map[string]bool {
	own := map[string]bool{}
	for _, dir := range m.paths("component_paths", []string{"components"}, diags) {
		files, _ := fs.Glob(stack, path.Join(dir, "*.hcl"))
		if len(files) == 0 && m.Stack != nil && m.Stack.Expr("component_paths") != nil {
			*diags = diags.Append(&hcl.Diagnostic{
				Severity: hcl.DiagError,
				Summary:  "No components",
				Detail:   fmt.Sprintf("There is no file %s, relative to the stack file. component_paths names folders that have components in them.", path.Join(dir, "*.hcl")),
				Subject:  m.Stack.Expr("component_paths").Range().Ptr(),
			})
		}
		for _, file := range files {
			blocks, moreDiags := m.read(stack, file, file, librarySpec)
			*diags = append(*diags, moreDiags...)
			functions := functionsOf(blocks, diags)
			for _, b := range blocks {
				switch b.Type {
				case "component":
					if previous := m.Components[b.Name()]; previous != nil {
						*diags = diags.Append(duplicate("component", b.Name(), b.LabelRange, previous.Range))
						continue
					}
					c, moreDiags := newComponent(b, dir, false)
					*diags = append(*diags, moreDiags...)
					c.Functions = functions
					m.Components[b.Name()] = c
					own[b.Name()] = true
				case "interface":
					index(m.Interfaces, b, diags)
				case "os":
					index(m.OS, b, diags)
				}
			}
		}
	}
	return own
}

// Files of the standard library that hold no component.
var libraryFacts = []string{"os", "interfaces"}

// loadLibrary reads what is known of operating systems, the interfaces, and
// the components that the services name. Components of the stack go before
// those of the library, if they say that they mean to.
func (m *Module) loadLibrary(library fs.FS, own map[string]bool) hcl.Diagnostics {
	var diags hcl.Diagnostics
	known := libraryNames(library)
	for _, name := range libraryFacts {
		if !slices.Contains(known, name) {
			continue
		}
		blocks, moreDiags := m.read(library, name+".hcl", LibraryPrefix+name+".hcl", librarySpec)
		diags = append(diags, moreDiags...)
		for _, b := range blocks {
			switch b.Type {
			case "os":
				m.OS[b.Name()] = standard(b, m.OS[b.Name()], &diags)
			case "interface":
				m.Interfaces[b.Name()] = standard(b, m.Interfaces[b.Name()], &diags)
			}
		}
	}
	known = slices.DeleteFunc(known, func(s string) bool { return slices.Contains(libraryFacts, s) })
	for _, name := range slices.Sorted(maps.Keys(own)) {
		c := m.Components[name]
		if slices.Contains(known, name) && !isTrue(c.Expr("override")) {
			diags = diags.Append(&hcl.Diagnostic{
				Severity: hcl.DiagError,
				Summary:  "Component of the standard library",
				Detail:   fmt.Sprintf("The standard library has a component %q. Rename this one, or say override = true in it to use it in place of the other.", name),
				Subject:  c.LabelRange.Ptr(),
			})
		}
	}
	all := slices.Sorted(maps.Keys(own))
	for _, name := range known {
		if !own[name] {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	for _, service := range sortedBlocks(m.Services) {
		typ := service.Labels[0]
		if m.Components[typ] != nil {
			continue
		}
		if !slices.Contains(known, typ) {
			detail := fmt.Sprintf("There is no component %q.", typ)
			if s := suggest.DidYouMean(typ, all); s != "" {
				detail += s
			} else {
				detail += " There is: " + strings.Join(all, ", ") + "."
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
		functions := functionsOf(blocks, &diags)
		for _, b := range blocks {
			if b.Type != "component" {
				continue
			}
			c, moreDiags := newComponent(b, ".", true)
			diags = append(diags, moreDiags...)
			c.Functions = functions
			m.Components[b.Name()] = c
		}
	}
	return diags
}

// standard returns a block of the standard library, and refuses one of the stack
// that has its name.
func standard(b, own *Block, diags *hcl.Diagnostics) *Block {
	if own != nil {
		*diags = diags.Append(&hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "Name of the standard library",
			Detail:   fmt.Sprintf("The standard library has the %s %q, and components rely on what it says. Give this one another name.", b.Type, b.Name()),
			Subject:  own.LabelRange.Ptr(),
		})
	}
	return b
}

// functionsOf are the functions of a file of components, which its components
// share.
func functionsOf(blocks []*Block, diags *hcl.Diagnostics) map[string]*Block {
	functions := map[string]*Block{}
	for _, b := range blocks {
		if b.Type == "function" {
			index(functions, b, diags)
		}
	}
	return functions
}

// isTrue reports whether an expression is the literal true.
func isTrue(e hcl.Expression) bool {
	if e == nil {
		return false
	}
	v, diags := e.Value(nil)
	return !diags.HasErrors() && v.Type() == cty.Bool && v.IsKnown() && !v.IsNull() && v.True()
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
	if diags := charset.Check(src, shown); diags.HasErrors() {
		m.Files[shown] = &hcl.File{Bytes: src}
		m.syntax = append(m.syntax, diags...)
		return nil, diags
	}
	parsed, diags := hclsyntax.ParseConfig(src, shown, hcl.InitialPos)
	m.Files[shown] = parsed
	if !diags.HasErrors() {
		diags = number.Check(parsed.Body.(*hclsyntax.Body), src)
	}
	if diags.HasErrors() {
		diags = append(syntax.Errors(diags, src), CheckSource(src, shown)...)
		m.syntax = append(m.syntax, diags...)
		return nil, diags
	}
	diags = append(diags, CheckSource(src, shown)...)
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

// CheckSource refuses what is not UTF-8, and characters that would be taken for
// the token of a secret, so that no source can forge one.
func CheckSource(src []byte, shown string) hcl.Diagnostics {
	diags := charset.Check(src, shown)
	if !secret.Forged(string(src)) {
		return diags
	}
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
