package architecture

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// An importRule says what packages must not reach, through whatever others.
type importRule struct {
	of     string // the packages at or below this folder
	never  []string
	except []string
	why    string
}

var importRules = []importRule{
	{of: "lang", never: []string{"cmd", "compile", "emit", "stdlib", "stacks", "e2e"},
		why: "the language knows neither what its words mean nor what becomes of them"},
	{of: "compile", never: []string{"cmd", "emit", "stdlib", "stacks", "e2e"},
		why: "a plan is the same whatever is made of it, and the standard library is passed in"},
	{of: "compile/plan", never: []string{""}, except: []string{"compile/plan"},
		why: "the plan is the contract between the two halves and belongs to neither"},
	{of: "emit", never: []string{"cmd", "lang", "compile", "stdlib", "stacks", "e2e", "github.com/hashicorp/hcl", "github.com/zclconf/go-cty"},
		except: []string{"compile/plan"},
		why:    "what is emitted follows from the plan alone"},
	{of: "stdlib", never: []string{"cmd", "lang", "compile", "emit", "stacks", "e2e"},
		why: "the standard library is data"},
	{of: "cmd", never: []string{"stacks", "e2e"},
		why: "the product does not depend on its tests"},
}

func TestImports(t *testing.T) {
	packages := load(t)
	for _, rule := range importRules {
		for _, complaint := range rule.check(packages) {
			t.Error(complaint)
		}
	}
}

func (r importRule) check(packages []pkg) (complaints []string) {
	for _, p := range packages {
		if !within(p.Folder, r.of) {
			continue
		}
		for _, dep := range p.Reaches {
			forbidden := slices.ContainsFunc(r.never, func(n string) bool { return reaches(dep, n) })
			excepted := slices.ContainsFunc(r.except, func(e string) bool { return reaches(dep, e) })
			if forbidden && !excepted {
				complaints = append(complaints, fmt.Sprintf("%s reaches %s: it must not, because %s", p.Folder, dep, r.why))
			}
		}
	}
	return complaints
}

// reaches reports whether the import path dep lies at or below what a rule
// names: a folder of the module, "" for all of it, or an import path.
func reaches(dep, name string) bool {
	folder, ours := strings.CutPrefix(dep, module+"/")
	if ours {
		return within(folder, name)
	}
	return name != "" && within(dep, name)
}

func within(path, folder string) bool {
	return folder == "" || path == folder || strings.HasPrefix(path, folder+"/")
}

func TestImportRulesCanFail(t *testing.T) {
	tests := []struct {
		folder, reaches string
		allowed         bool
	}{
		{"lang", module + "/compile", false},
		{"lang", "github.com/hashicorp/hcl/v2", true},
		{"lang/encode", module + "/emit/archive", false},
		{"compile", module + "/lang", true},
		{"compile", module + "/emit", false},
		{"compile/plan", module + "/lang/secret", false},
		{"emit/install", module + "/compile/plan", true},
		{"emit/install", module + "/compile", false},
		{"emit", "github.com/zclconf/go-cty/cty", false},
		{"emit", "github.com/hashicorp/hcl/v2/hclsyntax", false},
		{"cmd/senexc", module + "/e2e/oracle", false},
		{"cmd/senexc", module + "/emit", true},
	}
	for _, test := range tests {
		var complaints []string
		for _, rule := range importRules {
			complaints = append(complaints, rule.check([]pkg{{Folder: test.folder, Reaches: []string{test.reaches}}})...)
		}
		if allowed := len(complaints) == 0; allowed != test.allowed {
			t.Errorf("%s reaching %s: allowed %t, want %t", test.folder, test.reaches, allowed, test.allowed)
		}
	}
}
