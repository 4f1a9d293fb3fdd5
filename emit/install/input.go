package install

import "github.com/senextrader/senexc/compile/plan"

// Input is what the installer's data files are written from: the plan of a
// host and what the emitter made of it.
type Input struct {
	Stack       string // name of the stack
	Environment string
	Host        *plan.Host
	Root        []RootFile // files below root/, by path
	Deliveries  []Delivery // secrets rendered on the host, by name
	Units       []Unit     // in order of activation
	Steps       []Step     // units and jobs in order of activation
}

// RootFile is a file that is copied to the host as it is.
type RootFile struct {
	Path         string // absolute, on the host
	Owner, Group string
	Mode         uint32
	Reload       []string // system units to reload when it changes
	Restart      []string // system units to restart when it changes
	Service      string   // that it belongs to; "" for the host itself
}

// Delivery is a text with secrets that the host renders from a template.
type Delivery struct {
	Name     string // of the template, and of the Podman secret; changes whenever the rendered value may
	Podman   bool   // a Podman secret of the rootless account; otherwise a file
	Content  plan.Text
	Path     string // of the file
	Owner    string
	Group    string
	Mode     uint32
	Reload   []string
	Restart  []string
	Services []string // that get it, sorted
}

// Unit is a unit that the stack wants active on the host.
type Unit struct {
	Name     string   // with suffix, as in "cache.service"
	User     bool     // in the rootless account's manager; otherwise the system's
	Kind     string   // "network", "volume", "container", "job", "timer" or "native"
	Source   string   // path of the file that makes it; "" for a unit of a package
	Health   bool     // has a health check
	Timeout  int      // seconds it may take to become active
	Validate []string // command that must accept the staged files
	Service  string   // that it belongs to; "" for the host itself
}

// Step is one step of activation: a unit or a job by name, or a link by path.
type Step struct {
	Unit string
	Job  string
	Link string
}
