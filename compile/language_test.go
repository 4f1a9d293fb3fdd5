package compile_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/compile"
	"github.com/senextrader/senexc/compile/plan"
)

// in replaces the files of a stack's folder; the stack file is stack.hcl.
func in(f files) func(*compile.Options) {
	return func(o *compile.Options) {
		f["stack.hcl"] = header + f["stack.hcl"]
		o.FS = f.fs()
	}
}

func TestInclude(t *testing.T) {
	r, diags := compileStack(t, "", func(o *compile.Options) {
		o.FS = files{
			"stack.hcl": strings.Replace(header, "language    = 1", `language = 1
  include  = ["common/*.hcl"]`, 1) + `
locals { shared = "from the stack" }`,
			"common/b.hcl": `
service "box" "y" {
  on          = host.a
  environment = { V = local.shared }
}`,
			"common/a.hcl":     `service "box" "x" { on = host.b }`,
			"common/notes.txt": "not read",
		}.fs()
	})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	if got := env(t, container(t, host(t, r.Plan, "a"), "y"), "V"); got != "from the stack" {
		t.Errorf("an included file sees %q", got)
	}
	container(t, host(t, r.Plan, "b"), "x")
	for include, want := range map[string]string{
		`["nothing/*.hcl"]`: "Nothing to include",
		`["../*.hcl"]`:      "Invalid path",
		`["/etc/*.hcl"]`:    "Invalid path",
		`[local.x]`:         "Invalid path",
	} {
		_, diags := compileStack(t, "", func(o *compile.Options) {
			o.FS = files{"stack.hcl": strings.Replace(header, "language    = 1", "language = 1\n  include = "+include, 1)}.fs()
		})
		if len(diags) == 0 || diags[0].Summary != want {
			t.Errorf("include = %s gives %v, want %s", include, diags, want)
		}
	}
}

func TestOwnComponents(t *testing.T) {
	const own = `
component "%s" {
  file "/etc/own.conf" {
    content = templatefile("own.tmpl", { name = self.name })
  }
}`
	s := mustCompile(t, "", in(files{
		"stack.hcl":           `service "own" "x" { on = host.a }`,
		"components/own.hcl":  strings.Replace(own, "%s", "own", 1),
		"components/own.tmpl": "name ${name}\n",
	}))
	if got := host(t, s, "a").Files[0].Content.Redacted(); got != "name x\n" {
		t.Errorf("the component's file is %q", got)
	}
	r, diags := compileStack(t, "", in(files{
		"stack.hcl":          `service "box" "x" { on = host.a }`,
		"components/box.hcl": `component "box" {}`,
	}))
	if r.Plan != nil || len(diags) != 1 || diags[0].Summary != "Component of the standard library" {
		t.Errorf("a component that hides one of the library gives %v", diags)
	}
	s = mustCompile(t, "", in(files{
		"stack.hcl":          `service "box" "x" { on = host.a }`,
		"components/box.hcl": "component \"box\" {\n  override = true\n}",
	}))
	if n := len(host(t, s, "a").Containers); n != 0 {
		t.Errorf("the library's component was used: %d containers", n)
	}
}

func TestServicesForEach(t *testing.T) {
	s := mustCompile(t, `
service "box" "q" {
  for_each    = { mail = "m", jobs = "j" }
  on          = host.a
  environment = { V = each.value, K = each.key }
  publish     = { tcp = each.key == "mail" ? 4001 : 4002 }
}
service "box" "r" {
  on = host.b
  environment = {
    ONE = service.q["mail"].endpoint.tcp.address
    ALL = join(",", [for k, s in service.q : "${k}=${s.environment.V}"])
  }
  depends_on = [service.q]
}`)
	a, b := host(t, s, "a"), host(t, s, "b")
	if got := env(t, container(t, a, "q-mail"), "V"); got != "m" {
		t.Errorf("V of mail is %s", got)
	}
	if got := publishes(container(t, a, "q-jobs")); got != nil {
		t.Errorf("nobody reads jobs, but it publishes %v", got)
	}
	if got := env(t, container(t, b, "r"), "ONE"); got != "10.0.0.1:4001" {
		t.Errorf("ONE is %s", got)
	}
	if got := env(t, container(t, b, "r"), "ALL"); got != "jobs=j,mail=m" {
		t.Errorf("ALL is %s", got)
	}
	if !slices.Equal(b.After, []string{"a"}) {
		t.Errorf("b comes after %v", b.After)
	}
}

// collectors are a component that offers an interface and one that collects.
func withInterface(services string) func(*compile.Options) {
	return func(o *compile.Options) {
		o.FS = files{"stack.hcl": header + services}.fs()
		std := files{}
		for name, content := range library {
			std[name] = content
		}
		std["interfaces.hcl"] = `
interface "metrics" {
  type = list(object({ address = string, path = optional(string, "/metrics") }))
}`
		std["source.hcl"] = `
component "source" {
  variable "offer" {
    type    = bool
    default = true
  }
  endpoint "tcp" {
    port      = 9000
    container = container.source
  }
  container "source" { image = "registry.example.com/source:v1" }
  output "metrics" { value = var.offer ? [{ address = endpoint.tcp.address }] : null }
}`
		std["collector.hcl"] = `
component "collector" {
  container "collector" {
    image       = "registry.example.com/collector:v1"
    environment = { TARGETS = join(" ", flatten([for s in services_with("metrics") : [for m in s.metrics : "${s.service}@${s.host.name}=${m.address}${m.path}"]])) }
  }
}`
		o.Std = std.fs()
	}
}

