package emit

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/emit/manifest"
)

// record is bundle.json: what SUMMARY.md says, for programs. Lists are in the
// order of the plan, which is sorted, and never null.
type record struct {
	Format       string              `json:"format"`
	Compiler     string              `json:"compiler"`
	Stack        string              `json:"stack"`
	Environment  string              `json:"environment"`
	Example      bool                `json:"example"`
	Serial       int64               `json:"serial"`
	Host         recordHost          `json:"host"`
	Services     []recordService     `json:"services"`
	Units        []recordUnit        `json:"units"`
	Volumes      []recordVolume      `json:"volumes"`
	Jobs         []recordJob         `json:"jobs"`
	Timers       []recordTimer       `json:"timers"`
	Probes       []recordProbe       `json:"probes"`
	Images       []string            `json:"images"`
	Packages     []string            `json:"packages"`
	Sysctls      map[string]string   `json:"sysctls"`
	Endpoints    []recordEndpoint    `json:"endpoints"`
	Ports        []recordPort        `json:"ports"`
	Firewall     []recordRule        `json:"firewall"`
	Edges        []recordEdge        `json:"edges"`
	Secrets      []recordSecret      `json:"secrets"`
	Certificates []recordCertificate `json:"certificates"`
	Accounts     []recordAccount     `json:"accounts"`
	Networks     []recordNetwork     `json:"networks"`
	Directories  []recordDirectory   `json:"directories"`
	Versions     []recordVersion     `json:"versions"`
	Files        []recordFile        `json:"files"`
}

type recordHost struct {
	Name       string   `json:"name"`
	FQDN       string   `json:"fqdn"`
	Address    string   `json:"address"`
	Groups     []string `json:"groups"`
	OS         string   `json:"os"`
	Family     string   `json:"family"`
	Arch       string   `json:"arch"`
	Podman     string   `json:"podman"`
	Account    string   `json:"account"`
	UID        int      `json:"uid"`
	Network    string   `json:"network"`
	Subnet     string   `json:"subnet"`
	AdminCIDRs []string `json:"admin_cidrs"`
	After      []string `json:"after"` // hosts that are installed before this one
	From       *place   `json:"from"`
}

// place is a line of a stack or component.
type place struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

type recordService struct {
	Name        string   `json:"name"`
	Type        string   `json:"type"`
	Description string   `json:"description"`
	Tags        []string `json:"tags"`
	Needs       []string `json:"needs"` // other services of the host that must be there
	From        *place   `json:"from"`
}

type recordUnit struct {
	Name    string `json:"name"`
	Kind    string `json:"kind"`
	Manager string `json:"manager"` // "user" is the account's, "system" the host's
	Service string `json:"service"`
	Image   string `json:"image,omitempty"`
	Spec    string `json:"spec,omitempty"` // hash of everything that it depends on
	From    *place `json:"from"`
}

type recordVolume struct {
	Name    string `json:"name"`
	Service string `json:"service"`
	From    *place `json:"from"`
}

type recordJob struct {
	Name     string `json:"name"`
	Service  string `json:"service"`
	When     string `json:"when"`
	Where    string `json:"where"` // "host", "exec" or "container"
	Timeout  int    `json:"timeout_seconds"`
	Rollback string `json:"rollback"`
	From     *place `json:"from"`
}

type recordEndpoint struct {
	Service   string   `json:"service"`
	Name      string   `json:"name"`
	Container string   `json:"container"` // "" for a native one
	Port      int      `json:"port"`
	Transport string   `json:"transport"`
	Protocol  string   `json:"protocol"`
	Public    bool     `json:"public"`
	Addresses []string `json:"addresses"`
	From      *place   `json:"from"`
}

type recordPort struct {
	Address       string `json:"address"`
	Port          int    `json:"port"`
	Transport     string `json:"transport"`
	Container     string `json:"container"`
	ContainerPort int    `json:"container_port"`
	From          *place `json:"from"`
}

type recordRule struct {
	Source      string `json:"source"`
	Destination string `json:"destination"`
	Port        int    `json:"port"`
	Transport   string `json:"transport"`
	Comment     string `json:"comment"`
	From        *place `json:"from"`
}

