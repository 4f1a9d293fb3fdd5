package emit

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/emit/archive"
	"github.com/senextrader/senexc/emit/install"
	"github.com/senextrader/senexc/emit/manifest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func at(file string, line int) plan.Origin { return plan.Origin{File: file, Line: line, Column: 3} }

// shop is a stack of three hosts: a database, two replicas of an application
// that uses it, and a native proxy before them.
func shop() *plan.Stack {
	account := plan.Account{Name: "shop", UID: 1500, Home: "/var/lib/shop"}
	network := plan.Network{Name: "shop_net", Subnet: "172.20.0.0/24", Origin: at("shop.hcl", 7)}
	secret := plan.Secret{Name: "db_password", Version: 3, Sealed: "-----BEGIN AGE ENCRYPTED FILE-----\n...\n-----END AGE ENCRYPTED FILE-----\n", Origin: at("shop.secrets.hcl", 1)}
	password := plan.Segment{Secret: "db_password", Version: 3}
	used := func(address string) *plan.Edge {
		return &plan.Edge{Reader: "web", ReaderHost: "web01", Thing: "container web", Provider: "db", ProviderHost: "db01",
			Endpoint: "sql", Address: address, Port: 5432, Origin: at("shop.hcl", 42)}
	}

	db := plan.Host{
		Name: "db01", FQDN: "db01.shop.example", Address: "10.0.1.20", Groups: []string{"all", "database"}, OS: "debian-13", Family: "debian",
		Arch: "amd64", Podman: "5.4", AdminCIDRs: []string{"10.0.0.0/8"}, Account: account, Network: network, Origin: at("shop.hcl", 12),
		Services: []plan.Service{{Name: "db", Type: "database", Description: "Relational | database", Tags: []string{"database", "db"}, Origin: at("shop.hcl", 30)}},
		Packages: []plan.Package{{Name: "podman"}, {Name: "age"}},
		Sysctls:  []plan.Sysctl{{Key: "vm.overcommit_memory", Value: "1", Service: "db", Origin: at("stdlib/database.hcl", 9)}},
		Volumes:  []plan.Volume{{Name: "db-data", Service: "db", Origin: at("stdlib/database.hcl", 20)}},
		Files: []plan.File{{Path: "/etc/senexc/services/db/db.conf", Owner: "root", Group: "root", Mode: 0o444,
			Content: plan.Literal("listen_addresses = '*'\n"), Service: "db", Origin: at("stdlib/database.hcl", 25)}},
		Containers: []plan.Container{{
			Name: "db", Service: "db", Description: "Relational database", Image: "docker.io/library/database:17", User: "999:999",
			Environment: []plan.Variable{
				{Name: "DB_NAME", Value: plan.Literal("shop"), Origin: at("stdlib/database.hcl", 40)},
				{Name: "DB_PASSWORD", Value: plan.Text{password}, Origin: at("stdlib/database.hcl", 41)},
			},
			Mounts: []plan.Mount{
				{Target: "/etc/db.conf", Path: "/etc/senexc/services/db/db.conf", ReadOnly: true, Origin: at("stdlib/database.hcl", 43)},
				{Target: "/etc/db.init", Content: plan.Text{{Literal: "ALTER ROLE shop PASSWORD "}, {Encoder: "sqlliteral", Inner: plan.Text{password}}, {Literal: ";\n"}},
					ReadOnly: true, UID: 999, GID: 999, Mode: 0o400, Origin: at("stdlib/database.hcl", 44)},
				{Target: "/var/lib/db", Volume: "db-data", Origin: at("stdlib/database.hcl", 45)},
			},
			Publish:  []plan.Publish{{Address: "10.0.1.20", HostPort: 5432, ContainerPort: 5432, Transport: "tcp", Origin: at("shop.hcl", 42)}},
			Network:  "shop_net",
			Health:   &plan.Health{Command: []string{"db-ready", "-q"}, Interval: 10, Timeout: 5, StartPeriod: 30, Retries: 5, Origin: at("stdlib/database.hcl", 50)},
			Limits:   plan.Limits{Memory: 2 << 30, Shm: 256 << 20},
			Stop:     plan.Stop{Signal: "SIGINT", Timeout: 60},
			ReadOnly: true, Tmpfs: []string{"/run/db"}, Origin: at("stdlib/database.hcl", 30),
		}},
		Steps:     []plan.Step{{Kind: "volume", Name: "db-data"}, {Kind: "container", Name: "db"}},
		Endpoints: []plan.Endpoint{{Service: "db", Name: "sql", Container: "db", Port: 5432, Transport: "tcp", Protocol: "sql", Addresses: []string{"10.0.1.20:5432"}, Origin: at("stdlib/database.hcl", 15)}},
		Edges:     []*plan.Edge{used("10.0.1.20")},
		Firewall:  []plan.Rule{{From: "10.0.1.10", To: "10.0.1.20", Port: 5432, Transport: "tcp", Comment: "web on web01 uses db.sql", Origin: at("shop.hcl", 42)}},
		Secrets:   []plan.Secret{secret},
	}

	web := plan.Host{
		Name: "web01", FQDN: "web01.shop.example", Address: "10.0.1.10", Groups: []string{"all"}, OS: "debian-13", Family: "debian",
		Arch: "amd64", Podman: "5.4", AdminCIDRs: []string{"10.0.0.0/8"}, Account: account, Network: network, After: []string{"db01"}, Origin: at("shop.hcl", 20),
		Services: []plan.Service{
			{Name: "edge", Type: "proxy", Description: "Entry", Tags: []string{"edge", "proxy"}, Origin: at("shop.hcl", 60)},
			{Name: "web", Type: "application", Description: "Application", Tags: []string{"application", "web"}, Origin: at("shop.hcl", 36)},
		},
		Packages:    []plan.Package{{Name: "proxy", Service: "edge", Origin: at("stdlib/proxy.hcl", 5)}},
		Directories: []plan.Directory{{Path: "/srv/shop/static", Owner: "shop", Group: "shop", Mode: 0o755, Service: "web", Origin: at("stdlib/application.hcl", 12)}},
		Files: []plan.File{
			{Path: "/etc/proxy/conf.d/shop.conf", Owner: "root", Group: "root", Mode: 0o644, Content: plan.Literal("upstream web { server 127.0.0.1:8000; server 127.0.0.1:8001; }\n"),
				Reload: []string{"proxy.service"}, Service: "edge", Origin: at("stdlib/proxy.hcl", 20)},
			{Path: "/etc/proxy/users", Owner: "root", Group: "www-data", Mode: 0o640, Content: plan.Text{{Literal: "status:"}, password, {Literal: "\n"}},
				Reload: []string{"proxy.service"}, Service: "edge", Origin: at("stdlib/proxy.hcl", 30)},
			{Path: "/srv/shop/logo.png", Owner: "root", Group: "root", Mode: 0o444, Data: []byte{0x89, 'P', 'N', 'G', 0}, Service: "edge", Origin: at("stdlib/proxy.hcl", 35)},
		},
		Units:     []plan.Unit{{Name: "proxy.service", Validate: []string{"proxy", "-t"}, Service: "edge", Origin: at("stdlib/proxy.hcl", 8)}},
		Endpoints: []plan.Endpoint{{Service: "edge", Name: "https", Port: 443, Transport: "tcp", Protocol: "https", Public: true, Addresses: []string{"0.0.0.0:443"}, Origin: at("stdlib/proxy.hcl", 10)}},
		Edges:     []*plan.Edge{used("10.0.1.20")},
		Firewall:  []plan.Rule{{From: "any", To: "any", Port: 443, Transport: "tcp", Comment: "edge.https is public", Origin: at("stdlib/proxy.hcl", 10)}},
		Peers:     []plan.Peer{{Host: "db01", Service: "db", Endpoint: "sql", Address: "10.0.1.20", Port: 5432}},
		Secrets:   []plan.Secret{secret},
	}
	migrate := plan.Container{Image: "registry.example.com/shop:v1", Command: []string{"manage", "migrate"}, Network: "shop_net", ReadOnly: true, Origin: at("stdlib/application.hcl", 50)}
	web.Jobs = []plan.Job{
		{Name: "web-migrate", Service: "web", When: plan.Release, Container: &migrate, Timeout: 300, Rollback: "forbid", Origin: at("stdlib/application.hcl", 50)},
		{Name: "web-warm", Service: "web", When: plan.Ready, Exec: "web-1", Command: []string{"manage", "warm"}, Timeout: 60, Rollback: "safe", Origin: at("stdlib/application.hcl", 60)},
	}
	web.Steps = []plan.Step{{Kind: "job", Name: "web-migrate"}}
	for i := 1; i <= 2; i++ {
		name := "web-" + strconv.Itoa(i)
		web.Containers = append(web.Containers, plan.Container{
			Name: name, Service: "web", Description: "Application", Image: "registry.example.com/shop:v1", Network: "shop_net", ReadOnly: true, Init: true,
			Command: []string{"serve", "--port", "8000"},
			Environment: []plan.Variable{
				{Name: "DB_HOST", Value: plan.Literal("10.0.1.20"), Origin: at("shop.hcl", 42)},
				{Name: "DB_URL", Value: plan.Text{{Literal: "sql://shop:"}, {Encoder: "urlencode", Inner: plan.Text{password}}, {Literal: "@10.0.1.20:5432/shop"}}, Origin: at("shop.hcl", 43)},
			},
			Publish: []plan.Publish{{Address: "127.0.0.1", HostPort: 7999 + i, ContainerPort: 8000, Transport: "tcp", Origin: at("shop.hcl", 61)}},
			Health:  &plan.Health{Command: []string{"healthy"}, Interval: 10, Retries: 3, Origin: at("stdlib/application.hcl", 40)},
			Origin:  at("stdlib/application.hcl", 30),
		})
		web.Endpoints = append(web.Endpoints, plan.Endpoint{Service: "web", Name: "http", Container: name, Port: 8000, Transport: "tcp", Protocol: "http",
			Addresses: []string{fmt.Sprintf("127.0.0.1:%d", 7999+i)}, Origin: at("stdlib/application.hcl", 20)})
		web.Steps = append(web.Steps, plan.Step{Kind: "container", Name: name})
	}
	web.Steps = append(web.Steps, plan.Step{Kind: "job", Name: "web-warm"}, plan.Step{Kind: "unit", Name: "proxy.service"})

	bare := plan.Host{Name: "bare01", OS: "debian-12", Family: "debian", Arch: "amd64", Podman: "4.3", Network: network, Origin: at("shop.hcl", 25)}
	return &plan.Stack{Name: "shop", Environment: "production", Example: true, Hosts: []plan.Host{bare, db, web}}
}

