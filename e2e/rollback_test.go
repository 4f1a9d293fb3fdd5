//go:build e2e

package e2e

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/e2e/lab"
)

// Two daemons, of which releases change mostly one, the app.
const twoDaemons = daemonStack + `
variable "app_image" {
  type    = string
  default = ""
}
variable "command" {
  type    = string
  default = "trap exit TERM; sleep infinity & wait"
}
variable "health" {
  type    = string
  default = "true"
}
variable "mark" {
  type    = string
  default = "one"
}
variable "steady" {
  type    = string
  default = "one"
}
variable "chores" {
  type    = bool
  default = false
}

service "daemon" "steady" {
  on       = host.web01
  publish  = { tcp = 7001 }
  image    = var.redis_image
  password = secret.password
  mark     = var.steady
}

service "daemon" "app" {
  on       = host.web01
  publish  = { tcp = 7002 }
  image    = var.app_image == "" ? var.redis_image : var.app_image
  command  = var.command
  health   = var.health
  password = secret.password
  mark     = var.mark
  chores   = var.chores
}
`

// A release that does not come up is not what a host is left with: the one
// before is back, healthy, and nothing that did not change has been touched.
func TestRollback(t *testing.T) {
	o := newServer(t, "rollback", twoDaemons)
	web, registry := o.web, o.registry

	t.Run("the first release does not come up", func(t *testing.T) {
		dist, _ := o.build("command=exit 1")
		o.carry(dist, web)
		r := web.Run(t, "env", hasty, apply, "/root/web01.tar.gz")
		t.Logf("exit %d:\n%s%s", r.Code, r.Stdout, r.Stderr)
		if r.Code != 20 || !strings.Contains(r.Stderr, "nothing of it is left, and nothing of it runs") {
			t.Errorf("exit status %d, want 20", r.Code)
		}
		if left := web.MustRun(t, "sh", "-c", "find /etc/lab /etc/containers/systemd/users /etc/systemd/system/senexc-recover.service /var/lib/senexc/txn 2>/dev/null; true"); strings.Contains(left, ".c") || strings.Contains(left, "senexc") {
			t.Errorf("left behind:\n%s", left)
		}
		if units := userUnits(t, web); strings.Contains(units, "app") || strings.Contains(units, "steady") {
			t.Errorf("units run:\n%s", units)
		}
	})

	dist, _ := o.build()
	t.Log(o.install(dist, web))

	const patient = "STABLE_SECONDS=30" // as everybody else
	for _, broken := range []struct {
		name   string
		stable string
		vars   []string
		says   string
	}{
		{"a unit that fails", hasty, []string{"command=exit 1"}, "app.service does not"},
		{"a unit that crashes after 20 seconds", patient, []string{"command=sleep 20; exit 1"}, "app.service"},
		{"a unit that is never healthy", hasty, []string{"health=false"}, "app.service does not"},
	} {
		t.Run(broken.name, func(t *testing.T) {
			before := condition(t, web)
			steady := invocation(t, web, "steady.service")
			dist, _ := o.build(append(broken.vars, "mark=two")...)
			o.carry(dist, web)
			began := time.Now()
			r := web.Run(t, "env", broken.stable, apply, "/root/web01.tar.gz")
			t.Logf("exit %d after %.0f s:\n%s%s", r.Code, time.Since(began).Seconds(), r.Stdout, r.Stderr)
			if r.Code != 20 {
				t.Errorf("exit status %d, want 20", r.Code)
			}
			for _, says := range []string{broken.says, "is back and healthy"} {
				if !strings.Contains(r.Stderr, says) {
					t.Errorf("it does not say %q", says)
				}
			}
			isBack(t, web, before)
			if now := invocation(t, web, "steady.service"); now != steady {
				t.Error("a service that did not change was restarted")
			}
		})
	}

	t.Run("an image that is nowhere", func(t *testing.T) {
		before := condition(t, web)
		dist, _ := o.build("app_image="+registry.Address+":5000/nowhere:1", "mark=two")
		o.carry(dist, web)
		r := web.Run(t, apply, "/root/web01.tar.gz")
		t.Logf("exit %d:\n%s%s", r.Code, r.Stdout, r.Stderr)
		if r.Code != 13 {
			t.Errorf("exit status %d, want 13: nothing was touched yet", r.Code)
		}
		isBack(t, web, before)
	})

	t.Run("going back by hand", func(t *testing.T) {
		before := condition(t, web)
		dist, _ := o.build("mark=three")
		o.install(dist, web)
		if got := web.MustRun(t, "cat", "/etc/lab/app.conf"); got != "mark three" {
			t.Fatalf("the new release is not there: %q", got)
		}
		out := web.MustRun(t, "env", hasty, apply, "rollback")
		t.Log(out)
		isBack(t, web, before)
		t.Log(web.MustRun(t, apply, "history"))
		if out := web.MustRun(t, apply, "status"); !strings.Contains(out, "is as the bundle says") {
			t.Errorf("status after going back:\n%s", out)
		}
	})
}

// isBack holds a host against its condition before, but for what a run leaves to
// be read, and for which run of a unit it is.
func isBack(t *testing.T, h *lab.Host, before string) {
	t.Helper()
	if d := cmp.Diff(lasting(before), lasting(condition(t, h))); d != "" {
		t.Errorf("the host is not as it was (-before +after):\n%s", d)
	}
}

var passing = regexp.MustCompile(`^InvocationID=|var/lib/senexc/(log|history|releases|state|previous|jobs)`)

func lasting(condition string) []string {
	return slices.DeleteFunc(strings.Split(condition, "\n"), passing.MatchString)
}

func userUnits(t *testing.T, h *lab.Host) string {
	t.Helper()
	return h.MustRun(t, "sh", "-c", "systemctl --user -M senex@ list-units --type=service --state=active,activating,failed --plain --no-legend || true")
}

func invocation(t *testing.T, h *lab.Host, unit string) string {
	t.Helper()
	return h.MustRun(t, "systemctl", "--user", "-M", "senex@", "show", "-p", "InvocationID", "--value", unit)
}
