//go:build e2e

package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/e2e/lab"
)

// A stack of two daemons, one of which every release changes, and a component
// that does nothing but run a command.
const twoDaemons = `
stack "lab" {
  environment = "rollback"
  language    = 1
  admin_cidrs = ["10.0.0.0/8"]
  user        = { name = "senex", uid = 1500 }
}

variable "redis_image" {
  type    = string
  default = "registry.example.com/redis:8"
}
variable "app_image" {
  type    = string
  default = ""
}
variable "command" {
  type    = string
  default = "exec sleep infinity"
}
variable "health" {
  type    = string
  default = "true"
}
variable "mark" {
  type    = string
  default = "one"
}

host "web01" {
  address   = "10.0.1.10"
  os        = "debian-13"
  recipient = "RECIPIENT"
}

service "daemon" "steady" {
  on      = host.web01
  image   = var.redis_image
  command = "exec sleep infinity"
  health  = "true"
  mark    = "steady"
}

service "daemon" "app" {
  on      = host.web01
  image   = var.app_image == "" ? var.redis_image : var.app_image
  command = var.command
  health  = var.health
  mark    = var.mark
}
`

const daemon = `
component "daemon" {
  description = "Runs a command."

  variable "image" {
    type = string
  }
  variable "command" {
    type = string
  }
  variable "health" {
    type = string
  }
  variable "mark" {
    type = string
  }

  file "mark" {
    path    = "/etc/lab/${self.name}.conf"
    content = "mark ${var.mark}\n"
  }

  container "daemon" {
    image      = var.image
    entrypoint = ["sh", "-c", var.command]
    user       = "999:999"
    health {
      command  = ["sh", "-c", var.health]
      interval = "2s"
      timeout  = "2s"
      retries  = 2
    }
    labels = { mark = var.mark }
  }
}
`

// A release that does not come up is not what a host is left with: the one
// before is back, healthy, and nothing that did not change has been touched.
func TestRollback(t *testing.T) {
	l := lab.New(t, "rollback")
	web := l.Host(t, "web01", "10.0.1.10")
	registry := l.Neighbour(t, "registry", "10.0.1.50")
	o := operatorOfTwoHosts(t)
	if err := os.Mkdir(filepath.Join(o.dir, "components"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(o.dir, "components", "daemon.hcl"), []byte(daemon), 0o644); err != nil {
		t.Fatal(err)
	}
	o.write(strings.ReplaceAll(twoDaemons, "RECIPIENT", nobody(t)))
	o.vars = map[string]string{"redis_image": serveImages(t, registry, web)["redis_image"]}
	o.enrol(web)

	t.Run("the first release does not come up", func(t *testing.T) {
		dist, _ := o.build("command=exit 1")
		o.carry(dist, web)
		r := web.Run(t, apply, "/root/web01.tar.gz")
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

	for _, broken := range []struct {
		name string
		vars []string
		says string
	}{
		{"a unit that fails", []string{"command=exit 1"}, "app.service does not"},
		{"a unit that crashes after 20 seconds", []string{"command=sleep 20; exit 1"}, "app.service"},
		{"a unit that is never healthy", []string{"health=false"}, "app.service does not"},
	} {
		t.Run(broken.name, func(t *testing.T) {
			before := condition(t, web)
			steady := invocation(t, web, "steady.service")
			dist, _ := o.build(append(broken.vars, "mark=two")...)
			o.carry(dist, web)
			began := time.Now()
			r := web.Run(t, apply, "/root/web01.tar.gz")
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
		out := web.MustRun(t, apply, "rollback")
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
