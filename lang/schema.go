package lang

import (
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
)

// This file is the whole shape of the language: every block with its labels,
// arguments and nested blocks. A type is written as in the language itself;
// "handle" stands for a reference to another primitive, "any" for a value that
// the compiler takes apart, and "traversal" for one that is never evaluated.

// A Spec describes one type of block.
type Spec struct {
	Labels     []string // what its labels are, as in "name"
	Attributes []Attribute
	Blocks     map[string]*Spec
	Free       bool // takes any argument, as in locals
	Once       bool // may appear only once in its parent
	Doc        string
}

// An Attribute describes one argument of a block.
type Attribute struct {
	Name     string
	Type     string
	Required bool
	Doc      string
}

// Attribute returns the description of an argument, or nil.
func (s *Spec) Attribute(name string) *Attribute {
	for i := range s.Attributes {
		if s.Attributes[i].Name == name {
			return &s.Attributes[i]
		}
	}
	return nil
}

// bodySchema is the spec as HCL wants it.
func (s *Spec) bodySchema() *hcl.BodySchema {
	schema := &hcl.BodySchema{}
	for _, a := range s.Attributes {
		schema.Attributes = append(schema.Attributes, hcl.AttributeSchema{Name: a.Name, Required: a.Required})
	}
	for _, name := range slices.Sorted(maps.Keys(s.Blocks)) {
		schema.Blocks = append(schema.Blocks, hcl.BlockHeaderSchema{Type: name, LabelNames: s.Blocks[name].Labels})
	}
	return schema
}

var name = []string{"name"}

var condition = []Attribute{
	{Name: "condition", Type: "bool", Required: true, Doc: "Must be true."},
	{Name: "error_message", Type: "string", Required: true, Doc: "What is wrong otherwise, and what to do."},
	{Name: "code", Type: "string", Doc: "Stable identifier of the check."},
	{Name: "severity", Type: "string", Doc: "error (when not said) or warning."},
}

var validation = &Spec{Attributes: condition[:2]}

var variable = &Spec{
	Labels: name,
	Attributes: []Attribute{
		{Name: "type", Type: "traversal", Doc: "The type of the value."},
		{Name: "default", Type: "any", Doc: "The value when none is given; without it, one is required."},
		{Name: "description", Type: "string", Doc: "What it is for."},
		{Name: "nullable", Type: "bool", Doc: "Whether null is a value; true when not said."},
	},
	Blocks: map[string]*Spec{"validation": validation},
}

var locals = &Spec{Free: true}

// function is a function of the stack's own or of a component's file.
var function = &Spec{
	Labels: name,
	Attributes: []Attribute{
		{Name: "description", Type: "string", Doc: "What it is for."},
		{Name: "params", Type: "traversal", Doc: "The names of its parameters, as in [name, port]; none when not said."},
		{Name: "variadic_param", Type: "traversal", Doc: "The name of a last parameter, which has all further arguments as a list."},
		{Name: "result", Type: "any", Required: true, Doc: "What it returns: an expression of its parameters."},
	},
}

