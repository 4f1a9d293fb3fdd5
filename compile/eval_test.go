package compile_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/senextrader/senexc/compile"
	"github.com/senextrader/senexc/e2e/limit"
)

// evaluated is the stack of these tests: x is on a, y on a and b, and off is on
// none.
const evaluated = `
variable "config" { default = "the stack's" }
locals {
  motto = "quiet"
}
secret "key" {}
service "box" "x" {
  on          = host.a
  config      = "the service's"
  environment = { URL = "tcp://:${urlencode(secret.key)}@${service.d.endpoint.tcp.address}" }
}
service "box" "y" { on = [host.a, host.b] }
service "box" "off" {
  on      = host.a
  enabled = false
}
service "box" "q" {
  for_each = { mail = 1 }
  on       = host.c
  publish  = { tcp = 4001 }
}
service "daemon" "d" { on = host.c }
`

func eval(t *testing.T, expression string, at compile.Standpoint) (*compile.Evaluation, hcl.Diagnostics) {
	t.Helper()
	return compile.Eval(context.Background(), compile.Options{
		FS: files{"stack.hcl": header + evaluated}.fs(), Stack: "stack.hcl", Std: library.fs(),
	}, expression, at)
}

func TestEval(t *testing.T) {
	onA, inX := compile.Standpoint{Host: "a"}, compile.Standpoint{Service: "x"}
	tests := []struct {
		expression string
		at         compile.Standpoint
		hcl, json  string
	}{
		{`1 + 1`, compile.Standpoint{}, `2`, `2`},
		{`10 / 4`, compile.Standpoint{}, `2.5`, `2.5`},
		{`local.motto`, compile.Standpoint{}, `"quiet"`, `"quiet"`},
		{`"a\n$${b} <"`, compile.Standpoint{}, `"a\n$${b} <"`, `"a\n${b} <"`},
		{`null`, compile.Standpoint{}, `null`, `null`},
		{`host.a.address`, compile.Standpoint{}, `"10.0.0.1"`, `"10.0.0.1"`},
		{`[for h in group.all : h.name]`, compile.Standpoint{}, `["a", "b", "c"]`, "[\n  \"a\",\n  \"b\",\n  \"c\"\n]"},
		{`{}`, compile.Standpoint{}, `{}`, `{}`},
		{`{ a = 1, "b c" = [] }`, compile.Standpoint{}, "{\n  a     = 1\n  \"b c\" = []\n}", "{\n  \"a\": 1,\n  \"b c\": []\n}"},

		// Where the reader stands.
		{`service.x.endpoint.tcp.address`, onA, `"x:4000"`, `"x:4000"`},
		{`service.x.endpoint.tcp.address`, compile.Standpoint{Host: "a", OnHost: true}, `"127.0.0.1:4000"`, `"127.0.0.1:4000"`},
		{`service.x.endpoint.tcp.address`, compile.Standpoint{Host: "b"}, `"10.0.0.1:4000"`, `"10.0.0.1:4000"`},
		{`service.x.endpoint.tcp.port`, compile.Standpoint{Service: "q-mail"}, `4000`, `4000`},

		// What a service sees: its component's names first.
		{`var.config`, compile.Standpoint{}, `"the stack's"`, `"the stack's"`},
		{`var.config`, inX, `"the service's"`, `"the service's"`},
		{`"${var.config} ${local.motto}"`, inX, `"the stack's quiet"`, `"the stack's quiet"`},
		{`self.host.name`, compile.Standpoint{Service: "y", Host: "b"}, `"b"`, `"b"`},
		{`each.value`, compile.Standpoint{Service: "q-mail"}, `1`, `1`},
		{`endpoint.tcp.listen`, compile.Standpoint{Service: "d"}, `["10.0.0.3", "127.0.0.1"]`, "[\n  \"10.0.0.3\",\n  \"127.0.0.1\"\n]"},

		// Secrets are names.
		{`secret.key`, compile.Standpoint{}, `"${secret.key}"`, `"${secret.key}"`},
		{`"$${a}$${secret.key}"`, compile.Standpoint{}, `"$${a}$${secret.key}"`, `"${a}${secret.key}"`},
		{`"${"$"}${secret.key}"`, compile.Standpoint{}, `"${"$"}${secret.key}"`, `"$${secret.key}"`},
		{`base64encode("u:${secret.key}")`, compile.Standpoint{}, `"${base64encode("u:${secret.key}")}"`, `"${base64encode(\"u:${secret.key}\")}"`},
		{`service.x.environment.URL`, onA, `"tcp://:${urlencode(secret.key)}@10.0.0.3:5000"`, `"tcp://:${urlencode(secret.key)}@10.0.0.3:5000"`},

		// What a source can only refer to.
		{`service.x`, compile.Standpoint{}, `service.x`, `"service.x"`},
		{`service.q`, compile.Standpoint{}, "{\n  mail = service.q[\"mail\"]\n}", "{\n  \"mail\": \"service.q[\\\"mail\\\"]\"\n}"},
		{`container.box`, inX, `container.box`, `"container.box"`},
		{`file["/etc/daemon.conf"].path`, compile.Standpoint{Service: "d"}, `"/etc/daemon.conf"`, `"/etc/daemon.conf"`},
		{`file["/etc/daemon.conf"]`, compile.Standpoint{Service: "d"}, `file["/etc/daemon.conf"]`, `"file[\"/etc/daemon.conf\"]"`},
	}
	for _, test := range tests {
		t.Run(test.expression, func(t *testing.T) {
			r, diags := eval(t, test.expression, test.at)
			if len(diags) > 0 {
				t.Fatal(diags)
			}
			if d := cmp.Diff(test.hcl, r.HCL); d != "" {
				t.Errorf("HCL (-want +got):\n%s", d)
			}
			if d := cmp.Diff(test.json+"\n", string(r.JSON)); d != "" {
				t.Errorf("JSON (-want +got):\n%s", d)
			}
		})
	}
}

