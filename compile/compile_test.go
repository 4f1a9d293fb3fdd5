package compile_test

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/senextrader/senexc/compile"
	"github.com/senextrader/senexc/compile/plan"
)

// A library of two components that say little more than where they stand, so
// that tests show what the compiler makes of references and nothing else.
var library = files{
	"os.hcl": `
os "debian-13" {
  family = "debian"
  podman = "5.4"
}
`,
	// box is a service in a container: it listens on 4000 and its
	// environment, a mounted file and a job see what it is given.
	"box.hcl": `
component "box" {
  variable "environment" {
    type    = map(string)
    default = {}
  }
  variable "config" {
    type    = string
    default = "none"
  }
  variable "replicas" {
    type    = number
    default = 1
  }
  variable "public" {
    type    = bool
    default = false
  }
  endpoint "tcp" {
    port      = 4000
    container = container.box
    protocol  = "tcp"
    expose    = var.public ? "public" : "peers"
  }
  file "config" {
    content = var.config
  }
  volume "data" {
    disposable = true
  }
  container "box" {
    image       = "registry.example.com/box:v1"
    environment = var.environment
    replicas    = var.replicas
    mounts = {
      "/config" = file.config
      "/data"   = volume.data
    }
  }
  job "before" {
    when    = "release"
    image   = "registry.example.com/box:v1"
    command = ["prepare"]
  }
  job "after" {
    when    = "ready"
    exec    = container.box
    command = ["finish"]
  }
  output "own" {
    value = "tcp://${endpoint.tcp.address}"
  }
  output "environment" {
    value = var.environment
  }
}
`,
	// daemon is a native service: it listens on 5000, and its file sees what
	// it is given.
	"daemon.hcl": `
component "daemon" {
  variable "config" {
    type    = string
    default = "none"
  }
  locals {
    listen = endpoint.tcp.listen
  }
  endpoint "tcp" {
    port = 5000
  }
  unit "daemon" {}
  file "/etc/daemon.conf" {
    content = var.config
    reload  = [unit.daemon]
  }
}
`,
}

const header = `
stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
host "b" { address = "10.0.0.2" }
host "c" { address = "10.0.0.3" }
`

type files map[string]string