func host(s *plan.Stack, name string) *plan.Host {
	return &s.Hosts[slices.IndexFunc(s.Hosts, func(h plan.Host) bool { return h.Name == name })]
}

func bundle(t *testing.T, name string) *Bundle {
	t.Helper()
	s := shop()
	b, problems := Host(s, host(s, name), Options{Serial: 1700000000})
	for _, p := range problems {
		t.Error(p)
	}
	if b == nil {
		t.FailNow()
	}
	return b
}

func contents(b *Bundle) map[string]string {
	files := map[string]string{}
	for _, e := range b.Entries {
		files[e.Path] = string(e.Body)
	}
	return files
}

// What is compared is what this package writes. The installer's share has its
// own tests, and with it the manifest would differ whenever the engine does.
func TestGolden(t *testing.T) {
	for _, name := range []string{"bare01", "db01", "web01"} {
		folder := filepath.Join("testdata", name)
		got := map[string]string{}
		for path, body := range contents(bundle(t, name)) {
			if path == "SUMMARY.md" || path == "bundle.json" || strings.HasPrefix(path, "root/") {
				got[path] = body
			}
		}
		if *update {
			if err := os.RemoveAll(folder); err != nil {
				t.Fatal(err)
			}
			for path, body := range got {
				file := filepath.Join(folder, path)
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(body), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
		want := map[string]string{}
		err := filepath.WalkDir(folder, func(path string, e os.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			body, err := os.ReadFile(path)
			rel, _ := filepath.Rel(folder, path)
			want[filepath.ToSlash(rel)] = string(body)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s differs from testdata (-want +got):\n%s", name, diff)
		}
	}
}

func TestManifest(t *testing.T) {
	b := bundle(t, "web01")
	text := string(b.Manifest())
	if sum := sha256.Sum256([]byte(text)); b.Identity != hex.EncodeToString(sum[:]) {
		t.Errorf("the identity is %s", b.Identity)
	}
	header, lines, _ := strings.Cut(text, "\n\n")
	for _, want := range []string{"format senexc-bundle-1", "stack shop", "environment production", "host web01", "serial 1700000000", "os debian-13", "arch amd64", "podman 5.4", "compiler " + Version} {
		if !slices.Contains(strings.Split(header, "\n"), want) {
			t.Errorf("the header does not say %q:\n%s", want, header)
		}
	}
	files := contents(b)
	delete(files, "MANIFEST")
	owners := map[string]string{}
	var paths []string
	for line := range strings.Lines(lines) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), " ")
		if len(f) != 7 || f[4] != "file" {
			t.Fatalf("malformed line %q", line)
		}
		body, ok := files[f[6]]
		sum := sha256.Sum256([]byte(body))
		if !ok || f[0] != hex.EncodeToString(sum[:]) || f[5] != strconv.Itoa(len(body)) {
			t.Errorf("no such file, or another: %s", line)
		}
		delete(files, f[6])
		paths = append(paths, f[6])
		owners[f[6]] = strings.Join(f[1:4], " ")
	}
	for path := range files {
		t.Errorf("%s is not listed", path)
	}
	if !slices.IsSorted(paths) {
		t.Errorf("not sorted: %q", paths)
	}
	for path, want := range map[string]string{
		"root/srv/shop/logo.png":                                 "0444 root root",
		"root/etc/containers/systemd/users/1500/web-1.container": "0644 root root",
		"install.sh":  "0755 root root",
		"bundle.json": "0644 root root",
	} {
		if owners[path] != want {
			t.Errorf("%s is listed as %q, want %q", path, owners[path], want)
		}
	}
}

