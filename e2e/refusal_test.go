//go:build e2e

package e2e

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/e2e/lab"
)

// The smallest stack in which everything that is refused here can happen: a
// service on the host, and another host.
const twoHosts = `
stack "lab" {
  environment = "refusal"
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

host "redis01" {
  address   = "10.0.1.30"
  os        = "debian-13"
  recipient = "RECIPIENT"
}

secret "password" {}

service "redis" "cache" {
  on       = host.web01
  image    = var.redis_image
  purpose  = "cache"
  password = secret.password
}

service "redis" "queue" {
  on       = host.redis01
  image    = var.redis_image
  purpose  = "broker"
  password = secret.password
}
`

// What it takes for web01 to need redis01.
const worker = `
service "celery" "tasks" {
  on          = host.web01
  image       = var.redis_image
  application = "tasks"
  environment = { CELERY_BROKER_URL = service.queue.url }
  broker      = service.queue
  workers     = { all = { queues = ["celery"] } }
}
`

// A host that cannot take a bundle says why in one message, ends with the exit
// status that is documented for it, and stays as it was.
func TestRefusals(t *testing.T) {
	o := newServer(t, "refusal", twoHosts)
	web := o.web
	stack := o.read()
	dist, _ := o.build()
	o.carry(dist, web)
	install := []string{apply, "/root/web01.tar.gz"}

	t.Run("the bundle of another host", func(t *testing.T) {
		for _, suffix := range []string{".tar.gz", ".tar.gz.sig"} {
			web.Copy(t, filepath.Join(dist, "redis01"+suffix), "/root/redis01"+suffix, 0o600)
		}
		refuses(t, web, 11, []string{apply, "/root/redis01.tar.gz"},
			"the bundle is for lab/refusal/redis01", "this host is enrolled as lab/refusal/web01", "install the bundle of web01 here")
	})

	// A container, a chroot: all the programs are there, and nobody starts units.
	t.Run("a host that systemd has not booted", func(t *testing.T) {
		refuses(t, web, 12, append([]string{"unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc",
			"sh", "-c", `mount -t tmpfs none /run && exec "$@"`, "sh"}, install...),
			"systemd has not booted this host")
	})

	for _, disk := range []struct {
		name, folder, options string
		code                  int
		says                  []string
	}{
		{"no room for the archive", "/var/lib/senexc", "size=64k", 30, []string{"/var/lib/senexc", "KiB", "make room"}},
		{"no room for the files", "/etc/containers/systemd/users", "size=4k", 13, []string{"/etc/containers/systemd/users", "KiB", "make room"}},
		{"no inodes for the files", "/etc/containers/systemd/users", "nr_inodes=2", 13, []string{"/etc/containers/systemd/users", "room for 1 more files", "make room"}},
		{"a disk that is read-only", "/etc/containers/systemd/users", "ro", 13, []string{"/etc/containers/systemd/users", "cannot be written"}},
	} {
		t.Run(disk.name, func(t *testing.T) {
			web.MustRun(t, "mkdir", "-p", disk.folder)
			before := condition(t, web)
			web.MustRun(t, "mount", "-t", "tmpfs", "-o", disk.options, "none", disk.folder)
			refuses(t, web, disk.code, install, disk.says...)
			web.MustRun(t, "umount", disk.folder)
			unchanged(t, web, before)
		})
	}

	t.Run("a host on which this one relies does not answer", func(t *testing.T) {
		o.write(stack + worker)
		dist, _ := o.build()
		o.carry(dist, web)
		refuses(t, web, 13, install, "queue on redis01 does not answer at 10.0.1.30:6379", "install redis01 first")
		o.write(stack)
	})

	t.Run("a Podman that is too old", func(t *testing.T) {
		web.MustRun(t, "apt-get", "-q", "install", "--yes", "--no-install-recommends", "podman")
		o.write(strings.ReplaceAll(stack, `os        = "debian-13"`, `os = "debian-13"`+"\n"+`podman = "5.9"`))
		dist, _ := o.build()
		o.carry(dist, web)
		refuses(t, web, 12, install, `Podman is of version 5\.4\.\d`, "the units of this bundle need 5.9", "upgrade Podman")
		o.write(stack)
	})

	// From here on, there is something to lose.
	dist, _ = o.build()
	o.install(dist, web)

	t.Run("no way to the registry", func(t *testing.T) {
		dist, _ := o.build("redis_image=10.9.9.9:5000/redis:8")
		o.carry(dist, web)
		refuses(t, web, 13, install, "cannot pull 10.9.9.9:5000/redis:8", "network is unreachable", "nothing that runs was changed")
	})

	t.Run("no room for an image", func(t *testing.T) {
		other := o.registry.Address + ":5000/postgres:17"
		dist, _ := o.build("redis_image=" + other)
		o.carry(dist, web)
		before := condition(t, web)
		web.MustRun(t, "mount", "-t", "tmpfs", "-o", "size=1m,mode=1777", "none", "/var/tmp")
		refuses(t, web, 13, install, "cannot pull "+other, "no space left on device", "nothing that runs was changed")
		web.MustRun(t, "umount", "/var/tmp")
		unchanged(t, web, before)
	})

	// And none of it stands in the way of the bundle that was right.
	dist, _ = o.build()
	if out := o.install(dist, web); !strings.Contains(out, "nothing had to change") {
		t.Errorf("after all that, the installed bundle is not installed:\n%s", out)
	}
}

