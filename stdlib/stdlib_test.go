package stdlib_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hashicorp/hcl/v2"

	"github.com/senextrader/senexc/compile"
	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/stdlib"
)

// Every stack of these tests begins with this: two hosts and some secrets.
const preamble = `
stack "shop" {
  environment = "test"
  language    = 1
  example     = true
}
host "one" {
  address   = "10.0.0.1"
  groups    = ["all_of_them"]
  os        = "debian-13"
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4"
}
host "two" {
  address   = "10.0.0.2"
  groups    = ["all_of_them"]
  os        = "debian-13"
  recipient = "age164c0mwqzm84h0dw9flf8cjlhngeqrfza95n764aqxt5ccjz5ha7sfpz2zt"
}
secret "a" {}
secret "b" {}
`

// Services with what they cannot do without. A test adds arguments in place of
// the dots.
const (
	postgresql = `
service "postgresql" "db" {
  on       = host.one
  database = "shop"
  password = secret.a
  ...
}
`
	redis = `
service "redis" "queue" {
  on       = host.one
  password = secret.a
  ...
}
`
	django = `
service "django" "web" {
  on          = host.one
  image       = "registry.example.com/shop:v1"
  settings    = "shop.settings"
  application = "shop.asgi:application"
  domains     = ["shop.example", "www.shop.example"]
  ...
}
`
	celery = `
service "celery" "tasks" {
  image       = "registry.example.com/shop:v1"
  environment = {}
  application = "shop"
  ...
}
`
	nginx = `
service "nginx" "edge" {
  on      = host.one
  domains = ["shop.example"]
  ...
}
`
)

func with(service, arguments string) string {
	return strings.Replace(service, "...", arguments, 1)
}

func compileStack(t *testing.T, services ...string) (*plan.Stack, hcl.Diagnostics) {
	t.Helper()
	result, diags := compile.Compile(context.Background(), compile.Options{
		FS:            fstest.MapFS{"shop.hcl": {Data: []byte(preamble + strings.Join(services, ""))}},
		Stack:         "shop.hcl",
		Std:           stdlib.FS,
		AllowUnsealed: true,
	})
	if result == nil {
		t.Fatal(diags)
	}
	return result.Plan, diags
}

// host compiles a stack that has no errors and returns what runs on host one.
func host(t *testing.T, services ...string) *plan.Host {
	t.Helper()
	p, diags := compileStack(t, services...)
	if p == nil {
		t.Fatal(diags)
	}
	i := slices.IndexFunc(p.Hosts, func(h plan.Host) bool { return h.Name == "one" })
	return &p.Hosts[i]
}

func container(t *testing.T, h *plan.Host, name string) *plan.Container {
	t.Helper()
	for i := range h.Containers {
		if h.Containers[i].Name == name {
			return &h.Containers[i]
		}
	}
	for _, j := range h.Jobs {
		if j.Name == name && j.Container != nil {
			return j.Container
		}
	}
	t.Fatalf("host %s has no container %s", h.Name, name)
	return nil
}

func environment(c *plan.Container) map[string]string {
	all := map[string]string{}
	for _, v := range c.Environment {
		all[v.Name] = v.Value.Redacted()
	}
	return all
}

// target returns what a container has mounted there, as text: a volume's name,
// a path, or the content of a file with secrets.
func target(c *plan.Container, path string) string {
	for _, m := range c.Mounts {
		if m.Target == path {
			return m.Volume + m.Path + m.Content.Redacted()
		}
	}
	return ""
}

func content(t *testing.T, h *plan.Host, path string) string {
	t.Helper()
	for _, f := range h.Files {
		if f.Path == path {
			return f.Content.Redacted()
		}
	}
	t.Fatalf("host %s has no file %s", h.Name, path)
	return ""
}

