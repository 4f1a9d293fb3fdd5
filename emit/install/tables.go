package install

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/senextrader/senexc/compile/plan"
)

// tables returns the data files of a host. Every kind is there, if only with
// its explanation, so that the engine never asks whether a file exists.
func tables(in Input) []*table {
	return []*table{
		hostTable(in), servicesTable(in), ownersTable(in), packagesTable(in), accountTable(in), sysctlsTable(in), directoriesTable(in), imagesTable(in),
		secretsTable(in), localTable(in), certificatesTable(in), deliveriesTable(in), firewallTable(in), portsTable(in), peersTable(in),
		unitsTable(in), validationsTable(in), jobsTable(in), stepsTable(in), triggersTable(in), checksTable(in),
		accountsTable(in), linksTable(in), probesTable(in), elsewhereTable(in),
	}
}

func hostTable(in Input) *table {
	t := &table{name: "host", comment: "KEY VALUE: what the installer must know about the host as a whole"}
	t.add("family", in.Host.Family)
	t.add("address", orDash(in.Host.Address))
	t.add("network", orDash(in.Host.Network.Name))
	return t
}

func packagesTable(in Input) *table {
	t := &table{name: "packages", comment: "NAME: distribution packages that must be installed"}
	for _, name := range Packages(in.Host) {
		t.add(name)
	}
	return t
}

// Packages returns every package that a host must have, sorted: those of the
// plan, and what the installer itself calls for.
func Packages(h *plan.Host) []string {
	names := []string{FirewallTool(h)}
	for _, p := range h.Packages {
		names = append(names, p.Name)
	}
	if asksHTTP(h) {
		names = append(names, "curl")
	}
	return sorted(names)
}

func accountTable(in Input) *table {
	t := &table{name: "account", comment: "NAME UID HOME: the system account that rootless containers run in, with subordinate ids and lingering"}
	if a := in.Host.Account; a.Name != "" && usesAccount(in) {
		t.add(a.Name, strconv.Itoa(a.UID), a.Home)
	}
	return t
}

func usesAccount(in Input) bool {
	name := in.Host.Account.Name
	return in.Host.HasContainers() ||
		slices.ContainsFunc(in.Root, func(f RootFile) bool { return f.Owner == name || f.Group == name }) ||
		slices.ContainsFunc(in.Deliveries, func(d Delivery) bool { return d.Podman || d.Owner == name || d.Group == name }) ||
		slices.ContainsFunc(in.Host.Directories, func(d plan.Directory) bool { return d.Owner == name || d.Group == name })
}

func sysctlsTable(in Input) *table {
	t := &table{name: "sysctls", comment: "KEY VALUE: kernel parameters that are set at once; the files below root/ set them at boot"}
	for _, s := range in.Host.Sysctls {
		t.addText(s.Value, s.Key)
	}
	return t
}

func directoriesTable(in Input) *table {
	t := &table{name: "directories", comment: "MODE OWNER GROUP PATH: folders that are made when missing and never removed"}
	for _, d := range in.Host.Directories {
		t.addText(d.Path, mode(d.Mode), d.Owner, d.Group)
	}
	return t
}

func imagesTable(in Input) *table {
	t := &table{name: "images", comment: "REFERENCE: images that are pulled before anything changes; those of localhost/ must be there"}
	var images []string
	for _, c := range in.Host.Containers {
		images = append(images, c.Image)
	}
	for _, j := range in.Host.Jobs {
		if j.Container != nil {
			images = append(images, j.Container.Image)
		}
	}
	for _, t := range in.Host.Timers {
		if t.Job.Container != nil {
			images = append(images, t.Job.Container.Image)
		}
	}
	for _, image := range sorted(images) {
		t.add(image)
	}
	return t
}

func secretsTable(in Input) *table {
	t := &table{name: "secrets", comment: "NAME VERSION: sealed values; secrets/NAME.VERSION.age holds the ciphertext"}
	for _, s := range in.Host.Secrets {
		if !s.Local() {
			t.add(s.Name, strconv.Itoa(s.Version))
		}
	}
	return t
}