func (f files) fs() fs.FS {
	m := fstest.MapFS{}
	for name, content := range f {
		m[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return m
}

func compileStack(t *testing.T, services string, options ...func(*compile.Options)) (*compile.Result, hcl.Diagnostics) {
	t.Helper()
	opts := compile.Options{
		FS:            files{"stack.hcl": header + services}.fs(),
		Stack:         "stack.hcl",
		Std:           library.fs(),
		AllowUnsealed: true,
	}
	for _, o := range options {
		o(&opts)
	}
	return compile.Compile(context.Background(), opts)
}

func mustCompile(t *testing.T, services string, options ...func(*compile.Options)) *plan.Stack {
	t.Helper()
	r, diags := compileStack(t, services, options...)
	for _, d := range diags {
		t.Errorf("unexpected: %s: %s: %s", d.Subject, d.Summary, d.Detail)
	}
	if r.Plan == nil {
		t.FailNow()
	}
	return r.Plan
}

// mustFail returns the one error of a stack.
func mustFail(t *testing.T, services string) *hcl.Diagnostic {
	t.Helper()
	r, diags := compileStack(t, services)
	if r.Plan != nil {
		t.Error("there is a plan in spite of an error")
	}
	if len(diags) != 1 {
		t.Fatalf("want one error, got %d: %v", len(diags), diags)
	}
	return diags[0]
}

func host(t *testing.T, s *plan.Stack, name string) *plan.Host {
	t.Helper()
	i := slices.IndexFunc(s.Hosts, func(h plan.Host) bool { return h.Name == name })
	if i < 0 {
		t.Fatalf("no host %s", name)
	}
	return &s.Hosts[i]
}

func container(t *testing.T, h *plan.Host, name string) *plan.Container {
	t.Helper()
	i := slices.IndexFunc(h.Containers, func(k plan.Container) bool { return k.Name == name })
	if i < 0 {
		t.Fatalf("no container %s on %s", name, h.Name)
	}
	return &h.Containers[i]
}

func env(t *testing.T, k *plan.Container, name string) string {
	t.Helper()
	for _, v := range k.Environment {
		if v.Name == name {
			return v.Value.Redacted()
		}
	}
	t.Fatalf("no %s in the environment of %s", name, k.Name)
	return ""
}

func publishes(k *plan.Container) []string {
	var list []string
	for _, p := range k.Publish {
		list = append(list, fmt.Sprintf("%s:%d:%d", p.Address, p.HostPort, p.ContainerPort))
	}
	return list
}

func rules(h *plan.Host) []string {
	var list []string
	for _, r := range h.Firewall {
		list = append(list, fmt.Sprintf("%s to %s port %d: %s", r.From, r.To, r.Port, r.Comment))
	}
	return list
}

func steps(h *plan.Host) string {
	var list []string
	for _, s := range h.Steps {
		list = append(list, s.Kind+" "+s.Name)
	}
	return strings.Join(list, ", ")
}

// One reference has as many meanings as there are places to read it from: this
// is the table of them.
func TestAddressDependsOnTheReader(t *testing.T) {
	const reader = `"${service.p.endpoint.tcp.address}"`
	tests := []struct {
		name      string
		services  string
		seen      string   // by the reader
		published []string // by the provider's container
		listens   []string // the provider's endpoint
		rules     []string
	}{
		{
			name: "container, container on the same host",
			services: `
service "box" "p" { on = host.a }
service "box" "r" {
  on          = host.a
  environment = { P = ` + reader + ` }
}`,
			seen: "p:4000",
		},
		{
			name: "host, container on the same host",
			services: `
service "box" "p" { on = host.a }
service "daemon" "r" {
  on     = host.a
  config = ` + reader + `
}`,
			seen:      "127.0.0.1:4000",
			published: []string{"127.0.0.1:4000:4000"},
			listens:   []string{"127.0.0.1:4000"},
		},
		{
			name: "container, container on another host",
			services: `
service "box" "p" { on = host.b }
service "box" "r" {
  on          = host.a
  environment = { P = ` + reader + ` }
}`,
			seen:      "10.0.0.2:4000",
			published: []string{"10.0.0.2:4000:4000"},
			listens:   []string{"10.0.0.2:4000"},
			rules:     []string{"10.0.0.1 to 10.0.0.2 port 4000: r on a to p.tcp"},
		},
		{
			name: "host, container on another host, at another port",
			services: `
service "box" "p" {
  on      = host.b
  publish = { tcp = 4444 }
}
service "daemon" "r" {
  on     = host.a
  config = ` + reader + `
}`,
			seen:      "10.0.0.2:4444",
			published: []string{"10.0.0.2:4444:4000"},
			listens:   []string{"10.0.0.2:4444"},
			rules:     []string{"10.0.0.1 to 10.0.0.2 port 4444: r on a to p.tcp"},
		},
		{
			name: "container, native service on the same host",
			services: `
service "daemon" "p" { on = host.a }
service "box" "r" {
  on          = host.a
  environment = { P = ` + reader + ` }
}`,
			seen:    "host.containers.internal:5000",
			listens: []string{"10.0.0.1:5000"},
		},
		{
			name: "container, native service on another host",
			services: `
service "daemon" "p" { on = host.b }
service "box" "r" {
  on          = host.a
  environment = { P = ` + reader + ` }
}`,
			seen:    "10.0.0.2:5000",
			listens: []string{"10.0.0.2:5000"},
			rules:   []string{"10.0.0.1 to 10.0.0.2 port 5000: r on a to p.tcp"},
		},
		{
			name: "a file that a container mounts stands where the container does",
			services: `
service "box" "p" { on = host.a }
service "box" "r" {
  on     = host.a
  config = ` + reader + `
}`,
			seen: "p:4000",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := mustCompile(t, test.services)
			a := host(t, s, "a")
			var seen string
			for _, k := range a.Containers {
				for _, v := range k.Environment {
					seen += v.Value.Redacted()
				}
			}
			for _, f := range a.Files {
				if f.Service == "r" {
					seen += strings.TrimPrefix(f.Content.Redacted(), "none")
				}
			}
			if seen != test.seen {
				t.Errorf("the reader sees %q, want %q", seen, test.seen)
			}
			var published, listens, admitted []string
			for i := range s.Hosts {
				for j := range s.Hosts[i].Containers {
					published = append(published, publishes(&s.Hosts[i].Containers[j])...)
				}
				for _, e := range s.Hosts[i].Endpoints {
					listens = append(listens, e.Addresses...)
				}
				admitted = append(admitted, rules(&s.Hosts[i])...)
			}
			if d := cmp.Diff(test.published, published); d != "" {
				t.Errorf("published (-want +got):\n%s", d)
			}
			if d := cmp.Diff(test.listens, listens); d != "" {
				t.Errorf("listening (-want +got):\n%s", d)
			}
			if d := cmp.Diff(test.rules, admitted); d != "" {
				t.Errorf("firewall (-want +got):\n%s", d)
			}
		})
	}
}

// A value on its way through other services is still read by its last reader.
func TestTheFinalReaderCounts(t *testing.T) {
	s := mustCompile(t, `
locals { shared = { P = service.p.endpoint.tcp.address } }
service "box" "p" { on = host.b }
service "box" "first" {
  on          = host.a
  environment = local.shared
}
service "box" "second" {
  on          = host.b
  environment = service.first.environment
}
`)
	if got := env(t, container(t, host(t, s, "a"), "first"), "P"); got != "10.0.0.2:4000" {
		t.Errorf("first reads %s", got)
	}
	if got := env(t, container(t, host(t, s, "b"), "second"), "P"); got != "p:4000" {
		t.Errorf("second reads %s", got)
	}
	if got := rules(host(t, s, "b")); len(got) != 1 || !strings.Contains(got[0], "first on a") {
		t.Errorf("only first crosses hosts, but the rules are %v", got)
	}
}

// An edge needs a value that arrives: whatever only decides about another
// value, or is not chosen, opens nothing.
func TestNoExposureWithoutAnEdge(t *testing.T) {
	for name, environment := range map[string]string{
		"the branch not chosen":    `{ P = false ? service.p.endpoint.tcp.address : "none" }`,
		"a condition":              `{ P = service.p.endpoint.tcp.port == 4000 ? "yes" : "no" }`,
		"a key":                    `{ "K${service.p.endpoint.tcp.port}" = "v" }`,
		"a condition of a for":     `{ for k in ["X"] : k => "v" if service.p.endpoint.tcp.port > 1 }`,
		"an index":                 `{ P = { "4000" = "v" }[service.p.endpoint.tcp.port] }`,
		"another element":          `{ P = merge({ A = service.p.endpoint.tcp.address }, { B = "v" }).B }`,
		"the right side of an or":  `{ P = true || service.p.endpoint.tcp.port == 1 ? "v" : "w" }`,
		"a protocol":               `{ P = service.p.endpoint.tcp.protocol }`,
		"an alias that goes round": `{ P = length(service.p.instances) }`,
	} {
		t.Run(name, func(t *testing.T) {
			s := mustCompile(t, `
service "box" "p" { on = host.b }
service "box" "r" {
  on          = host.a
  environment = `+environment+`
}`)
			b := host(t, s, "b")
			if got := publishes(container(t, b, "p")); got != nil {
				t.Errorf("published: %v", got)
			}
			if got := rules(b); got != nil {
				t.Errorf("firewall: %v", got)
			}
			if len(s.Waves) != 1 {
				t.Errorf("hosts wait for each other: %v", s.Waves)
			}
		})
	}
}

func TestOwnEndpointMakesNoEdge(t *testing.T) {
	s := mustCompile(t, `
service "box" "p" {
  on          = host.a
  environment = {}
  config      = "x"
}
service "box" "r" {
  on          = host.a
  environment = { URL = service.p.own }
}`)
	a := host(t, s, "a")
	if got := env(t, container(t, a, "r"), "URL"); got != "tcp://p:4000" {
		t.Errorf("URL is %s", got)
	}
	for _, e := range a.Edges {
		if e.Reader == e.Provider {
			t.Errorf("an edge of a service to itself: %+v", e)
		}
		if e.Origin.File != "stack.hcl" {
			t.Errorf("the edge is laid to %s, and not to the line that reads the output", e.Origin)
		}
	}
}

func TestInstances(t *testing.T) {
	s := mustCompile(t, `
service "box" "p" {
  on       = [host.a, host.b]
  replicas = 2
}
service "daemon" "r" {
  on     = host.a
  config = join(" ", [for i in service.p.instances : i.endpoint.tcp.address])
}`)
	a, b := host(t, s, "a"), host(t, s, "b")
	var got string
	for _, f := range a.Files {
		if f.Path == "/etc/daemon.conf" {
			got = f.Content.Redacted()
		}
	}
	if want := "127.0.0.1:4000 127.0.0.1:4001 10.0.0.2:4000 10.0.0.2:4001"; got != want {
		t.Errorf("the instances are at %q, want %q", got, want)
	}
	if got := publishes(container(t, a, "p-2")); !slices.Equal(got, []string{"127.0.0.1:4001:4000"}) {
		t.Errorf("p-2 on a publishes %v", got)
	}
	if got := publishes(container(t, b, "p-1")); !slices.Equal(got, []string{"10.0.0.2:4000:4000"}) {
		t.Errorf("p-1 on b publishes %v", got)
	}
	// Through instances, another host need not be there first; but those that
	// are chosen between do not change at the same time.
	if d := cmp.Diff([][]string{{"a", "c"}, {"b"}}, s.Waves); d != "" {
		t.Errorf("waves (-want +got):\n%s", d)
	}
	if !strings.HasSuffix(steps(a), "unit daemon.service") {
		t.Errorf("on its own host the reader comes last, but the steps are %s", steps(a))
	}
}

func TestOrderOnAHost(t *testing.T) {
	s := mustCompile(t, `
service "box" "a-reader" {
  on          = host.a
  environment = { P = service.z-provider.endpoint.tcp.address }
}
service "box" "z-provider" { on = host.a }
service "box" "m-dependent" {
  on         = host.a
  depends_on = [service.a-reader]
}
`)
	a := host(t, s, "a")
	want := "volume a-reader-data, job a-reader-before, volume m-dependent-data, volume z-provider-data, " +
		"job z-provider-before, container z-provider, job z-provider-after, " +
		"container a-reader, job a-reader-after, job m-dependent-before, container m-dependent, job m-dependent-after"
	if got := steps(a); got != want {
		t.Errorf("steps:\n got %s\nwant %s", got, want)
	}
	if got := container(t, a, "a-reader").Requires; !slices.Equal(got, []string{"z-provider"}) {
		t.Errorf("a-reader requires %v", got)
	}
}

// Hosts that a third one balances over are not upgraded at the same time;
// those that nobody chooses between are.
func TestHostsTakeTurns(t *testing.T) {
	const three = `
service "box" "p" { on = [host.b, host.c] }
service "box" "r" {
  on          = host.a
  environment = { P = %s }
}`
	s := mustCompile(t, fmt.Sprintf(three, `join(",", service.p.instances[*].endpoint.tcp.address)`))
	if d := cmp.Diff([][]string{{"a", "b"}, {"c"}}, s.Waves); d != "" {
		t.Errorf("waves (-want +got):\n%s", d)
	}
	s = mustCompile(t, fmt.Sprintf(three, `"nobody"`))
	if len(s.Waves) != 1 {
		t.Errorf("nobody chooses between the hosts, but the waves are %v", s.Waves)
	}
}

func TestOrderAcrossHosts(t *testing.T) {
	const two = `
service "box" "p" { on = host.b }
service "box" "r" {
  on          = host.a
  environment = { P = %s }
}`
	s := mustCompile(t, fmt.Sprintf(two, "service.p.endpoint.tcp.address"))
	if d := cmp.Diff([][]string{{"b", "c"}, {"a"}}, s.Waves); d != "" {
		t.Errorf("waves (-want +got):\n%s", d)
	}
	if got := host(t, s, "a").Peers; len(got) != 1 || got[0].Address != "10.0.0.2" || got[0].Port != 4000 {
		t.Errorf("peers of a: %+v", got)
	}
	s = mustCompile(t, fmt.Sprintf(two, "weak(service.p.endpoint.tcp.address)"))
	if len(s.Waves) != 1 || host(t, s, "a").Peers != nil {
		t.Errorf("a weak reference orders nothing, but the waves are %v", s.Waves)
	}
	if got := rules(host(t, s, "b")); len(got) != 1 {
		t.Errorf("a weak reference opens the way, but the rules are %v", got)
	}
}

func TestCircleOfHosts(t *testing.T) {
	d := mustFail(t, `
service "box" "x" {
  on          = host.a
  environment = { P = service.y.endpoint.tcp.address }
}
service "box" "y" {
  on          = host.b
  environment = { P = service.x.endpoint.tcp.address }
}`)
	for _, want := range []string{"a needs b: x uses y.tcp (stack.hcl:13)", "b needs a: y uses x.tcp (stack.hcl:17)", "weak()"} {
		if !strings.Contains(d.Detail, want) {
			t.Errorf("the message lacks %q:\n%s", want, d.Detail)
		}
	}
}

func TestCircularReference(t *testing.T) {
	d := mustFail(t, `
locals {
  one   = local.two
  two   = local.three
  three = local.one
}`)
	for _, want := range []string{`local "one"`, `local "two"`, `local "three"`, "stack.hcl:12", "stack.hcl:13"} {
		if !strings.Contains(d.Detail, want) {
			t.Errorf("the message lacks %q:\n%s", want, d.Detail)
		}
	}
}

// Two services may use each other, as long as no value depends on itself.
func TestOutputsAreLazy(t *testing.T) {
	s := mustCompile(t, `
service "box" "x" {
  on          = host.a
  environment = { NAME = "x", PEER = weak(service.y.endpoint.tcp.address) }
}
service "box" "y" {
  on          = host.a
  environment = { NAME = service.x.environment.NAME, PEER = service.x.endpoint.tcp.address }
}`)
	if got := env(t, container(t, host(t, s, "a"), "y"), "NAME"); got != "x" {
		t.Errorf("NAME is %s", got)
	}
}

func TestSecrets(t *testing.T) {
	r, diags := compileStack(t, `
secret "pw" {}
secret "other" {}
service "box" "x" {
  on = host.a
  environment = {
    PLAIN  = secret.pw
    URL    = "redis://:${urlencode(secret.pw)}@h/0"
    JSON   = jsonencode({ password = secret.pw })
    NESTED = shellquote("a ${base64encode(secret.pw)} b")
    MERGED = merge({ A = secret.pw }, {}).A
    FREE   = merge({ A = secret.pw }, { B = "free" }).B
    KNOWN  = secret.pw == null ? "no" : "yes"
  }
  config = "password ${redisquote(secret.other)}"
}`)
	for _, d := range diags {
		if d.Summary != "Host without a recipient" {
			t.Errorf("unexpected: %s: %s", d.Summary, d.Detail)
		}
	}
	if d := cmp.Diff(map[string][]string{"pw": {"a"}, "other": {"a"}}, r.Needs); d != "" {
		t.Errorf("needs (-want +got):\n%s", d)
	}
	s := mustCompile(t, strings.NewReplacer("host.a", "host.d").Replace(`
host "d" {
  address   = "10.0.0.4"
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4"
}
secret "pw" {}
service "box" "x" {
  on = host.d
  environment = {
    PLAIN  = secret.pw
    URL    = "redis://:${urlencode(secret.pw)}@h/0"
    JSON   = jsonencode({ password = secret.pw })
    NESTED = shellquote("a ${base64encode(secret.pw)} b")
    MERGED = merge({ A = secret.pw }, {}).A
    FREE   = merge({ A = secret.pw }, { B = "free" }).B
    KNOWN  = secret.pw == null ? "no" : "yes"
  }
  config = "password ${redisquote(secret.pw)}"
}`))
	k := container(t, host(t, s, "d"), "x")
	for name, want := range map[string]string{
		"PLAIN":  "${secret.pw}",
		"URL":    "redis://:${urlencode(secret.pw)}@h/0",
		"JSON":   `{"password":${jsonstring(secret.pw)}}`,
		"NESTED": `${shellquote("a ${base64encode(secret.pw)} b")}`,
		"MERGED": "${secret.pw}",
		"FREE":   "free",
		"KNOWN":  "yes",
	} {
		if got := env(t, k, name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	for _, m := range k.Mounts {
		if m.Target == "/config" && (m.Path != "" || m.Content.Redacted() != "password ${redisquote(secret.pw)}" || m.Mode != 0o400) {
			t.Errorf("a mounted file with a secret is %+v", m)
		}
	}
	for _, f := range host(t, s, "d").Files {
		if len(f.Content.Secrets()) > 0 {
			t.Errorf("the host has the file %s with a secret that only a container reads", f.Path)
		}
	}
}

func TestNullLeavesOut(t *testing.T) {
	s := mustCompile(t, `
service "box" "x" {
  on          = host.a
  environment = { A = null, B = "b" }
}`)
	k := container(t, host(t, s, "a"), "x")
	if len(k.Environment) != 1 || k.Environment[0].Name != "B" {
		t.Errorf("environment: %+v", k.Environment)
	}
	if got := k.Environment[0].Origin.Line; got != 13 {
		t.Errorf("B was written in line 13, and its origin is line %d", got)
	}
}

func TestDisabledService(t *testing.T) {
	s := mustCompile(t, `
variable "on" {
  type    = bool
  default = false
}
service "box" "x" {
  on      = host.b
  enabled = var.on
}
service "box" "y" {
  on          = host.a
  environment = { X = var.on ? service.x.endpoint.tcp.address : null }
}`)
	if got := host(t, s, "b").Containers; got != nil {
		t.Errorf("host b runs %v", got)
	}
	d := mustFail(t, `
service "box" "x" {
  on      = host.b
  enabled = false
}
service "box" "y" {
  on          = host.a
  environment = { X = service.x.endpoint.tcp.address }
}`)
	if d.Summary != "Disabled service" {
		t.Errorf("got %s: %s", d.Summary, d.Detail)
	}
}

// Compiling is a function: the same input gives the same plan, in whatever
// order maps are walked.
func TestCompileIsDeterministic(t *testing.T) {
	const services = `
service "box" "p" {
  on      = [host.a, host.b, host.c]
  publish = { tcp = 4100 }
}
service "daemon" "r" {
  on     = [host.a, host.b]
  config = join(",", [for i in service.p.instances : i.endpoint.tcp.address])
}
service "box" "q" {
  on          = host.c
  environment = { A = "1", B = "2", C = service.s.endpoint.tcp.address, D = service.s.own }
}
service "box" "s" { on = host.a }
`
	first := mustCompile(t, services)
	for range 20 {
		if d := cmp.Diff(first, mustCompile(t, services)); d != "" {
			t.Fatalf("two compilations differ:\n%s", d)
		}
	}
}

// Who interrupts a compilation gets no plan of half a stack.
func TestCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	r, _ := compile.Compile(ctx, compile.Options{
		FS: files{"stack.hcl": header + `service "box" "x" { on = group.all }`}.fs(), Stack: "stack.hcl", Std: library.fs(),
	})
	if r.Plan != nil {
		t.Error("there is a plan")
	}
}
