package install_test

import (
	"crypto/md5"
	"encoding/base64"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/emit/install"
	"github.com/senextrader/senexc/emit/manifest"
	"github.com/senextrader/senexc/lang/encode"
)

var applied = []string{"apply"}

func TestFirstInstall(t *testing.T) {
	h, r := newHost(t), shop()
	h.want(0, h.bundle(r), nil, "install package proxy", "done: shop/production/web01 runs 10-")

	ssh := func(cidr, port string) string {
		return "ufw allow proto tcp from " + cidr + " to any port " + port + " comment senexc " + cidr + " to any " + port + "/tcp: ssh"
	}
	want := []string{
		"apt-get -o DPkg::Lock::Timeout=300 -q update",
		"apt-get -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold -y -q install proxy",
		"autostart held: 101",
		"useradd --system --key SYS_UID_MAX=60000 --uid 1500 --user-group --home-dir /var/lib/senex --create-home --shell /usr/sbin/nologin senex",
		"usermod --add-subuids 165536-231071 senex",
		"usermod --add-subgids 165536-231071 senex",
		"loginctl enable-linger senex",
		"systemctl system start network-online.target",
		"systemctl system start user@1500.service",
		"podman pull -q registry.example.com/cache:1",
		"podman pull -q registry.example.com/web:1",
		"podman secret create --label senexc=shop web.DATABASE_URL.v1 -",
		"quadlet -dryrun -user",
		"unshare sh ... _validate proxy.service",
		"sysctl -q -w vm.overcommit_memory=1",
		ssh("192.0.2.0/24", "2222"),
		ssh("2001:db8::/32", "2222"),
		"ufw allow proto tcp from any to any port 443 comment senexc any to any 443/tcp: proxy is public",
		"ufw allow proto tcp from 10.0.1.20 to 10.0.1.10 port 8000 comment senexc 10.0.1.20 to 10.0.1.10 8000/tcp: db on db01 uses web.http",
		"ufw enable",
		"systemctl user daemon-reload ",
		"systemctl user start shop-network.service",
		"systemctl user start data-volume.service",
		"systemctl user restart cache.service",
		"systemctl user start web-warm.service",
		"systemctl user restart web.service",
		`podman exec web manage migrate --note it's "$HOME"`,
		"systemctl system enable proxy.service",
		"systemctl system start proxy.service",
		"podman exec web manage report",
	}
	if diff := cmp.Diff(want, h.calls()); diff != "" {
		t.Errorf("calls (-want +got):\n%s", diff)
	}
	for path, text := range r.root {
		if got := h.read(path); got != text {
			t.Errorf("%s = %q; want %q", path, got, text)
		}
	}
	if got := h.read("/tls/key"); got != "two\n  lines" {
		t.Errorf("the host job wrote %q", got)
	}
	if h.exists("/usr/sbin/policy-rc.d") {
		t.Error("services stay held after packages were installed")
	}
	json, err := encode.Apply("jsonstring", canary)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := h.read("/etc/proxy/pass word"), "first \\line\n\n  \xc3\x81 "+base64.StdEncoding.EncodeToString([]byte("user:\n"+json+"t0ken"))+"\n"+canary; got != want {
		t.Errorf("the rendered file is %q; want %q", got, want)
	}
	if info, err := os.Stat(h.root + "/etc/proxy/pass word"); err != nil || info.Mode() != 0o640 {
		t.Errorf("the rendered file has %v, %v; want 0640", info.Mode(), err)
	}
	secret, err := os.ReadFile(filepath.Join(h.fake, "secrets/web.DATABASE_URL.v1"))
	if want := "sql://web:" + strings.ReplaceAll(url.QueryEscape(canary), "+", "%20") + "@db"; err != nil || string(secret) != want {
		t.Errorf("the Podman secret is %q, %v; want %q", secret, err, want)
	}
}