// FileSpec is the shape of a stack file.
var FileSpec = &Spec{
	Blocks: map[string]*Spec{
		"stack": {
			Labels: name, Once: true,
			Attributes: []Attribute{
				{Name: "environment", Type: "string", Required: true, Doc: "The environment, as in production."},
				{Name: "language", Type: "number", Required: true, Doc: "The version of the language: 1."},
				{Name: "include", Type: "list(string)", Doc: "Further files of the stack, as in common/*.hcl, relative to this one."},
				{Name: "component_paths", Type: "list(string)", Doc: "Folders of components; components, beside the stack file, when not said."},
				{Name: "admin_cidrs", Type: "list(string)", Doc: "Networks from which ssh is admitted."},
				{Name: "user", Type: "object({name = string, uid = number})", Doc: "The rootless account that containers run in."},
				{Name: "network", Type: "object({name = string, subnet = string})", Doc: "The container network of every host."},
				{Name: "example", Type: "bool", Doc: "True for a stack whose secrets are sealed to published identities."},
				{Name: "operators", Type: "map(string)", Doc: "Who maintains the secrets: age or SSH recipients, by name. Every secret is sealed to them too."},
				{Name: "signing_key", Type: "string", Doc: "The key that signs its bundles, relative to the stack file."},
			},
		},
		"variable": variable,
		"locals":   locals,
		"function": function,
		"host": {
			Labels: name,
			Attributes: []Attribute{
				{Name: "fqdn", Type: "string", Doc: "Its full name; the block's name when not said."},
				{Name: "address", Type: "string", Required: true, Doc: "The private address at which the other hosts reach it."},
				{Name: "groups", Type: "list(string)", Doc: "Groups it belongs to."},
				{Name: "os", Type: "string", Doc: "Its operating system, as in debian-13."},
				{Name: "podman", Type: "string", Doc: "Its lowest Podman version, as in 5.4; the operating system's when not said."},
				{Name: "arch", Type: "string", Doc: "amd64 when not said."},
				{Name: "memory", Type: "string", Doc: "Its memory, as in 8GiB."},
				{Name: "cpus", Type: "number", Doc: "Its processors."},
				{Name: "recipient", Type: "string", Doc: "The age recipient that secrets for it are sealed to."},
				{Name: "user", Type: "object({name = string, uid = number})", Doc: "The rootless account, where it differs from the stack's."},
			},
		},
		"secret":    secretSpec,
		"authority": authority,
		"service":   {Labels: []string{"type", "name"}, Free: true},
		"check":     {Labels: name, Attributes: condition},
		"suppress": {
			Labels: []string{"code"},
			Attributes: []Attribute{
				{Name: "services", Type: "traversal", Doc: "Only what is said of these services, as in [service.db]; of all when not said."},
				{Name: "reason", Type: "string", Required: true, Doc: "Why the warning does not matter here."},
			},
		},
		"moved": {
			Attributes: []Attribute{
				{Name: "from", Type: "traversal", Required: true, Doc: "What the service was called, as in service.old; for a volume, the host that had it, as in host.old."},
				{Name: "to", Type: "traversal", Required: true, Doc: "What it is called now; for a volume, the host that has it now."},
				{Name: "volume", Type: "string", Doc: "The Podman volume that moved to another host."},
			},
		},
	},
}

// Arguments that every service takes, whatever its component.
var serviceSpec = &Spec{
	Attributes: []Attribute{
		{Name: "on", Type: "any", Required: true, Doc: "The host or the hosts it runs on."},
		{Name: "enabled", Type: "bool", Doc: "False to leave it out."},
		{Name: "for_each", Type: "any", Doc: "A map or a set of strings: one service for each of its elements."},
		{Name: "leader", Type: "any", Doc: "The host that runs what exists once; the first by name when not said."},
		{Name: "tags", Type: "list(string)", Doc: "What --only selects, besides its name and type."},
		{Name: "depends_on", Type: "traversal", Doc: "Services that must be up before it."},
		{Name: "publish", Type: "map(number)", Doc: "Published ports, by endpoint, that differ from the endpoint's own."},
	},
}

// Reserved are names that no component variable may have, now or in a later
// version of the language, because they are arguments of every service.
var Reserved = []string{"on", "enabled", "tags", "depends_on", "for_each", "count", "leader", "publish", "source", "version", "providers"}

// Arguments that every primitive takes.
var repetition = []Attribute{
	{Name: "for_each", Type: "any", Doc: "A map or a set of strings: one for each of its elements."},
	{Name: "enabled", Type: "bool", Doc: "False to leave it out."},
	{Name: "once", Type: "bool", Doc: "True for what exists on one host only, the service's leader."},
}

func primitive(attributes []Attribute, blocks map[string]*Spec) *Spec {
	return &Spec{Labels: name, Attributes: slices.Concat(attributes, repetition), Blocks: blocks}
}