// What a component refuses, and what it says then.
func TestRefused(t *testing.T) {
	tests := map[string]struct{ stack, want string }{
		"an unknown major version":                {with(postgresql, `major = 12`), "knows PostgreSQL 15"},
		"an image of another major version":       {with(postgresql, `image = "registry.example.com:5000/postgres:16.4"`), "is not PostgreSQL 17"},
		"the superuser as the application's role": {with(postgresql, `user = "postgres"`), "postgres is the superuser"},
		"the owner as the application's role":     {with(postgresql, `user = "shop_owner"`), "the role that owns the database"},
		"too little memory for a database":        {with(postgresql, `memory = "128MiB"`), "at least 256MiB"},
		"more connections than a database bears":  {with(postgresql, `max_connections = 2000`), "Put a connection pool in front"},
		"a database on two hosts":                 {strings.Replace(with(postgresql, ""), "host.one", "group.all_of_them", 1), "several databases"},

		"a purpose that is neither": {with(redis, `purpose = "both"`), "Use broker or cache"},
		"too little memory":         {with(redis, "purpose = \"cache\"\nmemory = \"32MiB\""), "at least 64MiB"},
		"a broker on two hosts":     {strings.Replace(with(redis, `purpose = "broker"`), "host.one", "group.all_of_them", 1), "several sets of data"},

		"a URL for a domain":  {strings.Replace(with(django, ""), `"shop.example"`, `"https://shop.example"`, 1), "without scheme or port"},
		"half a replica":      {with(django, `replicas = 1.5`), "a whole number"},
		"a health path apart": {with(django, `health_path = "healthz"`), "begins with a slash"},
		"an unknown rollback": {with(django, `migrate_rollback = "never"`), "Use safe or forbid"},

		"a broker that evicts": {
			with(redis, `purpose = "cache"`) + with(celery, "on = host.one\nbroker = service.queue\nworkers = { all = { queues = [\"celery\"] } }"),
			"queued tasks would vanish",
		},
		"nobody for the default queue": {
			with(celery, "on = host.one\nbroker = null\nworkers = { mail = { queues = [\"mail\"] } }"),
			"No worker consumes the default queue celery",
		},
		"a task that outlives the stop of its worker": {
			with(celery, "on = host.one\nbroker = null\nworkers = { slow = { queues = [\"celery\"], time_limit = \"10m\" } }"),
			"killed in the middle, in: slow.",
		},
		"a task that is delivered twice": {
			with(celery, "on = host.one\nbroker = null\nworkers = { slow = { queues = [\"celery\"], time_limit = \"2h\", stop_timeout = \"3h\" } }"),
			"gives it to a second worker, in: slow.",
		},
		"a broker that is none": {
			with(django, "") + with(celery, "on = host.one\nbroker = service.web\nworkers = { all = { queues = [\"celery\"] } }"),
			"That service is no broker",
		},
		"no worker and no beat": {
			with(celery, "on = host.one\nbroker = null\nworkers = {}\ndefault_queue = null"),
			"neither workers nor beat",
		},

		"no upstream":                   {with(nginx, `upstream = []`), "nothing to serve"},
		"a certificate without its key": {with(nginx, "upstream = [\"127.0.0.1:8000\"]\ncertificate = \"/etc/tls/cert.pem\""), "give both"},
		"a rate that is none":           {with(nginx, "upstream = [\"127.0.0.1:8000\"]\nrate = \"20/s\""), "as in 20r/s"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			p, diags := compileStack(t, test.stack)
			if p != nil {
				t.Fatal("it was accepted")
			}
			for _, d := range diags {
				if strings.Contains(d.Detail, test.want) {
					return
				}
			}
			t.Errorf("no message has %q:\n%s", test.want, diags)
		})
	}
}

