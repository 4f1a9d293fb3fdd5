package emit

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/emit/install"
)

// summary returns SUMMARY.md: what a reviewer wants to know about the host
// before it is installed. Chapters that would be empty are left out, except
// those in which nothing is news.
func (b *build) summary() []byte {
	s := &summary{build: b}
	s.opening()
	s.services()
	s.runs()
	s.jobs()
	s.timers()
	s.probes()
	s.listens()
	s.admits()
	s.depends()
	s.serves()
	s.secrets()
	s.certificates()
	s.files()
	s.holds()
	s.versions()
	s.packages()
	return []byte(s.text.String())
}

type summary struct {
	*build
	text strings.Builder
}

func (s *summary) chapter(title string) { s.text.WriteString("\n## " + title + "\n\n") }

func (s *summary) say(format string, args ...any) { fmt.Fprintf(&s.text, format+"\n", args...) }

func (s *summary) opening() {
	h := s.host
	s.say("# %s, for %s/%s", words(h.Name), words(s.stack.Name), words(s.stack.Environment))
	s.say("")
	if s.stack.Example {
		s.say("**An example.** Its secrets are sealed to identities that everybody can read. Do not install it anywhere.")
		s.say("")
	}
	t := &table{head: []string{"Host", ""}}
	add := func(name, value string) {
		if value != "" {
			t.row(name, value)
		}
	}
	add("Name", code(h.FQDN))
	add("Address", code(h.Address))
	add("Groups", codes(h.Groups))
	add("System", words(h.OS+", "+h.Arch))
	if h.HasContainers() {
		add("Containers", fmt.Sprintf("of %s (%d), Podman %s or later", code(h.Account.Name), h.Account.UID, words(h.Podman)))
		add("Network", strings.TrimSpace(code(h.Network.Name)+" "+code(h.Network.Subnet)))
		for _, n := range h.Networks {
			own := strings.TrimSpace(code(n.Name)+" "+code(n.Subnet)) + ", of " + code(n.Service)
			if n.Internal {
				own += ", internal"
			}
			add("Network", own)
		}
	}
	add("Serial", strconv.FormatInt(s.serial, 10))
	t.write(&s.text)
	if len(h.After) > 0 {
		s.say("\nInstall it after %s.", codes(h.After))
	}
}

func (s *summary) services() {
	if len(s.host.Services) == 0 {
		return
	}
	s.chapter("Services")
	t := &table{head: []string{"Service", "Component", "What it is", "From"}}
	for _, v := range s.host.Services {
		t.row(code(v.Name), words(v.Type), words(v.Description), code(v.Origin.String()))
	}
	t.write(&s.text)
}

func (s *summary) runs() {
	if len(s.host.Containers)+len(s.host.Units) == 0 {
		return
	}
	s.chapter("Runs")
	t := &table{head: []string{"Unit", "Service", "Image", "Health", "Memory", "Starts after"}}
	for _, step := range s.host.Steps {
		switch step.Kind {
		case "container":
			i := slices.IndexFunc(s.host.Containers, func(c plan.Container) bool { return c.Name == step.Name })
			if i >= 0 {
				c := &s.host.Containers[i]
				t.row(code(c.Name+".service"), code(c.Service), code(c.Image), health(c.Health), memory(c.Limits.Memory), codes(c.Requires))
			}
		case "unit":
			i := slices.IndexFunc(s.host.Units, func(u plan.Unit) bool { return native(u.Name) == native(step.Name) })
			if i >= 0 {
				t.row(code(native(step.Name)), code(s.host.Units[i].Service), "native", "", "", "")
			}
		}
	}
	t.write(&s.text)
}

func (s *summary) jobs() {
	if len(s.host.Jobs) == 0 {
		return
	}
	s.chapter("Jobs")
	s.say("Each runs when its definition changed or it has not succeeded yet.\n")
	t := &table{head: []string{"Job", "Service", "When", "Where", "When rolled back"}}
	for i := range s.host.Jobs {
		j := &s.host.Jobs[i]
		undone := "stays, and does no harm"
		if j.Rollback == "forbid" {
			undone = "**an automatic rollback stops before it**"
		}
		t.row(code(j.Name), code(j.Service), words(j.When), runsIn(j), undone)
	}
	t.write(&s.text)
}

func (s *summary) listens() {
	s.chapter("Listens on")
	t := &table{head: []string{"Address", "Transport", "Endpoint", "Behind it", "Open to"}}
	for _, e := range s.host.Endpoints {
		behind := "the host itself"
		if e.Container != "" {
			behind = fmt.Sprintf("%s, port %d", code(e.Container), e.Port)
		}
		open := "its readers"
		if e.Public {
			open = "**everybody**"
		}
		for _, a := range e.Addresses {
			t.row(code(a), words(cmp.Or(e.Transport, "tcp")), code(e.Service+"."+e.Name), behind, open)
		}
	}
	if len(t.rows) == 0 {
		s.say("Nothing: no service of this host can be reached from outside the stack's network on it.")
		return
	}
	t.write(&s.text)
}

func (s *summary) admits() {
	s.chapter("Admits")
	t := &table{head: []string{"From", "To", "Port", "Because"}}
	for _, cidr := range s.host.AdminCIDRs {
		t.row(code(cidr), "this host", "ssh", "administration")
	}
	for _, r := range s.host.Firewall {
		t.row(address(r.From), address(r.To), code(fmt.Sprintf("%d/%s", r.Port, cmp.Or(r.Transport, "tcp"))), words(r.Comment))
	}
	if len(t.rows) == 0 {
		s.say("Nobody: nothing is opened in the firewall.")
		return
	}
	t.write(&s.text)
	s.say("\nNothing else is opened.")
}

