package quadlet

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/compile/plan"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func at(line int) plan.Origin { return plan.Origin{File: "shop.hcl", Line: line, Column: 3} }

func password(encoder string) plan.Text {
	secret := plan.Text{{Secret: "db_password", Version: 3}}
	if encoder == "" {
		return secret
	}
	return plan.Text{{Encoder: encoder, Inner: secret}}
}

// fullHost is a host with one container that uses everything, and a job.
func fullHost(podman string) *plan.Host {
	c := plan.Container{
		Name: "db", Service: "db", Description: "Orders:  100% of them", Image: "docker.io/library/postgres:17",
		Entrypoint: []string{"docker-entrypoint.sh", "-v"}, Command: []string{"postgres", "-c", "log_line_prefix=%t $x \"q\""},
		User: "999:999", WorkingDir: "/var/lib/data", Network: "shop_net", Init: true, ReadOnly: true,
		Environment: []plan.Variable{
			{Name: "DATABASE", Value: plan.Literal("orders"), Origin: at(10)},
			{Name: "EMPTY", Origin: at(11)},
			{Name: "GREETING", Value: plan.Literal("50% of $HOME\nis \"ours\""), Origin: at(12)},
			{Name: "PASSWORD", Value: password(""), Origin: at(13)},
		},
		Mounts: []plan.Mount{
			{Target: "/etc/db/db.conf", Path: "/etc/senexc/services/db/db.conf", ReadOnly: true, Origin: at(20)},
			{Target: "/etc/db/pgpass", Content: append(plan.Literal("*:*:*:*:"), password("pgpassvalue")...), ReadOnly: true, UID: 999, GID: 999, Mode: 0o400, Origin: at(21)},
			{Target: "/var/lib/data", Volume: "db-data", Origin: at(22)},
		},
		Publish: []plan.Publish{
			{Address: "10.0.1.20", HostPort: 5432, ContainerPort: 5432, Transport: "tcp", Origin: at(30)},
			{Address: "fd00::20", HostPort: 5353, ContainerPort: 53, Transport: "udp", Origin: at(31)},
		},
		Health:     &plan.Health{Command: []string{"pg_isready", "-U", "shop"}, Interval: 10, Timeout: 5, StartPeriod: 60, Retries: 30, Origin: at(32)},
		Limits:     plan.Limits{Memory: 512 << 20, Shm: 256 << 20, Pids: 200, CPU: 150},
		Stop:       plan.Stop{Signal: "SIGINT", Timeout: 60},
		Tmpfs:      []string{"/run/db:size=16m,mode=0700"},
		Capability: []string{"CHOWN", "SETUID"},
		Labels:     []plan.Variable{{Name: "team", Value: plan.Literal("back office"), Origin: at(33)}},
		Quadlet: []plan.Section{
			{Name: "Container", Origin: at(34), Keys: []plan.Key{
				{Name: "ShmSize", Values: []string{"1g"}, Origin: at(35)},
				{Name: "UserNS", Values: []string{"keep-id:uid=999,gid=999"}, Origin: at(36)},
			}},
			{Name: "Service", Origin: at(37), Keys: []plan.Key{{Name: "OOMScoreAdjust", Values: []string{"-500"}, Origin: at(38)}}},
		},
		Requires: []string{"cache", "chrony"},
		Origin:   at(9),
	}
	migrate := plan.Container{
		Image: "docker.io/library/postgres:17", Command: []string{"psql", "-f", "/init.sql"}, Network: "shop_net",
		Environment: []plan.Variable{{Name: "URL", Value: append(plan.Literal("db://"), password("urlencode")...), Origin: at(41)}},
		Description: "Brings the schema up to date", Requires: []string{"db"}, ReadOnly: true, Origin: at(40),
	}
	return &plan.Host{
		Name: "db01", Podman: podman, OS: "debian-13",
		Account:    plan.Account{Name: "shop", UID: 1500},
		Network:    plan.Network{Name: "shop_net", Subnet: "172.20.0.0/24", Origin: at(2)},
		Volumes:    []plan.Volume{{Name: "db-data", Service: "db", Origin: at(8)}},
		Files:      []plan.File{{Path: "/etc/senexc/services/db/db.conf", Owner: "root", Group: "root", Mode: 0o444, Content: plan.Literal("a = 1\n")}},
		Containers: []plan.Container{{Name: "cache", Service: "cache", Image: "docker.io/library/redis:8", Network: "shop_net", Origin: at(5)}, c},
		Jobs:       []plan.Job{{Name: "db-migrate", Service: "db", When: plan.Release, Container: &migrate, Timeout: 300, Origin: at(40)}},
		Secrets:    []plan.Secret{{Name: "db_password", Version: 3}},
		Origin:     at(1),
	}
}

