package quadlet

import (
	"fmt"
	"net"
	"path"
	"strconv"
	"strings"

	"github.com/senextrader/senexc/compile/plan"
)

const (
	// pullMargin is the time, in seconds, that a start may take beyond its
	// health checks: the image may have to be pulled.
	pullMargin = 600
	// startTime is the least time, in seconds, that a container gets to start.
	startTime = 900
	// stopTime is the time that Podman gives a container that asks for no other.
	stopTime = 10
	// stopMargin is what systemd adds to a container's own time to stop, so
	// that Podman, which knows the container, is the one to kill it.
	stopMargin = 15
)

// container drafts the unit of a container that runs for good.
func (h *host) container(c *plan.Container) Unit {
	d := h.draft(fmt.Sprintf("container %q", c.Name), c.Origin)
	h.head(d, "Container "+c.Name, c.Description, c.Service, c.Origin)
	d.unitSection(c, h.wanted(c.Requires))
	d.containerSection(h, c)

	start := max(startTime, pullMargin+healthTime(c.Health))
	stop := c.Stop.Timeout
	if stop == 0 {
		stop = stopTime
	}
	s := d.section("Service")
	s.add("Restart", "always")
	s.add("RestartSec", "5")
	s.add("TimeoutStartSec", strconv.Itoa(start))
	s.add("TimeoutStopSec", strconv.Itoa(stop+stopMargin))
	if c.Health != nil && d.podman.before(firstHealthy) {
		// Podman accepts Notify=healthy before 5.0 but does not wait.
		s.add("ExecStartPost", fmt.Sprintf("/bin/sh -c 'until /usr/bin/podman healthcheck run %s; do sleep 2; done'", c.Name))
	}
	d.limits(s, c)
	d.section("Install").add("WantedBy", "default.target")
	d.merge("Container", c.Quadlet)
	h.seal(d, c)

	return h.unit(d, Unit{
		File: c.Name + ".container", Name: c.Name + ".service", Kind: "container",
		Service: c.Service, Health: c.Health != nil, Timeout: start, Spec: d.spec, Origin: c.Origin,
	})
}

// job drafts the unit of a container that runs to its end when it is started: by
// the installer or, as a title says, by a timer.
func (h *host) job(title string, j *plan.Job) Unit {
	c := *j.Container
	c.Name = j.Name
	c.Service = j.Service
	c.Health = nil
	if c.Origin == (plan.Origin{}) {
		c.Origin = j.Origin
	}
	d := h.draft(fmt.Sprintf("%s %q", strings.ToLower(title), j.Name), j.Origin)
	h.head(d, title+" "+j.Name, c.Description, j.Service, j.Origin)
	d.unitSection(&c, h.wanted(c.Requires))
	d.containerSection(h, &c)

	start := pullMargin + j.Timeout
	s := d.section("Service")
	s.add("Type", "oneshot")
	s.add("TimeoutStartSec", strconv.Itoa(start))
	d.limits(s, &c)
	d.merge("Container", c.Quadlet)
	h.seal(d, &c)

	return h.unit(d, Unit{
		File: j.Name + ".container", Name: j.Name + ".service", Kind: "job",
		Service: j.Service, Timeout: start, Spec: d.spec, Origin: j.Origin,
	})
}

func (d *draft) unitSection(c *plan.Container, wanted []string) {
	s := d.section("Unit")
	description := oneLine(c.Description)
	if description == "" {
		description = c.Name + " of " + c.Service
	}
	d.set(s, "Description", "the description", Value(description), c.Origin)
	// A restart of what it needs is no reason to restart a container: Wants,
	// not Requires.
	for _, name := range wanted {
		s.add("Wants", name+".service")
		s.add("After", name+".service")
	}
	// A host that boots without its network, or a database that takes its time,
	// must not end in a unit that systemd no longer starts.
	s.add("StartLimitIntervalSec", "0")
}