// What a container and a job in a container of its own have in common.
var process = []Attribute{
	{Name: "command", Type: "list(string)", Doc: "The command, one word each."},
	{Name: "entrypoint", Type: "list(string)", Doc: "In place of the image's entrypoint."},
	{Name: "environment", Type: "map(string)", Doc: "Its environment. What has a secret in it is delivered as a Podman secret."},
	{Name: "mounts", Type: "any", Doc: "By path in the container: a volume, file or directory, or { source, read_only, uid, gid, mode }."},
	{Name: "user", Type: "string", Doc: "The user in the container, as in 999:999."},
	{Name: "working_dir", Type: "string", Doc: "The folder the command starts in."},
	{Name: "read_only", Type: "bool", Doc: "Whether the root file system is read-only; true when not said."},
	{Name: "tmpfs", Type: "list(string)", Doc: "Folders in memory, as in /tmp or /run:size=16m."},
	{Name: "capabilities", Type: "list(string)", Doc: "Capabilities that are kept; all others are dropped."},
	{Name: "init", Type: "bool", Doc: "Whether a small init reaps processes and passes signals on."},
	{Name: "labels", Type: "map(string)", Doc: "Labels of the container."},
	{Name: "networks", Type: "any", Doc: "Networks of the component that it is in as well."},
	{Name: "stack_network", Type: "bool", Doc: "False for what is in its own networks only; true when not said."},
	{Name: "quadlet", Type: "map(map(list(string)))", Doc: "Further keys of the Quadlet file, by section."},
}

var processBlocks = map[string]*Spec{
	"limits": {Once: true, Attributes: []Attribute{
		{Name: "memory", Type: "string", Doc: "As in 512MiB."},
		{Name: "shm", Type: "string", Doc: "Size of /dev/shm, as in 256MiB."},
		{Name: "pids", Type: "number", Doc: "Processes and threads."},
		{Name: "cpu", Type: "number", Doc: "Processors, as in 1.5."},
	}},
	"stop": {Once: true, Attributes: []Attribute{
		{Name: "signal", Type: "string", Doc: "In place of the image's signal."},
		{Name: "timeout", Type: "string", Doc: "Before it is killed, as in 60s; 10s when not said."},
	}},
}

var health = &Spec{Once: true, Attributes: []Attribute{
	{Name: "command", Type: "list(string)", Required: true, Doc: "Succeeds when the container is healthy."},
	{Name: "interval", Type: "string", Doc: "Between two checks; 30s when not said."},
	{Name: "timeout", Type: "string", Doc: "For one check; 10s when not said."},
	{Name: "start_period", Type: "string", Doc: "In which failures do not count; none when not said."},
	{Name: "retries", Type: "number", Doc: "Failures in a row that make it unhealthy; 3 when not said."},
}}

func with(blocks map[string]*Spec, name string, spec *Spec) map[string]*Spec {
	blocks = maps.Clone(blocks)
	blocks[name] = spec
	return blocks
}