func TestServicesWith(t *testing.T) {
	s := mustCompile(t, "", withInterface(`
service "source" "x" { on = [host.a, host.b] }
service "source" "silent" {
  on    = host.b
  offer = false
}
service "source" "off" {
  on      = host.b
  enabled = false
}
service "collector" "c" { on = host.a }
`))
	a := host(t, s, "a")
	if got, want := env(t, container(t, a, "c"), "TARGETS"), "x@a=x:9000/metrics x@b=10.0.0.2:9000/metrics"; got != want {
		t.Errorf("targets are %q, want %q", got, want)
	}
	if got := rules(host(t, s, "b")); len(got) != 1 || !strings.Contains(got[0], "c on a to x.tcp") {
		t.Errorf("rules of b: %v", got)
	}
	if len(s.Waves) != 1 {
		t.Errorf("who collects from everybody waits for nobody, but the waves are %v", s.Waves)
	}
}

func TestOutputOfAServiceByValue(t *testing.T) {
	s := mustCompile(t, `
locals { app = service.x }
service "box" "x" {
  on          = host.a
  environment = { V = "v" }
}
service "box" "y" {
  on          = host.a
  environment = output(local.app, "environment")
}`)
	if got := env(t, container(t, host(t, s, "a"), "y"), "V"); got != "v" {
		t.Errorf("V is %s", got)
	}
}

func TestOnce(t *testing.T) {
	once := func(o *compile.Options) {
		std := files{}
		for name, content := range library {
			std[name] = content
		}
		std["app.hcl"] = `
component "app" {
  container "app" { image = "registry.example.com/app:v1" }
  job "migrate" {
    when    = "release"
    once    = true
    image   = "registry.example.com/app:v1"
    command = ["migrate"]
    gate    = ["migrate", "--check"]
    environment = {
      ROLE = self.elected ? "migrator" : "reader"
    }
  }
  container "beat" {
    once  = true
    image = "registry.example.com/app:v1"
  }
}`
		o.Std = std.fs()
	}
	s := mustCompile(t, `
service "app" "x" {
  on     = group.all
  leader = host.b
}`, once)
	commands := map[string]string{}
	beats := 0
	for _, h := range s.Hosts {
		for _, j := range h.Jobs {
			commands[h.Name] = j.Name + ": " + strings.Join(j.Container.Command, " ") + " as " + env(t, j.Container, "ROLE")
		}
		for _, k := range h.Containers {
			if k.Name == "x-beat" {
				beats++
			}
		}
	}
	want := map[string]string{
		"a": "x-migrate-gate: migrate --check as reader",
		"b": "x-migrate: migrate as migrator",
		"c": "x-migrate-gate: migrate --check as reader",
	}
	if d := cmp.Diff(want, commands); d != "" {
		t.Errorf("jobs (-want +got):\n%s", d)
	}
	if beats != 1 {
		t.Errorf("%d containers of what exists once", beats)
	}
	if d := cmp.Diff([][]string{{"b"}, {"a", "c"}}, s.Waves); d != "" {
		t.Errorf("waves (-want +got):\n%s", d)
	}
}

func TestChecks(t *testing.T) {
	const two = `
service "box" "x" { on = group.all }
check "one" {
  condition     = length(service.x.instances) == 1
  error_message = "There is more than one x."
}`
	d := mustFail(t, two)
	if d.Summary != "Check failed" || !strings.Contains(d.Detail, "more than one") {
		t.Errorf("got %s: %s", d.Summary, d.Detail)
	}
	mustCompile(t, strings.Replace(two, "== 1", "== 3", 1))
	d = mustFail(t, `
service "box" "x" { on = host.a }
check "address" {
  condition     = service.x.endpoint.tcp.host == "x"
  error_message = "no"
}`)
	if d.Summary != "No reader" {
		t.Errorf("got %s: %s", d.Summary, d.Detail)
	}
}

// A program of the host is told where to listen, and that follows from who
// reads its endpoint.
func TestListen(t *testing.T) {
	listening := func(services string) (*plan.Stack, string) {
		s := mustCompile(t, services, func(o *compile.Options) {
			std := files{}
			for name, content := range library {
				std[name] = content
			}
			std["server.hcl"] = `
component "server" {
  endpoint "tcp" { port = 5000 }
  unit "server" {}
  file "/etc/server.conf" { content = join(" ", endpoint.tcp.listen) }
}`
			o.Std = std.fs()
		})
		for _, f := range host(t, s, "a").Files {
			if f.Path == "/etc/server.conf" {
				return s, f.Content.Redacted()
			}
		}
		t.Fatal("no file")
		return nil, ""
	}
	if _, got := listening(`service "server" "x" { on = host.a }`); got != "127.0.0.1" {
		t.Errorf("without readers it listens at %s", got)
	}
	s, got := listening(`
service "server" "x" { on = host.a }
service "box" "r" {
  on          = host.b
  environment = { X = service.x.endpoint.tcp.address }
}`)
	if got != "10.0.0.1 127.0.0.1" {
		t.Errorf("with a reader elsewhere it listens at %s", got)
	}
	if got := rules(host(t, s, "a")); len(got) != 1 {
		t.Errorf("rules: %v", got)
	}
}