// A secret's value is nowhere but sealed, and what is rendered on the host is
// not in root/, where it would have to be plain.
func TestSecretsStaySealed(t *testing.T) {
	files := contents(bundle(t, "web01"))
	if !strings.Contains(files["secrets/db_password.3.age"], "AGE ENCRYPTED") {
		t.Error("the sealed value is missing")
	}
	if _, plain := files["root/etc/proxy/users"]; plain {
		t.Error("a file with a secret is copied")
	}
	unit := files["root/etc/containers/systemd/users/1500/web-1.container"]
	if strings.Contains(unit, "DB_URL=") || !strings.Contains(unit, ",type=env,target=DB_URL\n") {
		t.Errorf("DB_URL is not delivered as a secret:\n%s", unit)
	}
}

func TestNewVersionOfASecretIsANewRelease(t *testing.T) {
	const unit = "root/etc/containers/systemd/users/1500/db.container"
	before := contents(bundle(t, "db01"))
	s := shop()
	db := host(s, "db01")
	next := db.Secrets[0]
	next.Version++
	db.Secrets = append(db.Secrets, next)
	db.Containers[0].Environment[1].Value[0].Version++
	b, problems := Host(s, host(s, "db01"), Options{Serial: 1700000000})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if contents(b)[unit] == before[unit] {
		t.Error("the unit that uses it is the same")
	}
}