// Primitives are the blocks of a component that make something on a host.
var Primitives = map[string]*Spec{
	"endpoint": primitive([]Attribute{
		{Name: "port", Type: "number", Required: true, Doc: "The port the service listens on."},
		{Name: "container", Type: "handle", Doc: "The container that listens; without it, a program of the host."},
		{Name: "protocol", Type: "string", Doc: "What is spoken there, as in http."},
		{Name: "transport", Type: "string", Doc: "tcp (when not said) or udp."},
		{Name: "expose", Type: "string", Doc: "peers (when not said): whoever has a reference; public: everybody; host: whoever has one on the same host."},
	}, nil),
	"volume": primitive([]Attribute{
		{Name: "name", Type: "string", Doc: "Name of the Podman volume, in place of the one that is made of the service's name."},
		{Name: "disposable", Type: "bool", Doc: "True for data that can be lost, so that nobody misses a backup of it."},
	}, nil),
	"container": primitive(slices.Concat([]Attribute{
		{Name: "image", Type: "string", Required: true, Doc: "The image, with registry and tag."},
		{Name: "description", Type: "string", Doc: "What it is, for people."},
		{Name: "replicas", Type: "number", Doc: "How many of it; 1 when not said."},
	}, process), with(processBlocks, "health", health)),
	"file": primitive([]Attribute{
		{Name: "path", Type: "string", Doc: "Where it goes; the label when that is absolute, else private to the service."},
		{Name: "content", Type: "string", Doc: "What is in it."},
		{Name: "source", Type: "string", Doc: "A file beside the component that is copied byte for byte."},
		{Name: "owner", Type: "string", Doc: "Its owner; root when not said, \"stack\" for the rootless account."},
		{Name: "group", Type: "string", Doc: "Its group; the owner's when not said."},
		{Name: "mode", Type: "string", Doc: "Its mode, as in 0644."},
		{Name: "reload", Type: "any", Doc: "Units to reload when it changes."},
		{Name: "restart", Type: "any", Doc: "Units to restart when it changes."},
	}, nil),
	"directory": primitive([]Attribute{
		{Name: "path", Type: "string", Required: true, Doc: "Where it is."},
		{Name: "owner", Type: "string", Doc: "Its owner; root when not said, \"stack\" for the rootless account."},
		{Name: "group", Type: "string", Doc: "Its group; the owner's when not said."},
		{Name: "mode", Type: "string", Doc: "Its mode; 0755 when not said."},
		{Name: "versioned_by", Type: "string", Doc: "Of which there is one folder for each value, as for each image; what the stack refers to is the current one."},
		{Name: "keep", Type: "number", Doc: "With versioned_by: how many versions stay; 5 when not said."},
	}, nil),
	"certificate": certificate,
	"unit": primitive([]Attribute{
		{Name: "name", Type: "string", Doc: "The unit; the label with .service when not said."},
		{Name: "validate", Type: "list(string)", Doc: "Command that must accept the new files before they go live."},
	}, nil),
	"network": primitive([]Attribute{
		{Name: "subnet", Type: "string", Doc: "As in 10.91.0.0/24; Podman chooses one when not said."},
		{Name: "internal", Type: "bool", Doc: "True for one from which nothing else is reached."},
	}, nil),
	"account": primitive([]Attribute{
		{Name: "name", Type: "string", Doc: "The account; the label when not said."},
		{Name: "uid", Type: "number", Doc: "Its number; the host chooses one when not said."},
		{Name: "home", Type: "string", Doc: "Its home, which is not made; /nonexistent when not said."},
		{Name: "groups", Type: "list(string)", Doc: "Groups of the host that it belongs to, besides its own."},
	}, nil),
	"package": primitive([]Attribute{
		{Name: "name", Type: "string", Doc: "The package; the label when not said."},
		{Name: "names", Type: "map(string)", Doc: "The package by family of the operating system, where they differ; a family that is not there needs none."},
	}, nil),
	"sysctl": primitive([]Attribute{
		{Name: "value", Type: "string", Required: true, Doc: "The value of the parameter that the label names."},
	}, nil),
	"singleton": primitive([]Attribute{
		{Name: "of", Type: "string", Doc: "What it is the only one of, as in the name of an application; of everything when not said."},
		{Name: "reason", Type: "string", Required: true, Doc: "Why a second one would do harm."},
	}, nil),
	"job": primitive(slices.Concat([]Attribute{
		{Name: "when", Type: "string", Required: true, Doc: "prepare, release, ready, settled or manual."},
		{Name: "image", Type: "string", Doc: "Runs in a container of its own with this image."},
		{Name: "exec", Type: "handle", Doc: "Runs inside this container. With neither, on the host as root."},
		{Name: "timeout", Type: "string", Doc: "How long it may take; 10m when not said."},
		{Name: "rollback", Type: "string", Doc: "safe (when not said), or forbid when it cannot be undone."},
		{Name: "inputs", Type: "list(string)", Doc: "Runs again when one of these changes."},
		{Name: "gate", Type: "list(string)", Doc: "With once: the command that must succeed on the other hosts in its place."},
	}, process), processBlocks),
	"timer": primitive(slices.Concat([]Attribute{
		{Name: "schedule", Type: "list(string)", Required: true, Doc: "When it runs: calendar expressions of systemd, as in [\"daily\"] or [\"Mon..Fri 03:30\"]."},
		{Name: "persistent", Type: "bool", Doc: "Whether a run that was missed, because the host was off, is made up for; true when not said."},
		{Name: "randomized_delay", Type: "string", Doc: "Each run is put off by a random time up to this, as in 15m."},
		{Name: "description", Type: "string", Doc: "What it does, for people."},
		{Name: "image", Type: "string", Doc: "Runs in a container of its own with this image."},
		{Name: "exec", Type: "handle", Doc: "Runs inside this container. With neither, on the host as root."},
		{Name: "timeout", Type: "string", Doc: "How long a run may take; 1h when not said."},
	}, process), processBlocks),
	"probe": primitive([]Attribute{
		{Name: "http", Type: "string", Doc: "A URL that must answer."},
		{Name: "status", Type: "list(string)", Doc: "Answers that are right, as in 200 or 3xx; 2xx and 3xx when not said."},
		{Name: "connect", Type: "string", Doc: "Where to connect to, as in an endpoint's address, whatever host the URL names."},
		{Name: "verify", Type: "bool", Doc: "Whether the certificate must be valid for the URL; true when not said."},
		{Name: "tcp", Type: "string", Doc: "An address with its port that must take connections."},
		{Name: "command", Type: "list(string)", Doc: "A command that must succeed, one word each: on the host as root, or with exec in a container."},
		{Name: "exec", Type: "handle", Doc: "The running container in which the command runs."},
		{Name: "required", Type: "bool", Doc: "False for one whose failure is only a warning; true when not said."},
		{Name: "deadline", Type: "string", Doc: "How long it may take until it succeeds; 60s when not said."},
		{Name: "interval", Type: "string", Doc: "Between two attempts; 2s when not said."},
		{Name: "timeout", Type: "string", Doc: "For one attempt; 10s when not said."},
		{Name: "description", Type: "string", Doc: "What it asks, for people."},
	}, nil),
}

