package compile

import (
	"fmt"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/lang"
	langfunction "github.com/senextrader/senexc/lang/function"
	"github.com/senextrader/senexc/lang/suggest"
)

// parts are what an instance puts on its host. What depends on the edges,
// published ports and order, is added when all edges are known.
type parts struct {
	inst        *instance
	description string
	opens       map[string]int64 // connections, by the protocol of the endpoint
	accepts     map[string]int64 // connections, by endpoint
	backedUp    []string         // volumes that its component has a backup of
	singletons  []singleton
	packages    []plan.Package
	sysctls     []plan.Sysctl
	directories []plan.Directory
	volumes     []*builtVolume
	files       []*builtFile
	containers  []*builtContainer
	units       []*builtUnit
	jobs        []*builtJob
	timers      []*builtTimer
	probes      []plan.Probe
	networks    []plan.Network
	accounts    []plan.SystemAccount
	links       []*builtLink
	endpoints   []*endpoint
}

type builtVolume struct {
	item       *item
	once       bool // it is on one host of the stack only
	disposable bool // nobody misses what is in it
	plan.Volume
}

type builtFile struct {
	item *item
	plan.File
}

type builtContainer struct {
	item     *item
	replicas int
	plan.Container
}

type builtLink struct {
	item *item
	plan.Link
}

type builtUnit struct {
	item *item
	plan.Unit
}

// build evaluates every primitive of every instance as it is emitted. It goes
// host by host: who reads something stands on the host, so that what was
// evaluated for it can be forgotten when all of the host is built.
func (c *compiler) build() {
	for _, h := range sortedByKey(c.hosts) {
		if c.canceled() {
			return
		}
		c.checkArguments(h)
		c.buildHost(h)
		c.settle()
		c.forget(h)
	}
}

// buildHost evaluates what is on one host. What runs comes before files: what
// mounts a file, in whichever service, decides where its text is read.
func (c *compiler) buildHost(h *host) {
	var all []*parts
	for _, i := range h.instances {
		ps := &parts{inst: i}
		c.parts[i] = ps
		all = append(all, ps)
		c.buildRunning(ps)
	}
	for _, ps := range all {
		if !ps.inst.guest {
			c.buildResources(ps)
		}
		for _, p := range c.all(ps.inst, "file") {
			if ps.inst.guest && len(c.mounted[p]) == 0 {
				continue
			}
			if f := c.file(p); f != nil {
				ps.files = append(ps.files, f)
			}
		}
	}
	for _, ps := range all { // last: whether a part is used is known by now
		if !ps.inst.guest {
			ps.files = append(ps.files, c.issued(ps.inst)...)
			c.buildFacts(ps)
		}
	}
	deliver(all, c.mounted)
}

// buildFacts evaluates what an instance says to the checks of the whole stack.
func (c *compiler) buildFacts(ps *parts) {
	i := ps.inst
	ps.description = c.arguments(i.scope(c, nowhere), i.service.component.Block).string("description", "")
	ps.opens, ps.accepts = c.connections(i)
	ps.backedUp = c.backedUp(i)
	ps.singletons = c.singletons(i)
}

// buildRunning evaluates what runs: containers, jobs, timers and probes. Of a
// guest there are only the gates.
func (c *compiler) buildRunning(ps *parts) {
	for _, p := range c.all(ps.inst, "job") {
		if ps.inst.guest && p.block.Expr("gate") == nil {
			continue
		}
		if j := c.job(p); j != nil {
			ps.jobs = append(ps.jobs, j)
		}
	}
	if ps.inst.guest {
		return
	}
	for _, p := range c.all(ps.inst, "container") {
		ps.containers = append(ps.containers, c.container(p))
	}
	for _, p := range c.all(ps.inst, "timer") {
		if t := c.timer(p); t != nil {
			ps.timers = append(ps.timers, t)
		}
	}
	for _, p := range c.all(ps.inst, "probe") {
		if one := c.probe(p); one != nil {
			ps.probes = append(ps.probes, *one)
		}
	}
}

