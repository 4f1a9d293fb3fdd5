//go:build e2e

package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/senextrader/senexc/e2e/lab"
)

// prepare makes a copy of an example the operator's own, with the hosts of a
// lab.
func prepare(t *testing.T, example string, registry *lab.Neighbour, hosts ...*lab.Host) *operator {
	t.Helper()
	o := newOperator(t, "../stacks/"+example+".hcl")
	o.vars = serveImages(t, registry, hosts...)
	o.vars["domain"] = domain
	for _, h := range hosts {
		o.enrol(h)
	}
	o.setSecrets()
	return o
}

// The services of production, on one host: the same references are container
// names now, nothing is published but for the host's own nginx, and the order
// of installing has become one of starting.
func TestStaging(t *testing.T) {
	l := lab.New(t, "staging")
	stage := l.Host(t, "stage01", "10.0.1.10")
	stranger := l.Neighbour(t, "visitor", "10.0.1.40")
	o := prepare(t, "staging", l.Neighbour(t, "registry", "10.0.1.50"), stage)

	dist, _ := o.build()
	t.Log(o.install(dist, stage))
	v := newVisitor(t, stranger, stage)
	if !t.Run("the application serves", func(t *testing.T) { theApplicationServes(t, v) }) {
		explain(t, []*lab.Host{stage})
		t.FailNow()
	}
	t.Run("beat fires once a period", func(t *testing.T) { beatFiresOnce(t, v) })
	t.Run("connections are TLS", func(t *testing.T) {
		connectionsAreTLS(t, stage, stage, "web", map[string]string{"postgresql": "db:5432", "redis broker": "broker:6379", "redis cache": "cache:6379"})
	})
	t.Run("nothing but loopback is published", func(t *testing.T) {
		for published := range strings.Lines(podman(t, stage, "ps", "--format", "{{.Names}} {{.Ports}}")) {
			name, ports, _ := strings.Cut(strings.TrimSpace(published), " ")
			if want := map[string]string{"web": "127.0.0.1:8000->8000/tcp"}[name]; !strings.HasPrefix(ports, want) || want == "" && strings.Contains(ports, "->") {
				t.Errorf("%s publishes %q, want %q", name, ports, want)
			}
		}
	})
	t.Run("a second run changes nothing", func(t *testing.T) { secondRunChangesNothing(t, o, dist, []*lab.Host{stage}) })
}

// Two web hosts with two replicas each: one of them migrates, one has beat, and
// each balances over all four.
func TestHighAvailability(t *testing.T) {
	l := lab.New(t, "ha")
	web01 := l.Host(t, "web01", "10.0.1.10")
	web02 := l.Host(t, "web02", "10.0.1.11")
	db := l.Host(t, "db01", "10.0.1.20")
	cache := l.Host(t, "redis01", "10.0.1.30")
	stranger := l.Neighbour(t, "visitor", "10.0.1.40")
	hosts := []*lab.Host{db, cache, web01, web02}
	o := prepare(t, "ha", l.Neighbour(t, "registry", "10.0.1.50"), hosts...)

	dist, printed := o.build()
	if !strings.Contains(printed, "  1. db01, redis01\n  2. web01\n  3. web02\n") {
		t.Fatalf("the build does not say in which order to install:\n%s", printed)
	}
	for _, h := range hosts {
		t.Log(o.install(dist, h))
	}
	for _, h := range []*lab.Host{web01, web02} {
		t.Run("the application serves at "+h.Name, func(t *testing.T) {
			if v := newVisitor(t, stranger, h); !t.Run("all of it", func(t *testing.T) { theApplicationServes(t, v) }) {
				explain(t, hosts)
			}
		})
	}
	if t.Failed() {
		t.FailNow()
	}
	v := newVisitor(t, stranger, web01)
	t.Run("beat fires once a period", func(t *testing.T) { beatFiresOnce(t, v) })
	t.Run("what is to exist once does", func(t *testing.T) {
		for h, want := range map[*lab.Host]bool{web01: true, web02: false} {
			units := h.MustRun(t, "ls", "/etc/containers/systemd/users/1500")
			for _, unit := range []string{"web-migrate.container", "celery-beat.container"} {
				if strings.Contains(units, unit) != want {
					t.Errorf("%s on %s: %t, want %t", unit, h.Name, !want, want)
				}
			}
		}
	})
	t.Run("either host serves while the other's replicas are down", func(t *testing.T) {
		web02.MustRun(t, "systemctl", "--user", "-M", "senex@", "stop", "web-1.service", "web-2.service")
		v := newVisitor(t, stranger, web02)
		for range 20 {
			if got := v.release(t); got != "v1.0.0" {
				t.Errorf("the application is %s", got)
			}
		}
		web02.MustRun(t, "systemctl", "--user", "-M", "senex@", "start", "web-1.service", "web-2.service")
	})
	t.Run("no request fails during an upgrade", func(t *testing.T) { upgradeFailsNoRequest(t, o, stranger, web01, web02) })
}

// upgradeFailsNoRequest upgrades both web hosts, one after the other as the
// build says, while visitors ask.
func upgradeFailsNoRequest(t *testing.T, o *operator, stranger *lab.Neighbour, web01, web02 *lab.Host) {
	// What is tried is the application, not how much one address may ask for.
	services := filepath.Join(filepath.Dir(o.stack), "common", "services.hcl")
	text, err := os.ReadFile(services)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(services, []byte(strings.Replace(string(text), "  upstream ", "  rate = \"10000r/s\"\n  upstream ", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	dist, _ := o.build()
	o.install(dist, web01)
	dist, _ = o.build("image_tag=v1.1.0")
	l := startLoad(t, stranger, web01, "/version", 4)
	for _, h := range []*lab.Host{web01, web02} {
		t.Log(o.install(dist, h))
	}
	v := newVisitor(t, stranger, web01)
	if got := v.release(t); got != "v1.1.0" {
		t.Errorf("the application is %s after the upgrade", got)
	}
	l.end()
	t.Logf("answers: %v, failed: %d", l.answers, len(l.failed))
	for i, failure := range l.failed {
		if t.Errorf("a request failed: %s", failure); i == 9 {
			break
		}
	}
	old, now := 0, 0
	for answer, n := range l.answers {
		if strings.Contains(answer, "v1.0.0") {
			old += n
		} else if strings.Contains(answer, "v1.1.0") {
			now += n
		}
	}
	if old < 100 || now < 100 {
		t.Errorf("the old release answered %d requests, and the new one %d: not enough to tell", old, now)
	}
}