// containerSection writes what Podman is to run.
func (d *draft) containerSection(h *host, c *plan.Container) {
	s := d.section("Container")
	d.set(s, "Image", "the image", Whole(c.Image), c.Origin)
	s.add("ContainerName", c.Name)
	s.add("Pull", "missing")
	d.entrypoint(s, c)
	if len(c.Command) > 0 {
		d.set(s, "Exec", "the command", Words(c.Command), c.Origin)
	}
	d.identity(s, c)

	s.gap()
	if c.Network != "" {
		s.add("Network", c.Network+".network")
	}
	for _, name := range c.Networks {
		s.add("Network", name+".network")
	}
	for _, p := range c.Publish {
		d.publish(s, p)
	}
	s.gap()
	for _, v := range c.Environment {
		d.variable(s, v)
	}
	s.gap()
	for _, v := range c.Environment {
		d.secretVariable(h, s, c, v)
	}
	s.gap()
	for _, m := range c.Mounts {
		d.mount(h, s, c, m)
	}
	s.gap()
	d.confinement(s, c)
	s.gap()
	d.health(s, c)
	s.gap()
	d.stop(s, c)
	s.gap()
	s.add("LogDriver", "journald")
	d.labels(h, s, c)
}

func (d *draft) entrypoint(s *section, c *plan.Container) {
	switch {
	case len(c.Entrypoint) == 0:
	case len(c.Entrypoint) == 1 && !strings.HasPrefix(c.Entrypoint[0], "["):
		d.option(s, "Entrypoint", "--entrypoint", "the entrypoint", Whole(c.Entrypoint[0]), c.Origin)
	default:
		d.option(s, "Entrypoint", "--entrypoint", "the entrypoint", Command(c.Entrypoint), c.Origin)
	}
}

func (d *draft) identity(s *section, c *plan.Container) {
	user, group, both := strings.Cut(c.User, ":")
	if c.User != "" {
		d.set(s, "User", "the user", Whole(user), c.Origin)
	}
	if both {
		d.set(s, "Group", "the group", Whole(group), c.Origin)
	}
	if c.WorkingDir != "" {
		d.set(s, "WorkingDir", "the working directory", Whole(c.WorkingDir), c.Origin)
	}
	if c.Init {
		s.add("RunInit", "true")
	}
}

func (d *draft) publish(s *section, p plan.Publish) {
	if net.ParseIP(p.Address) == nil {
		d.problem(p.Origin, "Port without an address",
			"%s publishes port %d at %q, which is no IP address. A published port needs one, so that it is not open to everybody.",
			d.what, p.HostPort, p.Address)
		return
	}
	value := net.JoinHostPort(p.Address, strconv.Itoa(p.HostPort)) + ":" + strconv.Itoa(p.ContainerPort)
	if p.Transport == "udp" {
		value += "/udp"
	}
	s.add("PublishPort", value)
}

// variable adds a variable of the environment that everybody may see.
func (d *draft) variable(s *section, v plan.Variable) {
	if plain, ok := v.Value.Plain(); ok {
		d.set(s, "Environment", "the variable "+v.Name, Pair{v.Name, plain}, v.Origin)
	}
}

// secretVariable adds one with a secret in it. Podman delivers it, so that its
// value is in no unit, no command line and no journal.
func (d *draft) secretVariable(h *host, s *section, c *plan.Container, v plan.Variable) {
	if _, ok := v.Value.Plain(); ok {
		return
	}
	if !variableName.MatchString(v.Name) {
		d.problem(v.Origin, "Value that a unit cannot carry",
			"The variable %q of %s has a secret in it, and its name may only have letters, digits and _.", v.Name, d.what)
		return
	}
	name := h.secret(c, strings.ToLower(v.Name), v.Value, v.Origin)
	s.add("Secret", name+",type=env,target="+v.Name)
}

func (d *draft) mount(h *host, s *section, c *plan.Container, m plan.Mount) {
	target, ok := d.encode("the mount target "+m.Target, Path(m.Target), m.Origin)
	if !ok {
		return
	}
	if m.ReadOnly && len(m.Content) == 0 {
		target += ":ro"
	}
	switch {
	case m.Volume != "":
		s.add("Volume", m.Volume+".volume:"+target)
	case m.Path != "":
		if source, ok := d.encode("the mounted path "+m.Path, Path(m.Path), m.Origin); ok {
			s.add("Volume", source+":"+target)
		}
	default:
		name := h.secret(c, path.Base(m.Target), m.Content, m.Origin)
		s.add("Secret", fmt.Sprintf("%s,type=mount,target=%s,uid=%d,gid=%d,mode=%04o", name, target, m.UID, m.GID, m.Mode))
	}
}