// buildResources evaluates what is there before anything runs.
func (c *compiler) buildResources(ps *parts) {
	i := ps.inst
	for _, p := range c.all(i, "package") {
		if name := c.packageName(p); name != "" {
			ps.packages = append(ps.packages, plan.Package{Name: name, Service: i.service.name, Origin: origin(p.block.Range)})
		}
	}
	for _, p := range c.all(i, "sysctl") {
		a := c.sink(p, onHost)
		ps.sysctls = append(ps.sysctls, plan.Sysctl{Key: p.label, Value: a.string("value", ""), Service: i.service.name, Origin: origin(p.block.Range)})
	}
	for _, p := range c.all(i, "account") {
		ps.accounts = append(ps.accounts, c.systemAccount(p))
	}
	for _, p := range c.all(i, "directory") {
		c.directory(ps, p)
	}
	for _, p := range c.all(i, "network") {
		ps.networks = append(ps.networks, c.network(p))
	}
	for _, p := range c.all(i, "volume") {
		a := c.arguments(p.scope(c, nowhere), p.block)
		ps.volumes = append(ps.volumes, &builtVolume{
			item: p, once: a.bool("once", false), disposable: a.bool("disposable", false),
			Volume: plan.Volume{Name: p.unitName(c, 0), Service: i.service.name, Origin: origin(p.block.Range)},
		})
	}
	for _, p := range c.all(i, "unit") {
		a := c.sink(p, onHost)
		name := p.unitName(c, 0)
		if !strings.Contains(name, ".") {
			c.fail(a.at("name"), "Invalid unit", "%q is not the name of a systemd unit: it ends in its kind, as in %s.service.", name, name)
		}
		ps.units = append(ps.units, &builtUnit{p, plan.Unit{Name: name, Validate: a.strings("validate"), Service: i.service.name, Origin: origin(p.block.Range)}})
	}
	for _, p := range c.all(i, "endpoint") {
		if e := c.endpoint(p, p.block.Range); e != nil {
			ps.endpoints = append(ps.endpoints, e)
		}
	}
}

func (c *compiler) container(p *item) *builtContainer {
	a := c.sink(p, onNetwork)
	k := &builtContainer{item: p, replicas: c.replicas(p), Container: c.process(p)}
	k.Description = a.string("description", "")
	if b := p.block.Block("health"); b != nil {
		h := c.nested(a, b)
		k.Health = &plan.Health{
			Command:     h.strings("command"),
			Interval:    h.seconds("interval", 30),
			Timeout:     h.seconds("timeout", 10),
			StartPeriod: h.seconds("start_period", 0),
			Retries:     h.int("retries", 3),
			Origin:      origin(b.Range),
		}
		if len(k.Health.Command) == 0 && h.known("command") {
			c.fail(b.Range, "Empty command", "The health check of %s has no command, so it could not tell anything.", k.Name)
		}
	}
	return k
}

// file evaluates a file where it is read: in the network when a container
// mounts it, on the host otherwise.
func (c *compiler) file(p *item) *builtFile {
	at, by := onHost, c.mounted[p]
	if len(by) > 0 {
		at = onNetwork
	}
	a := c.sink(p, at)
	f := &builtFile{item: p, File: plan.File{Path: c.path(p), Service: p.inst.service.name, Origin: origin(p.block.Range)}}
	f.Owner, f.Group = c.ownership(a)
	content, source := p.block.Expr("content"), p.block.Expr("source")
	switch {
	case content == nil && source == nil && p.block.Refused:
		return nil // one of them may have been meant
	case (content == nil) == (source == nil):
		c.fail(p.block.Range, "Content of a file", "A file has either content or source, and this one has %s.", map[bool]string{true: "neither", false: "both"}[content == nil])
		return nil
	case source != nil:
		f.Data = c.readSource(p, a)
	default:
		v := a.value("content")
		if v.IsKnown() && v.IsNull() {
			c.fail(content.Range(), "Content of a file", "The content of this file is null. Give it an empty string, or say enabled = false for no file.")
		}
		t, ok := c.text(v, content.Range())
		if !ok {
			return nil
		}
		f.Content = t
	}
	otherwise := uint32(0o444)
	if len(f.Content.Secrets()) > 0 && len(by) == 0 {
		otherwise = 0o400
	}
	f.Mode = a.mode("mode", otherwise)
	if len(f.Content.Secrets()) > 0 && f.Mode&0o007 != 0 && len(by) == 0 {
		c.fail(a.at("mode"), "Secret for everybody", "The file %s has a secret in it, and its mode lets everybody on the host read it. Use 0400, or 0440 with a group.", f.Path)
	}
	f.Reload, f.Restart = c.unitsOf(p, a, "reload"), c.unitsOf(p, a, "restart")
	return f
}

