package compile

import (
	"maps"
	"path"
	"slices"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/lang/suggest"
)

// accountOf is the name of a system account that a component makes.
func (c *compiler) accountOf(p *item) string {
	return c.arguments(p.scope(c, nowhere), p.block).string("name", p.label)
}

// systemAccount evaluates an account of the host for a program of its own.
func (c *compiler) systemAccount(p *item) plan.SystemAccount {
	a := c.sink(p, onHost)
	one := plan.SystemAccount{
		Name: c.accountOf(p), UID: a.int("uid", 0), Home: a.string("home", "/nonexistent"), Groups: a.strings("groups"),
		Service: p.inst.service.name, Origin: origin(p.block.Range),
	}
	at := p.block.LabelRange
	if p.block.Expr("name") != nil {
		at = a.at("name")
	}
	for _, name := range append([]string{one.Name}, one.Groups...) {
		if name != "" && !accountName.MatchString(name) {
			c.fail(at, "Invalid account", "%q cannot be the name of an account or a group: it has small letters, digits, underscores and dashes.", name)
		}
	}
	if own := p.inst.host.account; one.Name == own.Name || one.Name == "root" {
		c.fail(at, "Invalid account", "The account %q is there already: it is %s. Choose another name.", one.Name, map[bool]string{true: "the one that containers run in", false: "the administrator"}[one.Name == own.Name])
	}
	if p.block.Expr("uid") != nil && (one.UID < 100 || one.UID > 59999 || one.UID == p.inst.host.account.UID) && a.known("uid") {
		c.fail(a.at("uid"), "Invalid account", "The number of an account is from 100 to 59999 and not that of the account that containers run in (%d), and this is %d.", p.inst.host.account.UID, one.UID)
	}
	if !path.IsAbs(one.Home) || path.Clean(one.Home) != one.Home {
		c.fail(a.at("home"), "Invalid path", "%q is not an absolute path.", one.Home)
	}
	slices.Sort(one.Groups)
	one.Groups = slices.Compact(one.Groups)
	return one
}

// packageName is what a package is called on the host's operating system; ""
// when none is needed there.
func (c *compiler) packageName(p *item) string {
	a := c.sink(p, onHost)
	if p.block.Expr("names") == nil {
		return a.string("name", p.label)
	}
	if p.block.Expr("name") != nil {
		c.fail(a.at("name"), "Two names of a package", "A package has a name, or names by family of the operating system. Remove one of them.")
	}
	names := a.mapping("names")
	for _, family := range slices.Sorted(maps.Keys(names)) {
		if !slices.Contains(families, family) {
			c.fail(c.keyRange(a.s, p.block.Expr("names"), family), "Unknown family", "There is no family %q of operating systems.%s It is one of: %s.", family, suggest.DidYouMean(family, families), listWords(families))
		}
	}
	return names[p.inst.host.family]
}

// agreeingAccounts returns each account of a host once. Several services may
// have the same one, if they mean the same by it.
func (c *compiler) agreeingAccounts(h *plan.Host) []plan.SystemAccount {
	var kept []plan.SystemAccount
	for _, one := range h.Accounts {
		i := slices.IndexFunc(kept, func(other plan.SystemAccount) bool { return other.Name == one.Name })
		if i < 0 {
			kept = append(kept, one)
			continue
		}
		if first := kept[i]; first.UID != one.UID || first.Home != one.Home || !slices.Equal(first.Groups, one.Groups) {
			c.fail(c.second(one.Service, one.Origin, first.Origin), "Conflicting account", "On %s, the services %q and %q want the account %q with different properties. Let them agree, or give one of them another name.", h.Name, first.Service, one.Service, one.Name)
		}
	}
	return kept
}
