package compile_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/compile/plan"
)

// component returns an option that adds components of the stack's own.
func components(src string, services string) files {
	return files{"stack.hcl": services, "components/own.hcl": src}
}

// Of every reader and every provider, what the reader sees and where the
// provider listens for it: the rows that no container is in.
func TestAddressesOfTheHost(t *testing.T) {
	for _, test := range []struct {
		name, on, expose string
		seen             string
		listens, rules   []string
	}{
		{"host, native service on the same host", "a", "peers", "127.0.0.1:5000", []string{"127.0.0.1:5000"}, nil},
		{"host, native service on another host", "b", "peers", "10.0.0.2:5000", []string{"10.0.0.2:5000"}, []string{"10.0.0.1 to 10.0.0.2 port 5000: r on a to p.tcp"}},
		{"everybody, native service", "b", "public", "10.0.0.2:5000", []string{"0.0.0.0:5000"}, []string{"any to any port 5000: p.tcp is public"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := mustCompile(t, "", in(components(`
component "native" {
  locals {
    listen = endpoint.tcp.listen
  }
  endpoint "tcp" {
    port   = 5000
    expose = "`+test.expose+`"
  }
  unit "native" {}
}`, `
service "native" "p" { on = host.`+test.on+` }
service "daemon" "r" {
  on     = host.a
  config = service.p.endpoint.tcp.address
}`)))
			i := slices.IndexFunc(host(t, s, "a").Files, func(f plan.File) bool { return f.Service == "r" })
			if got := host(t, s, "a").Files[i].Content.Redacted(); got != test.seen {
				t.Errorf("the reader sees %s, want %s", got, test.seen)
			}
			provider := host(t, s, test.on)
			if d := cmp.Diff(test.listens, provider.Endpoints[slices.IndexFunc(provider.Endpoints, func(e plan.Endpoint) bool { return e.Service == "p" })].Addresses); d != "" {
				t.Errorf("listening (-want +got):\n%s", d)
			}
			if d := cmp.Diff(test.rules, rules(provider)); d != "" {
				t.Errorf("firewall (-want +got):\n%s", d)
			}
		})
	}
}

const chores = `
component "chores" {
  variable "of" {
    type = string
  }
  variable "token" {
    type    = string
    default = ""
  }
  endpoint "own" {
    port      = 7000
    container = container.chores
  }
  container "chores" {
    image = "registry.example.com/chores:v1"
  }
  timer "inside" {
    schedule    = ["daily", "Mon 03:30"]
    image       = "registry.example.com/chores:v1"
    command     = ["work"]
    environment = { OF = var.of, TOKEN = var.token }
  }
  timer "exec" {
    schedule         = ["hourly"]
    exec             = container.chores
    command          = ["work", var.of]
    randomized_delay = "5m"
  }
  timer "host" {
    schedule   = ["weekly"]
    persistent = false
    command    = ["/bin/work", var.of]
    timeout    = "10m"
  }
  probe "host" {
    tcp = var.of
  }
  probe "own" {
    http = "http://${endpoint.own.address}/"
  }
  probe "inside" {
    exec     = container.chores
    command  = ["ask", var.of]
    required = false
  }
}`