func TestPostgresql(t *testing.T) {
	tests := []struct{ major, mount, data, collation string }{
		{"16", "/var/lib/postgresql/data", "/var/lib/postgresql/data", ""},
		{"17", "/var/lib/postgresql/data", "/var/lib/postgresql/data", "--locale-provider=builtin"},
		{"18", "/var/lib/postgresql", "/var/lib/postgresql/18/docker", "--locale-provider=builtin"},
	}
	for _, test := range tests {
		c := container(t, host(t, with(postgresql, "major = "+test.major)), "db")
		if c.Image != "docker.io/library/postgres:"+test.major {
			t.Errorf("major %s: image %s", test.major, c.Image)
		}
		if got := target(c, test.mount); got != "db-data" {
			t.Errorf("major %s: %q at %s, want the volume", test.major, got, test.mount)
		}
		env := environment(c)
		if env["PGDATA"] != test.data {
			t.Errorf("major %s: data in %s, want %s", test.major, env["PGDATA"], test.data)
		}
		if !strings.HasSuffix(env["POSTGRES_INITDB_ARGS"], test.collation) {
			t.Errorf("major %s: initdb %s, want %s", test.major, env["POSTGRES_INITDB_ARGS"], test.collation)
		}
	}

	h := host(t, with(postgresql, "memory = \"8GiB\"\nmigrator_password = secret.b\nsettings = { \"autovacuum_naptime\" = \"30s\" }"))
	settings := content(t, h, "/etc/senexc/services/db/postgresql.conf")
	for _, want := range []string{"shared_buffers = 2048MB", "effective_cache_size = 6144MB", "autovacuum_naptime = '30s'"} {
		if !strings.Contains(settings, want+"\n") {
			t.Errorf("no %s in\n%s", want, settings)
		}
	}
	access := content(t, h, "/etc/senexc/services/db/pg_hba.conf")
	for _, want := range []string{"host    shop   shop_a   all   scram-sha-256\n", "host    shop   shop_migrator_b   all   scram-sha-256\n"} {
		if !strings.Contains(access, want) {
			t.Errorf("no %q in\n%s", want, access)
		}
	}
	roles := target(container(t, h, "db-roles"), "/etc/postgresql/roles.sql")
	for _, want := range []string{"PASSWORD ${sqlliteral(secret.a+scram-sha-256)};", "PASSWORD ${sqlliteral(secret.b+scram-sha-256)};", `REVOKE "shop_owner" FROM "shop";`} {
		if !strings.Contains(roles, want) {
			t.Errorf("no %s in\n%s", want, roles)
		}
	}

	roles = target(container(t, host(t, with(postgresql, "")), "db-roles"), "/etc/postgresql/roles.sql")
	if !strings.Contains(roles, `GRANT "shop_owner" TO "shop";`) || strings.Contains(roles, "shop_migrator") {
		t.Errorf("without a migrator the application's role should act as the owner:\n%s", roles)
	}
}

func TestRedisByPurpose(t *testing.T) {
	tests := []struct {
		purpose, data, commands string
		settings                []string
	}{
		{"broker", "queue-data", "+info", []string{"maxmemory 161061273", "maxmemory-policy noeviction", "appendonly yes"}},
		{"cache", "", "+info +flushdb", []string{"maxmemory 214748364", "maxmemory-policy allkeys-lfu", "appendonly no", `save ""`}},
	}
	for _, test := range tests {
		h := host(t, with(redis, `purpose = "`+test.purpose+`"`))
		c := container(t, h, "queue")
		if got := target(c, "/data"); got != test.data {
			t.Errorf("%s: volume %q, want %q", test.purpose, got, test.data)
		}
		users, want := target(container(t, h, "queue-users"), "/etc/redis/users.acl"), " #${sha256(secret.a)} ~* &* +@all -@admin -@dangerous "+test.commands+"\n"
		if !strings.Contains(users, want) {
			t.Errorf("%s: users are %q, want %q", test.purpose, users, want)
		}
		settings := content(t, h, "/etc/senexc/services/queue/redis.conf")
		for _, want := range test.settings {
			if !strings.Contains(settings, want+"\n") {
				t.Errorf("%s: no %s in\n%s", test.purpose, want, settings)
			}
		}
	}
}

func TestDjangoContract(t *testing.T) {
	h := host(t, with(django, `
  environment         = { EXTRA = "yes", ABSENT = null, DB_PASSWORD = secret.a }
  migrate_environment = { DB_PASSWORD = secret.b }
`))
	web, migrate := environment(container(t, h, "web")), environment(container(t, h, "web-migrate"))
	for name, want := range map[string]string{
		"DJANGO_SETTINGS_MODULE": "shop.settings",
		"ALLOWED_HOSTS":          "shop.example,www.shop.example",
		"CSRF_TRUSTED_ORIGINS":   "https://shop.example,https://www.shop.example",
		"WS_ALLOWED_ORIGINS":     "https://shop.example,https://www.shop.example",
		"EXTRA":                  "yes",
		"DB_PASSWORD":            "${secret.a}",
	} {
		if web[name] != want {
			t.Errorf("%s = %q, want %q", name, web[name], want)
		}
	}
	if _, ok := web["ABSENT"]; ok {
		t.Error("a variable that is null is not left out")
	}
	if got := migrate["DB_PASSWORD"]; got != "${secret.b}" {
		t.Errorf("the migration has DB_PASSWORD = %q, want its own", got)
	}
	if migrate["EXTRA"] != "yes" {
		t.Error("the migration does not have the application's environment")
	}
	if probe := container(t, h, "web").Health.Command; !slices.Contains(probe, "shop.example") {
		t.Errorf("the probe %q does not ask for an allowed host", probe)
	}
	if got, want := target(container(t, h, "web-collectstatic"), "/srv/static"), target(container(t, h, "web"), "/srv/static"); got != want || got == "" {
		t.Errorf("static files are written to %q and read from %q", got, want)
	}
}