func TestSecondRunDoesNothing(t *testing.T) {
	for _, shell := range [][]string{{"dash"}, {"bash", "--posix"}} {
		t.Run(shell[0], func(t *testing.T) {
			h, r := newHost(t), shop()
			h.shell = shell
			bundle := h.bundle(r)
			h.want(0, bundle, applied)
			before := h.tree()
			h.want(0, bundle, applied, "nothing had to change")
			if calls := h.calls(); len(calls) > 0 {
				t.Errorf("the second run changed something:\n%s", strings.Join(calls, "\n"))
			}
			if diff := cmp.Diff(before, h.tree()); diff != "" {
				t.Errorf("the second run wrote (-before +after):\n%s", diff)
			}
			h.want(0, bundle, []string{"check"}, "nothing to do")
			h.want(0, bundle, []string{"status"}, "is as the bundle says")
			h.want(0, bundle, []string{"health"}, "healthy")
			h.want(0, bundle, []string{"verify"}, "verified: 10-")
			h.want(0, bundle, []string{"version"}, "shop/production/web01 serial 10")
			if diff := cmp.Diff(before, h.tree()); diff != "" {
				t.Errorf("looking wrote (-before +after):\n%s", diff)
			}
		})
	}
}

// changing returns the calls that act on units and jobs.
func changing(h *host) []string {
	var acts []string
	for _, c := range h.calls() {
		if !strings.HasPrefix(c, "quadlet ") && !strings.HasPrefix(c, "unshare ") {
			acts = append(acts, c)
		}
	}
	return acts
}

func TestOnlyWhatChangedRestarts(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*release)
		want   []string
	}{
		{"a unit", func(r *release) { r.root[quadlets+"cache.container"] += "Label=a=b\n" }, []string{
			"systemctl user daemon-reload ", "systemctl user restart cache.service",
		}},
		{"a native unit's file", func(r *release) { r.root["/etc/proxy/site.conf"] = "listen 8443;\n" }, []string{
			"systemctl system reload proxy.service",
		}},
		{"a secret of a file", func(r *release) { r.secrets["token"] = "other"; r.rotate("token", 3) }, []string{
			"systemctl system reload proxy.service",
		}},
		{"a unit with a job in it", func(r *release) { r.root[quadlets+"web.container"] += "Label=a=b\n" }, []string{
			"systemctl user daemon-reload ", "systemctl user restart web.service",
			`podman exec web manage migrate --note it's "$HOME"`, "podman exec web manage report",
		}},
		{"an input of a job", func(r *release) { r.in.Host.Jobs[3].Inputs = []string{"more"} }, []string{
			"podman exec web manage report",
		}},
		{"a rule", func(r *release) { r.in.Host.Firewall[1].From = "10.0.1.21" }, []string{
			"ufw allow proto tcp from 10.0.1.21 to 10.0.1.10 port 8000 comment senexc 10.0.1.21 to 10.0.1.10 8000/tcp: db on db01 uses web.http",
			"ufw delete allow from 10.0.1.20 to 10.0.1.10 port 8000 proto tcp",
		}},
		{"the network", func(r *release) { r.root[quadlets+"shop.network"] += "Subnet=10.90.0.0/24\n" }, []string{
			"systemctl user daemon-reload ",
			"systemctl user stop cache.service", "its file was there: cache.service",
			"systemctl user stop web.service", "its file was there: web.service",
			"systemctl user stop shop-network.service", "podman network rm shop",
			"systemctl user start shop-network.service", "systemctl user start cache.service", "systemctl user start web.service",
		}},
		{"only the serial", func(r *release) {}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			h, r := installed(t)
			c.change(&r)
			r.serial++
			next := h.bundle(r)
			planned := h.want(2, next, []string{"check", "--diff"})
			h.want(0, next, applied)
			if diff := cmp.Diff(c.want, changing(h)); diff != "" {
				t.Errorf("calls (-want +got):\n%s\ncheck said:\n%s", diff, planned)
			}
			h.want(0, next, applied, "nothing had to change")
		})
	}
}