func (d *draft) confinement(s *section, c *plan.Container) {
	if c.ReadOnly {
		s.add("ReadOnly", "true")
	}
	for _, t := range c.Tmpfs {
		d.set(s, "Tmpfs", "the tmpfs "+t, Whole(t), c.Origin)
	}
	s.add("NoNewPrivileges", "true")
	s.add("DropCapability", "all")
	for _, capability := range c.Capability {
		d.set(s, "AddCapability", "the capability "+capability, Words{capability}, c.Origin)
	}
	if c.Limits.Shm > 0 {
		s.add("ShmSize", strings.ToLower(size(c.Limits.Shm)))
	}
}

func (d *draft) health(s *section, c *plan.Container) {
	if c.Health == nil {
		return
	}
	command, err := healthCommand(c.Health.Command)
	if err != nil {
		d.problem(c.Health.Origin, "Health command that Podman would not run as written",
			"The health command of %s cannot be used: %v.", d.what, err)
		return
	}
	d.set(s, "HealthCmd", "the health command", command, c.Health.Origin)
	for _, t := range []struct {
		key     string
		seconds int
	}{
		{"HealthInterval", c.Health.Interval},
		{"HealthTimeout", c.Health.Timeout},
		{"HealthStartPeriod", c.Health.StartPeriod},
	} {
		if t.seconds > 0 {
			s.add(t.key, strconv.Itoa(t.seconds)+"s")
		}
	}
	if c.Health.Retries > 0 {
		s.add("HealthRetries", strconv.Itoa(c.Health.Retries))
	}
	// A container that fails its checks is killed, and Restart= starts it anew.
	s.add("HealthOnFailure", "kill")
	if !d.podman.before(firstHealthy) {
		s.add("Notify", "healthy")
	}
}

// healthTime is how long, in seconds, a container may take until its checks
// have decided about it.
func healthTime(h *plan.Health) int {
	if h == nil {
		return 0
	}
	return h.StartPeriod + h.Retries*(h.Interval+h.Timeout)
}

func (d *draft) stop(s *section, c *plan.Container) {
	if c.Stop.Signal != "" {
		d.option(s, "StopSignal", "--stop-signal", "the stop signal", Whole(c.Stop.Signal), c.Origin)
	}
	if c.Stop.Timeout > 0 {
		d.option(s, "StopTimeout", "--stop-timeout", "the stop timeout", Whole(strconv.Itoa(c.Stop.Timeout)), c.Origin)
	}
}

func (d *draft) labels(h *host, s *section, c *plan.Container) {
	for _, l := range c.Labels {
		plain, ok := l.Value.Plain()
		switch {
		case !ok:
			d.problem(l.Origin, "Secret in a label",
				"The label %s of %s has a secret in it. Everybody who may list containers can read labels; deliver it as a variable or a file.", l.Name, d.what)
		case strings.HasPrefix(l.Name, labelPrefix):
			d.problem(l.Origin, "Reserved label",
				"The label %s of %s begins with %s, which is what containers of a stack are recognised by. Give it another name.", l.Name, d.what, labelPrefix)
		default:
			d.set(s, "Label", "the label "+l.Name, Pair{l.Name, plain}, l.Origin)
		}
	}
	h.marks(d, s, c.Service)
	s.add("Label", unsealed)
}

// limits adds what systemd enforces. Memory= would be Podman 5.5, and the
// unit's own group of processes holds the container in any version.
func (d *draft) limits(s *section, c *plan.Container) {
	if c.Limits.Memory > 0 {
		s.add("MemoryMax", size(c.Limits.Memory))
	}
	if c.Limits.Pids > 0 {
		s.add("TasksMax", strconv.Itoa(c.Limits.Pids))
	}
	if c.Limits.CPU > 0 {
		s.add("CPUQuota", strconv.Itoa(c.Limits.CPU)+"%")
	}
}

// size writes a number of bytes in the largest unit, of 1024 each, that does
// not round it.
func size(n int64) string {
	suffixes := []string{"", "K", "M", "G"}
	i := 0
	for n >= 1024 && n%1024 == 0 && i < len(suffixes)-1 {
		n /= 1024
		i++
	}
	return strconv.FormatInt(n, 10) + suffixes[i]
}