// A timer reads where it runs, and a probe where it asks from.
func TestTimersAndProbesRead(t *testing.T) {
	for name, c := range map[string]struct{ on, inside, host string }{
		"on the same host": {"a", "p:4000", "127.0.0.1:4000"},
		"on another host":  {"b", "10.0.0.2:4000", "10.0.0.2:4000"},
	} {
		t.Run(name, func(t *testing.T) {
			s := mustCompile(t, "", in(components(chores, fmt.Sprintf(`
secret "token" {}
service "box" "p" { on = host.%s }
service "chores" "r" {
  on    = host.a
  of    = service.p.endpoint.tcp.address
  token = secret.token
}`, c.on))))
			a := host(t, s, "a")
			timers := map[string]plan.Timer{}
			for _, timer := range a.Timers {
				timers[timer.Job.Name] = timer
			}
			if got := env(t, timers["r-inside"].Job.Container, "OF"); got != c.inside {
				t.Errorf("a timer in a container reads %s", got)
			}
			if got := timers["r-exec"].Job; got.Exec != "r" || got.Command[1] != c.inside {
				t.Errorf("a timer in a running container is %+v", got)
			}
			if got := timers["r-host"]; !got.Job.Host || got.Job.Command[1] != c.host || got.Persistent || got.Job.Timeout != 600 {
				t.Errorf("a timer on the host is %+v", got)
			}
			probes := map[string]plan.Probe{}
			for _, p := range a.Probes {
				probes[p.Name] = p
			}
			if p := probes["r-host"]; p.TCP != c.host || !p.Required {
				t.Errorf("a probe that asks from the host is %+v", p)
			}
			if p := probes["r-inside"]; p.Exec != "r" || p.Command[1] != c.inside || p.Required {
				t.Errorf("a probe in a container is %+v", p)
			}
			if p := probes["r-own"]; p.URL != "http://127.0.0.1:7000/" {
				t.Errorf("a probe of the service itself asks %s", p.URL)
			}
			if got := publishes(container(t, a, "r")); !slices.Equal(got, []string{"127.0.0.1:7000:7000"}) {
				t.Errorf("for its probe, the container publishes %v", got)
			}
			things := map[string]bool{}
			for _, e := range a.Edges {
				things[e.Thing] = true
			}
			for _, want := range []string{`timer "inside"`, `timer "exec"`, `timer "host"`, `probe "host"`, `probe "inside"`} {
				if !things[want] {
					t.Errorf("no edge of %s, only of %v", want, things)
				}
			}
			if !strings.Contains(steps(a), "container r, timer r-exec, timer r-host, timer r-inside") {
				t.Errorf("the steps are: %s", steps(a))
			}
		})
	}
}

func TestTimersSecretsAreSealed(t *testing.T) {
	r, diags := compileStack(t, "", in(components(chores, `
secret "token" {}
service "chores" "r" {
  on    = host.a
  of    = "127.0.0.1:1"
  token = secret.token
}`)))
	if diags.HasErrors() || !slices.Equal(r.Needs["token"], []string{"a"}) {
		t.Errorf("the token is sealed to %v: %v", r.Needs["token"], diags)
	}
}

// What one service has, another one on the same host can use.
func TestHandlesPassBetweenServices(t *testing.T) {
	s := mustCompile(t, "", in(components(`
component "keeper" {
  variable "address" {
    type    = string
    default = "none"
  }
  volume "data" {
    disposable = true
  }
  directory "shared" {
    path = "/srv/shared"
  }
  file "settings" {
    content = "address ${var.address}\n"
  }
  container "keeper" {
    image = "registry.example.com/keeper:v1"
  }
  unit "proxy" {}
  network "inside" {}
  output "all" {
    value = {
      volume = volume.data, directory = directory.shared, file = file["settings"], container = container.keeper,
      unit = unit.proxy, network = network.inside, name = volume.data.name
    }
  }
}
component "user" {
  variable "of" {
    type = any
  }
  container "user" {
    image    = "registry.example.com/user:v1"
    networks = [var.of.network]
    mounts = {
      "/data"     = var.of.volume
      "/shared"   = var.of.directory
      "/settings" = var.of.file
    }
  }
  job "ask" {
    when    = "release"
    exec    = var.of.container
    command = ["ask", var.of.name]
  }
  file "/etc/proxy/user.conf" {
    content = ""
    reload  = [var.of.unit]
  }
}`, `
service "box" "p" { on = host.a }
service "keeper" "z" {
  on      = host.a
  address = service.p.endpoint.tcp.address
}
service "user" "b" {
  on = host.a
  of = service.z.all
}`)))
	a := host(t, s, "a")
	var mounts []string
	for _, m := range container(t, a, "b").Mounts {
		mounts = append(mounts, m.Target+" "+m.Volume+m.Path)
	}
	if d := cmp.Diff([]string{"/data z-data", "/settings /etc/senexc/services/z/settings", "/shared /srv/shared"}, mounts); d != "" {
		t.Errorf("mounts (-want +got):\n%s", d)
	}
	if got := container(t, a, "b").Networks; !slices.Equal(got, []string{"z-inside"}) {
		t.Errorf("networks: %v", got)
	}
	for _, f := range a.Files {
		switch f.Service {
		case "z": // the container that mounts it is of another service, and decides all the same
			if got := f.Content.Redacted(); got != "address p:4000\n" {
				t.Errorf("the file that is mounted has %q", got)
			}
		case "b":
			if !slices.Equal(f.Reload, []string{"proxy.service"}) {
				t.Errorf("reloads %v", f.Reload)
			}
		}
	}
	i := slices.IndexFunc(a.Jobs, func(j plan.Job) bool { return j.Name == "b-ask" })
	if j := a.Jobs[i]; j.Exec != "z" || !slices.Equal(j.Command, []string{"ask", "z-data"}) {
		t.Errorf("the job is %+v", j)
	}
	needs := map[string][]string{}
	for _, service := range a.Services {
		needs[service.Name] = service.Needs
	}
	if d := cmp.Diff(map[string][]string{"b": {"z"}, "p": nil, "z": nil}, needs); d != "" {
		t.Errorf("what services need of each other (-want +got):\n%s", d)
	}
	order := steps(a)
	for _, pair := range [][2]string{{"volume z-data", "container b"}, {"container z", "job b-ask"}, {"container p", "container b"}} {
		if first, then := strings.Index(order+",", pair[0]+","), strings.Index(order+",", pair[1]+","); first < 0 || then < first {
			t.Errorf("%s does not come before %s: %s", pair[0], pair[1], order)
		}
	}
}

