package plan

import "fmt"

// An Origin is the place in a stack or component that an item comes from.
type Origin struct {
	File   string // relative to the stack's folder; "stdlib/..." for the standard library
	Line   int    // from 1
	Column int    // from 1
}

func (o Origin) String() string {
	if o.File == "" {
		return ""
	}
	return fmt.Sprintf("%s:%d", o.File, o.Line)
}

// Stack is everything that one build makes.
type Stack struct {
	Name        string
	Environment string
	Example     bool       // an example: its secrets are sealed to published identities
	Hosts       []Host     // by name
	Waves       [][]string // host names in install order; those of one wave do not need each other
}

// Host is one machine and all that it will run.
type Host struct {
	Name       string
	FQDN       string
	Address    string // private address, at which the other hosts reach it
	Groups     []string
	OS         string // as in "debian-13"
	Family     string // "debian" or "redhat"
	Arch       string
	Podman     string // lowest Podman version expected there, as in "5.4"
	Memory     int64  // bytes; 0 when the stack does not say
	CPUs       int    // 0 when the stack does not say
	Recipient  string // age recipient; "" when the host holds no secret
	AdminCIDRs []string
	Account    Account
	Network    Network
	After      []string // hosts that must be installed before this one, by name
	Origin     Origin

	Services     []Service
	Packages     []Package
	Sysctls      []Sysctl
	Directories  []Directory
	Volumes      []Volume
	Files        []File
	Containers   []Container
	Units        []Unit
	Jobs         []Job
	Timers       []Timer
	Probes       []Probe
	Links        []Link
	Accounts     []SystemAccount
	Networks     []Network // of components, besides the stack's
	Steps        []Step    // order of activation; names every volume, container, unit, job, timer and link once
	Endpoints    []Endpoint
	Edges        []*Edge // edges whose reader or provider is on this host
	Firewall     []Rule
	Peers        []Peer // what must already answer elsewhere before this host is installed
	Secrets      []Secret
	Certificates []Certificate // of its services, by name
	Elsewhere    []Elsewhere   // data that is on other hosts, and may have been here
}

// HasContainers reports whether the host needs a container runtime.
func (h *Host) HasContainers() bool {
	if len(h.Containers) > 0 || len(h.Volumes) > 0 {
		return true
	}
	for i := range h.Jobs {
		if h.Jobs[i].Container != nil {
			return true
		}
	}
	for i := range h.Timers {
		if h.Timers[i].Job.Container != nil {
			return true
		}
	}
	return len(h.Networks) > 0
}

// Network is a container network on a host: the stack's, or one of a component.
type Network struct {
	Name     string
	Subnet   string // CIDR; "" when Podman may choose
	Internal bool   // nothing outside of it is reached from there
	Service  string // "" for the stack's
	Origin   Origin
}

// Service is one service of the stack that has an instance on the host.
type Service struct {
	Name        string
	Type        string // component
	Description string
	Tags        []string // what --only selects; includes name and type
	Needs       []string // other services here that it depends on, or whose volumes, files or containers it uses; sorted
	Origin      Origin
}

// Package is a distribution package.
type Package struct {
	Name    string
	Service string // "" for what the host itself needs
	Origin  Origin
}

// Sysctl is a kernel parameter.
type Sysctl struct {
	Key, Value string
	Service    string
	Origin     Origin
}

// Volume is a Podman volume.
type Volume struct {
	Name    string
	Service string
	Origin  Origin
}

// Elsewhere is a volume that exists once in the stack, on another host. If it is
// still on this one, its data was left behind when it got another place.
type Elsewhere struct {
	Volume  string
	Host    string // the one that has it
	Service string
	Moved   bool // the stack says that the data went there
	Origin  Origin
}

// File is a file on the host. A file with secrets in its Content is rendered
// there; Data, if not nil, is copied as bytes in place of Content.
type File struct {
	Path         string
	Owner, Group string
	Mode         uint32
	Content      Text
	Data         []byte
	Reload       []string // system units to reload when the file changes
	Restart      []string // system units to restart when the file changes
	Service      string
	Origin       Origin
}

// Container is one container: a Quadlet unit in the rootless account.
type Container struct {
	Name        string // unit, container and DNS name
	Service     string
	Description string
	Image       string
	Entrypoint  []string
	Command     []string
	User        string // as Podman's --user; "" for the image's own
	WorkingDir  string
	Environment []Variable // by name
	Mounts      []Mount    // by target
	Publish     []Publish
	Network     string   // name of the stack's network; "" for what is not in it
	Networks    []string // names of further networks, sorted
	Health      *Health
	Limits      Limits
	Stop        Stop
	ReadOnly    bool
	Tmpfs       []string
	Capability  []string // kept; all others are dropped
	Init        bool
	Labels      []Variable
	Quadlet     []Section // further keys, checked against the key table
	Requires    []string  // units of this host that must have started before, without suffix ".service"
	Origin      Origin
}

