package compile

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/lang"
	"github.com/senextrader/senexc/lang/marks"
	"github.com/senextrader/senexc/lang/types"
)

// process evaluates what a container and a job in a container of its own have
// in common.
func (c *compiler) process(p *item) plan.Container {
	i := p.inst
	a := c.sink(p, onNetwork)
	k := plan.Container{
		Name:       p.unitName(c, 0),
		Service:    i.service.name,
		Image:      c.image(a),
		Entrypoint: a.strings("entrypoint"),
		Command:    a.strings("command"),
		User:       a.user("user"),
		WorkingDir: a.folder("working_dir"),
		ReadOnly:   a.bool("read_only", true),
		Tmpfs:      a.tmpfs("tmpfs"),
		Capability: a.capabilities("capabilities"),
		Init:       a.bool("init", false),
		Origin:     origin(p.block.Range),
	}
	k.Environment = c.environment(p, a)
	k.Labels = c.labels(a)
	k.Quadlet = c.quadlet(a)
	k.Mounts = c.mounts(p, a, k.User)
	c.networks(p, a, &k)
	if b := p.block.Block("limits"); b != nil {
		l := c.nested(a, b)
		k.Limits = plan.Limits{
			Memory: l.memory("memory"),
			Shm:    l.bytes("shm"),
			Pids:   l.int("pids", 0),
			CPU:    int(l.float("cpu") * 100),
		}
	}
	k.Stop.Timeout = 10
	if b := p.block.Block("stop"); b != nil {
		s := c.nested(a, b)
		k.Stop = plan.Stop{Signal: s.signal("signal"), Timeout: s.seconds("timeout", 10)}
	}
	return k
}

