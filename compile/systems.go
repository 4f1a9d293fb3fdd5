package compile

import (
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang/suggest"
)

// families of operating systems that there are.
var families = []string{"debian", "redhat"}

// facts returns the values that each fact has on the operating systems that are
// described, by its name, sorted.
func (c *compiler) facts() map[string][]string {
	return once(c, named("facts"), hcl.Range{}, nil, func() map[string][]string {
		facts := map[string][]string{}
		for _, b := range sortedByKey(c.module.OS) {
			for name, v := range c.arguments(c.top(), b).mapping("facts") {
				facts[name] = append(facts[name], v)
			}
		}
		for _, values := range facts {
			slices.Sort(values)
		}
		return facts
	})
}

// mapping reads an argument that is a map of strings, without what is null.
func (a *arguments) mapping(name string) map[string]string {
	v := a.plain(name)
	if v.IsNull() {
		return nil
	}
	m := map[string]string{}
	for key, v := range v.AsValueMap() {
		if v.Type() == cty.String && !v.IsNull() {
			m[key] = v.AsString()
		}
	}
	return m
}

// checkSystems checks every operating system that is described, whether or not
// a host has it.
func (c *compiler) checkSystems() {
	for _, b := range sortedByKey(c.module.OS) {
		a := c.arguments(c.top(), b)
		if b.Expr("family") != nil {
			a.oneOf("family", families...)
		}
		own := a.mapping("facts")
		// Which facts there are is up to components, so only one that looks
		// like a fact that this system lacks can be a mistake.
		var lacks []string
		for _, name := range slices.Sorted(maps.Keys(c.facts())) {
			if _, has := own[name]; !has {
				lacks = append(lacks, name)
			}
		}
		for _, name := range slices.Sorted(maps.Keys(own)) {
			if meant := suggest.DidYouMean(name, lacks); meant != "" && len(c.facts()[name]) == 1 {
				c.fail(c.keyRange(a.s, b.Expr("facts"), name), "Unknown fact", "No other operating system has the fact %q.%s", name, meant)
			}
		}
	}
}
