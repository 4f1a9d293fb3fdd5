package lang

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/senextrader/senexc/lang/suggest"
)

// meaning has words that people use for arguments of every service.
var meaning = map[string]string{"host": "on", "hosts": "on", "where": "on", "ports": "publish"}

// checkArguments holds the arguments of every service against the variables of
// its component: those are the schema of a service.
func (m *Module) checkArguments() hcl.Diagnostics {
	var diags hcl.Diagnostics
	for _, service := range sortedBlocks(m.Services) {
		component := m.Components[service.Labels[0]]
		if component == nil {
			continue
		}
		known := slices.Sorted(maps.Keys(component.Variables))
		for _, a := range serviceSpec.Attributes {
			known = append(known, a.Name)
		}
		meant := map[string]bool{}
		for _, a := range Sorted(service.Attributes) {
			if slices.Contains(known, a.Name) {
				continue
			}
			detail := fmt.Sprintf("A service of the component %q takes no argument %q.", component.Name(), a.Name)
			if s := suggest.Suggest(a.Name, known); s != "" {
				detail += fmt.Sprintf(" Did you mean %q?", s)
				meant[s] = true
			} else if a.Name == "count" {
				detail += " A service is repeated by for_each, or by more hosts in \"on\"."
			} else if s := meaning[a.Name]; s != "" {
				detail += fmt.Sprintf(" Did you mean %q?", s)
				meant[s] = true
			}
			diags = diags.Append(&hcl.Diagnostic{
				Severity: hcl.DiagError,
				Summary:  "Unsupported argument",
				Detail:   detail,
				Subject:  a.NameRange.Ptr(),
			})
		}
		missing := func(name, what string) {
			// A misspelt argument is one mistake, not two.
			if service.Attributes[name] != nil || meant[name] {
				return
			}
			diags = diags.Append(&hcl.Diagnostic{
				Severity: hcl.DiagError,
				Summary:  "Missing required argument",
				Detail:   fmt.Sprintf("The service %q needs the argument %q: %s", service.Name(), name, what),
				Subject:  service.Range.Ptr(),
			})
		}
		for _, a := range serviceSpec.Attributes {
			if a.Required {
				missing(a.Name, a.Doc)
			}
		}
		for _, name := range slices.Sorted(maps.Keys(component.Variables)) {
			v := component.Variables[name]
			if v.Attributes["default"] == nil {
				missing(name, description(v))
			}
		}
	}
	return diags
}

// description is what a variable says it is for, when it says so in a plain
// string.
func description(v *Block) string {
	if e := v.Expr("description"); e != nil {
		if d, diags := e.Value(nil); !diags.HasErrors() && d.IsKnown() && !d.IsNull() {
			return d.AsString()
		}
	}
	return "its component has no default for it."
}