var shop = &plan.Stack{Name: "shop", Environment: "production"}

func render(t *testing.T, h *plan.Host) map[string]Unit {
	t.Helper()
	units, _, problems := Units(shop, h)
	for _, p := range problems {
		t.Error(p)
	}
	byFile := map[string]Unit{}
	for _, u := range units {
		byFile[u.File] = u
	}
	return byFile
}

func TestUnitsGolden(t *testing.T) {
	for _, podman := range []string{"4.9", "5.0", "5.4"} {
		for file, unit := range render(t, fullHost(podman)) {
			golden := filepath.Join("testdata", podman, file)
			if *update {
				if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(golden, []byte(unit.Text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), unit.Text); diff != "" {
				t.Errorf("%s is not what is in testdata (-want +got):\n%s", golden, diff)
			}
		}
	}
}

// The spec label must change with everything that a container is made from, and
// with nothing else: it decides about restarts.
func TestSpec(t *testing.T) {
	tests := []struct {
		name    string
		change  func(h *plan.Host)
		changes bool
	}{
		{"nothing", func(h *plan.Host) {}, false},
		{"another line of the source", func(h *plan.Host) { h.Containers[1].Origin.Line = 99 }, false},
		{"another container", func(h *plan.Host) { h.Containers[0].Image = "docker.io/library/redis:9" }, false},
		{"a file that it does not mount", func(h *plan.Host) { h.Files = append(h.Files, plan.File{Path: "/etc/other"}) }, false},
		{"its image", func(h *plan.Host) { h.Containers[1].Image = "docker.io/library/postgres:18" }, true},
		{"a mounted file", func(h *plan.Host) { h.Files[0].Content = plan.Literal("a = 2\n") }, true},
		{"the mode of a mounted file", func(h *plan.Host) { h.Files[0].Mode = 0o400 }, true},
		{"a version of a secret", func(h *plan.Host) { h.Containers[1].Environment[3].Value[0].Version = 4 }, true},
		{"an encoder of a secret", func(h *plan.Host) { h.Containers[1].Environment[3].Value = password("urlencode") }, true},
		{"the network", func(h *plan.Host) { h.Network.Subnet = "172.21.0.0/24" }, true},
	}
	before := render(t, fullHost("5.4"))["db.container"]
	for _, test := range tests {
		h := fullHost("5.4")
		test.change(h)
		after := render(t, h)["db.container"]
		if changed := before.Spec != after.Spec; changed != test.changes {
			t.Errorf("%s: the spec changed is %t, want %t", test.name, changed, test.changes)
		}
		if changed := before.Text != after.Text; changed != test.changes {
			t.Errorf("%s: the text changed is %t, want %t", test.name, changed, test.changes)
		}
		if !strings.Contains(after.Text, "\nLabel=io.senexc.spec="+after.Spec+"\n") {
			t.Errorf("%s: the unit does not carry its spec %s", test.name, after.Spec)
		}
	}
}

func TestSecretsAreOnlyNamed(t *testing.T) {
	_, secrets, _ := Units(shop, fullHost("5.4"))
	var got []string
	for _, s := range secrets {
		name, hash, _ := cutLast(s.Name, "-")
		if len(hash) != 12 {
			t.Errorf("%s does not end in a hash", s.Name)
		}
		got = append(got, name+" for "+s.Unit)
	}
	want := []string{"password for db", "pgpass for db", "url for db-migrate"}
	if !slices.Equal(got, want) {
		t.Errorf("secrets %q, want %q", got, want)
	}
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// Timeouts must leave room for what they wait for, or systemd kills a database
// that recovers, or one that is writing its last checkpoint.
func TestTimeouts(t *testing.T) {
	h := fullHost("5.4")
	h.Containers[1].Health.StartPeriod = 3600
	unit := render(t, h)["db.container"]
	if unit.Timeout < 3600+30*(10+5) {
		t.Errorf("%d seconds to start are less than its health check may take", unit.Timeout)
	}
	if !strings.Contains(unit.Text, "\nTimeoutStopSec=75\n") {
		t.Errorf("no time to stop beyond the container's own 60 seconds:\n%s", unit.Text)
	}
}

func TestNoContainersNoUnits(t *testing.T) {
	units, secrets, problems := Units(shop, &plan.Host{Name: "edge01", Podman: "nonsense", Network: plan.Network{Name: "shop_net"}})
	if len(units)+len(secrets)+len(problems) > 0 {
		t.Errorf("a host without containers gets %v, %v, %v", units, secrets, problems)
	}
}