// Variable is one name and value of an environment.
type Variable struct {
	Name   string
	Value  Text
	Origin Origin
}

// Mount is what a container sees at Target. Exactly one of Volume, Path and
// Content is set.
type Mount struct {
	Target   string
	Volume   string // name of a Volume
	Path     string // a file or directory on the host
	Content  Text   // a file with secrets, delivered as a Podman secret
	ReadOnly bool
	UID, GID int    // owner of Content, as seen in the container
	Mode     uint32 // mode of Content
	Origin   Origin
}

// Publish is a port of a container made reachable at an address of the host.
type Publish struct {
	Address       string // never empty; "0.0.0.0" for all
	HostPort      int
	ContainerPort int
	Transport     string // "tcp" or "udp"
	Origin        Origin // the line that made it necessary
}

// Health is a container's health check. Times are in seconds.
type Health struct {
	Command     []string
	Interval    int
	Timeout     int
	StartPeriod int
	Retries     int
	Origin      Origin
}

// Limits are a container's resource limits; 0 means none.
type Limits struct {
	Memory int64 // bytes
	Shm    int64 // bytes
	Pids   int
	CPU    int // percent of one processor
}

// Stop says how a container ends.
type Stop struct {
	Signal  string // "" for the image's own
	Timeout int    // seconds before it is killed
}

// Section is a group of keys in a Quadlet or systemd unit.
type Section struct {
	Name   string
	Keys   []Key
	Origin Origin
}

// Key is one key of a Section with its values, one line each.
type Key struct {
	Name   string
	Values []string
	Origin Origin
}

// Unit is a system unit of a distribution package that the stack manages.
type Unit struct {
	Name     string   // with suffix, as in "cron.service"
	Validate []string // command that must accept the staged files before they go live
	Service  string
	Origin   Origin
}

// Phases of a Job.
const (
	Prepare = "prepare" // before any unit of the host changes
	Release = "release" // before the containers of its service switch
	Ready   = "ready"   // when its service is healthy, before what depends on it
	Settled = "settled" // when the host is healthy
	Manual  = "manual"  // when an operator asks
)

// Job is a command that runs to its end. It runs again only when its
// definition changed or it has not succeeded. Exactly one of Container, Exec
// and Host is used: a container of its own, a running container, or the host.
type Job struct {
	Name      string // unit name of the job's container, unique on the host
	Service   string
	When      string
	Container *Container
	Exec      string   // name of a Container
	Command   []string // for Exec and on the host
	Host      bool
	Inputs    []string // whatever else must make it run again when it changes
	Timeout   int      // seconds
	Rollback  string   // "safe" or "forbid"
	Gate      bool     // it waits for what another host does: it is tried until it succeeds
	Origin    Origin
}

// Step is one step of activation.
type Step struct {
	Kind string // "volume", "container", "unit", "job", "timer" or "link"
	Name string
}

// Endpoint is an address that a service of this host offers.
type Endpoint struct {
	Service   string
	Name      string
	Container string // "" for a native one
	Port      int    // where the service listens
	Transport string
	Protocol  string
	Public    bool
	Addresses []string // "address:port" at which the host listens, sorted; none if nothing outside the network needs it
	Origin    Origin
}

// Edge says that Reader uses Endpoint of Provider.
type Edge struct {
	Reader       string // service
	ReaderHost   string
	Thing        string // what of the reader uses it, as in "container web"
	Provider     string // service
	ProviderHost string
	Endpoint     string
	Address      string // as the reader sees it
	Port         int
	Weak         bool // opens the way but orders nothing
	Origin       Origin
}

// Rule admits connections to this host. Everything else is refused.
type Rule struct {
	From      string // address or CIDR; "any"
	To        string // address of this host; "any"
	Port      int
	Transport string
	Service   string // whose endpoint it is
	Comment   string // who needs it, as in "web on web01 uses db.sql"
	Origin    Origin
}

// Peer is an endpoint on another host.
type Peer struct {
	Host     string
	Service  string
	Endpoint string
	Address  string
	Port     int
}

// Secret is a sealed value that the host needs.
type Secret struct {
	Name    string
	Version int
	Source  string // where its value is: Sealed, FromHost or Generated; "" is Sealed
	Length  int    // of a Generated one, in characters
	Sealed  string // age ciphertext, armored
	Origin  Origin
}

// Sources of a Secret.
const (
	Sealed    = "sealed"    // in the bundle
	FromHost  = "host"      // a file that an admin has written there
	Generated = "generated" // made there when it is first needed
)

// Local reports whether the value is on the host only.
func (s *Secret) Local() bool { return s.Source == FromHost || s.Source == Generated }

// Value returns which value is sealed.
func (s *Secret) Value() Value { return Value{s.Name, s.Version} }