// readSource reads a file beside the component, as bytes.
func (c *compiler) readSource(p *item, a *arguments) []byte {
	component := p.inst.service.component
	fsys, prefix := c.opts.FS, ""
	if component.Standard {
		fsys, prefix = c.opts.Std, lang.LibraryPrefix
	}
	name := a.string("source", "")
	if name == "" {
		return nil
	}
	full := path.Join(component.Dir, name)
	if path.IsAbs(name) || !fs.ValidPath(full) {
		c.fail(a.at("source"), "Invalid path", "%q leaves the folder of the component. A source is a file in it.", name)
		return nil
	}
	if data, ok := c.sources[prefix+full]; ok {
		return data
	}
	data, err := fs.ReadFile(fsys, full)
	if err != nil {
		hint := ""
		if near := langfunction.Nearest(fsys, full); near != "" {
			hint = fmt.Sprintf(" Did you mean %q?", strings.TrimPrefix(near, component.Dir+"/"))
		}
		c.fail(a.at("source"), "Cannot read file", "There is no file %q beside the component.%s", name, hint)
		return nil
	}
	if data == nil {
		data = []byte{}
	}
	c.sources[prefix+full] = data
	return data
}

// unitsOf reads a list of units that a file reloads or restarts.
func (c *compiler) unitsOf(by *item, a *arguments, name string) []string {
	v := a.value(name)
	if v, _ = v.Unmark(); v.IsNull() || !v.IsKnown() {
		return nil
	}
	elements := []cty.Value{v}
	if t := v.Type(); t.IsTupleType() || t.IsListType() || t.IsSetType() {
		elements = v.AsValueSlice()
	}
	var names []string
	for _, e := range elements {
		if e.IsKnown() && e.IsNull() {
			continue
		}
		p := c.handle(e, "unit", a.at(name))
		switch {
		case p == nil:
		case p.inst.host != a.s.inst.host:
			c.failElsewhere(p, by, a.at(name))
		default:
			c.use(by, p, a.at(name))
			names = append(names, p.unitName(c, 0))
		}
	}
	slices.Sort(names)
	return names
}

// ownership reads owner and group. "stack" is the rootless account, whatever
// it is called on the host.
func (c *compiler) ownership(a *arguments) (owner, group string) {
	account := a.s.inst.host.account.Name
	for _, name := range []string{"owner", "group"} {
		given := a.string(name, "")
		if given == "" || given == "root" || given == "stack" {
			continue
		}
		if meant := suggest.DidYouMean(given, []string{"stack", "root"}); meant != "" && given != account {
			c.warn(a.at(name), "Unusual account", "An account %q must be on the host already.%s", given, meant)
		}
	}
	owner = a.string("owner", "root")
	if owner == "stack" {
		owner = account
	}
	group = a.string("group", owner)
	if group == "stack" {
		group = account
	}
	return owner, group
}

// deliver decides how each mounted file of a host gets into its containers: one
// with a secret in it as a Podman secret, which no file of the host holds; any
// other as a file of the host.
func deliver(all []*parts, mounted map[*item][]*item) {
	secrets := map[string]plan.Text{} // by path
	for _, ps := range all {
		kept := ps.files[:0]
		for _, f := range ps.files {
			if len(mounted[f.item]) > 0 && len(f.Content.Secrets()) > 0 {
				secrets[f.Path] = f.Content
				continue
			}
			kept = append(kept, f)
		}
		ps.files = kept
	}
	for _, ps := range all {
		for k := range ps.processes() {
			for i := range k.Mounts {
				if content, ok := secrets[k.Mounts[i].Path]; ok {
					k.Mounts[i].Path, k.Mounts[i].Content = "", content
				}
			}
		}
	}
}

// processes goes through all that runs in a container of its own.
func (ps *parts) processes() iter.Seq[*plan.Container] {
	return func(yield func(*plan.Container) bool) {
		for _, k := range ps.containers {
			if !yield(&k.Container) {
				return
			}
		}
		for _, j := range ps.jobs {
			if j.Container != nil && !yield(j.Container) {
				return
			}
		}
		for _, t := range ps.timers {
			if t.Job.Container != nil && !yield(t.Job.Container) {
				return
			}
		}
	}
}

// checkReaders refuses a file that is read in the network and on the host.
func (c *compiler) checkReaders() {
	for file, at := range c.usedOnHost {
		if by := c.mounted[file]; len(by) > 0 {
			c.fail(at, "Two readers of a file", "The %s of %s is mounted by %s and used on the host as well. These see different addresses, so one text cannot serve both. Make two files.", file, file.inst.service.name, by[0])
		}
	}
}
