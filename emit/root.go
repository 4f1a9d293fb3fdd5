package emit

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/emit/manifest"
)

// A rootFile is a file that is copied to the host as it is.
type rootFile struct {
	path            string // on the host
	owner, group    string
	mode            uint32
	body            []byte
	reload, restart []string
	service         string
	origin          plan.Origin
}

// written places a file of the compiler's own, which only root may change.
func (b *build) written(path, text, service string, origin plan.Origin) {
	b.copied(rootFile{path: path, owner: "root", group: "root", mode: 0o644, body: []byte(text), service: service, origin: origin})
}

func (b *build) copied(f rootFile) {
	b.root = append(b.root, f)
	b.add("root"+f.path, f.body)
}

// files places the files of the plan: plain ones below root/, those with
// secrets as templates.
func (b *build) files() {
	for i := range b.host.Files {
		f := &b.host.Files[i]
		body, plain := f.Content.Plain()
		switch {
		case f.Data != nil:
			b.copied(copyOf(f, f.Data))
		case plain:
			b.copied(copyOf(f, []byte(body)))
		default:
			b.rendered(f)
		}
	}
}

func copyOf(f *plan.File, body []byte) rootFile {
	return rootFile{
		path: f.Path, owner: f.Owner, group: f.Group, mode: f.Mode, body: body,
		reload: f.Reload, restart: f.Restart, service: f.Service, origin: f.Origin,
	}
}

var ownerName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.-]*$`)

// checkPaths checks what the installer's line-oriented files, the manifest and
// the archive rely on, while it is still known who wrote it.
func (b *build) checkPaths() {
	seen := map[string]plan.Origin{}
	check := func(kind, p, owner, group string, mode uint32, at plan.Origin) {
		if !strings.HasPrefix(p, "/") || path.Clean(p) != p || p == "/" || !manifest.Plain(p) {
			b.problem(at, "Path that a bundle cannot carry",
				"The path %q cannot be a %s on host %q. It must be absolute and in its shortest form, of printable ASCII characters without blanks and backslashes, because the manifest and the installer's tools go by lines and words.", p, kind, b.host.Name)
			return
		}
		if first, taken := seen[p]; taken {
			b.problem(at, "Two things of one path",
				"Two things would be at %s on host %q; the other one comes from %s. Give one of them another path.", p, b.host.Name, origin(first))
		}
		seen[p] = at
		if !ownerName.MatchString(owner) || !ownerName.MatchString(group) {
			b.problem(at, "Owner that no host has", "The %s %s belongs to %q and the group %q, which cannot be names of an account and a group.", kind, p, owner, group)
		}
		if kind == "file" && mode > 0o777 {
			b.problem(at, "Mode that a bundle does not carry", "The file %s has the mode %04o. Files that run as somebody else are not installed.", p, mode)
		}
	}
	for _, f := range b.root {
		check("file", f.path, f.owner, f.group, f.mode, f.origin)
	}
	for _, d := range b.deliveries {
		if !d.Podman {
			check("file", d.Path, d.Owner, d.Group, d.Mode, d.origin)
		}
	}
	for i, d := range b.host.Directories {
		same := func(o plan.Directory) bool {
			return o.Path == d.Path && o.Owner == d.Owner && o.Group == d.Group && o.Mode == d.Mode
		}
		if slices.ContainsFunc(b.host.Directories[:i], same) {
			continue // services may share a directory if they agree about it
		}
		check("directory", d.Path, d.Owner, d.Group, d.Mode, d.Origin)
	}
}

// origin returns where something comes from, for a sentence.
func origin(o plan.Origin) string {
	if s := o.String(); s != "" {
		return s
	}
	return "the compiler itself"
}