// refuses runs an installation that must end with this exit status and one
// message, which matches each pattern, and leave the host as it was.
func refuses(t *testing.T, h *lab.Host, code int, argv []string, says ...string) {
	t.Helper()
	before := condition(t, h)
	r := h.Run(t, argv...)
	t.Logf("exit %d:\n%s", r.Code, r.Stderr)
	if r.Code != code {
		t.Errorf("exit status %d, want %d\n%s", r.Code, code, r.Stdout)
	}
	// Whatever another program had to say is quoted, below or above.
	messages, findings := 0, 0
	for line := range strings.Lines(r.Stderr) {
		switch {
		case strings.HasPrefix(line, "senexc: warning: the installed release has the same serial"):
			// A stack that is in no repository has no other.
		case strings.HasPrefix(line, "senexc"):
			messages++
		case strings.HasPrefix(line, "  - "):
			findings++
		case !strings.HasPrefix(line, "  "):
			t.Errorf("an error of nobody: %s", line)
		}
	}
	if messages != 1 || findings > 1 {
		t.Errorf("%d messages and %d findings for one cause", messages, findings)
	}
	for _, pattern := range says {
		if !regexp.MustCompile(pattern).MatchString(r.Stderr) {
			t.Errorf("it does not say %q", pattern)
		}
	}
	unchanged(t, h, before)
}

func unchanged(t *testing.T, h *lab.Host, before string) {
	t.Helper()
	if d := cmp.Diff(strings.Split(before, "\n"), strings.Split(condition(t, h), "\n")); d != "" {
		t.Errorf("the host is not as it was (-before +after):\n%s", d)
	}
}

// condition describes what of a host an installation may change: its files and
// their content, packages, kernel parameters, units, and which processes of its
// services run. Images and Podman's secrets are only ever added.
func condition(t *testing.T, h *lab.Host) string {
	t.Helper()
	return h.MustRun(t, "sh", "-c", `
		cd /
		find etc opt usr/local usr/sbin/policy-rc.d var/lib/systemd/linger -xdev -printf '%p %M %u:%g %l\n' 2>/dev/null | sort
		find etc opt usr/local -xdev -type f -exec sha256sum {} + | sort -k 2
		find var/lib/senexc ! -type d ! -name lock ! -path 'var/lib/senexc/log/*' -exec sha256sum {} + | sort -k 2
		find run/senexc var/lib/senexc/incoming -mindepth 1
		dpkg-query -W -f '${Package} ${Version} ${db:Status-Status}\n'
		sysctl -n vm.overcommit_memory
		systemctl list-unit-files --plain --no-legend
		ss -Hlntu | awk '{ print $1, $5 }' | sort
		! id senex >/dev/null 2>&1 || systemctl --user -M senex@ list-units --type=service --state=active --plain --no-legend | awk '{ print $1 }' | sort |
			xargs systemctl --user -M senex@ show -p Id -p InvocationID
		true`)
}