// A secret in a file that only another service mounts reaches its container.
func TestMountedSecretOfAnotherService(t *testing.T) {
	s := mustCompile(t, "", in(components(`
component "keeper" {
  variable "password" {
    type = secret
  }
  file "settings" {
    content = "password ${var.password}\n"
  }
  output "settings" {
    value = file["settings"]
  }
}
component "user" {
  variable "settings" {
    type = any
  }
  container "user" {
    image  = "registry.example.com/user:v1"
    mounts = { "/settings" = var.settings }
  }
}`, `
secret "p" {}
service "keeper" "z" {
  on       = host.a
  password = secret.p
}
service "user" "b" {
  on       = host.a
  settings = service.z.settings
}`)))
	a := host(t, s, "a")
	if len(a.Files) != 0 {
		t.Errorf("the secret is in a file of the host: %v", a.Files)
	}
	if m := container(t, a, "b").Mounts[0]; m.Path != "" || m.Content.Redacted() != "password ${secret.p}\n" {
		t.Errorf("the container mounts %+v", m)
	}
}

func TestVersionedDirectory(t *testing.T) {
	const own = `
component "pages" {
  variable "image" {
    type = string
  }
  directory "pages" {
    path         = "/srv/pages"
    owner        = "stack"
    versioned_by = var.image
    keep         = 3
  }
  job "write" {
    when    = "release"
    image   = var.image
    command = ["write"]
    mounts  = { "/pages" = directory.pages }
  }
  container "pages" {
    image  = var.image
    mounts = { "/pages" = directory.pages }
  }
  file "/etc/proxy.conf" {
    content = "root ${directory.pages.path};"
  }
}`
	release := func(image string) *plan.Host {
		return host(t, mustCompile(t, "", in(components(own, `
service "pages" "p" {
  on    = host.a
  image = "`+image+`"
}`))), "a")
	}
	first, second := release("registry.example.com/pages:v1"), release("registry.example.com/pages:v2")
	link := first.Links[0]
	if link.Path != "/srv/pages/current" || link.Keep != 3 || !strings.HasPrefix(link.Target, "pages-v1-") {
		t.Errorf("the link is %+v", link)
	}
	if link.Target == second.Links[0].Target {
		t.Error("two releases share a version")
	}
	if got := container(t, first, "p").Mounts[0].Path; got != "/srv/pages/"+link.Target {
		t.Errorf("the container mounts %s", got)
	}
	if got := first.Files[0].Content.Redacted(); got != "root /srv/pages/current;" {
		t.Errorf("the host reads %s", got)
	}
	if d := cmp.Diff(first.Files, second.Files); d != "" {
		t.Errorf("a release changes what the host reads:\n%s", d)
	}
	if got, want := steps(first), "job p-write, link /srv/pages/current, container p"; got != want {
		t.Errorf("steps: %s, want %s", got, want)
	}
	var made []string
	for _, d := range first.Directories {
		made = append(made, d.Owner+" "+d.Path)
	}
	if want := []string{"root /srv/pages", "senex /srv/pages/" + link.Target}; !slices.Equal(made, want) {
		t.Errorf("directories %v, want %v", made, want)
	}
}

