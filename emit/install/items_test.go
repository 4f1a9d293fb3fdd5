package install_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/emit/install"
)

var long = time.Unix(1_000_000_000, 0)

// with adds a file of root's to the release.
func (r *release) with(path, text string) {
	r.in.Root = append(r.in.Root, install.RootFile{Path: path, Owner: "root", Group: "root", Mode: 0o644})
	r.root[path] = text
}

// timers is a release with a timer of the account and one of the host.
func timers() release {
	r := shop()
	for _, u := range []install.Unit{
		{Name: "copy.service", User: true, Kind: "job", Source: quadlets + "copy.container", Timeout: 5},
		{Name: "copy.timer", User: true, Kind: "timer", Source: "/etc/systemd/user/copy.timer", Timeout: 5},
		{Name: "sweep.service", Kind: "job", Source: "/etc/systemd/system/sweep.service", Timeout: 5},
		{Name: "sweep.timer", Kind: "timer", Source: "/etc/systemd/system/sweep.timer", Timeout: 5},
	} {
		r.in.Units = append(r.in.Units, u)
		r.with(u.Source, "# "+u.Name+"\n")
		if u.Kind == "timer" {
			r.in.Steps = append(r.in.Steps, install.Step{Unit: u.Name})
		}
	}
	return r
}

func TestTimers(t *testing.T) {
	start := func(t *testing.T) (*host, release) {
		h, r := newHost(t), timers()
		h.want(0, h.bundle(r), applied)
		return h, r
	}
	t.Run("start", func(t *testing.T) {
		h, r := newHost(t), timers()
		bundle := h.bundle(r)
		h.want(0, bundle, applied)
		calls := h.calls()
		for _, want := range []string{"systemctl user restart copy.timer", "systemctl system restart sweep.timer", "systemctl system daemon-reload "} {
			if !slices.Contains(calls, want) {
				t.Errorf("no call %q:\n%s", want, strings.Join(calls, "\n"))
			}
		}
		for _, service := range []string{"copy.service", "sweep.service"} {
			if i := slices.IndexFunc(calls, func(c string) bool { return strings.HasSuffix(c, " "+service) }); i >= 0 {
				t.Errorf("what a timer starts was touched: %s", calls[i])
			}
		}
		h.want(0, bundle, applied, "nothing had to change")
	})
	for name, c := range map[string]struct {
		path string
		want []string
	}{
		"another time":    {"/etc/systemd/user/copy.timer", []string{"systemctl user daemon-reload ", "systemctl user restart copy.timer"}},
		"another command": {"/etc/systemd/system/sweep.service", []string{"systemctl system daemon-reload "}},
		"another image":   {quadlets + "copy.container", []string{"systemctl user daemon-reload "}},
		"of the host":     {"/etc/systemd/system/sweep.timer", []string{"systemctl system daemon-reload ", "systemctl system restart sweep.timer"}},
	} {
		t.Run(name, func(t *testing.T) {
			h, r := start(t)
			r.serial++
			r.root[c.path] += "# changed\n"
			h.want(0, h.bundle(r), applied)
			if diff := cmp.Diff(c.want, changing(h)); diff != "" {
				t.Errorf("calls (-want +got):\n%s", diff)
			}
		})
	}
	t.Run("stopped by somebody", func(t *testing.T) {
		h, r := start(t)
		h.must(os.Remove(filepath.Join(h.fake, "active/user.copy.timer")))
		h.want(2, h.bundle(r), []string{"status"}, "start   unit copy.timer")
	})
	t.Run("failed when it ran last", func(t *testing.T) {
		h := newHost(t)
		bundle := h.bundle(timers())
		h.want(0, bundle, applied)
		h.want(0, bundle, []string{"status"}, "is as the bundle says")
		h.must(os.MkdirAll(filepath.Join(h.fake, "failed"), 0o755))
		h.remember("failed/system.sweep.service", "")
		h.want(2, bundle, []string{"status"}, "failed: sweep.service, when its timer started it last")
		// Nothing is to be done about it by installing.
		h.want(0, bundle, []string{"check"}, "there is nothing to do")
		h.want(0, bundle, applied, "nothing had to change")
	})
	t.Run("removed", func(t *testing.T) {
		h, _ := start(t)
		r := shop()
		r.serial++
		h.want(0, h.bundle(r), applied)
		for _, unit := range []string{"user.copy.timer", "system.sweep.timer"} {
			if _, err := os.Stat(filepath.Join(h.fake, "active", unit)); err == nil {
				t.Errorf("%s still runs", unit)
			}
		}
		if h.exists("/etc/systemd/user/copy.timer") || h.exists("/etc/systemd/system/sweep.service") {
			t.Error("files of a removed timer are still there")
		}
	})
}

