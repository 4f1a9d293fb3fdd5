package install

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/senextrader/senexc/compile/plan"
)

// servicesTable says what a tag selects, and what must not be left behind when
// only that is installed.
func servicesTable(in Input) *table {
	t := &table{name: "services", comment: `SERVICE TAG[,TAG...] NEEDS[,NEEDS...]: what --only selects, and the other services of this host
that it must find as the release has them: those that it uses, those that these use, and so on`}
	for _, s := range in.Host.Services {
		tags := append([]string{s.Name}, s.Tags...)
		t.add(s.Name, strings.Join(sorted(tags), ","), orDash(strings.Join(closure(in.Host, s.Name), ",")))
	}
	return t
}

// closure returns the services of the host that a service uses or needs, and that
// these do, without itself. A weak reference is one that its reader can do without.
func closure(h *plan.Host, service string) []string {
	reached := map[string]bool{service: true}
	for queue := []string{service}; len(queue) > 0; queue = queue[1:] {
		for _, s := range h.Services {
			for _, name := range s.Needs {
				if s.Name == queue[0] && !reached[name] {
					reached[name] = true
					queue = append(queue, name)
				}
			}
		}
		for _, e := range h.Edges {
			if e.Reader == queue[0] && e.ReaderHost == h.Name && e.ProviderHost == h.Name && !e.Weak && !reached[e.Provider] {
				reached[e.Provider] = true
				queue = append(queue, e.Provider)
			}
		}
	}
	delete(reached, service)
	var names []string
	for name := range reached {
		names = append(names, name)
	}
	return sorted(names)
}

// ownersTable names the service that each thing of the host is there for. A
// thing that several services share has a row for each of them.
func ownersTable(in Input) *table {
	t := &table{name: "owners", comment: `KIND SERVICE NAME: whose each thing is, - being the host itself; one that services share has a row for each
KIND is file, directory, link, unit, job, probe, rule, secret or image; the rest is always the host's`}
	add := func(kind, service, name string) { t.addText(name, kind, orDash(service)) }
	for _, f := range in.Root {
		add("file", f.Service, f.Path)
	}
	for _, d := range in.Deliveries {
		for _, service := range d.Services {
			if d.Podman {
				add("secret", service, d.Name)
			} else {
				add("file", service, d.Path)
			}
		}
	}
	for _, d := range in.Host.Directories {
		add("directory", d.Service, d.Path)
	}
	for _, l := range in.Host.Links {
		add("link", l.Service, l.Path)
	}
	for _, p := range in.Host.Probes {
		add("probe", p.Service, p.Name)
	}
	for _, u := range in.Units {
		add("unit", u.Service, u.Name)
	}
	for _, c := range in.Host.Containers {
		add("image", c.Service, c.Image)
	}
	for _, j := range in.Host.Jobs {
		add("job", j.Service, j.Name)
		if j.Container != nil {
			add("image", j.Service, j.Container.Image)
		}
	}
	for _, t := range in.Host.Timers {
		if t.Job.Container != nil {
			add("image", t.Job.Service, t.Job.Container.Image)
		}
	}
	for _, r := range in.Host.Firewall {
		add("rule", r.Service, fmt.Sprintf("%s to %s %s/%s", r.From, r.To, strconv.Itoa(r.Port), r.Transport))
	}
	slices.SortFunc(t.rows, func(a, b row) int {
		return strings.Compare(a.words[0]+" "+a.text+" "+a.words[1], b.words[0]+" "+b.text+" "+b.words[1])
	})
	t.rows = slices.CompactFunc(t.rows, func(a, b row) bool { return slices.Equal(a.words, b.words) && a.text == b.text })
	return t
}