func TestNetworks(t *testing.T) {
	s := mustCompile(t, "", in(components(`
component "pair" {
  network "inside" {
    internal = true
  }
  endpoint "db" {
    port      = 5000
    container = container.db
  }
  container "db" {
    image         = "registry.example.com/db:v1"
    networks      = [network.inside]
    stack_network = false
  }
  container "pair" {
    image       = "registry.example.com/pair:v1"
    networks    = [network.inside]
    environment = { DB = endpoint.db.address }
  }
}`, `service "pair" "p" { on = host.a }`)))
	a := host(t, s, "a")
	db, pair := container(t, a, "p-db"), container(t, a, "p")
	if db.Network != "" || !slices.Equal(db.Networks, []string{"p-inside"}) {
		t.Errorf("the database is in %q and %v", db.Network, db.Networks)
	}
	if pair.Network != "s_net" || !slices.Equal(pair.Networks, []string{"p-inside"}) || env(t, pair, "DB") != "p-db:5000" {
		t.Errorf("its reader is in %q and %v", pair.Network, pair.Networks)
	}
	if len(a.Networks) != 1 || !a.Networks[0].Internal || a.Networks[0].Name != "p-inside" {
		t.Errorf("networks: %+v", a.Networks)
	}
}

// The gate of a job runs where the job does not: on the other hosts of its
// service, and on those of services that depend on it.
func TestGates(t *testing.T) {
	const own = `
component "schema" {
  variable "db" {
    type    = string
    default = ""
  }
  file "check.sh" {
    content = "check"
  }
  container "schema" {
    image = "registry.example.com/schema:v1"
  }
  job "%[1]s" {
    when        = "%[1]s"
    once        = true
    image       = "registry.example.com/schema:v1"
    command     = ["upgrade"]
    gate        = ["sh", "/check.sh"]
    environment = { DB = var.db }
    mounts      = { "/check.sh" = file["check.sh"] }
    timeout     = "5m"
  }
}`
	for _, when := range []string{"release", "ready", "settled"} {
		t.Run(when, func(t *testing.T) {
			s := mustCompile(t, "", in(components(fmt.Sprintf(own, when), `
service "box" "db" { on = host.a }
service "schema" "s" {
  on = [host.a, host.b]
  db = service.db.endpoint.tcp.address
}
service "box" "x" {
  on         = host.c
  depends_on = [service.s]
}`)))
			job := func(host *plan.Host, name string) *plan.Job {
				for i := range host.Jobs {
					if host.Jobs[i].Name == name {
						return &host.Jobs[i]
					}
				}
				return nil
			}
			a, b, c := host(t, s, "a"), host(t, s, "b"), host(t, s, "c")
			if j := job(a, "s-"+when); j == nil || j.Gate || j.Container.Command[0] != "upgrade" {
				t.Errorf("the leader runs %+v", j)
			}
			for _, h := range []*plan.Host{b, c} {
				j := job(h, "s-"+when+"-gate")
				if when == "settled" && h == c {
					if j != nil {
						t.Error("what depends on a service does not wait for what comes after it")
					}
					continue
				}
				if j == nil {
					t.Fatalf("no gate on %s: %s", h.Name, steps(h))
				}
				if !j.Gate || j.Container.Command[0] != "sh" || env(t, j.Container, "DB") != "10.0.0.1:4000" || j.Timeout != 300 {
					t.Errorf("the gate on %s is %+v", h.Name, j)
				}
				if !slices.ContainsFunc(h.Files, func(f plan.File) bool { return f.Path == "/etc/senexc/services/s/check.sh" }) {
					t.Errorf("the file that the gate mounts is not on %s", h.Name)
				}
				if !slices.Contains(h.After, "a") {
					t.Errorf("%s does not come after the leader: %v", h.Name, h.After)
				}
			}
			if when == "settled" {
				return
			}
			if order := steps(c); strings.Index(order, "job s-"+when+"-gate") > strings.Index(order, "container x") {
				t.Errorf("on c, the gate comes too late: %s", order)
			}
			if got := rules(a); !slices.Contains(got, "10.0.0.3 to 10.0.0.1 port 4000: s on c to db.tcp") {
				t.Errorf("the gate on c cannot reach the database: %v", got)
			}
			if slices.ContainsFunc(c.Containers, func(k plan.Container) bool { return k.Service == "s" }) {
				t.Error("more than the gate of the service came to c")
			}
		})
	}
}