// However many hosts an application is on, one migrates, with the role that may.
// The others wait, and cannot do more than the application.
func TestOneHostMigrates(t *testing.T) {
	p, diags := compileStack(t, strings.Replace(with(django, `
  environment         = { DB_PASSWORD = secret.a }
  migrate_environment = { DB_PASSWORD = secret.b }
  leader              = host.two
`), "host.one", "group.all_of_them", 1))
	if p == nil {
		t.Fatal(diags)
	}
	for i, want := range []struct{ job, arguments, password string }{
		{"web-migrate-gate", "--wait 600", "${secret.a}"},
		{"web-migrate", "", "${secret.b}"},
	} {
		job := container(t, &p.Hosts[i], want.job)
		if got := strings.Join(job.Command[2:], " "); got != want.arguments {
			t.Errorf("%s is called with %q, want %q", want.job, got, want.arguments)
		}
		if got := environment(job)["DB_PASSWORD"]; got != want.password {
			t.Errorf("%s has DB_PASSWORD = %q, want %q", want.job, got, want.password)
		}
	}
	if want := [][]string{{"two"}, {"one"}}; !slices.EqualFunc(p.Waves, want, slices.Equal) {
		t.Errorf("hosts are installed in the order %v, want %v", p.Waves, want)
	}
}

// Workers are on every host, beat and what it remembers on one.
func TestOneBeat(t *testing.T) {
	p, diags := compileStack(t, with(celery, `
  on      = group.all_of_them
  leader  = host.one
  broker  = null
  beat    = true
  workers = { all = { queues = ["celery"] } }
`))
	if p == nil {
		t.Fatal(diags)
	}
	for i, want := range []string{"tasks-beat tasks-worker-all", "tasks-worker-all"} {
		h := &p.Hosts[i]
		var names []string
		for _, c := range h.Containers {
			names = append(names, c.Name)
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("host %s has the containers %q, want %q", h.Name, got, want)
		}
		if (len(h.Volumes) > 0) != (i == 0) {
			t.Errorf("host %s has the volumes %v", h.Name, h.Volumes)
		}
	}
}

func TestCeleryGroups(t *testing.T) {
	h := host(t, with(celery, `
  on          = host.one
  broker      = null
  workers = {
    fast = { queues = ["celery", "mail"], concurrency = 4, memory = "1GiB", stop_timeout = "6m" }
    slow = { queues = ["reports"] }
  }
`))
	if len(h.Containers) != 2 || len(h.Volumes) != 0 {
		t.Fatalf("without beat there are %d containers and %d volumes, want 2 and none", len(h.Containers), len(h.Volumes))
	}
	fast := container(t, h, "tasks-worker-fast")
	command := strings.Join(fast.Command, " ")
	for _, want := range []string{"-Q celery,mail ", "-n tasks-fast@one ", "--concurrency=4 ", "--time-limit=240 ", "--soft-time-limit=216 ", "--max-memory-per-child=209715 "} {
		if !strings.Contains(command, want) {
			t.Errorf("no %q in %q", want, command)
		}
	}
	if fast.Stop.Timeout != 360 {
		t.Errorf("a worker has %d s to stop, want 360", fast.Stop.Timeout)
	}
}