type recordEdge struct {
	Reader       string `json:"reader"`
	ReaderHost   string `json:"reader_host"`
	Thing        string `json:"thing"`
	Provider     string `json:"provider"`
	ProviderHost string `json:"provider_host"`
	Endpoint     string `json:"endpoint"`
	Address      string `json:"address"`
	Port         int    `json:"port"`
	Weak         bool   `json:"weak"`
	From         *place `json:"from"`
}

type recordSecret struct {
	Name    string      `json:"name"`
	Version int         `json:"version"`
	Uses    []recordUse `json:"uses"`
	From    *place      `json:"from"`
}

type recordCertificate struct {
	Name      string   `json:"name"`
	Authority string   `json:"authority"`
	Version   int      `json:"version"`
	Names     []string `json:"names"`
	From      string   `json:"valid_from"`
	Until     string   `json:"valid_until"`
	Origin    *place   `json:"from"`
}

// recordUse is one place that a secret is delivered to.
type recordUse struct {
	Delivery   string   `json:"delivery"`
	Containers []string `json:"containers"`
	Path       string   `json:"path,omitempty"`
	From       *place   `json:"from"`
}

type recordDirectory struct {
	Path    string `json:"path"`
	Owner   string `json:"owner"`
	Group   string `json:"group"`
	Mode    string `json:"mode"`
	Service string `json:"service"`
	From    *place `json:"from"`
}

type recordFile struct {
	Path     string   `json:"path"`
	Owner    string   `json:"owner"`
	Group    string   `json:"group"`
	Mode     string   `json:"mode"`
	Rendered bool     `json:"rendered"` // on the host, because it has secrets in it
	Reload   []string `json:"reload"`
	Restart  []string `json:"restart"`
	Service  string   `json:"service"`
	From     *place   `json:"from"`
}

func from(o plan.Origin) *place {
	if o.File == "" {
		return nil
	}
	return &place{o.File, o.Line, o.Column}
}

// list makes a JSON list of a list: never null.
func list[T any](l []T) []T {
	if l == nil {
		return []T{}
	}
	return l
}

func convert[A, B any](from []A, f func(*A) B) []B {
	to := make([]B, len(from))
	for i := range from {
		to[i] = f(&from[i])
	}
	return to
}

func (b *build) record() []byte {
	h := b.host
	r := record{
		Format: manifest.Format, Compiler: Version, Stack: b.stack.Name, Environment: b.stack.Environment,
		Example: b.stack.Example, Serial: b.serial,
		Host: recordHost{
			Name: h.Name, FQDN: h.FQDN, Address: h.Address, Groups: list(h.Groups), OS: h.OS, Family: h.Family,
			Arch: h.Arch, Podman: h.Podman, Account: h.Account.Name, UID: h.Account.UID, Network: h.Network.Name,
			Subnet: h.Network.Subnet, AdminCIDRs: list(h.AdminCIDRs), After: list(h.After), From: from(h.Origin),
		},
		Services: convert(h.Services, func(s *plan.Service) recordService {
			return recordService{s.Name, s.Type, s.Description, list(s.Tags), list(s.Needs), from(s.Origin)}
		}),
		Units: b.recordUnits(),
		Volumes: convert(h.Volumes, func(v *plan.Volume) recordVolume {
			return recordVolume{v.Name, v.Service, from(v.Origin)}
		}),
		Jobs: convert(h.Jobs, func(j *plan.Job) recordJob {
			return recordJob{j.Name, j.Service, j.When, where(j), j.Timeout, j.Rollback, from(j.Origin)}
		}),
		Timers:   convert(h.Timers, recordTimerOf),
		Probes:   convert(h.Probes, recordProbeOf),
		Images:   list(b.images()),
		Packages: convert(h.Packages, func(p *plan.Package) string { return p.Name }),
		Sysctls:  map[string]string{},
		Endpoints: convert(h.Endpoints, func(e *plan.Endpoint) recordEndpoint {
			return recordEndpoint{e.Service, e.Name, e.Container, e.Port, e.Transport, e.Protocol, e.Public, list(e.Addresses), from(e.Origin)}
		}),
		Ports: []recordPort{},
		Firewall: convert(h.Firewall, func(r *plan.Rule) recordRule {
			return recordRule{r.From, r.To, r.Port, r.Transport, r.Comment, from(r.Origin)}
		}),
		Edges: convert(h.Edges, func(at **plan.Edge) recordEdge {
			e := *at
			return recordEdge{e.Reader, e.ReaderHost, e.Thing, e.Provider, e.ProviderHost, e.Endpoint, e.Address, e.Port, e.Weak, from(e.Origin)}
		}),
		Secrets: convert(h.Secrets, b.recordSecret),
		Certificates: convert(h.Certificates, func(c *plan.Certificate) recordCertificate {
			at := func(seconds int64) string { return time.Unix(seconds, 0).UTC().Format(time.RFC3339) }
			return recordCertificate{c.Name, c.Authority, c.Version, list(c.Names), at(c.From), at(c.Until), from(c.Origin)}
		}),
		Directories: convert(h.Directories, func(d *plan.Directory) recordDirectory {
			return recordDirectory{d.Path, d.Owner, d.Group, octal(d.Mode), d.Service, from(d.Origin)}
		}),
		Accounts: convert(h.Accounts, recordAccountOf),
		Networks: convert(h.Networks, recordNetworkOf),
		Versions: convert(h.Links, recordVersionOf),
		Files:    b.recordFiles(),
	}
	for _, s := range h.Sysctls {
		r.Sysctls[s.Key] = s.Value
	}
	for _, c := range h.Containers {
		for _, p := range c.Publish {
			r.Ports = append(r.Ports, recordPort{p.Address, p.HostPort, p.Transport, c.Name, p.ContainerPort, from(p.Origin)})
		}
	}

	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(r); err != nil {
		panic(err) // strings, numbers and lists of them: it cannot fail
	}
	return text.Bytes()
}

