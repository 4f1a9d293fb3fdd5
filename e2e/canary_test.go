//go:build e2e

package e2e

import (
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/e2e/lab"
)

const canaryStack = `
stack "lab" {
  environment = "canary"
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

service "canary" "cage" {
  on     = host.web01
  image  = var.redis_image
  values = {
VALUES
  }
}
`

// Every sink of a value, read back by what reads it on real hosts: containers,
// their jobs, a service of systemd, the shell.
const canaryComponent = `
component "canary" {
  variable "image"  { type = string }
  variable "values" { type = map(secret) }

  locals {
    names       = keys(var.values)
    environment = { for name, value in var.values : "V_${name}" => value }
    files = merge(
      { "/sums.sh" = file["sums.sh"] },
      { for name in local.names : "/values/${name}.raw" => { source = file.mounted[name], uid = 999, gid = 999, mode = "0400" } },
      { for name in local.names : "/values/${name}.sh" => { source = file.sourced[name], uid = 999, gid = 999, mode = "0400" } },
      { for name in local.names : "/values/${name}.base64" => { source = file.encoded[name], uid = 999, gid = 999, mode = "0400" } },
    )
  }

  file "sums.sh" { source = "sums.sh" }
  file "mounted" {
    for_each = var.values
    content  = each.value
  }
  file "sourced" {
    for_each = var.values
    content  = "value=${shellquote(each.value)}\n"
  }
  file "encoded" {
    for_each = var.values
    content  = base64encode(each.value)
  }

  container "canary" {
    image       = var.image
    command     = concat(["sh", "/sums.sh", "container"], local.names)
    user        = "999:999"
    environment = local.environment
    mounts      = local.files
    tmpfs       = ["/tmp", "/data:size=1m,mode=1777"]
    health {
      command = ["test", "-e", "/tmp/sums"]
    }
    stop { timeout = "1s" }
  }

  job "flight" {
    when        = "ready"
    image       = var.image
    command     = concat(["sh", "/sums.sh", "job"], local.names)
    user        = "999:999"
    environment = local.environment
    mounts      = local.files
    tmpfs       = ["/tmp", "/data:size=1m,mode=1777"]
  }

  file "native" {
    for_each = var.values
    path     = "/etc/canary/${each.key}.raw"
    content  = each.value
  }
  file "shell" {
    for_each = var.values
    path     = "/etc/canary/${each.key}.sh"
    content  = "value=${shellquote(each.value)}\n"
  }
  file "base64" {
    for_each = var.values
    path     = "/etc/canary/${each.key}.base64"
    content  = base64encode(each.value)
  }
  file "/etc/canary/sums.sh" { source = "sums.sh" }
  file "/etc/systemd/system/canary.service" {
    content = <<-EOT
      [Unit]
      Description=Reads values from its environment
      [Service]
      Type=oneshot
      RemainAfterExit=yes
      ExecStart=/bin/sh /etc/canary/sums.sh unit ${join(" ", local.names)}
      [Install]
      WantedBy=multi-user.target
    EOT
    restart = [unit.canary]
  }
  file "/etc/systemd/system/canary.service.d/values.conf" {
    content = "[Service]\n${join("", [for name, value in var.values : "Environment=\"V_${name}=${systemdvalue(value)}\"\n"])}"
    mode    = "0400"
    restart = [unit.canary]
  }
  unit "canary" {}

  job "native" {
    when    = "settled"
    command = concat(["sh", file["/etc/canary/sums.sh"].path, "native"], local.names)
    inputs  = [for value in values(var.values) : slot(value)] # a file on the host is none by itself
  }
}
`

// sums.sh PLACE NAME...: prints the digest of every value as each sink gives it.
const canarySums = `set -eu
place=$1
shift
sum() {
	sha256sum | sed "s/ .*//; s/^/$1 $2 /"
}
sums() {
	for name; do
		case ${place} in
		native) ;;
		*)
			eval "value=\${V_${name}}"
			printf %s "${value}" | sum environment "${name}"
			;;
		esac
		case ${place} in
		unit) continue ;;
		native) folder=/etc/canary ;;
		*) folder=/values ;;
		esac
		sum file "${name}" <"${folder}/${name}.raw"
		value=
		. "${folder}/${name}.sh"
		printf %s "${value}" | sum shell "${name}"
		base64 -d "${folder}/${name}.base64" | sum base64 "${name}"
	done
}
case ${place} in
container)
	sums "$@" >/tmp/next
	mv /tmp/next /tmp/sums
	exec sleep infinity
	;;
job) sums "$@" ;;
*)
	mkdir -p /run/canary
	sums "$@" >"/run/canary/${place}"
	;;
esac
`

// What values may have in them.
var awkward = map[string]string{
	"plain":     "",
	"spaces":    "  two  spaces  ",
	"quotes":    `'"` + "`quotes`''\"\"",
	"dollar":    "$HOME ${HOME} $(id) $$",
	"percent":   "%s %n 100%% %",
	"hash":      "# first #second ;third",
	"backslash": `\n\\ back\`,
	"unicode":   "ünïcödé 日本語 😀",
	"newline":   "\nsecond line\n\nfourth",
	"trailing":  "\n",
	"long":      strings.Repeat(`0123456789 '"\$%#é`, 4096/19),
}

