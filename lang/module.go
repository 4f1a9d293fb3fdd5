package lang

import (
	"cmp"
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
)

// A Module is a whole stack with its components: every block by name, none of
// it evaluated.
type Module struct {
	Stack       *Block
	Variables   map[string]*Block
	Locals      map[string]*hcl.Attribute
	Functions   map[string]*Block
	Hosts       map[string]*Block
	Secrets     map[string]*Block
	Authorities map[string]*Block
	Services    map[string]*Block // by service name; Labels[0] is the component
	Components  map[string]*Component
	OS          map[string]*Block
	Interfaces  map[string]*Block    // by the name of the outputs they describe
	Checks      []*Block             // of the whole stack, in source order
	Suppressed  []*Block             // warnings that do not matter there, in source order
	Moved       []*Block             // in source order
	Files       map[string]*hcl.File // every source, for messages

	syntax hcl.Diagnostics // what keeps a source from being read
}

// A Component is one kind of service.
type Component struct {
	*Block
	Dir        string // folder of its file, in the file system it came from
	Standard   bool   // from the standard library
	Variables  map[string]*Block
	Locals     map[string]*hcl.Attribute
	Functions  map[string]*Block // of its file, which it shares with other components there
	Outputs    map[string]*Block
	Primitives map[string]map[string]*Block // by type, then label
	Conditions []*Block                     // preconditions, in source order
}

// A Block is a block whose arguments and nested blocks are those that its Spec
// allows.
type Block struct {
	Type       string
	Labels     []string
	Attributes map[string]*hcl.Attribute
	Blocks     []*Block
	Spec       *Spec
	Range      hcl.Range // of the header
	LabelRange hcl.Range // of the last label; the header when it has none
	Refused    bool      // it has arguments or blocks that the Spec does not, which are left out here
}

// Name is the last label of the block.
func (b *Block) Name() string {
	if len(b.Labels) == 0 {
		return ""
	}
	return b.Labels[len(b.Labels)-1]
}

// Expr returns the expression of an argument, or nil when it is not given.
func (b *Block) Expr(attribute string) hcl.Expression {
	if a := b.Attributes[attribute]; a != nil {
		return a.Expr
	}
	return nil
}

// Block returns the nested block of a type that may appear once, or nil.
func (b *Block) Block(typ string) *Block {
	for _, nested := range b.Blocks {
		if nested.Type == typ {
			return nested
		}
	}
	return nil
}

// Sorted returns the arguments in the order of the source.
func Sorted(attributes map[string]*hcl.Attribute) []*hcl.Attribute {
	return slices.SortedFunc(maps.Values(attributes), func(a, b *hcl.Attribute) int {
		return cmp.Or(cmp.Compare(a.Range.Filename, b.Range.Filename), cmp.Compare(a.Range.Start.Byte, b.Range.Start.Byte))
	})
}