func (b *build) recordUnits() []recordUnit {
	units := []recordUnit{}
	for _, u := range b.quadlets {
		r := recordUnit{Name: u.Name, Kind: u.Kind, Manager: "user", Service: u.Service, Spec: u.Spec, From: from(u.Origin)}
		for _, c := range b.containers() {
			if c.Name+".container" == u.File {
				r.Image = c.Image
			}
		}
		units = append(units, r)
	}
	for _, n := range b.natives {
		manager := "user"
		if n.System {
			manager = "system"
		}
		units = append(units, recordUnit{Name: n.File, Kind: n.Kind, Manager: manager, Service: n.Service, From: from(n.Origin)})
	}
	for _, u := range b.host.Units {
		units = append(units, recordUnit{Name: native(u.Name), Kind: "native", Manager: "system", Service: u.Service, From: from(u.Origin)})
	}
	return units
}

// containers returns the containers of the host, those of jobs and timers under
// their names.
func (b *build) containers() []plan.Container {
	all := slices.Clone(b.host.Containers)
	for _, j := range b.host.Jobs {
		if j.Container != nil {
			c := *j.Container
			c.Name = j.Name
			all = append(all, c)
		}
	}
	for _, t := range b.host.Timers {
		if t.Job.Container != nil {
			c := *t.Job.Container
			c.Name = t.Job.Name
			all = append(all, c)
		}
	}
	return all
}

func (b *build) images() []string {
	var images []string
	for _, c := range b.containers() {
		images = append(images, c.Image)
	}
	slices.Sort(images)
	return slices.Compact(images)
}

func (b *build) recordSecret(s *plan.Secret) recordSecret {
	r := recordSecret{Name: s.Name, Version: s.Version, Uses: []recordUse{}, From: from(s.Origin)}
	for _, d := range b.deliveries {
		if slices.Contains(d.Content.Values(), s.Value()) {
			r.Uses = append(r.Uses, recordUse{d.Name, list(d.units), d.Path, from(d.origin)})
		}
	}
	return r
}

func (b *build) recordFiles() []recordFile {
	files := []recordFile{}
	for _, f := range b.root {
		files = append(files, recordFile{f.path, f.owner, f.group, octal(f.mode), false, list(f.reload), list(f.restart), f.service, from(f.origin)})
	}
	for _, d := range b.deliveries {
		if !d.Podman {
			files = append(files, recordFile{d.Path, d.Owner, d.Group, octal(d.Mode), true, list(d.Reload), list(d.Restart), d.service, from(d.origin)})
		}
	}
	slices.SortFunc(files, func(a, b recordFile) int { return cmp.Compare(a.Path, b.Path) })
	return files
}

func where(j *plan.Job) string {
	switch {
	case j.Container != nil:
		return "container"
	case j.Exec != "":
		return "exec"
	}
	return "host"
}

func octal(mode uint32) string { return fmt.Sprintf("%04o", mode) }
