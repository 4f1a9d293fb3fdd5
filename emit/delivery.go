package emit

import (
	"slices"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/emit/install"
	"github.com/senextrader/senexc/emit/quadlet"
)

// A delivery is a text with secrets, rendered on the host.
type delivery struct {
	install.Delivery
	units   []string // the containers that get it, sorted; none for a file
	service string
	origin  plan.Origin
}

// rendered places a file with secrets in it.
func (b *build) rendered(f *plan.File) {
	b.deliver(delivery{
		Delivery: install.Delivery{
			Name:    quadlet.SecretName(f.Path[1:], f.Content),
			Content: f.Content,
			Path:    f.Path, Owner: f.Owner, Group: f.Group, Mode: f.Mode,
			Reload: f.Reload, Restart: f.Restart, Services: []string{f.Service},
		},
		service: f.Service, origin: f.Origin,
	})
}

// mounted places a text that a container gets as a Podman secret.
func (b *build) mounted(s quadlet.Secret) {
	b.deliver(delivery{
		Delivery: install.Delivery{Name: s.Name, Podman: true, Content: s.Content, Services: []string{s.Service}},
		units:    []string{s.Unit}, service: s.Service, origin: s.Origin,
	})
}

func (b *build) deliver(d delivery) {
	if i := slices.IndexFunc(b.deliveries, func(other delivery) bool { return other.Name == d.Name }); i >= 0 {
		// A name has a hash of the content, so that one Podman secret serves all
		// containers that get the same.
		other := &b.deliveries[i]
		other.units = append(other.units, d.units...)
		slices.Sort(other.units)
		other.units = slices.Compact(other.units)
		other.Services = append(other.Services, d.Services...)
		slices.Sort(other.Services)
		other.Services = slices.Compact(other.Services)
		if !d.Podman || !other.Podman {
			b.problem(d.origin, "Two templates of one name",
				"Two files with the same secrets on host %q would both be rendered from the template %s. Rename one of them.", b.host.Name, d.Name)
		}
		return
	}
	for _, v := range d.Content.Values() {
		if !slices.ContainsFunc(b.host.Secrets, func(s plan.Secret) bool { return s.Value() == v }) {
			b.problem(d.origin, "Secret that is not sealed for this host",
				"Host %q needs version %d of the secret %q here, and the plan has no value of it that is sealed for this host. Set it, or seal it again, with senexc secret.", b.host.Name, v.Version, v.Secret)
		}
	}
	b.deliveries = append(b.deliveries, d)
}