// ComponentSpec is the shape of a component block.
var ComponentSpec = &Spec{
	Labels: []string{"type"},
	Attributes: []Attribute{
		{Name: "description", Type: "string", Doc: "What the component is."},
		{Name: "override", Type: "bool", Doc: "True for one that stands in for a component of the standard library."},
	},
	Blocks: func() map[string]*Spec {
		blocks := maps.Clone(Primitives)
		blocks["variable"] = variable
		blocks["locals"] = locals
		blocks["output"] = &Spec{Labels: name, Attributes: []Attribute{
			{Name: "value", Type: "any", Required: true, Doc: "The value that others read."},
			{Name: "description", Type: "string", Doc: "What it is."},
		}}
		blocks["precondition"] = &Spec{Attributes: condition}
		return blocks
	}(),
}

// Files of the standard library also hold what is known of operating systems.
var librarySpec = &Spec{
	Blocks: map[string]*Spec{
		"component": ComponentSpec,
		"function":  function,
		"interface": {Labels: name, Attributes: []Attribute{
			{Name: "type", Type: "traversal", Required: true, Doc: "The type of outputs of this name."},
			{Name: "description", Type: "string", Doc: "What such an output says."},
		}},
		"os": {
			Labels: name,
			Attributes: []Attribute{
				{Name: "family", Type: "string", Required: true, Doc: "debian or redhat."},
				{Name: "podman", Type: "string", Required: true, Doc: "The Podman version it ships."},
				{Name: "packages", Type: "list(string)", Doc: "Packages that rootless containers need."},
				{Name: "facts", Type: "map(string)", Doc: "What else components want to know."},
			},
		},
	},
}

// Specs returns every spec of the language, outermost first.
func Specs() []*Spec { return []*Spec{FileSpec, serviceSpec, librarySpec} }

// ServiceSpec describes the arguments that every service takes.
func ServiceSpec() *Spec { return serviceSpec }
