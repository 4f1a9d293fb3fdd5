package quadlet

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"github.com/senextrader/senexc/compile/plan"
)

// What the containers, networks and volumes of a stack are recognised by, also
// by an operator: podman ps --filter label=io.senexc.stack=NAME.
const (
	labelPrefix  = "io.senexc."
	stackLabel   = labelPrefix + "stack"
	serviceLabel = labelPrefix + "service"
	specLabel    = labelPrefix + "spec"
	unsealed     = specLabel + "="
)

func (h *host) marks(d *draft, s *section, service string) {
	d.set(s, "Label", "the name of the stack", Pair{stackLabel, h.stack.Name}, d.origin)
	if service != "" {
		d.set(s, "Label", "the name of the service", Pair{serviceLabel, service}, d.origin)
	}
}

// seal fills in the spec label: the hash of everything that a container, or a
// network if c is nil, depends on. So whatever changes is a changed unit, and
// what a running container was made from can be read off it.
// Comments are left out of it.
func (h *host) seal(d *draft, c *plan.Container) {
	sum := sha256.New()
	fmt.Fprintf(sum, "unit %s\n", digest(d.body()))
	if c != nil {
		if c.Network != "" {
			fmt.Fprintf(sum, "network %s\n", h.networkSpec[c.Network])
		}
		for _, name := range c.Networks {
			fmt.Fprintf(sum, "network %s\n", h.networkSpec[name])
		}
		for _, m := range c.Mounts {
			if m.Path != "" {
				h.mounted(sum, m.Path)
			}
		}
	}
	d.spec = hex.EncodeToString(sum.Sum(nil))[:16]
	for _, s := range d.sections {
		for i := range s.lines {
			if s.lines[i].value == unsealed {
				s.lines[i].value += d.spec
			}
		}
	}
}

// mounted hashes the files of the plan at a path, or below it. A file is replaced
// by another one when it changes, and a container keeps seeing the old one until
// it is made anew.
func (h *host) mounted(w io.Writer, at string) {
	for i := range h.plan.Files {
		f := &h.plan.Files[i]
		if f.Path != at && !strings.HasPrefix(f.Path, at+"/") {
			continue
		}
		content := Fingerprint(f.Content)
		if f.Data != nil {
			content = digest(string(f.Data))
		}
		fmt.Fprintf(w, "file %s %s:%s %04o %s\n", f.Path, f.Owner, f.Group, f.Mode, content)
	}
}

// secret records a Podman secret and returns its name.
func (h *host) secret(c *plan.Container, part string, content plan.Text, at plan.Origin) string {
	name := SecretName(part, content)
	h.secrets = append(h.secrets, Secret{Name: name, Content: content, Unit: c.Name, Service: c.Service, Origin: at})
	return name
}

// SecretName returns a name for a text with secrets that changes whenever the
// rendered text may: a new value is then a new secret and a changed unit. What
// several units get in the same place under the same name is one secret.
func SecretName(part string, content plan.Text) string {
	return plain(part) + "-" + Fingerprint(content)[:12]
}

// Fingerprint returns a hash, in hexadecimal, of a text and of the versions of
// the secrets in it.
func Fingerprint(content plan.Text) string {
	sum := sha256.New()
	hashText(sum, content)
	return hex.EncodeToString(sum.Sum(nil))
}

// hashText writes a text so that no two texts are written alike.
func hashText(w io.Writer, t plan.Text) {
	fmt.Fprintf(w, "text %d\n", len(t))
	for _, s := range t {
		switch {
		case s.Secret != "":
			fmt.Fprintf(w, "secret %q %d\n", s.Secret, s.Version)
		case s.Encoder != "":
			fmt.Fprintf(w, "encoder %q\n", s.Encoder)
			hashText(w, s.Inner)
		default:
			fmt.Fprintf(w, "literal %q\n", s.Literal)
		}
	}
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// plain keeps of a name what a Podman secret may be called.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if special(r) || strings.ContainsRune("/:,=@+", r) {
			return '-'
		}
		return r
	}, s)
}