// Values of every kind through every sink on a real host, which has no program
// age of its own: exact bytes or a refusal, and they are nowhere else, not after
// an installation was killed with all of them open either.
func TestCanary(t *testing.T) {
	l := lab.New(t, "canary")
	web := l.Host(t, "web01", "10.0.1.10")
	registry := l.Neighbour(t, "registry", "10.0.1.50")

	dir := t.TempDir()
	o := &operator{t: t, dir: dir, program: filepath.Join(dir, "senexc"), key: filepath.Join(dir, "key"), stack: filepath.Join(dir, "stack.hcl")}
	o.must(exec.Command("go", "build", "-o", o.program, "../cmd/senexc"))
	o.senexc("keygen", "-o", o.key)
	o.vars = map[string]string{"redis_image": serveImages(t, registry, web)["redis_image"]}
	c := &canaries{operator: o, t: t, web: web, values: map[string]string{}, all: map[string]string{}}
	c.declare()
	o.must(exec.Command("make", "-C", "..", "age-helper"))
	web.MustRun(t, "apt-get", "-q", "update")
	o.enrolWith(web, "--age", "../dist/age-linux-amd64")
	c.set()

	dist, _ := o.build()
	c.say(o.install(dist, web))
	if r := web.Run(t, "sh", "-c", "command -v age"); r.Code == 0 {
		t.Errorf("the host has an age of its own, %s: that was not to be", r.Stdout)
	}
	c.arrived()
	c.nowhere("after the installation")

	c.set()
	dist, _ = o.build()
	o.carry(dist, web)
	r := web.Run(t, apply, "/root/web01.tar.gz", "check", "--diff")
	if c.say(r.Stdout, r.Stderr); r.Code != 2 || !strings.Contains(r.Stdout, "has secrets in it and is not shown") {
		t.Errorf("check --diff of other values: exit %d\n%s%s", r.Code, r.Stdout, r.Stderr)
	}
	c.nowhere("after check --diff")

	// With every value open in its private folder, an installation is killed.
	open := web.MustRun(t, "sh", "-c", `
		setsid env STABLE_SECONDS=3 "$0" /root/web01.tar.gz >/run/killed 2>&1 &
		tries=0
		until [ "$(find /run/senexc/work.*/secrets -type f -name '*.[0-9]*' ! -name '*.open' -size +0 2>/dev/null | wc -l)" -ge "$1" ]; do
			[ "$((tries += 1))" -lt 3000 ] || exit 1
			sleep 0.01
		done
		kill -s KILL -- "-$!" || exit 1
		wait
		find /run/senexc -type f -path '*/secrets/*' | wc -l
		stat -c %a /run/senexc`, apply, fmt.Sprint(len(awkward)))
	if count, mode, _ := strings.Cut(open, "\n"); count < "1" || mode != "700" {
		t.Errorf("killed with values open: %s files, in a folder of mode %s", count, mode)
	}
	c.say(web.MustRun(t, "cat", "/run/killed"))
	c.nowhere("after it was killed", "/run/senexc/")
	c.say(o.install(dist, web))
	c.arrived()
	c.nowhere("after the next installation")

	// What a sink cannot carry is refused before any change.
	before := condition(t, web)
	c.component(strings.Replace(canaryComponent, `unit "canary" {}`, `unit "canary" {}
  file "/etc/canary/refused" {
    content = join("\n", concat([for name, value in var.values : envvalue(value)], [for name, value in var.values : nginxquote(value)], [for name, value in var.values : pgpassvalue(value)]))
  }`, 1))
	dist, _ = o.build()
	o.carry(dist, web)
	r = web.Run(t, apply, "/root/web01.tar.gz")
	c.say(r.Stdout, r.Stderr)
	if said := r.Stdout + r.Stderr; r.Code != 13 || !strings.Contains(said, "cannot write a secret") {
		t.Errorf("a value that its sink cannot carry: exit %d\n%s", r.Code, said)
	}
	unchanged(t, web, before)
	c.nowhere("after a refusal")
}

// canaries are the values on their way.
type canaries struct {
	*operator
	t      *testing.T
	web    *lab.Host
	values map[string]string // by name, now
	all    map[string]string // what a value was given, by a word that is in it and nowhere else
}

// declare writes the stack, and a component that has every sink.
func (c *canaries) declare() {
	c.t.Helper()
	var secrets, values strings.Builder
	for _, name := range slices.Sorted(maps.Keys(awkward)) {
		fmt.Fprintf(&secrets, "secret %q {}\n", name)
		fmt.Fprintf(&values, "    %s = secret.%s\n", name, name)
	}
	c.write(strings.NewReplacer("VALUES\n", values.String(), "RECIPIENT", nobody(c.t)).Replace(canaryStack) + secrets.String())
	c.component(canaryComponent)
}