// The units of the installer are in order of activation, the network first, and
// every unit that has a file names it.
func TestInput(t *testing.T) {
	s := shop()
	b := &build{stack: s, host: host(s, "web01")}
	b.units()
	b.boot()
	b.files()
	in := b.input()
	var units []string
	for _, u := range in.Units {
		source := filepath.Base(u.Source)
		units = append(units, fmt.Sprintf("%s %t %s %s", u.Name, u.User, u.Kind, source))
	}
	want := []string{
		"shop_net-network.service true network shop_net.network",
		"web-migrate.service true job web-migrate.container",
		"web-1.service true container web-1.container",
		"web-2.service true container web-2.container",
		"proxy.service false native .",
	}
	if diff := cmp.Diff(want, units); diff != "" {
		t.Error(diff)
	}
	steps := []install.Step{{Unit: "shop_net-network.service"}, {Job: "web-migrate"}, {Unit: "web-1.service"}, {Unit: "web-2.service"}, {Job: "web-warm"}, {Unit: "proxy.service"}}
	if diff := cmp.Diff(steps, in.Steps); diff != "" {
		t.Error(diff)
	}
	for _, d := range in.Deliveries {
		if !slices.Equal(d.Content.Values(), []plan.Value{{Secret: "db_password", Version: 3}}) {
			t.Errorf("%s has the values %v", d.Name, d.Content.Values())
		}
	}
	if len(in.Deliveries) != 2 || !slices.IsSortedFunc(in.Deliveries, func(a, b install.Delivery) int { return strings.Compare(a.Name, b.Name) }) {
		t.Errorf("deliveries: %v", in.Deliveries)
	}
}