func TestNginx(t *testing.T) {
	h := host(t,
		with(django, `replicas = 2`),
		with(nginx, "upstream = [for i in service.web.instances : i.endpoint.http.address]\nstatic_root = service.web.static_root\nhsts = \"24h\""))
	site := content(t, h, "/etc/nginx/conf.d/edge.conf")
	for _, want := range []string{"server 127.0.0.1:8000 ", "server 127.0.0.1:8001 ", "root /srv/senexc/web/static;", "try_files /current/$1 /previous/$1 =404;", "http2 on;"} {
		if !strings.Contains(site, want) {
			t.Errorf("no %q in\n%s", want, site)
		}
	}
	if headers := content(t, h, "/etc/nginx/senexc-headers.conf"); !strings.Contains(headers, `add_header Strict-Transport-Security "max-age=86400" always;`) {
		t.Errorf("no HSTS in\n%s", headers)
	}
	if len(h.Jobs) != 3 || h.Jobs[0].When != plan.Prepare {
		t.Errorf("no placeholder is made before the configuration is checked: %v", h.Jobs)
	}

	h = host(t, with(nginx, "upstream = [\"127.0.0.1:8000\"]\nstatic_root = \"/srv/pages\""))
	if site := content(t, h, "/etc/nginx/conf.d/edge.conf"); !strings.Contains(site, "alias /srv/pages/;") || strings.Contains(site, "try_files /current") {
		t.Errorf("a folder without versions is not served as it is:\n%s", site)
	}

	h = host(t, with(nginx, "upstream = [\"127.0.0.1:8000\"]\ncertificate = \"/etc/tls/cert.pem\"\ncertificate_key = \"/etc/tls/key.pem\""))
	site = content(t, h, "/etc/nginx/conf.d/edge.conf")
	if !strings.Contains(site, `ssl_certificate /etc/tls/cert.pem;`) || strings.Contains(site, "alias") || len(h.Jobs) > 0 {
		t.Errorf("with a certificate and without static files there should be no placeholder and no alias:\n%s", site)
	}
}

// After an installation nginx must answer, and with a page to ask for, so must
// what is behind it.
func TestNginxIsAsked(t *testing.T) {
	names := func(h *plan.Host) (names []string) {
		for _, p := range h.Probes {
			names = append(names, p.Name+" "+p.URL+" "+p.Connect+" "+strings.Join(p.Status, ","))
		}
		return names
	}
	const proxy = "upstream = [\"127.0.0.1:8000\"]\n"
	always := []string{
		"edge-http http://shop.example/ 127.0.0.1:80 301",
		"edge-https https://shop.example/ 127.0.0.1:443 2xx,3xx,4xx,5xx",
	}
	if got := names(host(t, with(nginx, proxy))); !slices.Equal(got, always) {
		t.Errorf("probes: %q, want %q", got, always)
	}
	want := slices.Insert(slices.Clone(always), 0, "edge-application https://shop.example/healthz 127.0.0.1:443 2xx")
	if got := names(host(t, with(nginx, proxy+"health_path = \"/healthz\""))); !slices.Equal(got, want) {
		t.Errorf("probes: %q, want %q", got, want)
	}
}

// A release has its static files for itself, and the proxy's configuration is
// the same for every release.
func TestStaticFilesByImage(t *testing.T) {
	release := func(image string) *plan.Host {
		return host(t, strings.ReplaceAll(with(django, ""), "registry.example.com/shop:v1", image), with(nginx, "upstream = [service.web.endpoint.http.address]\nstatic_root = service.web.static_root"))
	}
	first, second := release("registry.example.com/shop:v1"), release("registry.example.com/shop:v2")
	if a, b := target(container(t, first, "web"), "/srv/static"), target(container(t, second, "web"), "/srv/static"); a == b {
		t.Errorf("two releases share %s", a)
	}
	if a, b := content(t, first, "/etc/nginx/conf.d/edge.conf"), content(t, second, "/etc/nginx/conf.d/edge.conf"); a != b {
		t.Error("a release changes the proxy's configuration")
	}
}

// A host whose nginx or OpenSSL is older gets what they understand.
func TestNginxOfOlderSystems(t *testing.T) {
	for _, os := range []string{"debian-12", "ubuntu-24.04", "rhel-9"} {
		result, diags := compile.Compile(context.Background(), compile.Options{
			FS: fstest.MapFS{"shop.hcl": {Data: []byte(strings.ReplaceAll(preamble, "debian-13", os) +
				with(nginx, "upstream = [\"127.0.0.1:8000\"]"))}},
			Stack: "shop.hcl",
			Std:   stdlib.FS,
		})
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		h := &result.Plan.Hosts[0]
		if site := content(t, h, "/etc/nginx/conf.d/edge.conf"); !strings.Contains(site, "listen 443 ssl http2;") || strings.Contains(site, "http2 on") {
			t.Errorf("%s:\n%s", os, site)
		}
		if main := content(t, h, "/etc/nginx/nginx.conf"); strings.Contains(main, "MLKEM") {
			t.Errorf("%s:\n%s", os, main)
		}
	}
}
