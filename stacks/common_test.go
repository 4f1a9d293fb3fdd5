package stacks

import (
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// production.hcl spells out what the stacks over common/ share. So that nobody
// tries one thing and runs another, all of them run the same services, whose
// containers are of the same images and see the same variables.
func TestCommonServicesAreThoseOfProduction(t *testing.T) {
	want := services(t, "production.hcl")
	for _, stack := range []string{"staging.hcl", "ha.hcl"} {
		if d := cmp.Diff(want, services(t, stack)); d != "" {
			t.Errorf("%s does not run what production.hcl runs (-production +this):\n%s", stack, d)
		}
	}
}

// services returns what the containers of each service of a stack are made of,
// whatever hosts they are on. A program of the host has only its type.
func services(t *testing.T, stack string) map[string][]string {
	t.Helper()
	dist, _ := run{}.build(t, stack)
	parts := map[string]map[string]bool{}
	add := func(service, part string) {
		if parts[service] == nil {
			parts[service] = map[string]bool{}
		}
		parts[service][part] = true
	}
	for _, host := range hosts(t, dist) {
		files := bundle(t, dist, host)
		var summary struct {
			Services []struct{ Name, Type string }
			Files    []struct{ Path, Service string }
		}
		if err := json.Unmarshal([]byte(files["bundle.json"]), &summary); err != nil {
			t.Fatal(err)
		}
		for _, service := range summary.Services {
			add(service.Name, "type "+service.Type)
		}
		for _, file := range summary.Files {
			if path.Ext(file.Path) != ".container" {
				continue
			}
			for line := range strings.Lines(files["root"+file.Path]) {
				switch key, value, _ := strings.Cut(strings.TrimSpace(line), "="); key {
				case "Image":
					add(file.Service, "image "+value)
				case "Environment":
					name, _, _ := strings.Cut(value, "=")
					add(file.Service, "variable "+name)
				case "Secret":
					_, target, _ := strings.Cut(value, "target=")
					add(file.Service, "secret "+target)
				}
			}
		}
	}
	sorted := map[string][]string{}
	for service, of := range parts {
		sorted[service] = slices.Sorted(maps.Keys(of))
	}
	return sorted
}
