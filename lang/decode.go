package lang

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/senextrader/senexc/lang/suggest"
)

// decode checks a body against its spec and returns its arguments and blocks.
// Arguments that the spec does not have are errors; the rest is returned all
// the same, so that one run finds as much as possible.
func decode(body hcl.Body, spec *Spec) (map[string]*hcl.Attribute, []*Block, hcl.Diagnostics) {
	if spec.Free {
		return decodeFree(body)
	}
	content, diags := body.Content(spec.bodySchema())
	for _, d := range diags {
		reword(d, spec)
	}
	if content == nil {
		return nil, nil, diags
	}
	var blocks []*Block
	first := map[string]hcl.Range{}
	for _, b := range append(content.Blocks, misspelt(body, spec)...) {
		nested := spec.Blocks[b.Type]
		if nested.Once {
			if previous, ok := first[b.Type]; ok {
				diags = diags.Append(duplicate(b.Type, "", b.DefRange, previous))
				continue
			}
			first[b.Type] = b.DefRange
		}
		block, moreDiags := newBlock(b, nested)
		diags = append(diags, moreDiags...)
		blocks = append(blocks, block)
	}
	return content.Attributes, blocks, diags
}

// misspelt returns the blocks of a body whose type the spec does not have and is
// near one that it has, as blocks of that type. They are errors, but what refers
// to them is not, and what else is wrong in them is found as well.
func misspelt(body hcl.Body, spec *Spec) hcl.Blocks {
	syntax, ok := body.(*hclsyntax.Body)
	if !ok {
		return nil
	}
	var blocks hcl.Blocks
	known := slices.Sorted(maps.Keys(spec.Blocks))
	for _, b := range syntax.Blocks {
		if spec.Blocks[b.Type] != nil || spec == FileSpec && librarySpec.Blocks[b.Type] != nil {
			continue
		}
		meant := suggest.Suggest(b.Type, known)
		if meant == "" || len(b.Labels) != len(spec.Blocks[meant].Labels) {
			continue
		}
		block := b.AsHCLBlock()
		block.Type = meant
		blocks = append(blocks, block)
	}
	return blocks
}

func newBlock(b *hcl.Block, spec *Spec) (*Block, hcl.Diagnostics) {
	block := &Block{Type: b.Type, Labels: b.Labels, Spec: spec, Range: b.DefRange, LabelRange: b.DefRange}
	if n := len(b.LabelRanges); n > 0 {
		block.LabelRange = b.LabelRanges[n-1]
	}
	var diags hcl.Diagnostics
	block.Attributes, block.Blocks, diags = decode(b.Body, spec)
	for _, d := range diags {
		block.Refused = block.Refused || d.Summary == unsupportedArgument
	}
	if block.Attributes == nil {
		block.Attributes = map[string]*hcl.Attribute{}
	}
	return block, diags
}

// decodeFree takes every argument and no blocks. HCL reports the blocks that
// it finds.
func decodeFree(body hcl.Body) (map[string]*hcl.Attribute, []*Block, hcl.Diagnostics) {
	attributes, diags := body.JustAttributes()
	for _, d := range diags {
		if m := unexpectedBlock.FindStringSubmatch(d.Summary); m != nil {
			d.Detail = fmt.Sprintf("Only arguments stand here. If %q is one, there is an equals sign between its name and the brace: %[1]s = { ... }.", m[1])
		}
	}
	return attributes, nil, diags
}

// index puts blocks into a map by name and reports names that are given twice.
func index(blocks map[string]*Block, b *Block, diags *hcl.Diagnostics) {
	if previous, ok := blocks[b.Name()]; ok {
		*diags = diags.Append(duplicate(b.Type, b.Name(), b.LabelRange, previous.Range))
		return
	}
	blocks[b.Name()] = b
}

func duplicate(typ, name string, at, previous hcl.Range) *hcl.Diagnostic {
	what := fmt.Sprintf("A %s block", typ)
	if name != "" {
		what = fmt.Sprintf("The %s %q", typ, name)
	}
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Duplicate " + typ,
		Detail:   fmt.Sprintf("%s was already given at %s:%d. Only one of them can hold; remove or rename the other.", what, previous.Filename, previous.Start.Line),
		Subject:  &at,
	}
}

// mergeLocals adds the locals of one block to those of the others.
func mergeLocals(into map[string]*hcl.Attribute, b *Block, diags *hcl.Diagnostics) {
	for _, a := range Sorted(b.Attributes) {
		if previous, ok := into[a.Name]; ok {
			*diags = diags.Append(duplicate("local", a.Name, a.NameRange, previous.NameRange))
			continue
		}
		into[a.Name] = a
	}
}

// newComponent sorts the blocks of a component by what they are.
func newComponent(b *Block, dir string, standard bool) (*Component, hcl.Diagnostics) {
	c := &Component{
		Block: b, Dir: dir, Standard: standard,
		Variables:  map[string]*Block{},
		Locals:     map[string]*hcl.Attribute{},
		Outputs:    map[string]*Block{},
		Primitives: map[string]map[string]*Block{},
	}
	for _, typ := range slices.Sorted(maps.Keys(Primitives)) {
		c.Primitives[typ] = map[string]*Block{}
	}
	var diags hcl.Diagnostics
	for _, nested := range b.Blocks {
		switch nested.Type {
		case "variable":
			if slices.Contains(Reserved, nested.Name()) {
				diags = diags.Append(&hcl.Diagnostic{
					Severity: hcl.DiagError,
					Summary:  "Reserved name",
					Detail:   fmt.Sprintf("%q is an argument of every service, so a component cannot have a variable of that name. Rename the variable.", nested.Name()),
					Subject:  nested.LabelRange.Ptr(),
				})
				continue
			}
			index(c.Variables, nested, &diags)
		case "locals":
			mergeLocals(c.Locals, nested, &diags)
		case "output":
			index(c.Outputs, nested, &diags)
		case "precondition":
			c.Conditions = append(c.Conditions, nested)
		default:
			index(c.Primitives[nested.Type], nested, &diags)
		}
	}
	return c, diags
}

// identifiers reports names that a reference could not spell. Files and kernel
// parameters are named by paths and keys, and packages as the distribution
// does, so they are free.
func identifiers(b *Block, diags *hcl.Diagnostics) {
	switch b.Type {
	case "file", "sysctl", "package", "os", "check", "suppress", "precondition", "validation", "locals":
	default:
		for _, label := range b.Labels {
			if hclsyntax.ValidIdentifier(label) {
				continue
			}
			*diags = diags.Append(&hcl.Diagnostic{
				Severity: hcl.DiagError,
				Summary:  "Invalid name",
				Detail:   fmt.Sprintf("%q cannot be the name of a %s: a name starts with a letter and has only letters, digits, underscores and dashes.", label, b.Type),
				Subject:  b.LabelRange.Ptr(),
			})
		}
	}
	for _, nested := range b.Blocks {
		identifiers(nested, diags)
	}
}