func TestRemovedUnit(t *testing.T) {
	h, r := installed(t)
	r.serial++
	r.in.Units = slices.DeleteFunc(r.in.Units, func(u install.Unit) bool { return u.Name == "cache.service" })
	r.in.Steps = slices.DeleteFunc(r.in.Steps, func(s install.Step) bool { return s.Unit == "cache.service" })
	r.in.Root = slices.DeleteFunc(r.in.Root, func(f install.RootFile) bool { return f.Path == quadlets+"cache.container" })
	h.write(quadlets+"admin.container", "[Container]\n")
	h.want(0, h.bundle(r), applied, "delete  file "+quadlets+"cache.container")
	want := []string{"systemctl user stop cache.service", "its file was there: cache.service", "systemctl user daemon-reload "}
	if diff := cmp.Diff(want, changing(h)); diff != "" {
		t.Errorf("calls (-want +got):\n%s", diff)
	}
	if h.exists(quadlets + "cache.container") {
		t.Error("the file of the removed unit is still there")
	}
	if !h.exists(quadlets + "admin.container") {
		t.Error("a file that senexc does not own was deleted")
	}
}

func TestRemovedFileReloadsItsUnit(t *testing.T) {
	h, r := installed(t)
	r.serial++
	r.in.Root = slices.DeleteFunc(r.in.Root, func(f install.RootFile) bool { return f.Path == "/etc/proxy/site.conf" })
	h.want(0, h.bundle(r), applied)
	if want := []string{"systemctl system reload proxy.service"}; !slices.Equal(changing(h), want) {
		t.Errorf("calls = %q; want %q", changing(h), want)
	}
}