// What containers get under the same name and value is one Podman secret.
func TestSharedSecret(t *testing.T) {
	s := shop()
	h := host(s, "db01")
	h.Containers[0].Mounts = append(h.Containers[0].Mounts, plan.Mount{
		Target: "/run/secrets/db_password", Content: plan.Text{{Secret: "db_password", Version: 3}}, ReadOnly: true, Mode: 0o400, Origin: at("shop.hcl", 70),
	})
	b, problems := Host(s, h, Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var templates []string
	for path := range contents(b) {
		if strings.HasPrefix(path, "secrets/db_password-") {
			templates = append(templates, path)
		}
	}
	if len(templates) != 1 {
		t.Errorf("templates %q, want one", templates)
	}
}

func TestSameBytes(t *testing.T) {
	first := bundle(t, "web01")
	for range 5 {
		if diff := cmp.Diff(first, bundle(t, "web01")); diff != "" {
			t.Fatal(diff)
		}
	}
}

// A program must be able to tell for every file of the host who made it.
func TestRecordNamesTheSource(t *testing.T) {
	b := bundle(t, "web01")
	var r record
	if err := json.Unmarshal([]byte(contents(b)["bundle.json"]), &r); err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, f := range r.Files {
		listed[f.Path] = true
		if f.From == nil || f.From.Line == 0 {
			t.Errorf("%s comes from nowhere", f.Path)
		}
	}
	for path := range contents(b) {
		if rest, ok := strings.CutPrefix(path, "root"); ok && !listed[rest] {
			t.Errorf("%s is not listed", path)
		}
	}
	if !listed["/etc/proxy/users"] {
		t.Error("the rendered file is not listed")
	}
}

func TestSignatureIsLast(t *testing.T) {
	b := bundle(t, "db01")
	signed := b.Signed([]byte("signature"))
	if last := signed[len(signed)-1]; last.Path != "MANIFEST.sig" || string(last.Body) != "signature" {
		t.Errorf("the last entry is %s", last.Path)
	}
	if len(signed) != len(b.Entries)+1 {
		t.Errorf("%d entries became %d", len(b.Entries), len(signed))
	}
	if err := archive.Check(b.Folder, signed); err != nil {
		t.Error(err)
	}
}

func TestProblems(t *testing.T) {
	here := at("shop.hcl", 77)
	file := func(f plan.File) func(*plan.Host) {
		f.Origin = here
		if f.Owner == "" {
			f.Owner, f.Group, f.Mode = "root", "root", 0o644
		}
		return func(h *plan.Host) { h.Files = append(h.Files, f) }
	}
	tests := []struct {
		name   string
		change func(*plan.Host)
		want   string
	}{
		{"blank in a path", file(plan.File{Path: "/etc/a b"}), `"/etc/a b"`},
		{"line break in a path", file(plan.File{Path: "/etc/a\nb"}), "printable"},
		{"relative path", file(plan.File{Path: "etc/a"}), "absolute"},
		{"path with ..", file(plan.File{Path: "/etc/../a"}), "shortest"},
		{"a unit of ours", file(plan.File{Path: "/etc/containers/systemd/users/1500/db.container"}), "stdlib/database.hcl:30"},
		{"blank in an owner", file(plan.File{Path: "/etc/a", Owner: "a b", Group: "root"}), `"a b"`},
		{"setuid", file(plan.File{Path: "/etc/a", Owner: "root", Group: "root", Mode: 0o4755}), "4755"},
		{"secret without a value", file(plan.File{Path: "/etc/a", Content: plan.Text{{Secret: "unknown"}}}), `"unknown"`},
		{"two templates of one name", func(h *plan.Host) {
			for _, path := range []string{"/etc/a/b", "/etc/a-b"} {
				file(plan.File{Path: path, Content: plan.Text{{Secret: "db_password", Version: 3}}})(h)
			}
		}, "Rename"},
		{"directory of two minds", func(h *plan.Host) {
			d := plan.Directory{Path: "/srv/a", Owner: "root", Group: "root", Mode: 0o755, Origin: at("shop.hcl", 76)}
			other := d
			other.Mode, other.Origin = 0o700, here
			h.Directories = append(h.Directories, d, d, other)
		}, "shop.hcl:76"},
		{"directory of nobody", func(h *plan.Host) {
			h.Directories = append(h.Directories, plan.Directory{Path: "/srv/a", Mode: 0o755, Origin: here})
		}, "/srv/a"},
		{"containers of root", func(h *plan.Host) { h.Account, h.Origin = plan.Account{Name: "root"}, here }, `"root" with the uid 0`},
		{"sysctl", func(h *plan.Host) { h.Sysctls = []plan.Sysctl{{Key: "a b", Value: "1", Origin: here}} }, `"a b"`},
		{"second sysctl in a value", func(h *plan.Host) { h.Sysctls = []plan.Sysctl{{Key: "a", Value: "1\nb = 2", Origin: here}} }, "one line"},
		{"a problem of a unit", func(h *plan.Host) {
			h.Containers[0].Command, h.Containers[0].Origin = []string{""}, here
		}, "empty word"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := shop()
			test.change(host(s, "db01"))
			b, problems := Host(s, host(s, "db01"), Options{})
			if b != nil {
				t.Error("there is a bundle")
			}
			i := slices.IndexFunc(problems, func(p Problem) bool { return p.Origin == here })
			if i < 0 || len(problems) != 1 {
				t.Fatalf("want one problem at %s: %v", here, problems)
			}
			if !strings.Contains(problems[0].Detail, test.want) {
				t.Errorf("%q does not say %q", problems[0].Detail, test.want)
			}
			if all := Check(s); len(all) != 1 {
				t.Errorf("the stack has %d problems, want one: %v", len(all), all)
			}
		})
	}
}

func TestFolder(t *testing.T) {
	if got := bundle(t, "db01").Folder; got != "shop-production-db01" {
		t.Errorf("folder %q", got)
	}
	if _, ok := contents(bundle(t, "db01"))[manifest.Name]; !ok {
		t.Error("no manifest")
	}
}
