package compile

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/senextrader/senexc/lang/diagnostic"
)

// A check is one that only somebody who sees the whole stack can make. Its code
// is for good: docs/checks has a page of that name, and a stack may suppress it
// by it, if it is a warning.
type check struct {
	Code    string
	Summary string
	Warns   bool // what it finds may be meant
}

var (
	memoryBudget     = check{Code: "SX201", Summary: "Memory promised twice"}
	connectionBudget = check{Code: "SX202", Summary: "Connections promised twice"}
	oneOfAKind       = check{Code: "SX203", Summary: "Two of what there may be one of"}
	unbackedData     = check{Code: "SX204", Summary: "Data without a backup", Warns: true}
	leaderOfData     = check{Code: "SX205", Summary: "Data without a leader"}
	unpinnedImage    = check{Code: "SX206", Summary: "Image that changes by itself"}

	twoFamilies   = check{Code: "SX211", Summary: "Addresses of two kinds"}
	hostOnly      = check{Code: "SX212", Summary: "Endpoint of its own host"}
	unknownListen = check{Code: "SX213", Summary: "Nobody says where it listens", Warns: true}
	lowPort       = check{Code: "SX214", Summary: "Port that the account cannot open"}
	noWayThere    = check{Code: "SX215", Summary: "No way there"}

	nameTaken  = check{Code: "SX221", Summary: "Duplicate name"}
	portTaken  = check{Code: "SX222", Summary: "Port taken"}
	caseOnly   = check{Code: "SX223", Summary: "Names that differ by case only"}
	nameLength = check{Code: "SX224", Summary: "Name too long"}
	noHostName = check{Code: "SX225", Summary: "Name that some clients refuse", Warns: true}

	circularOrder = check{Code: "SX231", Summary: "Circular order"}
	circularHosts = check{Code: "SX232", Summary: "Circular order of hosts"}
)

// checks are all of them, by code.
var checks = []check{
	memoryBudget, connectionBudget, oneOfAKind, unbackedData, leaderOfData, unpinnedImage,
	twoFamilies, hostOnly, unknownListen, lowPort, noWayThere,
	nameTaken, portTaken, caseOnly, nameLength, noHostName,
	circularOrder, circularHosts,
}

// failCheck reports an error that a check found.
func (c *compiler) failCheck(k check, at hcl.Range, detail string, args ...any) {
	d := problem(at, k.Summary, detail, args...)
	d.Extra = &diagnostic.Extra{Code: k.Code}
	c.diags = c.diags.Append(d)
}

// warnCheck reports a warning that a check found about a service.
func (c *compiler) warnCheck(k check, s *service, at hcl.Range, detail string, args ...any) {
	d := problem(at, k.Summary, detail, args...)
	d.Severity = hcl.DiagWarning
	d.Extra = &diagnostic.Extra{Code: k.Code}
	c.about[d] = s.name
	c.diags = c.diags.Append(d)
}
