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
	noWayHome     = check{Code: "SX216", Summary: "Host that its containers do not reach"}

	nameTaken  = check{Code: "SX221", Summary: "Duplicate name"}
	portTaken  = check{Code: "SX222", Summary: "Port taken"}
	caseOnly   = check{Code: "SX223", Summary: "Names that differ by case only"}
	nameLength = check{Code: "SX224", Summary: "Name too long"}
	noHostName = check{Code: "SX225", Summary: "Name that some clients refuse", Warns: true}

	circularOrder = check{Code: "SX231", Summary: "Circular order"}
	circularHosts = check{Code: "SX232", Summary: "Circular order of hosts"}

	unset           = check{Code: "SX241", Summary: "Secret without a value"}
	underived       = check{Code: "SX242", Summary: "Secret without a derived value"}
	sealedToOthers  = check{Code: "SX243", Summary: "Secret sealed to others"}
	sealedToMore    = check{Code: "SX244", Summary: "Secret sealed to others than now need it", Warns: true}
	withoutOperator = check{Code: "SX245", Summary: "Secret not sealed to every operator", Warns: true}
	noRecipient     = check{Code: "SX246", Summary: "Host without a recipient"}
	twoStacks       = check{Code: "SX247", Summary: "Host of two stacks", Warns: true}
	published       = check{Code: "SX248", Summary: "Published identity"}
	copied          = check{Code: "SX249", Summary: "Secret copied from another"}
	unusedSecret    = check{Code: "SX250", Summary: "Unused secret", Warns: true}

	unissued       = check{Code: "SX251", Summary: "Certificate not issued"}
	otherAuthority = check{Code: "SX252", Summary: "Certificate of another authority"}
	withoutName    = check{Code: "SX253", Summary: "Certificate without a name"}
	unusedNames    = check{Code: "SX254", Summary: "Certificate for names no longer used", Warns: true}
	expired        = check{Code: "SX255", Summary: "Expired certificate"}
	nearEnd        = check{Code: "SX256", Summary: "Certificate near its end", Warns: true}
	authorityEnds  = check{Code: "SX257", Summary: "Authority near its end", Warns: true}
	noOperators    = check{Code: "SX258", Summary: "Authority without operators"}
	notIssued      = check{Code: "SX259", Summary: "Authority without a certificate"}
	issuesNothing  = check{Code: "SX260", Summary: "Unused authority", Warns: true}
)

// checks are all of them, by code.
var checks = []check{
	memoryBudget, connectionBudget, oneOfAKind, unbackedData, leaderOfData, unpinnedImage,
	twoFamilies, hostOnly, unknownListen, lowPort, noWayThere, noWayHome,
	nameTaken, portTaken, caseOnly, nameLength, noHostName,
	circularOrder, circularHosts,
	unset, underived, sealedToOthers, sealedToMore, withoutOperator, noRecipient, twoStacks, published, copied, unusedSecret,
	unissued, otherAuthority, withoutName, unusedNames, expired, nearEnd, authorityEnds, noOperators, notIssued, issuesNothing,
}

// failCheck reports an error that a check found.
func (c *compiler) failCheck(k check, at hcl.Range, detail string, args ...any) {
	d := problem(at, k.Summary, detail, args...)
	d.Extra = &diagnostic.Extra{Code: k.Code}
	c.diags = c.diags.Append(d)
}

// warnCheck reports a warning that a check found about a service, or about no
// service in particular.
func (c *compiler) warnCheck(k check, s *service, at hcl.Range, detail string, args ...any) {
	d := problem(at, k.Summary, detail, args...)
	d.Severity = hcl.DiagWarning
	d.Extra = &diagnostic.Extra{Code: k.Code}
	if s != nil {
		c.about[d] = s.name
	}
	c.diags = c.diags.Append(d)
}