// component writes the component and its script.
func (c *canaries) component(text string) {
	c.t.Helper()
	folder := filepath.Join(c.dir, "components")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		c.t.Fatal(err)
	}
	for name, body := range map[string]string{"canary.hcl": text, "sums.sh": canarySums} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(body), 0o644); err != nil {
			c.t.Fatal(err)
		}
	}
}

// set gives every secret a value that no other ever had.
func (c *canaries) set() {
	c.t.Helper()
	for name, value := range awkward {
		marker := rand.Text()
		c.all[marker] = name
		c.values[name] = marker + value
		cmd := exec.Command(c.program, "secret", "set", c.stack, name, "--keep-newline")
		cmd.Stdin = strings.NewReader(c.values[name])
		c.say(c.must(cmd))
	}
}

// say fails if what was printed has a value in it.
func (c *canaries) say(printed ...string) {
	c.t.Helper()
	for marker, name := range c.all {
		if strings.Contains(strings.Join(printed, "\n"), marker) {
			c.t.Errorf("the value of %s was printed", name)
		}
	}
}

// arrived compares what every sink gave with what was set, byte for byte.
func (c *canaries) arrived() {
	c.t.Helper()
	want := map[string][]string{}
	for _, name := range slices.Sorted(maps.Keys(c.values)) {
		sum := fmt.Sprintf("%x", sha256.Sum256([]byte(c.values[name])))
		for _, sink := range []string{"environment", "file", "shell", "base64"} {
			line := sink + " " + name + " " + sum
			for _, place := range []string{"container", "job", "unit", "native"} {
				if sink == "environment" && place == "native" || sink != "environment" && place == "unit" {
					continue
				}
				want[place] = append(want[place], line)
			}
		}
	}
	got := map[string]string{
		"container": podman(c.t, c.web, "exec", "cage", "cat", "/tmp/sums"),
		"job":       c.web.MustRun(c.t, "sh", "-c", `journalctl -q --no-pager -o cat CONTAINER_NAME=cage-flight | grep -E '^(environment|file|shell|base64) [a-z]+ [0-9a-f]{64}$' | tail -n "$0"`, fmt.Sprint(len(want["job"]))),
		"unit":      c.web.MustRun(c.t, "cat", "/run/canary/unit"),
		"native":    c.web.MustRun(c.t, "cat", "/run/canary/native"),
	}
	for place, lines := range want {
		if d := cmp.Diff(strings.Join(lines, "\n"), got[place]); d != "" {
			c.t.Errorf("what arrives in the %s (-want +got):\n%s", place, d)
		}
	}
}

// nowhere looks for values wherever they may not be: in every file of the host
// and of the operator, in the journal, and in the arguments and the environment
// of every process outside of the container.
func (c *canaries) nowhere(when string, allowed ...string) {
	c.t.Helper()
	allowed = append(allowed,
		"/etc/canary/", "/etc/systemd/system/canary.service.d/values.conf", // the sinks on the host
		"/var/lib/senex/.local/share/containers/storage/overlay-containers/", // Podman's description of the container
		"/run/user/1500/containers/", "/run/credentials/",
	)
	markers := strings.Join(slices.Sorted(maps.Keys(c.all)), "\n") + "\n"
	c.web.Write(c.t, "/run/markers", markers, 0o600)
	found := c.web.MustRun(c.t, "sh", "-c", `
		for folder in / /run /tmp /dev/shm; do
			find "${folder}" -xdev -type f ! -path /run/markers ! -path '/srv/packages/*' ! -path '/sys/*' ! -path '/proc/*' -print0 | xargs -0 -r grep -laF -f /run/markers -- 2>/dev/null
		done | sort -u | sed 's/^/in the file /'
		inside=$(readlink "/proc/$(runuser -u senex -- env --chdir=/ XDG_RUNTIME_DIR=/run/user/1500 HOME=/var/lib/senex podman inspect -f '{{.State.Pid}}' cage)/ns/pid")
		for process in /proc/[0-9]*; do
			! grep -qaF -f /run/markers "${process}/cmdline" 2>/dev/null || printf 'in the arguments of %s\n' "$(cat "${process}/comm")"
			[ "$(readlink "${process}/ns/pid")" != "${inside}" ] || continue
			! grep -qaF -f /run/markers "${process}/environ" 2>/dev/null || printf 'in the environment of %s\n' "$(cat "${process}/comm")"
		done
		journalctl -q --no-pager -a | grep -aF -f /run/markers | cut -c 1-60 | sed 's/^/in the journal: /'
		zcat /root/web01.tar.gz | grep -caF -f /run/markers | grep -v '^0$' | sed 's/^/in the bundle, times: /'
		rm /run/markers`)
	for line := range strings.Lines(found) {
		line = strings.TrimSpace(line)
		if path, file := strings.CutPrefix(line, "in the file "); !file || !slices.ContainsFunc(allowed, func(p string) bool { return strings.HasPrefix(path, p) }) {
			c.t.Errorf("%s, a value is %s", when, line)
		}
	}
}