// A long list has a line for each element, and all that is shown can be read
// again.
func TestEvalIsReadable(t *testing.T) {
	for _, expression := range []string{
		`[for i in range(40) : "element ${i}"]`,
		`{ a = { b = [{ c = "$${x}" }, "%%{y}"] }, d = "tab\t" }`,
		`service.x.instances`,
	} {
		r, diags := eval(t, expression, compile.Standpoint{Host: "a"})
		if len(diags) > 0 {
			t.Fatal(diags)
		}
		if _, diags := hclsyntax.ParseExpression([]byte(r.HCL), "", hcl.InitialPos); diags.HasErrors() {
			t.Errorf("%s gives what cannot be read: %s\n%s", expression, diags, r.HCL)
		}
		for line := range strings.Lines(r.HCL) {
			if len(line) > 90 {
				t.Errorf("%s gives a long line: %s", expression, line)
			}
		}
	}
}

func TestEvalFails(t *testing.T) {
	for name, test := range map[string]struct {
		expression string
		at         compile.Standpoint
		summary    string
		detail     string
	}{
		"an address nowhere":       {`service.x.endpoint.tcp.address`, compile.Standpoint{}, compile.NoReader, ""},
		"an address made nowhere":  {`service.x.own`, compile.Standpoint{}, compile.NoReader, ""},
		"no such host":             {`1`, compile.Standpoint{Host: "A"}, "Unknown host", `Did you mean "a"?`},
		"no such service":          {`1`, compile.Standpoint{Service: "xx"}, "Unknown service", `Did you mean "x"?`},
		"another host":             {`1`, compile.Standpoint{Service: "x", Host: "b"}, "Not on this host", "It runs on: a."},
		"one of several":           {`1`, compile.Standpoint{Service: "y"}, "Several instances", "Name one of: a, b."},
		"a disabled service":       {`1`, compile.Standpoint{Service: "off"}, "Disabled service", ""},
		"a misspelt name":          {`service.xx`, compile.Standpoint{}, "Unknown reference", `Did you mean "x"?`},
		"a branch not taken":       {`true ? 1 : local.moto`, compile.Standpoint{}, "Unknown reference", `Did you mean "motto"?`},
		"no expression":            {``, compile.Standpoint{}, "Missing expression", ""},
		"two expressions":          {`1 2`, compile.Standpoint{}, "Extra characters after expression", ""},
		"a forged secret":          {`"\u27easecret key\u27eb"`, compile.Standpoint{}, "Reserved character", ""},
		"a division by zero":       {`{ a = [1 / 0] }`, compile.Standpoint{}, "Infinite number", ""},
		"a literal of many digits": {`"${1e9999999}"`, compile.Standpoint{}, "Number out of range", "digits"},
		"a product of many digits": {`1e2000 * 1e2000`, compile.Standpoint{}, "Number out of range", "digits"},
		"a text of many digits":    {`-"1e9999999"`, compile.Standpoint{}, "Number out of range", "digits"},
		"digits in a document":     {`jsondecode("[1e9999999]")`, compile.Standpoint{}, "Error in function call", "digits"},
		"digits in a type":         {`convert("1e9999999", number)`, compile.Standpoint{}, "Invalid function argument", "digits"},
		"digits for a verb":        {`format("%d", "1e9999999")`, compile.Standpoint{}, "Invalid function argument", "digits"},
		"a wide directive":         {`format("%99999999d", 1)`, compile.Standpoint{}, "Invalid function argument", "wider"},
		"a wide indent":            {`indent(99999999, "a")`, compile.Standpoint{}, "Invalid function argument", "wide"},
		"a secret's length":        {`length(secret.key)`, compile.Standpoint{}, "Invalid function argument", "known only on the host"},
	} {
		t.Run(name, func(t *testing.T) {
			r, diags := eval(t, test.expression, test.at)
			if len(diags) == 0 || r.HCL != "" || r.JSON != nil {
				t.Fatalf("%s gives %q", test.expression, r.HCL)
			}
			if d := diags[0]; d.Summary != test.summary || !strings.Contains(d.Detail, test.detail) {
				t.Errorf("got %s: %s", d.Summary, d.Detail)
			}
			if len(diags) > 1 {
				t.Errorf("one mistake gives %d messages: %s", len(diags), diags)
			}
		})
	}
}

