//go:build e2e

package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"github.com/senextrader/senexc/e2e/lab"
)

// A server is one host, web01, that is enrolled for a stack, and the operator
// who has the stack.
type server struct {
	*operator
	web      *lab.Host
	registry *lab.Neighbour
}

// newServer makes a server in a lab of its own. In the stack, RECIPIENT is in
// the place of each host's recipient, and redis_image is a variable.
func newServer(t *testing.T, name, stack string) *server {
	t.Helper()
	l := lab.New(t, name)
	s := &server{operatorOf(t, stack), l.Host(t, "web01", "10.0.1.10"), l.Neighbour(t, "registry", "10.0.1.50")}
	s.vars = map[string]string{"redis_image": serveImages(t, s.registry, s.web)["redis_image"]}
	s.enrol(s.web)
	s.setSecrets()
	return s
}

// operatorOf is an operator with a stack of their own, and the component daemon.
func operatorOf(t *testing.T, stack string) *operator {
	t.Helper()
	dir := t.TempDir()
	o := &operator{t: t, dir: dir, program: filepath.Join(dir, "senexc"), key: filepath.Join(dir, "key"), stack: filepath.Join(dir, "stack.hcl")}
	o.must(exec.Command("go", "build", "-o", o.program, "../cmd/senexc"))
	o.senexc("keygen", "-o", o.key)
	o.write(strings.ReplaceAll(stack, "RECIPIENT", nobody(t)))
	if err := os.Mkdir(filepath.Join(dir, "components"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "components", "daemon.hcl"), []byte(daemon), 0o644); err != nil {
		t.Fatal(err)
	}
	return o
}

// nobody is the recipient of hosts that are not there to be enrolled: nobody
// has the identity.
func nobody(t testing.TB) string {
	t.Helper()
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	return identity.Recipient().String()
}

// daemonStack is what stacks of daemons begin with.
const daemonStack = `
stack "lab" {
  environment = "daemons"
  language    = 1
  admin_cidrs = ["10.0.0.0/8"]
  user        = { name = "senex", uid = 1500 }
}

variable "redis_image" {
  type    = string
  default = "registry.example.com/redis:8"
}

host "web01" {
  address   = "10.0.1.10"
  os        = "debian-13"
  recipient = "RECIPIENT"
}

secret "password" {}
`

// daemon is a component that does nothing but run a command, and has one of
// everything that a release can change: files with a secret and without, a port,
// a rule of the firewall, a volume, and on request a timer and a job.
const daemon = `
component "daemon" {
  description = "Runs a command."

  variable "image" {
    type = string
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
    type = string
  }
  variable "password" {
    type = secret
  }
  variable "chores" {
    type    = bool
    default = false
  }

  endpoint "tcp" {
    port      = 7000
    container = container.daemon
    expose    = "public"
  }

  volume "data" {
    disposable = true
  }

  file "mark" {
    path    = "/etc/lab/${self.name}.conf"
    content = "mark ${var.mark}\n"
  }

  file "key" {
    path    = "/etc/lab/${self.name}.key"
    content = "key of ${var.mark}: ${var.password}\n"
  }

  container "daemon" {
    image       = var.image
    entrypoint  = ["sh", "-c", var.command]
    user        = "999:999"
    environment = { PASSWORD = var.password }
    mounts      = { "/data" = volume.data }
    health {
      command  = ["sh", "-c", var.health]
      interval = "2s"
      timeout  = "2s"
      retries  = 2
    }
    labels = { mark = var.mark }
  }

  timer "tick" {
    description = "Counts the time"
    enabled     = var.chores
    schedule    = ["*:*:0/5"]
    exec        = container.daemon
    command     = ["sh", "-c", "test ! -e /data/broken && date >>/data/ticks"]
  }

  job "count" {
    enabled = var.chores
    when    = "manual"
    exec    = container.daemon
    command = ["sh", "-c", "wc -l </data/ticks"]
  }
}
`
