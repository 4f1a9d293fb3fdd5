package compile

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang"
)

// A key says what is evaluated once: it can be compared, and messages about
// cycles call it by its String, as in `output "url" of service "cache" on
// cache01`.
type key interface{ String() string }

// named is the key of what the stack has one of.
type named string

func (k named) String() string { return string(k) }

// of is the key of something about a thing.
type of struct {
	what  string
	thing any // a pointer
}

func (k of) String() string {
	name := ""
	switch thing := k.thing.(type) {
	case fmt.Stringer:
		name = thing.String()
	case *lang.Block:
		name = thing.Name()
	}
	return k.what + " of " + name
}

// reader is the host of an item: nobody elsewhere asks where it is and how many
// there are of it.
func (k of) reader() string {
	if p, ok := k.thing.(*item); ok {
		return p.inst.host.name
	}
	return ""
}

// standpoint also makes a key one of a reader, when it is embedded in it.
func (at standpoint) reader() string { return at.host }

// cells are values that were evaluated once. One that is being evaluated is an
// evaluation.
type cells map[key]any

// An evaluation is going on.
type evaluation struct {
	key key
	at  hcl.Range // the reference that first asked for it
}

// cellsOf are the cells that a key is among: those of the readers on a host, or
// those that are the same for everybody.
func (c *compiler) cellsOf(k key) cells {
	r, ok := k.(interface{ reader() string })
	if !ok {
		return c.cells
	}
	of := c.readings[r.reader()]
	if of == nil {
		of = cells{}
		c.readings[r.reader()] = of
	}
	return of
}

// forget drops what was evaluated for the readers on a host. It would be
// evaluated again if somebody asked; after all of the host is built nobody does.
func (c *compiler) forget(h *host) { delete(c.readings, h.name) }

// once returns the value of a cell, evaluating it when it is the first to ask.
// A cell that is asked for while it is being evaluated is a cycle: it is
// reported with every step, and the value is then whatever evaluate makes of
// failed.
func once[T any](c *compiler, k key, at hcl.Range, failed T, evaluate func() T) T {
	among := c.cellsOf(k)
	v, ok := among[k]
	if !ok {
		e := &evaluation{k, at}
		among[k] = e
		c.running = append(c.running, e)
		v := evaluate()
		among[k] = v
		c.running = c.running[:len(c.running)-1]
		return v
	}
	if e, ok := v.(*evaluation); ok {
		c.failCycle(e, at)
		return failed
	}
	return v.(T)
}

// value is once for values of the language.
func (c *compiler) value(k key, at hcl.Range, evaluate func() cty.Value) cty.Value {
	return once(c, k, at, cty.DynamicVal, evaluate)
}

func (c *compiler) failCycle(start *evaluation, at hcl.Range) {
	var steps []string
	for i, e := range c.running {
		if e != start && steps == nil {
			continue
		}
		closing := at
		if i+1 < len(c.running) {
			closing = c.running[i+1].at
		}
		steps = append(steps, fmt.Sprintf("%s refers, at %s:%d, to", e.key, closing.Filename, closing.Start.Line))
	}
	steps = append(steps, start.key.String()+".")
	c.fail(at, "Circular reference", "This value depends on itself:\n\n    %s\n\nOne of these references must go.", strings.Join(steps, "\n    "))
}