// Every phase has its place among the steps.
func TestPhasesOfJobs(t *testing.T) {
	s := mustCompile(t, "", in(components(`
component "phases" {
  container "phases" {
    image = "registry.example.com/phases:v1"
  }
  job "a" {
    when    = "settled"
    command = ["true"]
  }
  job "b" {
    when    = "ready"
    command = ["true"]
  }
  job "c" {
    when    = "release"
    command = ["true"]
  }
  job "d" {
    when    = "prepare"
    command = ["true"]
  }
  job "e" {
    when    = "manual"
    command = ["true"]
  }
}`, `service "phases" "p" { on = host.a }`)))
	if got, want := steps(host(t, s, "a")), "job p-d, job p-c, container p, job p-b, job p-a"; got != want {
		t.Errorf("steps: %s, want %s", got, want)
	}
}

// for_each, enabled and once are for every primitive.
func TestEveryPrimitiveRepeats(t *testing.T) {
	s := mustCompile(t, "", in(components(`
component "all" {
  locals {
    some = toset(["x", "y"])
  }
  network "n" {
    for_each = local.some
  }
  account "n" {
    for_each = local.some
    name     = "n-${each.key}"
  }
  directory "n" {
    for_each     = local.some
    path         = "/srv/${each.key}"
    versioned_by = each.key
  }
  timer "n" {
    for_each = local.some
    schedule = ["daily"]
    command  = ["true", each.key]
  }
  probe "n" {
    for_each = local.some
    command  = ["true", each.key]
  }
  timer "off" {
    enabled  = false
    schedule = ["daily"]
    command  = ["true"]
  }
  timer "one" {
    once     = true
    schedule = ["daily"]
    command  = ["true"]
  }
  probe "one" {
    once    = true
    command = ["true"]
  }
}`, `service "all" "p" { on = [host.a, host.b] }`)))
	for name, want := range map[string][2]int{"a": {3, 3}, "b": {2, 2}} {
		h := host(t, s, name)
		if len(h.Networks) != 2 || len(h.Accounts) != 2 || len(h.Links) != 2 || len(h.Timers) != want[0] || len(h.Probes) != want[1] {
			t.Errorf("%s has %d networks, %d accounts, %d links, %d timers and %d probes", name, len(h.Networks), len(h.Accounts), len(h.Links), len(h.Timers), len(h.Probes))
		}
	}
	if got := host(t, s, "b").Timers[0].Job.Name; got != "p-n-x" {
		t.Errorf("a timer is called %s", got)
	}
}

func TestPackagesByFamily(t *testing.T) {
	for os, want := range map[string][]string{"debian-13": {"openssl", "rsync"}, "rhel-9": {"rsync"}} {
		s := mustCompile(t, "", in(files{
			"components/own.hcl": `
os "rhel-9" {
  family = "redhat"
  podman = "5.4"
}
component "tools" {
  package "tls" {
    names = { debian = "openssl" }
  }
  package "rsync" {}
}`,
			"stack.hcl": `
host "d" {
  address = "10.0.0.9"
  os      = "` + os + `"
}
service "tools" "p" { on = host.d }`,
		}))
		var got []string
		for _, p := range host(t, s, "d").Packages {
			got = append(got, p.Name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("on %s: %v, want %v", os, got, want)
		}
	}
}