var userReference = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9_.-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?$`)

// user reads a user of a container's image, by name or number, and a group.
func (a *arguments) user(name string) string {
	s := a.string(name, "")
	if s != "" && !userReference.MatchString(s) {
		a.s.c.fail(a.at(name), "Invalid user", "%q is no user of a container, as app, 999 and 999:999 are.", s)
	}
	return s
}

// folder reads the path of a folder in a container.
func (a *arguments) folder(name string) string {
	s := a.string(name, "")
	if s != "" && !path.IsAbs(s) {
		a.s.c.fail(a.at(name), "Invalid path", "%q is not an absolute path, as /app is.", s)
	}
	return s
}

// tmpfs reads folders in memory. What follows a colon are options of mount.
func (a *arguments) tmpfs(name string) []string {
	list := a.strings(name)
	for _, s := range list {
		if folder, _, _ := strings.Cut(s, ":"); !path.IsAbs(folder) {
			a.s.c.fail(a.at(name), "Invalid path", "%q is not an absolute path, as /tmp and /run:size=16m are.", s)
		}
	}
	return list
}

// sink returns the arguments of an item as it is emitted: what they refer to
// becomes edges.
func (c *compiler) sink(p *item, at place) *arguments {
	a := c.arguments(p.scope(c, at), p.block)
	a.used = func(v cty.Value, rng hcl.Range) {
		c.connect(v, p)
		c.useHandles(v, p, rng)
	}
	return a
}

// nested returns the arguments of a block inside that of a.
func (c *compiler) nested(a *arguments, b *lang.Block) *arguments {
	n := c.arguments(a.s, b)
	n.used = a.used
	return n
}

var imageReference = regexp.MustCompile(`^[a-zA-Z0-9][a-zA-Z0-9._/:@-]*$`)

// image reads the image. It must say its registry: a short name means another
// image on another machine.
func (c *compiler) image(a *arguments) string {
	image := a.string("image", "")
	if image == "" {
		return ""
	}
	first, rest, ok := strings.Cut(image, "/")
	if !imageReference.MatchString(image) || !ok || rest == "" || !strings.ContainsAny(first, ".:") && first != "localhost" {
		c.fail(a.at("image"), "Invalid image", "%q does not name an image with its registry, as in registry.example.com/app:v1. A short name would mean different images on different machines.", image)
		return image
	}
	_, tag, tagged := strings.Cut(image[strings.LastIndex(image, "/")+1:], ":")
	if !strings.Contains(image, "@") && (!tagged || tag == "latest") {
		c.failCheck(unpinnedImage, a.at("image"), "%q means whatever was pushed last, so that it is another image tomorrow and on the next host, and there is nothing to go back to. Name a release, as in :v1.4.2, or a digest.", image)
	}
	return image
}

var variableName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

func (c *compiler) environment(p *item, a *arguments) []plan.Variable {
	v := a.value("environment")
	if v, _ = v.Unmark(); v.IsNull() || !v.IsKnown() {
		return nil
	}
	var list []plan.Variable
	for it := v.ElementIterator(); it.Next(); {
		k, value := it.Element()
		name := k.AsString()
		at := c.keyRange(a.s, p.block.Expr("environment"), name)
		if !variableName.MatchString(name) {
			c.fail(at, "Invalid name", "%q cannot be the name of an environment variable: it has only letters, digits and underscores, and does not start with a digit.", name)
			continue
		}
		// Null is how an optional variable is left out.
		if t, ok := c.text(value, at); ok {
			list = append(list, plan.Variable{Name: name, Value: t, Origin: origin(at)})
		}
	}
	return share(c.shared.variables, p.block.Expr("environment"), list, equalVariables)
}

// keyRange is where a key of a map was written: in the expression itself, or
// in what it refers to, so that a message points at what its reader wrote.
func (c *compiler) keyRange(s *scope, e hcl.Expression, key string) hcl.Range {
	if at, ok := c.findKey(s, e, key, nil); ok {
		return at
	}
	return e.Range()
}

// findKey looks for a key in an expression and in what that refers to. Seen are
// the expressions that it is not in; nil where it begins.
func (c *compiler) findKey(s *scope, e hcl.Expression, key string, seen map[hcl.Expression]bool) (at hcl.Range, ok bool) {
	if e == nil || seen[e] {
		return hcl.Range{}, false
	}
	w := c.words(e)
	if at, ok := w.keys[key]; ok || len(w.references) == 0 {
		return at, ok
	}
	if seen == nil {
		seen = map[hcl.Expression]bool{}
	}
	seen[e] = true
	for _, t := range w.references {
		next, inner := c.definition(s, t)
		if at, ok := c.findKey(inner, next, key, seen); ok {
			return at, true
		}
	}
	return hcl.Range{}, false
}

// literalKey is the key that an expression spells, or "".
func literalKey(e hclsyntax.Expression) string {
	if word := hcl.ExprAsKeyword(e); word != "" {
		return word
	}
	v, diags := e.Value(nil)
	if diags.HasErrors() || v.Type() != cty.String || !v.IsKnown() || v.IsNull() {
		return ""
	}
	return v.AsString()
}

func (c *compiler) labels(a *arguments) []plan.Variable {
	v := a.plain("labels")
	if v.IsNull() {
		return nil
	}
	var list []plan.Variable
	for it := v.ElementIterator(); it.Next(); {
		k, value := it.Element()
		if !value.IsNull() {
			list = append(list, plan.Variable{Name: k.AsString(), Value: plan.Literal(value.AsString()), Origin: origin(a.at("labels"))})
		}
	}
	return list
}

// quadlet reads further keys of a Quadlet file.
func (c *compiler) quadlet(a *arguments) []plan.Section {
	v := a.plain("quadlet")
	if v.IsNull() {
		return nil
	}
	at := func(key string) plan.Origin { return origin(c.keyRange(a.s, a.block.Expr("quadlet"), key)) }
	var sections []plan.Section
	for it := v.ElementIterator(); it.Next(); {
		name, keys := it.Element()
		section := plan.Section{Name: name.AsString(), Origin: at(name.AsString())}
		if keys.IsNull() {
			continue
		}
		for it := keys.ElementIterator(); it.Next(); {
			name, values := it.Element()
			if values.IsNull() {
				continue
			}
			key := plan.Key{Name: name.AsString(), Origin: at(name.AsString())}
			for _, v := range values.AsValueSlice() {
				if !v.IsNull() {
					key.Values = append(key.Values, v.AsString())
				}
			}
			section.Keys = append(section.Keys, key)
		}
		sections = append(sections, section)
	}
	return share(c.shared.sections, a.block.Expr("quadlet"), sections, equalSections)
}

// mountOptions is the long form of a mount.
var mountOptions = types.MustParse("object({source = any, read_only = optional(bool), uid = optional(number), gid = optional(number), mode = optional(string)})")

// mounts evaluates what a container sees of the host.
func (c *compiler) mounts(p *item, a *arguments, user string) []plan.Mount {
	v := a.value("mounts")
	if v, _ = v.Unmark(); v.IsNull() || !v.IsKnown() {
		return nil
	}
	e := p.block.Expr("mounts")
	if t := v.Type(); !t.IsObjectType() && !t.IsMapType() {
		c.fail(e.Range(), "Invalid mounts", "Mounts are a map from a path in the container to what is there, as in { \"/data\" = volume.data }.")
		return nil
	}
	var list []plan.Mount
	elements := v.AsValueMap()
	for _, target := range slices.Sorted(maps.Keys(elements)) {
		value, at := elements[target], c.keyRange(a.s, e, target)
		value, _ = value.Unmark()
		if !value.IsKnown() || value.IsNull() {
			continue
		}
		if !path.IsAbs(target) || target != path.Clean(target) || strings.ContainsAny(target, " :,\"'\\") {
			c.fail(at, "Invalid path", "%q is not a path in a container: it is absolute, and has no spaces, colons, commas, quotes or backslashes.", target)
			continue
		}
		m := plan.Mount{Target: target, Origin: origin(at)}
		m.UID, m.GID = numericUser(user)
		var mode string
		owned := false // by somebody that the mount names
		if value.Type().IsObjectType() {
			long, diags := mountOptions.Convert(value, at, nil, fmt.Sprintf("mounts[%q] of this %s", target, p.typ))
			c.diags = append(c.diags, diags...)
			if diags.HasErrors() {
				continue
			}
			long, _ = long.UnmarkDeep()
			value = long.GetAttr("source")
			if n := long.GetAttr("uid"); !n.IsNull() {
				m.UID = int(a.whole("mounts", n.AsBigFloat()))
				m.GID = m.UID
			}
			if n := long.GetAttr("gid"); !n.IsNull() {
				m.GID = int(a.whole("mounts", n.AsBigFloat()))
			}
			if s := long.GetAttr("mode"); !s.IsNull() {
				mode = s.AsString()
			}
			owned = !long.GetAttr("uid").IsNull() || !long.GetAttr("gid").IsNull() || mode != ""
			if b := long.GetAttr("read_only"); !b.IsNull() {
				m.ReadOnly = b.True()
			}
		}
		if !value.Type().Equals(handleType) {
			c.fail(at, "Invalid mount", "A mount is a volume, a file or a directory, or { source = ... } with more to say. This is something else.")
			continue
		}
		if value.IsNull() {
			continue
		}
		source := value.EncapsulatedValue().(*item)
		if source.inst.host != p.inst.host {
			c.failElsewhere(source, p, at)
			continue
		}
		m.Mode = 0o400
		if mode != "" {
			m.Mode = c.parseMode(mode, at, m.Mode)
		}
		if source.typ != "file" && owned {
			c.fail(at, "Owner without a file", "uid, gid and mode are those of a file with a secret in it. A %s keeps the owner that it has; leave them out.", source.typ)
			continue
		}
		if p.inst.guest && (source.typ == "volume" || source.typ == "directory") {
			c.fail(at, "Not on this host", "The gate of %s must succeed on %s as well, for a service there that depends on %s, and the %s is not there. A gate mounts nothing but files.", p, p.inst.host.name, p.inst.service.name, source)
			continue
		}
		switch source.typ {
		case "volume":
			m.Volume = source.unitName(c, 0)
		case "directory":
			m.Path = c.releasePath(source)
		case "file":
			m.Path, m.ReadOnly = c.path(source), true
			c.mounted[source] = append(c.mounted[source], p)
		default:
			c.fail(at, "Invalid mount", "A %s cannot be mounted. A mount is a volume, a file or a directory.", source.typ)
			continue
		}
		c.use(p, source, at)
		list = append(list, m)
	}
	return list
}

func (c *compiler) failElsewhere(source, p *item, at hcl.Range) {
	c.fail(at, "Not on this host", "The %s of %s is on %s, and %s of %s is on %s.", source, source.inst.service.name, source.inst.host.name, p, p.inst.service.name, p.inst.host.name)
}

// numericUser is the owner that files get when nothing else is said: the user
// that the container runs as, where that is a number.
func numericUser(user string) (uid, gid int) {
	u, g, ok := strings.Cut(user, ":")
	uid, err := strconv.Atoi(u)
	if err != nil {
		return 0, 0
	}
	if !ok {
		return uid, uid
	}
	if gid, err = strconv.Atoi(g); err != nil {
		return uid, 0
	}
	return uid, gid
}

// useHandles records that an item uses others by their names or paths. What is
// on another host is not there.
func (c *compiler) useHandles(v cty.Value, by *item, at hcl.Range) {
	for m := range marks.In(v) {
		m, ok := m.(nameOf)
		switch {
		case !ok:
		case m.item.inst.host != by.inst.host:
			c.failElsewhere(m.item, by, at)
		case m.item.typ == "file" && !c.inContainer(by):
			c.usedOnHost[m.item] = at
		}
	}
}

// inContainer reports whether an item runs in a container, where the paths of
// the host mean nothing.
func (c *compiler) inContainer(p *item) bool {
	switch p.typ {
	case "container":
		return true
	case "job", "timer", "probe":
		return p.standing() == onNetwork
	}
	return false
}