func TestCheckSaysWhatApplyDoes(t *testing.T) {
	h, r := newHost(t), shop()
	bundle := h.bundle(r)
	before := h.tree()
	said := h.want(2, bundle, []string{"check", "--diff"}, "+listen 443;", "has secrets in it and is not shown")
	if diff := cmp.Diff(before, h.tree()); diff != "" {
		t.Errorf("check wrote (-before +after):\n%s", diff)
	}
	if calls := h.calls(); len(calls) > 0 {
		t.Errorf("check changed something:\n%s", strings.Join(calls, "\n"))
	}
	did := h.want(0, bundle, applied)
	line := regexp.MustCompile(`(?m)^  \S.*$`)
	if diff := cmp.Diff(line.FindAllString(said, -1), line.FindAllString(did, -1)); diff != "" {
		t.Errorf("check and apply plan differently (-check +apply):\n%s", diff)
	}
	if len(line.FindAllString(said, -1)) < 20 {
		t.Errorf("check says too little:\n%s", said)
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name  string
		code  int
		apart func(h *host, r *release) // before the bundle is made
		spoil func(h *host, bundle string)
		args  []string
		says  string
	}{
		{name: "another host", code: 11, apart: func(h *host, r *release) { r.header = func(m *manifest.Header) { m.Host = "db01" } },
			says: "the bundle is for shop/production/db01"},
		{name: "another stack", code: 11, apart: func(h *host, r *release) { r.header = func(m *manifest.Header) { m.Stack = "bank" } },
			says: "enrolled as shop/production/web01"},
		{name: "a cloned machine", code: 11, apart: func(h *host, r *release) { h.write("/etc/machine-id", "f\n") }, says: "another machine id"},
		{name: "an edited file", code: 10, spoil: func(h *host, bundle string) { edit(h, bundle+"/plan/steps", "job evil\n") }, says: "plan/steps"},
		{name: "an edited manifest", code: 10, spoil: func(h *host, bundle string) { edit(h, bundle+"/MANIFEST", "\n") }, says: "no signature"},
		{name: "a file too many", code: 10, spoil: func(h *host, bundle string) { edit(h, bundle+"/root/etc/cron.d/evil", "x") }, says: "root/etc/cron.d/evil"},
		{name: "a file too few", code: 10, spoil: func(h *host, bundle string) { h.must(os.Remove(bundle + "/plan/steps")) }, says: "plan/steps"},
		{name: "a link", code: 10, spoil: func(h *host, bundle string) {
			h.must(os.Remove(bundle + "/plan/steps"))
			h.must(os.Symlink("/etc/passwd", bundle+"/plan/steps"))
		}, says: "neither a file nor a folder"},
		{name: "another signer", code: 10, spoil: func(h *host, bundle string) {
			h.must(os.Remove(h.key))
			h.must(os.Remove(h.key + ".pub"))
			h.command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", h.key)
			h.sign(bundle+"/MANIFEST", "senexc-manifest-v1@senexc.dev")
		}, says: "no signature"},
		{name: "another namespace", code: 10, spoil: func(h *host, bundle string) { h.sign(bundle+"/MANIFEST", "senexc-archive-v1@senexc.dev") }, says: "no signature"},
		{name: "not enrolled", code: 10, spoil: func(h *host, bundle string) { h.must(os.Remove(h.root + "/etc/senexc/host")) }, says: "not enrolled"},
		{name: "another system", code: 12, apart: func(h *host, r *release) { h.write("/etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n") }, says: "runs debian-12"},
		{name: "another processor", code: 12, apart: func(h *host, r *release) { r.in.Host.Arch = "arm64" }, says: "this host is amd64"},
		{name: "old Podman", code: 12, apart: func(h *host, r *release) { h.remember("podman", "4.9.3\n") }, says: "Podman is of version 4.9.3"},
		{name: "no systemd", code: 12, apart: func(h *host, r *release) { h.must(os.Remove(h.root + "/run/systemd/system")) }, says: "systemd has not booted this host"},
		{name: "a full disk", code: 13, apart: func(h *host, r *release) { h.remember("df", "8 100000 90000\n") }, says: "has 8 KiB left"},
		{name: "no inodes", code: 13, apart: func(h *host, r *release) { h.remember("df", "1000000 100000 3\n") }, says: "room for 3 more files"},
		{name: "a missing tool", code: 13, apart: func(h *host, r *release) { h.env = append(h.env, "AGE=no-such-age") }, says: "no-such-age is missing; install the package age"},
		{name: "a missing package", code: 13, args: []string{"--packages=none"}, says: "packages are missing"},
		{name: "a secret for another host", code: 13, spoil: func(h *host, bundle string) {
			h.write("/etc/senexc/identity", "AGE-SECRET-KEY-140WF6W4JGWQQWTUY03FFHH4KAUNHP02TT6FKLPHALVZ29QE6RRRQ9G6LVV\n")
		}, says: "the secret password is not sealed to this host"},
		{name: "a value that its sink cannot carry", code: 13, apart: func(h *host, r *release) { r.in.Deliveries[0].Content[1].Encoder = "envvalue" }, says: "line break"},
		{name: "a uid that is taken", code: 13, apart: func(h *host, r *release) { h.write("/etc/passwd", "root:x:0:0:::\nbob:x:1500:1500:::\n") }, says: "belongs to bob"},
		{name: "another home", code: 13, apart: func(h *host, r *release) { h.write("/etc/passwd", "root:x:0:0:::\nsenex:x:1500:1500::/home/senex:\n") }, says: "exists with the home /home/senex"},
		{name: "overlapping ranges", code: 13, apart: func(h *host, r *release) { h.write("/etc/subuid", "admin:100000:65536\nsenex:120000:65536\n") }, says: "numbers that admin has as well"},
		{name: "a port that is taken", code: 13, apart: func(h *host, r *release) { h.remember("listeners", "tcp LISTEN 0 128 *:8000 *:*\n") }, says: "127.0.0.1:8000/tcp is in use"},
		{name: "a peer that is down", code: 13, apart: func(h *host, r *release) {
			l, err := net.Listen("tcp", "127.0.0.1:0")
			h.must(err)
			h.must(l.Close())
			_, port, _ := net.SplitHostPort(l.Addr().String())
			n, _ := strconv.Atoi(port)
			r.in.Host.Peers = []plan.Peer{{Host: "db01", Service: "db", Endpoint: "sql", Address: "127.0.0.1", Port: n}}
		}, args: []string{"check"}, says: "db on db01 does not answer"},
		{name: "an admin who would be locked out", code: 13, apart: func(h *host, r *release) { h.env = append(h.env, "SSH_CONNECTION=198.51.100.7 1 10.0.1.10 22") }, says: "connected from 198.51.100.7"},
		{name: "no way in at all", code: 13, apart: func(h *host, r *release) { r.in.Host.AdminCIDRs = nil }, says: "no admin_cidrs"},
		{name: "a unit that Quadlet drops", code: 12, apart: func(h *host, r *release) { r.root[quadlets+"web.container"] = "Unknown=1\n" }, says: "makes no web.service"},
		{name: "files that a service refuses", code: 13, apart: func(h *host, r *release) { h.remember("fail/validate", "") }, says: "the check of proxy.service refuses"},
		{name: "a file in the way", code: 15, apart: func(h *host, r *release) { h.write("/etc/proxy/site.conf", "mine\n") }, says: "/etc/proxy/site.conf is there, and neither from senexc"},
		{name: "a file in the way, to be overwritten", code: 15, args: []string{"--on-drift=overwrite"}, apart: func(h *host, r *release) { h.write("/etc/proxy/site.conf", "mine\n") },
			says: "files that senexc did not write are where the stack puts its own"},
		{name: "a time that is none", code: 64, args: []string{"--confirm-within=10min"}, says: "takes a time as in 30s, 10m or 2h"},
		{name: "a time for what needs none", code: 64, args: []string{"check", "--confirm-within=10m"}, says: "--confirm-within to apply"},
		{name: "an unknown option", code: 64, args: []string{"--force"}, says: "no option --force"},
		{name: "an unknown verb", code: 64, args: []string{"install"}, says: "no verb install"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h, r := newHost(t), shop()
			if c.apart != nil {
				c.apart(h, &r)
			}
			bundle := h.bundle(r)
			if c.spoil != nil {
				c.spoil(h, bundle)
			}
			h.want(c.code, bundle, c.args, c.says)
			for _, call := range h.calls() {
				if strings.HasPrefix(call, "systemctl user") || strings.HasPrefix(call, "ufw") {
					t.Errorf("refused, and still: %s", call)
				}
			}
			if h.exists(quadlets + "web.container") {
				t.Error("refused, and still files were written")
			}
		})
	}
}

