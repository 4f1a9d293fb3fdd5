package compile_test

import (
	"strings"
	"testing"

	"github.com/senextrader/senexc/compile"
)

const plain = `
component "plain" {
  file "/etc/plain.conf" {
    content = "%s"
  }
}`

// Components are in the folders that the stack names, and then in no other.
func TestComponentPaths(t *testing.T) {
	folders := files{
		"stack.hcl": strings.Replace(header, "language    = 1", `language = 1
  component_paths = ["parts", "more/parts"]`, 1) + `
service "one" "x" { on = host.a }
service "two" "y" { on = host.b }`,
		"parts/one.hcl":            strings.NewReplacer("plain", "one", "%s", "1").Replace(plain),
		"more/parts/two.senex.hcl": strings.NewReplacer("plain", "two", "%s", "2").Replace(plain),
		"components/broken.hcl":    "this is not read",
	}
	s := mustCompile(t, "", func(o *compile.Options) { o.FS = folders.fs() })
	for name, want := range map[string]string{"a": "1", "b": "2"} {
		if got := host(t, s, name).Files[0].Content.Redacted(); got != want {
			t.Errorf("the file on %s has %q, want %q", name, got, want)
		}
	}
}

// A host may have an account of its own for its containers.
func TestAccountOfAHost(t *testing.T) {
	s := mustCompile(t, "", func(o *compile.Options) {
		o.FS = files{
			"stack.hcl": strings.NewReplacer(
				"language    = 1", "language = 1\n  user = { name = \"shared\", uid = 1600 }",
				`host "b" { address = "10.0.0.2" }`, "host \"b\" {\n  address = \"10.0.0.2\"\n  user = { name = \"own\", uid = 1700 }\n}",
			).Replace(header) + `
service "whose" "x" { on = [host.a, host.b] }`,
			"components/whose.hcl": `
component "whose" {
  file "/etc/whose.conf" {
    content = "${self.host.user.name} ${self.host.user.uid} ${self.host.user.home}"
    owner   = "stack"
  }
}`,
		}.fs()
	})
	for name, want := range map[string]string{"a": "shared 1600 /var/lib/shared", "b": "own 1700 /var/lib/own"} {
		h := host(t, s, name)
		f := h.Files[0]
		if got := f.Content.Redacted(); got != want || f.Owner != h.Account.Name || !strings.HasPrefix(want, h.Account.Name+" ") {
			t.Errorf("on %s the component sees %q and the file belongs to %s, want %q", name, got, f.Owner, want)
		}
	}
}
