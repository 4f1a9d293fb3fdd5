package emit

import "github.com/senextrader/senexc/compile/plan"

type recordTimer struct {
	Name        string   `json:"name"`
	Service     string   `json:"service"`
	Description string   `json:"description"`
	Schedule    []string `json:"schedule"` // calendar expressions of systemd
	Persistent  bool     `json:"persistent"`
	Delay       int      `json:"randomized_delay_seconds"`
	Where       string   `json:"where"` // "host", "exec" or "container"
	Timeout     int      `json:"timeout_seconds"`
	From        *place   `json:"from"`
}

func recordTimerOf(t *plan.Timer) recordTimer {
	j := &t.Job
	return recordTimer{j.Name, j.Service, t.Description, list(t.Schedule), t.Persistent, t.Delay, where(j), j.Timeout, from(j.Origin)}
}

type recordProbe struct {
	Name        string `json:"name"`
	Service     string `json:"service"`
	Description string `json:"description"`
	Kind        string `json:"kind"` // "http", "tcp" or "command"
	Required    bool   `json:"required"`
	Deadline    int    `json:"deadline_seconds"`
	From        *place `json:"from"`
}

func recordProbeOf(p *plan.Probe) recordProbe {
	kind := "command"
	switch {
	case p.URL != "":
		kind = "http"
	case p.TCP != "":
		kind = "tcp"
	}
	return recordProbe{p.Name, p.Service, p.Description, kind, p.Required, p.Deadline, from(p.Origin)}
}

type recordAccount struct {
	Name    string   `json:"name"`
	UID     int      `json:"uid"` // 0 when the host chooses
	Home    string   `json:"home"`
	Groups  []string `json:"groups"`
	Service string   `json:"service"`
	From    *place   `json:"from"`
}

func recordAccountOf(a *plan.SystemAccount) recordAccount {
	return recordAccount{a.Name, a.UID, a.Home, list(a.Groups), a.Service, from(a.Origin)}
}

type recordNetwork struct {
	Name     string `json:"name"`
	Subnet   string `json:"subnet"` // "" when Podman chooses
	Internal bool   `json:"internal"`
	Service  string `json:"service"`
	From     *place `json:"from"`
}

func recordNetworkOf(n *plan.Network) recordNetwork {
	return recordNetwork{n.Name, n.Subnet, n.Internal, n.Service, from(n.Origin)}
}

type recordVersion struct {
	Path    string `json:"path"`    // of the link
	Version string `json:"version"` // that it points to
	Keep    int    `json:"keep"`
	Service string `json:"service"`
	From    *place `json:"from"`
}

func recordVersionOf(l *plan.Link) recordVersion {
	return recordVersion{l.Path, l.Target, l.Keep, l.Service, from(l.Origin)}
}