func edit(h *host, path, more string) {
	h.t.Helper()
	h.must(os.MkdirAll(filepath.Dir(path), 0o755))
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	h.must(err)
	_, err = f.WriteString(more)
	h.must(err)
	h.must(f.Close())
}

func TestAdminStaysAdmitted(t *testing.T) {
	for _, client := range []string{"192.0.2.200", "2001:db8:1::5", "::ffff:192.0.2.1", "2001:db9::5"} {
		t.Run(client, func(t *testing.T) {
			h := newHost(t)
			h.env = append(h.env, "SSH_CONNECTION="+client+" 50000 10.0.1.10 2222")
			code := 2
			if client == "2001:db9::5" {
				code = 13
			}
			h.want(code, h.bundle(shop()), []string{"check"})
		})
	}
}

func TestAllFindingsAtOnce(t *testing.T) {
	h, r := newHost(t), shop()
	r.in.Host.AdminCIDRs = nil
	h.env = append(h.env, "AGE=no-such-age")
	h.remember("listeners", "tcp LISTEN 0 128 *:443 *:*\n")
	h.want(13, h.bundle(r), nil, "no-such-age", "no admin_cidrs", "443/tcp is in use")
}

func TestPortOfOursIsNotTaken(t *testing.T) {
	h, r := installed(t)
	h.remember("listeners", "tcp LISTEN 0 128 127.0.0.1:8000 *:*\ntcp LISTEN 0 128 0.0.0.0:443 *:*\n")
	h.want(0, h.bundle(r), applied)
}

func TestOlderIsRefused(t *testing.T) {
	h, r := installed(t)
	r.serial--
	h.want(14, h.bundle(r), applied, "serial 9", "10 was installed already")
}

func TestSameSerialIsReported(t *testing.T) {
	h, r := installed(t)
	r.root["/etc/proxy/site.conf"] = "listen 8443;\n"
	h.want(0, h.bundle(r), applied, "same serial 10")
}