func address(a string) string {
	if a == "any" {
		return "anywhere"
	}
	return code(a)
}

func (s *summary) depends() {
	t := &table{head: []string{"Service", "Uses", "On", "At", "In"}}
	for _, e := range s.host.Edges {
		if e.ReaderHost != s.host.Name {
			continue
		}
		uses := code(e.Provider + "." + e.Endpoint)
		if e.Weak {
			uses += ", not waited for"
		}
		cells := []string{code(e.Reader), uses, s.place(e.ProviderHost), code(fmt.Sprintf("%s:%d", e.Address, e.Port))}
		same := slices.IndexFunc(t.rows, func(row []string) bool { return slices.Equal(row[:4], cells) })
		if same >= 0 {
			t.rows[same][4] += ", " + words(e.Thing)
			continue
		}
		t.row(append(cells, words(e.Thing))...)
	}
	if len(t.rows) == 0 {
		return
	}
	s.chapter("Depends on")
	t.write(&s.text)
	if len(s.host.Peers) > 0 {
		s.say("\nBefore it is installed, these must answer:\n")
		for _, p := range s.host.Peers {
			s.say("- %s of %s, at %s", code(p.Service+"."+p.Endpoint), code(p.Host), code(fmt.Sprintf("%s:%d", p.Address, p.Port)))
		}
	}
}

func (s *summary) serves() {
	t := &table{head: []string{"Endpoint", "Is used by", "On", "At"}}
	for _, e := range s.host.Edges {
		if e.ProviderHost == s.host.Name && e.ReaderHost != s.host.Name {
			// Several things of a service that use one endpoint are one line here.
			t.once(code(e.Provider+"."+e.Endpoint), code(e.Reader), s.place(e.ReaderHost), code(fmt.Sprintf("%s:%d", e.Address, e.Port)))
		}
	}
	if len(t.rows) == 0 {
		return
	}
	s.chapter("Is used by other hosts")
	t.write(&s.text)
}

func (s *summary) place(host string) string {
	if host == s.host.Name {
		return "this host"
	}
	return code(host)
}

func (s *summary) secrets() {
	if len(s.host.Secrets) == 0 {
		return
	}
	s.chapter("Secrets")
	s.say("Sealed to this host, and opened only there.\n")
	t := &table{head: []string{"Secret", "Version", "Goes to"}}
	for _, v := range s.host.Secrets {
		var uses []string
		for _, d := range s.deliveries {
			if slices.Contains(d.Content.Values(), v.Value()) {
				uses = append(uses, d.units...)
				if d.Path != "" {
					uses = append(uses, d.Path)
				}
			}
		}
		slices.Sort(uses)
		version := strconv.Itoa(v.Version)
		switch v.Source {
		case plan.FromHost:
			version += ", an admin's file there"
		case plan.Generated:
			version += ", made there"
		}
		t.row(code(v.Name), version, codes(slices.Compact(uses)))
	}
	t.write(&s.text)
}

func (s *summary) certificates() {
	if len(s.host.Certificates) == 0 {
		return
	}
	s.chapter("Certificates")
	t := &table{head: []string{"Certificate", "Version", "Authority", "For", "Until"}}
	for _, c := range s.host.Certificates {
		t.row(code(c.Name), strconv.Itoa(c.Version), code(c.Authority), codes(c.Names), time.Unix(c.Until, 0).UTC().Format(time.DateOnly))
	}
	t.write(&s.text)
}

func (s *summary) files() {
	if len(s.root)+len(s.host.Files) == 0 {
		return
	}
	s.chapter("Writes")
	t := &table{head: []string{"File", "Mode", "Owner", "From"}}
	for _, f := range s.recordFiles() {
		path := code(f.Path)
		if f.Rendered {
			path += ", with secrets"
		}
		var at plan.Origin
		if f.From != nil {
			at = plan.Origin{File: f.From.File, Line: f.From.Line}
		}
		t.row(path, f.Mode, words(f.Owner+":"+f.Group), code(at.String()))
	}
	t.write(&s.text)
}

// holds lists what is left alone once it has content.
func (s *summary) holds() {
	directories := slices.DeleteFunc(slices.Clone(s.host.Directories), s.versioned)
	if len(s.host.Volumes)+len(directories) == 0 {
		return
	}
	s.chapter("Holds")
	s.say("What is in these is data: no release, rollback or removal touches it.\n")
	t := &table{head: []string{"Data", "Of"}}
	for _, v := range s.host.Volumes {
		t.row("volume "+code(v.Name), code(v.Service))
	}
	for _, d := range directories {
		t.row("directory "+code(d.Path), code(d.Service))
	}
	t.write(&s.text)
}

func (s *summary) packages() {
	s.chapter("Needs of the system")
	s.say("Packages: %s", codes(install.Packages(s.host)))
	for _, a := range s.host.Accounts {
		s.say("\nAccount: %s, for %s", code(a.Name), words(a.Service))
	}
	for _, v := range s.host.Sysctls {
		s.say("\nKernel parameter: %s, for %s", code(v.Key+" = "+v.Value), words(orHost(v.Service)))
	}
}

func health(h *plan.Health) string {
	if h == nil {
		return "none"
	}
	if h.Interval > 0 {
		return fmt.Sprintf("every %d s", h.Interval)
	}
	return "yes"
}

// memory writes a limit for people.
func memory(n int64) string {
	const mebi = 1 << 20
	switch {
	case n == 0:
		return "no limit"
	case n%(1<<30) == 0:
		return fmt.Sprintf("%d GiB", n>>30)
	case n%mebi == 0:
		return fmt.Sprintf("%d MiB", n/mebi)
	}
	return fmt.Sprintf("%d bytes", n)
}