func localTable(in Input) *table {
	t := &table{name: "local", comment: `NAME VERSION host: the value is a file that an admin writes, /etc/senexc/secrets/NAME
NAME VERSION generated LENGTH: it is made here, and kept in /etc/senexc/secrets/NAME.VERSION`}
	for _, s := range in.Host.Secrets {
		switch s.Source {
		case plan.FromHost:
			t.add(s.Name, strconv.Itoa(s.Version), s.Source)
		case plan.Generated:
			t.add(s.Name, strconv.Itoa(s.Version), s.Source, strconv.Itoa(s.Length))
		}
	}
	return t
}

func certificatesTable(in Input) *table {
	t := &table{name: "certificates", comment: "NAME FROM RENEW UNTIL DAY: when each begins to be valid, is due for another, and expires: seconds since 1970, and the day of the last"}
	for _, c := range in.Host.Certificates {
		at := func(seconds int64) string { return strconv.FormatInt(seconds, 10) }
		t.add(c.Name, at(c.From), at(c.Renew), at(c.Until), day(c.Until))
	}
	return t
}

// day is a date for people.
func day(seconds int64) string { return time.Unix(seconds, 0).UTC().Format(time.DateOnly) }

func deliveriesTable(in Input) *table {
	t := &table{name: "deliveries", comment: `podman NAME: secrets/NAME.template is rendered into the Podman secret NAME of the account
file NAME MODE OWNER GROUP PATH: secrets/NAME.template is rendered into a file`}
	for _, d := range in.Deliveries {
		if d.Podman {
			t.add("podman", d.Name)
		} else {
			t.addText(d.Path, "file", d.Name, mode(d.Mode), d.Owner, d.Group)
		}
	}
	return t
}

func firewallTable(in Input) *table {
	t := &table{name: "firewall", comment: `tool NAME: the firewall's front end on this host
admin CIDR: may reach ssh
admit FROM TO PORT TRANSPORT COMMENT: everything else stays closed`}
	t.add("tool", FirewallTool(in.Host))
	for _, cidr := range in.Host.AdminCIDRs {
		t.add("admin", cidr)
	}
	for _, r := range in.Host.Firewall {
		t.addText(comment(r.Comment), "admit", r.From, r.To, strconv.Itoa(r.Port), r.Transport)
	}
	return t
}

// FirewallTool returns the front end of the firewall that the host's family is
// used to; its package has the same name. The installer needs it on every host.
func FirewallTool(h *plan.Host) string {
	if h.Family == "redhat" {
		return "firewalld"
	}
	return "ufw"
}

// comment keeps what every firewall accepts in a comment.
func comment(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-._:/@,", r) {
			return r
		}
		return '_'
	}, s)
}

func portsTable(in Input) *table {
	t := &table{name: "ports", comment: "ADDRESS PORT TRANSPORT MANAGER UNIT: where the unit will listen; the port must be free, or the unit's already"}
	for _, c := range in.Host.Containers {
		for _, p := range c.Publish {
			t.add(p.Address, strconv.Itoa(p.HostPort), p.Transport, "user", c.Name+".service")
		}
	}
	for _, e := range in.Host.Endpoints {
		if e.Container != "" {
			continue
		}
		unit := "-"
		for _, u := range in.Host.Units {
			if u.Service == e.Service {
				unit = u.Name
				break
			}
		}
		for _, address := range e.Addresses {
			if host, port, err := net.SplitHostPort(address); err == nil {
				t.add(host, port, e.Transport, "system", unit)
			}
		}
	}
	return t
}

func peersTable(in Input) *table {
	t := &table{name: "peers", comment: "HOST SERVICE ENDPOINT ADDRESS PORT: what must answer on other hosts before this one is installed"}
	for _, p := range in.Host.Peers {
		t.add(p.Host, p.Service, p.Endpoint, p.Address, strconv.Itoa(p.Port))
	}
	return t
}

func unitsTable(in Input) *table {
	t := &table{name: "units", comment: `MANAGER KIND SECONDS NAME SOURCE: units in order of activation
MANAGER is user (the account's) or system; SECONDS is how long it may take to start; SOURCE is the file that makes it`}
	for _, u := range in.Units {
		t.addText(orDash(u.Source), manager(u), u.Kind, seconds(u.Timeout), u.Name)
	}
	return t
}

func validationsTable(in Input) *table {
	t := &table{name: "validations", comment: "unit NAME, then its command, one argument per line, then end: must accept the new files before they go live"}
	for _, u := range in.Units {
		if len(u.Validate) > 0 {
			t.add("unit", u.Name)
			t.addCommand(u.Validate)
			t.add("end")
		}
	}
	return t
}

