package compile

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// A cell is a value that is evaluated once.
type cell struct {
	value any
	done  bool
	what  string    // for people, as in `output "url" of service "cache" on cache01`
	at    hcl.Range // the reference that first asked for it
}

// once returns the value of a cell, evaluating it when it is the first to ask.
// A cell that is asked for while it is being evaluated is a cycle: it is
// reported with every step, and the value is then whatever evaluate makes of
// failed.
func once[T any](c *compiler, key any, what string, at hcl.Range, failed T, evaluate func() T) T {
	k := c.cells[key]
	if k == nil {
		k = &cell{what: what, at: at}
		c.cells[key] = k
		c.running = append(c.running, k)
		k.value = evaluate()
		k.done = true
		c.running = c.running[:len(c.running)-1]
	}
	if !k.done {
		c.failCycle(k, at)
		return failed
	}
	return k.value.(T)
}

// value is once for values of the language.
func (c *compiler) value(key any, what string, at hcl.Range, evaluate func() cty.Value) cty.Value {
	return once(c, key, what, at, cty.DynamicVal, evaluate)
}

func (c *compiler) failCycle(start *cell, at hcl.Range) {
	var steps []string
	for i, k := range c.running {
		if k != start && steps == nil {
			continue
		}
		closing := at
		if i+1 < len(c.running) {
			closing = c.running[i+1].at
		}
		steps = append(steps, fmt.Sprintf("%s refers, at %s:%d, to", k.what, closing.Filename, closing.Start.Line))
	}
	steps = append(steps, start.what+".")
	c.fail(at, "Circular reference", "This value depends on itself:\n\n    %s\n\nOne of these references must go.", strings.Join(steps, "\n    "))
}