func TestDrift(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(h *host)
		says string
	}{
		{"edited", func(h *host) { h.write("/etc/proxy/site.conf", "mine\n") }, "/etc/proxy/site.conf was edited"},
		{"edited, with a secret", func(h *host) { h.write("/etc/proxy/pass word", "mine\n") }, "/etc/proxy/pass word was edited"},
		{"another mode", func(h *host) { h.must(os.Chmod(h.root+"/etc/proxy/site.conf", 0o666)) }, "another owner or mode"},
		{"deleted", func(h *host) { h.must(os.Remove(h.root + "/etc/proxy/site.conf")) }, "/etc/proxy/site.conf was deleted"},
		{"a link", func(h *host) {
			h.must(os.Remove(h.root + "/etc/proxy/site.conf"))
			h.must(os.Symlink("/etc/passwd", h.root+"/etc/proxy/site.conf"))
		}, "no longer a plain file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h, r := installed(t)
			bundle := h.bundle(r)
			c.do(h)
			before := h.tree()
			h.want(15, bundle, applied, c.says)
			if diff := cmp.Diff(before, h.tree()); diff != "" {
				t.Errorf("refused, and still written (-before +after):\n%s", diff)
			}
			h.want(2, bundle, []string{"status"}, c.says)
			h.want(0, bundle, []string{"--on-drift=overwrite"}, c.says)
			if got := h.read("/etc/proxy/site.conf"); got != r.root["/etc/proxy/site.conf"] {
				t.Errorf("site.conf = %q", got)
			}
			if got := changing(h); !slices.Equal(got, []string{"systemctl system reload proxy.service"}) {
				t.Errorf("calls = %q", got)
			}
			h.want(0, bundle, applied, "nothing had to change")
		})
	}
}

func TestEditedFileThatLeavesTheStack(t *testing.T) {
	h, r := installed(t)
	r.serial++
	r.in.Root = slices.DeleteFunc(r.in.Root, func(f install.RootFile) bool { return f.Path == "/etc/proxy/site.conf" })
	h.write("/etc/proxy/site.conf", "mine\n")
	h.want(15, h.bundle(r), applied)
	if got := h.read("/etc/proxy/site.conf"); got != "mine\n" {
		t.Errorf("site.conf = %q", got)
	}
}

func TestFailures(t *testing.T) {
	for _, c := range []struct {
		name  string
		code  int
		spoil func(h *host, r *release)
		says  string
	}{
		{"a unit does not start", 20, func(h *host, r *release) { h.remember("fail/restart.web.service", "") }, "web.service does not restart"},
		{"a container stays unhealthy", 20, func(h *host, r *release) {
			h.remember("health", "unhealthy\n")
			for i := range r.in.Units {
				r.in.Units[i].Timeout = 1
			}
		}, "cache.service did not become healthy within 1 seconds"},
		{"a unit that does not stay up", 20, func(h *host, r *release) { h.remember("crash.cache.service", "0\n") }, "cache.service was restarted: it does not stay up"},
		{"a job fails", 20, func(h *host, r *release) { h.remember("fail/podman.exec", "") }, "the job web-migrate failed"},
		{"a job before everything fails", 20, func(h *host, r *release) { r.in.Host.Jobs[0].Command = []string{"false"} }, "What runs on this host is as before"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h, r := newHost(t), shop()
			c.spoil(h, &r)
			h.want(c.code, h.bundle(r), applied, c.says)
			if h.exists("/var/lib/senexc/current") {
				t.Error("a release that failed was recorded")
			}
		})
	}
}

func TestLocked(t *testing.T) {
	h, r := installed(t)
	h.shell = []string{"flock", h.root + "/var/lib/senexc/lock", "dash"}
	for _, verb := range []string{"apply", "check", "verify"} {
		h.want(75, h.bundle(r), []string{verb}, "another senexc is at work")
	}
}

func TestQuiet(t *testing.T) {
	h, r := newHost(t), shop()
	if out := h.want(0, h.bundle(r), []string{"--quiet"}); out != "" {
		t.Errorf("--quiet prints %q", out)
	}
}

// A package's policy for service starts is put back.
func TestPolicyOfTheAdminIsKept(t *testing.T) {
	h, r := newHost(t), shop()
	h.write("/usr/sbin/policy-rc.d", "#!/bin/sh\nexit 0\n")
	h.want(0, h.bundle(r), applied)
	if !slices.Contains(h.calls(), "autostart held: 101") {
		t.Error("services were not held")
	}
	if got := h.read("/usr/sbin/policy-rc.d"); got != "#!/bin/sh\nexit 0\n" {
		t.Errorf("policy-rc.d = %q", got)
	}
}