// Whatever the expression is, there is a value or a message, and no panic.
func FuzzEval(f *testing.F) {
	for _, seed := range []string{
		`service.x.instances[0].endpoint.tcp`, `service.q["mail"].own`, `output(service.x, "own")`, `self.instances`,
		`[for k, v in service : k]`, `templatefile("x", {})`, `"%{ if true }${secret.key}%{ endif }"`, `container.box.name`,
		`try(service.x.nothing, 1)`, `service.y.endpoint.tcp`, `group.all[*].name`, `convert(1, list(string))`, `host`, `1/3`, `1/0`,
		`weak(service.d.endpoint.tcp.host)`, `endpoint.tcp.listen`, `jsonencode({ a = secret.key })`, `toset([{}, []])`, `file`,
	} {
		f.Add(seed, "x", true)
		f.Add(seed, "", false)
	}
	f.Fuzz(func(t *testing.T, expression, service string, onHost bool) {
		limit.Run(t, len(expression), func() {
			r, diags := eval(t, expression, compile.Standpoint{Service: service, OnHost: onHost})
			if diags.HasErrors() == (r.HCL != "") {
				t.Fatalf("%q and %v", r.HCL, diags)
			}
			if diags.HasErrors() {
				return
			}
			if _, diags := hclsyntax.ParseExpression([]byte(r.HCL), "", hcl.InitialPos); diags.HasErrors() {
				t.Errorf("%q gives what cannot be read: %s\n%s", expression, diags, r.HCL)
			}
		})
	})
}
