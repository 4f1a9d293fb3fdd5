package install

import (
	"net"
	"slices"
	"strconv"
	"strings"

	"github.com/senextrader/senexc/compile/plan"
)

// asksHTTP reports whether a probe needs a client for HTTP.
func asksHTTP(in Input) bool {
	return slices.ContainsFunc(in.Host.Probes, func(p plan.Probe) bool { return p.URL != "" })
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

func linksTable(in Input) *table {
	t := &table{name: "links", comment: "KEEP VERSION PATH: PATH is a link to the folder VERSION beside it; KEEP versions stay"}
	for _, l := range in.Host.Links {
		t.addText(l.Path, strconv.Itoa(l.Keep), l.Target)
	}
	return t
}

func accountsTable(in Input) *table {
	t := &table{name: "accounts", comment: "NAME UID HOME GROUPS: system accounts of programs of the host, which are never removed; UID - is any, GROUPS is separated by commas or -"}
	for _, a := range in.Host.Accounts {
		uid := "-"
		if a.UID > 0 {
			uid = strconv.Itoa(a.UID)
		}
		t.add(a.Name, uid, a.Home, orDash(strings.Join(a.Groups, ",")))
	}
	return t
}
