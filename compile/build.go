package compile

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/compile/plan"
	langfunction "github.com/senextrader/senexc/lang/function"
	"github.com/senextrader/senexc/lang/suggest"
)

// parts are what an instance puts on its host. What depends on the edges,
// published ports and order, is added when all edges are known.
type parts struct {
	inst        *instance
	packages    []plan.Package
	sysctls     []plan.Sysctl
	directories []plan.Directory
	volumes     []*builtVolume
	files       []*builtFile
	containers  []*builtContainer
	units       []*builtUnit
	jobs        []*builtJob
	endpoints   []*endpoint
}

type builtVolume struct {
	item *item
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

type builtUnit struct {
	item *item
	plan.Unit
}

type builtJob struct {
	item *item
	exec *item
	once bool
	plan.Job
}

// hasOnce reports whether other hosts wait for a job of this one.
func (ps *parts) hasOnce() bool {
	return slices.ContainsFunc(ps.jobs, func(j *builtJob) bool { return j.once && j.When != plan.Manual && j.When != plan.Settled })
}

// build evaluates every primitive of an instance as it is emitted.
func (c *compiler) build(i *instance) {
	ps := &parts{inst: i}
	c.parts[i] = ps
	for _, p := range c.all(i, "package") {
		a := c.sink(p, onHost)
		ps.packages = append(ps.packages, plan.Package{Name: a.string("name", p.label), Service: i.service.name, Origin: origin(p.block.Range)})
	}
	for _, p := range c.all(i, "sysctl") {
		a := c.sink(p, onHost)
		ps.sysctls = append(ps.sysctls, plan.Sysctl{Key: p.label, Value: a.string("value", ""), Service: i.service.name, Origin: origin(p.block.Range)})
	}
	for _, p := range c.all(i, "directory") {
		a := c.sink(p, onHost)
		owner, group := c.ownership(a)
		ps.directories = append(ps.directories, plan.Directory{
			Path: c.path(p), Owner: owner, Group: group, Mode: a.mode("mode", 0o755),
			Service: i.service.name, Origin: origin(p.block.Range),
		})
	}
	for _, p := range c.all(i, "volume") {
		ps.volumes = append(ps.volumes, &builtVolume{p, plan.Volume{Name: p.unitName(c, 0), Service: i.service.name, Origin: origin(p.block.Range)}})
	}
	for _, p := range c.all(i, "unit") {
		a := c.sink(p, onHost)
		name := p.unitName(c, 0)
		if !strings.Contains(name, ".") {
			c.fail(a.at("name"), "Invalid unit", "%q is not the name of a systemd unit: it ends in its kind, as in %s.service.", name, name)
		}
		ps.units = append(ps.units, &builtUnit{p, plan.Unit{Name: name, Validate: a.strings("validate"), Service: i.service.name, Origin: origin(p.block.Range)}})
	}
	// Containers come before files: what they mount decides where a file
	// stands.
	mounted := map[*item][]*item{}
	for _, p := range c.all(i, "container") {
		ps.containers = append(ps.containers, c.container(p, mounted))
	}
	for _, p := range c.all(i, "job") {
		if j := c.job(p, mounted); j != nil {
			ps.jobs = append(ps.jobs, j)
		}
	}
	for _, p := range c.all(i, "file") {
		if f := c.file(p, mounted[p]); f != nil {
			ps.files = append(ps.files, f)
		}
	}
	c.deliver(ps, mounted)
	for _, p := range c.all(i, "endpoint") {
		if e := c.endpoint(p, p.block.Range); e != nil {
			ps.endpoints = append(ps.endpoints, e)
		}
	}
}

func (c *compiler) container(p *item, mounted map[*item][]*item) *builtContainer {
	a := c.sink(p, onNetwork)
	k := &builtContainer{item: p, replicas: c.replicas(p), Container: c.process(p, mounted)}
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

func (c *compiler) job(p *item, mounted map[*item][]*item) *builtJob {
	own, exec := p.block.Expr("image") != nil, p.block.Expr("exec") != nil
	at := onHost
	if own || exec {
		at = onNetwork
	}
	a := c.sink(p, at)
	once := a.bool("once", false)
	command, suffix := "command", ""
	if once && !p.inst.elected() {
		command, suffix = "gate", "-gate"
	}
	if !once && p.block.Expr("gate") != nil {
		c.fail(a.at("gate"), "Gate without once", "A gate runs on the hosts that do not run the job itself. Say once = true, or remove the gate.")
	}
	j := &builtJob{item: p, once: once, Job: plan.Job{
		Name:     p.unitName(c, 0) + suffix,
		Service:  p.inst.service.name,
		When:     a.oneOf("when", plan.Prepare, plan.Release, plan.Ready, plan.Settled, plan.Manual),
		Inputs:   a.strings("inputs"),
		Timeout:  a.seconds("timeout", 600),
		Rollback: a.oneOf("rollback", "safe", "forbid"),
		Origin:   origin(p.block.Range),
	}}
	switch {
	case own && exec:
		c.fail(a.at("exec"), "Two places for a job", "A job runs in a container of its own, with image, or in one that runs, with exec. Remove one of them.")
		return nil
	case own:
		k := c.process(p, mounted)
		k.Name, k.Command = j.Name, a.strings(command)
		k.Description = "Job " + p.label + suffix + " of " + p.inst.service.name
		j.Container = &k
		return j
	}
	for _, name := range []string{"entrypoint", "environment", "mounts", "user", "working_dir", "read_only", "tmpfs", "capabilities", "init", "labels", "quadlet"} {
		if p.block.Expr(name) != nil {
			c.fail(p.block.Attributes[name].NameRange, "Unsupported argument", "%q is for a job in a container of its own. Give the job an image, or remove this.", name)
		}
	}
	if j.Command = a.strings(command); len(j.Command) == 0 && a.known(command) {
		c.fail(p.block.Range, "Missing command", "The job %q has nothing to run. Give it a command.", p.label)
		return nil
	}
	if exec {
		if j.exec = c.handle(a.value("exec"), "container", a.at("exec")); j.exec == nil {
			return nil
		}
		if j.exec.inst.host != p.inst.host {
			c.failElsewhere(j.exec, p, a.at("exec"))
			return nil
		}
		j.Exec = j.exec.unitName(c, 0)
	} else {
		j.Host = true
	}
	return j
}

// file evaluates a file where it is read: in the network when a container
// mounts it, on the host otherwise.
func (c *compiler) file(p *item, by []*item) *builtFile {
	at := onHost
	if len(by) > 0 {
		at = onNetwork
	}
	a := c.sink(p, at)
	f := &builtFile{item: p, File: plan.File{Path: c.path(p), Service: p.inst.service.name, Origin: origin(p.block.Range)}}
	f.Owner, f.Group = c.ownership(a)
	content, source := p.block.Expr("content"), p.block.Expr("source")
	switch {
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
	f.Reload, f.Restart = c.unitsOf(a, "reload"), c.unitsOf(a, "restart")
	return f
}

// readSource reads a file beside the component, as bytes.
func (c *compiler) readSource(p *item, a *arguments) []byte {
	component := p.inst.service.component
	fsys := c.opts.FS
	if component.Standard {
		fsys = c.opts.Std
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
	return data
}

// unitsOf reads a list of units that a file reloads or restarts.
func (c *compiler) unitsOf(a *arguments, name string) []string {
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
		if p := c.handle(e, "unit", a.at(name)); p != nil {
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

// deliver decides how each mounted file gets into its containers: one with a
// secret in it as a Podman secret, which no file of the host holds; any other
// as a file of the host.
func (c *compiler) deliver(ps *parts, mounted map[*item][]*item) {
	secrets := map[string]plan.Text{} // by path
	kept := ps.files[:0]
	for _, f := range ps.files {
		if len(mounted[f.item]) > 0 && len(f.Content.Secrets()) > 0 {
			secrets[f.Path] = f.Content
			continue
		}
		kept = append(kept, f)
	}
	ps.files = kept
	replace := func(mounts []plan.Mount) {
		for i := range mounts {
			if content, ok := secrets[mounts[i].Path]; ok {
				mounts[i].Path, mounts[i].Content = "", content
			}
		}
	}
	for _, k := range ps.containers {
		replace(k.Mounts)
	}
	for _, j := range ps.jobs {
		if j.Container != nil {
			replace(j.Container.Mounts)
		}
	}
	c.mounted[ps.inst] = mounted
}

// checkReaders refuses a file that is read in the network and on the host.
func (c *compiler) checkReaders() {
	for file, at := range c.usedOnHost {
		if by := c.mounted[file.inst][file]; len(by) > 0 {
			c.fail(at, "Two readers of a file", "The %s of %s is mounted by %s and used on the host as well. These see different addresses, so one text cannot serve both. Make two files.", file, file.inst.service.name, by[0])
		}
	}
}