func jobsTable(in Input) *table {
	t := &table{name: "jobs", comment: `job NAME WHEN SECONDS ROLLBACK, then one of
  unit NAME: a container of its own; exec CONTAINER: in a running container; host: on the host as root
then gate, for one that is tried until it succeeds: it waits for what another host does;
then what makes it run again when it changes: its command, one argument per line,
input SHA256: a further input; source PATH: a file of this bundle;
volume NAME: where what it did is kept, so that it runs again when that was lost; then end`}
	for _, j := range in.Host.Jobs {
		t.add("job", j.Name, j.When, seconds(j.Timeout), orDash(j.Rollback))
		switch {
		case j.Container != nil:
			t.add("unit", j.Name+".service")
		case j.Exec != "":
			t.add("exec", j.Exec)
		default:
			t.add("host")
		}
		if j.Gate {
			t.add("gate")
		}
		if j.Container == nil {
			t.addCommand(j.Command)
		}
		for _, input := range j.Inputs {
			sum := sha256.Sum256([]byte(input))
			t.add("input", hex.EncodeToString(sum[:]))
		}
		for _, u := range in.Units {
			if u.Source != "" && (j.Container != nil && u.Name == j.Name+".service" || j.Exec != "" && u.Name == j.Exec+".service") {
				t.addText(u.Source, "source")
			}
		}
		for _, volume := range written(in, j) {
			t.add("volume", volume)
		}
		t.add("end")
	}
	return t
}

// written returns the volumes that what a job did may be in: those of its
// service, which it may reach through the service's containers, and those that
// it mounts itself.
func written(in Input, j plan.Job) []string {
	c := j.Container
	if i := slices.IndexFunc(in.Host.Containers, func(c plan.Container) bool { return c.Name == j.Exec }); c == nil && i >= 0 {
		c = &in.Host.Containers[i]
	}
	var volumes []string
	for _, v := range in.Host.Volumes {
		if v.Service == j.Service {
			volumes = append(volumes, v.Name)
		}
	}
	if c != nil {
		for _, m := range c.Mounts {
			if m.Volume != "" && !m.ReadOnly {
				volumes = append(volumes, m.Volume)
			}
		}
	}
	return sorted(volumes)
}

func stepsTable(in Input) *table {
	t := &table{name: "steps", comment: "unit NAME, job NAME or link PATH: order of activation"}
	for _, s := range in.Steps {
		switch {
		case s.Job != "":
			t.add("job", s.Job)
		case s.Link != "":
			t.addText(s.Link, "link")
		default:
			t.add("unit", s.Unit)
		}
	}
	return t
}

func triggersTable(in Input) *table {
	t := &table{name: "triggers", comment: "reload UNIT PATH or restart UNIT PATH: what a system unit does when the file changes or goes"}
	add := func(path string, reload, restart []string) {
		for _, u := range reload {
			t.addText(path, "reload", u)
		}
		for _, u := range restart {
			t.addText(path, "restart", u)
		}
	}
	for _, f := range in.Root {
		add(f.Path, f.Reload, f.Restart)
	}
	for _, d := range in.Deliveries {
		if !d.Podman {
			add(d.Path, d.Reload, d.Restart)
		}
	}
	return t
}

func checksTable(in Input) *table {
	t := &table{name: "checks", comment: `active MANAGER SECONDS UNIT: the unit must be active
healthy SECONDS CONTAINER: the container's own health check must pass`}
	for _, u := range in.Units {
		if u.Kind == "job" {
			continue
		}
		t.add("active", manager(u), seconds(u.Timeout), u.Name)
		if u.Health {
			t.add("healthy", seconds(u.Timeout), strings.TrimSuffix(u.Name, ".service"))
		}
	}
	return t
}

func manager(u Unit) string {
	if u.User {
		return "user"
	}
	return "system"
}

// seconds writes a time limit; systemd's own default stands for none.
func seconds(n int) string {
	if n <= 0 {
		n = 90
	}
	return strconv.Itoa(n)
}

func mode(m uint32) string { return fmt.Sprintf("%04o", m) }

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// sorted returns each name once, in order, and leaves its argument alone.
func sorted(names []string) []string {
	names = slices.Clone(names)
	slices.Sort(names)
	return slices.Compact(names)
}