// The untouched configuration of a package gives way and is kept; an edited one
// is somebody's work.
func TestPackageFileGivesWay(t *testing.T) {
	for text, code := range map[string]int{"as shipped\n": 0, "edited\n": 15} {
		t.Run(strings.TrimSpace(text), func(t *testing.T) {
			h, r := newHost(t), shop()
			h.write("/etc/proxy/site.conf", text)
			h.remember("conffiles", fmt.Sprintf(" /etc/proxy/site.conf %x\n", md5.Sum([]byte("as shipped\n"))))
			h.want(code, h.bundle(r), applied)
			if code != 0 {
				return
			}
			if got := h.read("/var/lib/senexc/displaced/etc/proxy/site.conf"); got != text {
				t.Errorf("kept %q; want %q", got, text)
			}
			if got := h.read("/etc/proxy/site.conf"); got != r.root["/etc/proxy/site.conf"] {
				t.Errorf("site.conf = %q", got)
			}
		})
	}
}

// Secrets that are there are not made again when the account's service manager
// could not be asked at first.
func TestManagerThatIsDown(t *testing.T) {
	h, r := installed(t)
	h.must(os.RemoveAll(h.root + "/run/user"))
	h.want(0, h.bundle(r), applied)
	if want := []string{"systemctl system start network-online.target", "systemctl system start user@1500.service"}; !slices.Equal(h.calls(), want) {
		t.Errorf("calls = %q; want %q", h.calls(), want)
	}
}

// A service manager that was killed takes with it the process that Podman cannot
// do without.
func TestManagerThatWasKilled(t *testing.T) {
	h, r := installed(t)
	h.must(os.MkdirAll(h.root+"/run/user/1500/libpod/tmp", 0o700))
	h.must(os.WriteFile(h.root+"/run/user/1500/libpod/tmp/pause.pid", []byte("4194305"), 0o600))
	h.want(2, h.bundle(r), []string{"check"}, "prepare account senex: manager")
	h.want(0, h.bundle(r), applied)
	want := []string{"systemctl system stop user@1500.service user-runtime-dir@1500.service", "systemctl system start network-online.target", "systemctl system start user@1500.service"}
	if calls := h.calls(); len(calls) < 3 || !slices.Equal(calls[:3], want) {
		t.Errorf("calls = %q; want %q first", calls, want)
	}
}

// An admin may put a folder of the stack elsewhere, behind a link.
func TestFolderBehindALink(t *testing.T) {
	h, r := newHost(t), shop()
	bundle := h.bundle(r)
	h.want(0, bundle, applied)
	h.must(os.Rename(h.root+"/srv/static", h.root+"/srv/elsewhere"))
	h.must(os.Symlink("elsewhere", h.root+"/srv/static"))
	h.want(0, bundle, applied, "nothing had to change")
	if calls := h.calls(); len(calls) > 0 {
		t.Errorf("calls = %q", calls)
	}
}

func TestStoppedUnitStarts(t *testing.T) {
	h, r := installed(t)
	bundle := h.bundle(r)
	h.must(os.Remove(filepath.Join(h.fake, "active/user.web.service")))
	h.want(2, bundle, []string{"status"}, "start   unit web.service")
	h.want(2, bundle, []string{"health"}, "web.service is not active")
	h.want(0, bundle, applied)
	if want := []string{"systemctl user start web.service"}; !slices.Equal(h.calls(), want) {
		t.Errorf("calls = %q; want %q", h.calls(), want)
	}
}

func TestSignal(t *testing.T) {
	h, r := newHost(t), shop()
	// The fake sleep stops the installer that called it.
	h.must(os.WriteFile(filepath.Join(h.fake, "bin/stop"), []byte("#!/bin/sh\nkill -TERM $PPID\n"), 0o755))
	h.env = append(h.env, "SLEEP=stop")
	h.remember("health", "starting\n")
	h.want(143, h.bundle(r), applied, "stopped by a signal")
	h.remember("health", "healthy\n")
	h.env = nil
	h.want(0, h.bundle(r), applied, "done")
}