func TestProbes(t *testing.T) {
	page := plan.Probe{Name: "web-page", URL: "https://shop.example/healthz", Connect: "127.0.0.1:443", Status: []string{"200", "3xx"}, Required: true, Deadline: 1, Interval: 1, Timeout: 7}
	for name, c := range map[string]struct {
		probe func(*plan.Probe)
		http  string // what the server says
		fail  string // of the fake programs
		code  int
		says  string
	}{
		"answers":            {http: "200", code: 0},
		"answers a class":    {http: "301", code: 0},
		"answers something":  {http: "502", code: 20, says: "web-page answers https://shop.example/healthz with 502, which is none of 200,3xx"},
		"does not answer":    {http: "", code: 20, says: "web-page does not answer: curl: (7)"},
		"is advisory":        {probe: func(p *plan.Probe) { p.Required = false }, http: "502", code: 0, says: "warning: web-page answers"},
		"command succeeds":   {probe: func(p *plan.Probe) { p.URL, p.Command = "", []string{"test", "-d", "etc"} }, code: 0},
		"command fails":      {probe: func(p *plan.Probe) { p.URL, p.Command = "", []string{"test", "-d", "nothing"} }, code: 20, says: "web-page does not succeed"},
		"container succeeds": {probe: func(p *plan.Probe) { p.URL, p.Exec, p.Command = "", "web", []string{"check"} }, code: 0},
		"nobody listens":     {probe: func(p *plan.Probe) { p.URL, p.TCP = "", "127.0.0.1:1" }, code: 20, says: "web-page takes no connection at 127.0.0.1 port 1"},
	} {
		t.Run(name, func(t *testing.T) {
			h, r := newHost(t), shop()
			one := page
			if c.probe != nil {
				c.probe(&one)
			}
			r.in.Host.Probes = []plan.Probe{one}
			h.remember("http", c.http)
			bundle := h.bundle(r)
			out := h.want(c.code, bundle, applied)
			if !strings.Contains(out, c.says) {
				t.Errorf("does not say %q:\n%s", c.says, out)
			}
			again := 0
			if c.code != 0 {
				again = 2
			}
			h.want(again, bundle, []string{"health"})
		})
	}
	t.Run("as it is asked", func(t *testing.T) {
		h, r := newHost(t), shop()
		six := page
		six.Name, six.Connect, six.Verify = "web-six", "[2001:db8::1]:443", true
		r.in.Host.Probes = []plan.Probe{page, six}
		h.remember("http", "200")
		h.want(0, h.bundle(r), applied)
		common := "curl -q -sS -o /dev/null -w %{http_code} --noproxy * --max-time 7 "
		want := []string{
			common + "--insecure --connect-to ::127.0.0.1:443 https://shop.example/healthz",
			common + "--connect-to ::[2001:db8::1]:443 https://shop.example/healthz",
		}
		var got []string
		for _, call := range h.calls() {
			if strings.HasPrefix(call, "curl ") {
				got = append(got, call)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("calls (-want +got):\n%s", diff)
		}
	})
}

func TestProgramAccounts(t *testing.T) {
	h, r := newHost(t), shop()
	h.write("/etc/group", "root:x:0:\nadm:x:4:syslog\n")
	r.in.Host.Accounts = []plan.SystemAccount{{Name: "sweeper", Home: "/nonexistent", Groups: []string{"adm"}}, {Name: "keeper", UID: 210, Home: "/srv/keeper"}}
	bundle := h.bundle(r)
	h.want(0, bundle, applied, "add     account sweeper", "join    account sweeper to group adm")
	for _, want := range []string{
		"useradd --system --user-group --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin sweeper",
		"usermod --append --groups adm sweeper",
		"useradd --system --user-group --uid 210 --key SYS_UID_MAX=60000 --home-dir /srv/keeper --no-create-home --shell /usr/sbin/nologin keeper",
	} {
		if !slices.Contains(h.calls(), want) {
			t.Errorf("no call %q:\n%s", want, strings.Join(h.calls(), "\n"))
		}
	}
	h.want(0, bundle, applied, "nothing had to change")

	r.in.Host.Accounts[1].UID = 211
	r.serial++
	h.want(13, h.bundle(r), applied, "the account keeper exists with uid 210, and the stack says 211")
}

func TestVersionsOfADirectory(t *testing.T) {
	const path = "/srv/pages"
	release := func(serial int64, version string) release {
		r := shop()
		r.serial = serial
		r.in.Host.Directories = append(r.in.Host.Directories,
			plan.Directory{Path: path, Owner: "root", Group: "root", Mode: 0o755}, plan.Directory{Path: path + "/" + version, Owner: "root", Group: "root", Mode: 0o755})
		r.in.Host.Links = []plan.Link{{Path: path + "/current", Target: version, Keep: 2}}
		// The job of the release finds its own version, not yet the current one.
		r.in.Host.Jobs = append(r.in.Host.Jobs, plan.Job{
			Name: "pages", When: plan.Release, Host: true, Timeout: 5,
			Command: []string{"sh", "-c", "readlink srv/pages/current >srv/pages/" + version + "/before; true"},
		})
		r.in.Steps = append(r.in.Steps, install.Step{Job: "pages"}, install.Step{Link: path + "/current"})
		return r
	}
	h := newHost(t)
	current := func() string {
		target, err := os.Readlink(h.root + path + "/current")
		h.must(err)
		return target
	}
	first := h.bundle(release(10, "v1-00000001"))
	h.want(0, first, applied, "switch  link /srv/pages/current to v1-00000001")
	if got := current(); got != "v1-00000001" {
		t.Errorf("the current version is %s", got)
	}
	h.want(0, first, applied, "nothing had to change")
	h.want(0, h.bundle(release(11, "v2-00000002")), applied)
	if got := h.read(path + "/v2-00000002/before"); got != "v1-00000001\n" {
		t.Errorf("when the job of the release ran, the current version was %q", got)
	}
	if got := current(); got != "v2-00000002" {
		t.Errorf("the current version is %s", got)
	}
	if target, err := os.Readlink(h.root + path + "/previous"); err != nil || target != "v1-00000001" {
		t.Errorf("the version before is %q, %v", target, err)
	}
	if !h.exists(path + "/v1-00000001/before") {
		t.Error("the version before is gone, and a rollback would have nothing to go back to")
	}
	// Somebody's own folder stays, and so does every version of a kept release.
	h.must(os.MkdirAll(h.root+path+"/notes", 0o755))
	h.must(os.MkdirAll(h.root+path+"/v0-00000000", 0o755))
	h.must(os.Chtimes(h.root+path+"/v0-00000000", long, long))
	h.want(0, h.bundle(release(12, "v3-00000003")), applied, "remove /srv/pages/v0-00000000")
	for _, stays := range []string{"v1-00000001", "v2-00000002", "v3-00000003", "notes"} {
		if !h.exists(path + "/" + stays) {
			t.Errorf("%s is gone", stays)
		}
	}
	if h.exists(path + "/v0-00000000") {
		t.Error("the oldest version, of which no release is kept, is still there")
	}

	// A release that is not healthy goes, and with it the switch to its version.
	sick := release(13, "v4-00000004")
	sick.in.Host.Probes = []plan.Probe{{Name: "web-page", Command: []string{"false"}, Required: true, Deadline: 1, Interval: 1, Timeout: 1}}
	h.want(20, h.bundle(sick), applied, "web-page does not succeed", "is back and healthy")
	if got := current(); got != "v3-00000003" {
		t.Errorf("after the rollback, the current version is %s", got)
	}

	h.must(os.Remove(h.root + path + "/current"))
	h.write(path+"/current", "mine\n")
	h.want(15, h.bundle(release(14, "v4-00000004")), applied, path+"/current")
}

// A gate is tried until what another host does is done.
func TestGate(t *testing.T) {
	gate := func(seconds int) release {
		r := shop()
		r.in.Host.Jobs = append(r.in.Host.Jobs, plan.Job{
			Name: "schema-gate", When: plan.Release, Host: true, Gate: true, Timeout: seconds,
			Command: []string{"sh", "-c", "echo >>tries; [ $(wc -l <tries) -ge 3 ]"},
		})
		r.in.Steps = slices.Insert(r.in.Steps, 1, install.Step{Job: "schema-gate"})
		return r
	}
	t.Run("opens", func(t *testing.T) {
		h := newHost(t)
		h.want(0, h.bundle(gate(60)), applied)
		if got := h.read("/tries"); strings.Count(got, "\n") != 3 {
			t.Errorf("it was tried %d times, and the third would do", strings.Count(got, "\n"))
		}
	})
	t.Run("stays shut", func(t *testing.T) {
		h, r := newHost(t), gate(1)
		r.in.Host.Jobs[len(r.in.Host.Jobs)-1].Command = []string{"false"}
		h.want(20, h.bundle(r), applied, "the job schema-gate failed")
		if slices.Contains(h.calls(), "systemctl user restart web.service") {
			t.Error("what waits for the gate was started")
		}
	})
}

// A network of a component that changes is made anew, and no other.
func TestNetworkOfAComponent(t *testing.T) {
	h, r := newHost(t), shop()
	r.in.Host.Networks = []plan.Network{{Name: "web-inside", Service: "web"}}
	r.in.Units = slices.Insert(r.in.Units, 1, install.Unit{Name: "web-inside-network.service", User: true, Kind: "network", Source: quadlets + "web-inside.network", Timeout: 5})
	r.in.Steps = slices.Insert(r.in.Steps, 2, install.Step{Unit: "web-inside-network.service"})
	r.with(quadlets+"web-inside.network", "[Network]\n")
	h.want(0, h.bundle(r), applied)
	r.serial++
	r.root[quadlets+"web-inside.network"] += "Internal=true\n"
	h.want(0, h.bundle(r), applied)
	calls := changing(h)
	if !slices.Contains(calls, "podman network rm web-inside") || slices.Contains(calls, "podman network rm shop") {
		t.Errorf("calls:\n%s", strings.Join(calls, "\n"))
	}
	if !slices.Contains(calls, "systemctl user start web-inside-network.service") {
		t.Errorf("the network does not come back:\n%s", strings.Join(calls, "\n"))
	}
	without := shop()
	without.serial = r.serial + 1
	h.want(0, h.bundle(without), applied)
	calls = changing(h)
	stopped, removed := slices.Index(calls, "systemctl user stop web-inside-network.service"), slices.Index(calls, "podman network rm web-inside")
	if stopped < 0 || removed < stopped || slices.Contains(calls, "podman network rm shop") {
		t.Errorf("a network that nothing has any more does not go:\n%s", strings.Join(calls, "\n"))
	}
}
