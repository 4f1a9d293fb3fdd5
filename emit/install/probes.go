package install

import (
	"net"
	"slices"
	"strings"

	"github.com/senextrader/senexc/compile/plan"
)

// asksHTTP reports whether a probe needs a client for HTTP.
func asksHTTP(h *plan.Host) bool {
	return slices.ContainsFunc(h.Probes, func(p plan.Probe) bool { return p.URL != "" })
}

func probesTable(in Input) *table {
	t := &table{name: "probes", comment: `probe NAME required|advisory DEADLINE INTERVAL TIMEOUT: what is asked when the units are healthy, times in seconds; then one of
  http verified|unverified CONNECT STATUS,... URL: CONNECT is ADDRESS PORT, or - - for what the URL names
  tcp ADDRESS PORT: must take a connection
  exec CONTAINER or host: its command, one argument per line, must succeed
then end`}
	for _, p := range in.Host.Probes {
		weight := "required"
		if !p.Required {
			weight = "advisory"
		}
		t.add("probe", p.Name, weight, seconds(p.Deadline), seconds(p.Interval), seconds(p.Timeout))
		switch {
		case p.URL != "":
			verified := "verified"
			if !p.Verify {
				verified = "unverified"
			}
			address, port := split(p.Connect)
			t.add("http", verified, address, port, strings.Join(p.Status, ","), p.URL)
		case p.TCP != "":
			address, port := split(p.TCP)
			t.add("tcp", address, port)
		case p.Exec != "":
			t.add("exec", p.Exec)
		default:
			t.add("host")
		}
		t.addCommand(p.Command)
		t.add("end")
	}
	return t
}

// split parts an address from its port, with dashes where there is none.
func split(address string) (host, port string) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return "-", "-"
	}
	return host, port
}
