package install_test

import (
	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/emit/install"
)

const quadlets = "/etc/containers/systemd/users/1500/"

// shop returns a release with one of everything: two containers, a native
// unit, secrets for both, jobs in four phases, and rules.
func shop() release {
	host := &plan.Host{
		Name: "web01", FQDN: "web01.example.com", Address: "10.0.1.10", OS: "debian-13", Family: "debian", Arch: "amd64", Podman: "5.4",
		AdminCIDRs:  []string{"192.0.2.0/24", "2001:db8::/32"},
		Account:     plan.Account{Name: "senex", UID: 1500, Home: "/var/lib/senex"},
		Network:     plan.Network{Name: "shop", Subnet: "10.89.0.0/24"},
		Packages:    []plan.Package{{Name: "podman"}, {Name: "proxy"}},
		Sysctls:     []plan.Sysctl{{Key: "vm.overcommit_memory", Value: "1"}},
		Directories: []plan.Directory{{Path: "/srv/static", Owner: "senex", Group: "senex", Mode: 0o755, Service: "web"}},
		Services:    []plan.Service{{Name: "cache", Tags: []string{"store"}}, {Name: "web", Tags: []string{"app"}}, {Name: "proxy", Tags: []string{"app"}}},
		Edges:       []*plan.Edge{{Reader: "web", ReaderHost: "web01", Provider: "cache", ProviderHost: "web01"}},
		Containers: []plan.Container{
			{Name: "cache", Service: "cache", Image: "registry.example.com/cache:1"},
			{Name: "web", Service: "web", Image: "registry.example.com/web:1", Publish: []plan.Publish{{Address: "127.0.0.1", HostPort: 8000, ContainerPort: 8000, Transport: "tcp"}}},
		},
		Units: []plan.Unit{{Name: "proxy.service", Service: "proxy"}},
		Jobs: []plan.Job{
			{Name: "placeholder", Service: "proxy", When: plan.Prepare, Host: true, Timeout: 60, Command: []string{"sh", "-c", "mkdir -p tls &&\nprintf 'two\n  lines' >tls/key"}},
			{Name: "web-migrate", Service: "web", When: plan.Ready, Exec: "web", Command: []string{"manage", "migrate", "--note", "it's \"$HOME\""}, Timeout: 60},
			{Name: "web-warm", Service: "web", When: plan.Release, Container: &plan.Container{Name: "web-warm", Image: "registry.example.com/web:1"}, Timeout: 60},
			{Name: "web-report", Service: "web", When: plan.Settled, Exec: "web", Command: []string{"manage", "report"}, Timeout: 60},
			{Name: "web-shell", Service: "web", When: plan.Manual, Exec: "web", Command: []string{"manage", "shell"}, Timeout: 60},
		},
		Endpoints: []plan.Endpoint{{Service: "proxy", Name: "https", Port: 443, Transport: "tcp", Public: true, Addresses: []string{"0.0.0.0:443"}}},
		Firewall: []plan.Rule{
			{From: "any", To: "any", Port: 443, Transport: "tcp", Service: "proxy", Comment: "proxy is public"},
			{From: "10.0.1.20", To: "10.0.1.10", Port: 8000, Transport: "tcp", Service: "web", Comment: "db on db01 uses web.http"},
		},
		Secrets: []plan.Secret{{Name: "password", Version: 1}, {Name: "token", Version: 2}},
	}
	unit := func(service, name, kind, file string, health bool) install.Unit {
		return install.Unit{Service: service, Name: name, User: true, Kind: kind, Source: quadlets + file, Health: health, Timeout: 5}
	}
	file := func(service, path string, reload ...string) install.RootFile {
		return install.RootFile{Service: service, Path: path, Owner: "root", Group: "root", Mode: 0o644, Reload: reload}
	}
	return release{
		serial: 10,
		in: install.Input{
			Stack: "shop", Environment: "production", Host: host,
			Root: []install.RootFile{
				file("", quadlets+"shop.network"), file("cache", quadlets+"data.volume"), file("cache", quadlets+"cache.container"),
				file("web", quadlets+"web.container"), file("web", quadlets+"web-warm.container"),
				file("proxy", "/etc/proxy/site.conf", "proxy.service"),
				{Path: "/etc/sysctl.d/60-senexc.conf", Owner: "root", Group: "root", Mode: 0o644},
			},
			Deliveries: []install.Delivery{
				{
					Name: "web.DATABASE_URL.v1", Podman: true, Services: []string{"web"},
					Content: plan.Text{{Literal: "sql://web:"}, {Encoder: "urlencode", Inner: plan.Text{{Secret: "password", Version: 1}}}, {Literal: "@db"}},
				},
				{
					Name: "proxy.htpasswd.v2", Path: "/etc/proxy/pass word", Owner: "root", Group: "www-data", Mode: 0o640, Services: []string{"proxy"},
					Content: plan.Text{{Literal: "first \\line\n\n  \xc3\x81 "}, {Encoder: "base64encode", Inner: plan.Text{
						{Literal: "user:\n"}, {Encoder: "jsonstring", Inner: plan.Text{{Secret: "password", Version: 1}}}, {Secret: "token", Version: 2},
					}}, {Literal: "\n"}, {Secret: "password", Version: 1}},
					Reload: []string{"proxy.service"},
				},
			},
			Units: []install.Unit{
				unit("", "shop-network.service", "network", "shop.network", false),
				unit("cache", "data-volume.service", "volume", "data.volume", false),
				unit("cache", "cache.service", "container", "cache.container", true),
				unit("web", "web-warm.service", "job", "web-warm.container", false),
				unit("web", "web.service", "container", "web.container", true),
				{Name: "proxy.service", Service: "proxy", Kind: "native", Timeout: 5, Validate: []string{"proxy", "-t"}},
			},
			Steps: []install.Step{
				{Job: "placeholder"}, {Unit: "shop-network.service"}, {Unit: "data-volume.service"}, {Unit: "cache.service"},
				{Job: "web-warm"}, {Unit: "web.service"}, {Job: "web-migrate"}, {Unit: "proxy.service"}, {Job: "web-report"}, {Job: "web-shell"},
			},
		},
		root: map[string]string{
			quadlets + "shop.network":       "[Network]\n",
			quadlets + "data.volume":        "[Volume]\n",
			quadlets + "cache.container":    "[Container]\nImage=registry.example.com/cache:1\n",
			quadlets + "web.container":      "[Container]\nImage=registry.example.com/web:1\n",
			quadlets + "web-warm.container": "[Container]\nImage=registry.example.com/web:1\n",
			"/etc/proxy/site.conf":          "listen 443;\n",
			"/etc/sysctl.d/60-senexc.conf":  "vm.overcommit_memory = 1\n",
		},
		secrets: map[string]string{"password": canary, "token": "t0ken"},
	}
}

// rotate gives a secret of the release another version, everywhere.
func (r *release) rotate(name string, version int) {
	var renew func(plan.Text)
	renew = func(t plan.Text) {
		for i := range t {
			if t[i].Secret == name {
				t[i].Version = version
			}
			renew(t[i].Inner)
		}
	}
	for i := range r.in.Host.Secrets {
		if r.in.Host.Secrets[i].Name == name {
			r.in.Host.Secrets[i].Version = version
		}
	}
	for i := range r.in.Deliveries {
		renew(r.in.Deliveries[i].Content)
	}
}
