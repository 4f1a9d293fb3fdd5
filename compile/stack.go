package compile

import (
	"fmt"
	"maps"
	"net/netip"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/lang"
	"github.com/senextrader/senexc/lang/diagnostic"
	"github.com/senextrader/senexc/lang/number"
	"github.com/senextrader/senexc/lang/sealed"
	"github.com/senextrader/senexc/lang/suggest"
	"github.com/senextrader/senexc/lang/types"
)

// stack is what the stack block says.
type stack struct {
	value      cty.Value // what stack.x reads
	adminCIDRs []string
	account    plan.Account
	network    plan.Network
	example    bool
	operators  map[string]string // recipients, by name
}

// A host is a machine of the stack.
type host struct {
	block     *lang.Block
	name      string
	value     cty.Value // what host.x reads
	address   string
	fqdn      string
	groups    []string
	os        string
	family    string
	arch      string
	podman    string
	memory    int64
	cpus      int
	recipient string
	refused   bool // its recipient is none
	account   plan.Account
	packages  []string    // that containers need there
	instances []*instance // in order of their services' names
}

// Defaults of the stack block.
const (
	defaultUser   = "senex"
	defaultUID    = 1500
	defaultSubnet = "172.20.0.0/24"
)

// top is the scope of everything at the top level of a stack.
func (c *compiler) top() *scope { return &scope{c: c} }

func (c *compiler) evaluateStack(result *Result) {
	b := c.module.Stack
	a := c.arguments(c.top(), b)
	result.Stack, result.Environment = b.Name(), a.string("environment", "")
	result.SigningKey = a.string("signing_key", "")
	if version := a.float("language"); version != 1 && version != 0 {
		c.fail(b.Attributes["language"].Expr.Range(), "Unknown language version", "This compiler knows version 1 of the language. Use a newer one for version %v.", version)
	}
	if env := result.Environment; env != "" && !hclsyntax.ValidIdentifier(env) {
		c.fail(b.Attributes["environment"].Expr.Range(), "Invalid environment", "%q cannot be the name of an environment: it becomes part of file names, so it has only letters, digits, underscores and dashes.", env)
	}
	c.stack.example = a.bool("example", false)
	c.stack.operators = c.operators(a)
	c.stack.adminCIDRs = a.strings("admin_cidrs")
	for _, cidr := range c.stack.adminCIDRs {
		if _, err := netip.ParsePrefix(cidr); err != nil {
			c.fail(b.Attributes["admin_cidrs"].Expr.Range(), "Invalid network", "%q is not a network such as 10.0.0.0/8.", cidr)
		}
	}
	c.stack.account = account(a, plan.Account{Name: defaultUser, UID: defaultUID})
	c.stack.network = plan.Network{Name: strings.ReplaceAll(b.Name(), "-", "_") + "_net", Subnet: defaultSubnet, Origin: origin(b.Range)}
	if v := a.value("network"); v.IsKnown() && !v.IsNull() {
		c.stack.network.Name = v.GetAttr("name").AsString()
		c.stack.network.Subnet = v.GetAttr("subnet").AsString()
		c.stack.network.Origin = origin(b.Attributes["network"].Range)
		at := b.Attributes["network"].Expr.Range()
		switch p, err := netip.ParsePrefix(c.stack.network.Subnet); {
		case err != nil:
			c.fail(at, "Invalid network", "%q is not a network such as 172.20.0.0/24.", c.stack.network.Subnet)
		case p.Masked() != p:
			c.fail(at, "Invalid network", "%s is an address in a network. The network is %s.", p, p.Masked())
		case p.Addr().BitLen()-p.Bits() < 4:
			c.fail(at, "Network too small", "The container network %s has too few addresses for containers. Give it at least a /28.", p)
		}
	}
	c.stack.value = cty.ObjectVal(map[string]cty.Value{
		"name":        cty.StringVal(b.Name()),
		"environment": cty.StringVal(result.Environment),
		"user":        c.accountValue(c.stack.account),
		"network": cty.ObjectVal(map[string]cty.Value{
			"name":   cty.StringVal(c.stack.network.Name),
			"subnet": cty.StringVal(c.stack.network.Subnet),
		}),
	})
}

var accountName = regexp.MustCompile(`^[a-z_][a-z0-9_-]{0,30}$`)

func account(a *arguments, otherwise plan.Account) plan.Account {
	if v := a.plain("user"); !v.IsNull() {
		otherwise = plan.Account{Name: v.GetAttr("name").AsString(), UID: int(a.whole("user", v.GetAttr("uid").AsBigFloat()))}
		if !accountName.MatchString(otherwise.Name) {
			a.s.c.fail(a.at("user"), "Invalid account", "%q cannot be the name of an account: it has small letters, digits, underscores and dashes.", otherwise.Name)
		}
		// Below are accounts of the system, which own what containers must not
		// touch; above are the ranges of user namespaces.
		if otherwise.UID < 1000 || otherwise.UID > 59999 {
			a.s.c.fail(a.at("user"), "Invalid account", "The account that containers run in has a uid from 1000 to 59999, and this is %d.", otherwise.UID)
		}
	}
	otherwise.Home = path.Join("/var/lib", otherwise.Name)
	return otherwise
}

func (c *compiler) accountValue(a plan.Account) cty.Value {
	return c.value(accountKey(a), hcl.Range{}, func() cty.Value {
		return cty.ObjectVal(map[string]cty.Value{
			"name": cty.StringVal(a.Name),
			"uid":  cty.NumberIntVal(int64(a.UID)),
			"home": cty.StringVal(a.Home),
		})
	})
}

// accountKey is the key of an account, which mostly is the same on all hosts.
type accountKey plan.Account

func (k accountKey) String() string { return fmt.Sprintf("account %q", k.Name) }

// variable returns the value of a variable of the stack.
func (c *compiler) variable(name string, at hcl.Range) cty.Value {
	return c.value(named(fmt.Sprintf("variable %q", name)), at, func() cty.Value {
		b := c.module.Variables[name]
		e, given := c.given(name)
		if !given {
			e = b.Expr("default")
		}
		if e == nil && b.Refused {
			return cty.DynamicVal // its default may be what is misspelt there
		}
		if e == nil {
			c.fail(b.Range, "No value for variable", "The variable %q has no default, so a value must be given. Pass --var %s=VALUE, or set it in a file for --var-file.", name, name)
			return cty.DynamicVal
		}
		return c.variableValue(c.top(), b, e, c.top(), "The variable "+name)
	})
}

// given returns the value that was passed for a variable from outside.
func (c *compiler) given(name string) (hcl.Expression, bool) {
	if text, ok := c.opts.Variables[name]; ok {
		return c.parseGiven(name, text), true
	}
	for _, f := range slices.Backward(c.opts.VarFiles) {
		if a := c.varFile(f)[name]; a != nil {
			return a.Expr, true
		}
	}
	if text, ok := c.opts.Ambient[name]; ok {
		return c.parseGiven(name, text), true
	}
	return nil, false
}

// parseGiven reads a value as typed on a command line: text for a variable
// whose type is a string, an expression otherwise.
func (c *compiler) parseGiven(name, text string) hcl.Expression {
	shown := "value of variable " + name
	c.module.Files[shown] = &hcl.File{Bytes: []byte(text)}
	literal := &hclsyntax.LiteralValueExpr{
		Val:      cty.StringVal(text),
		SrcRange: hcl.Range{Filename: shown, Start: hcl.InitialPos, End: hcl.InitialPos},
	}
	t := types.Type{}
	if e := c.module.Variables[name].Expr("type"); e != nil {
		t, _ = types.Parse(e)
	}
	switch t.Kind() {
	case types.KindList, types.KindSet, types.KindMap, types.KindObject, types.KindTuple:
	default:
		return literal
	}
	e, diags := hclsyntax.ParseExpression([]byte(text), shown, hcl.InitialPos)
	if !diags.HasErrors() {
		diags = number.Check(e, []byte(text))
	}
	if diags.HasErrors() {
		c.diags = append(c.diags, diags...)
		literal.Val = cty.DynamicVal
		return literal
	}
	return e
}

// varFile parses a file of values.
func (c *compiler) varFile(f VarFile) map[string]*hcl.Attribute {
	return once(c, named("file "+f.Name), hcl.Range{}, nil, func() map[string]*hcl.Attribute {
		c.module.Files[f.Name] = &hcl.File{Bytes: f.Data}
		diags := lang.CheckSource(f.Data, f.Name)
		var parsed *hcl.File
		if !diags.HasErrors() {
			parsed, diags = hclsyntax.ParseConfig(f.Data, f.Name, hcl.InitialPos)
		}
		if !diags.HasErrors() {
			diags = number.Check(parsed.Body.(*hclsyntax.Body), f.Data)
		}
		c.diags = append(c.diags, diags...)
		if diags.HasErrors() {
			return map[string]*hcl.Attribute{}
		}
		attributes, diags := parsed.Body.JustAttributes()
		c.diags = append(c.diags, diags...)
		for _, a := range lang.Sorted(attributes) {
			if c.module.Variables[a.Name] == nil {
				c.fail(a.NameRange, "Unknown variable", "The stack has no variable %q.%s", a.Name, suggest.DidYouMean(a.Name, slices.Sorted(maps.Keys(c.module.Variables))))
			}
		}
		return attributes
	})
}

// checkGiven evaluates every variable, and reports values for variables that
// there are not.
func (c *compiler) checkGiven() {
	known := slices.Sorted(maps.Keys(c.module.Variables))
	for _, name := range slices.Sorted(maps.Keys(c.opts.Variables)) {
		if !slices.Contains(known, name) {
			c.diags = c.diags.Append(&hcl.Diagnostic{
				Severity: hcl.DiagError,
				Summary:  "Unknown variable",
				Detail:   fmt.Sprintf("A value is given for %q, but the stack has no variable of that name.%s", name, suggest.DidYouMean(name, known)),
			})
		}
	}
	for _, f := range c.opts.VarFiles {
		c.varFile(f)
	}
	for _, name := range known {
		c.variable(name, c.module.Variables[name].Range)
	}
}

// variableValue evaluates a value for a variable, of the stack or of a
// component: converts it and holds it against the validations. The value is
// evaluated in one scope, the validations in that of the variable.
func (c *compiler) variableValue(s *scope, b *lang.Block, e hcl.Expression, own *scope, what string) cty.Value {
	t := types.Type{}
	if e := b.Expr("type"); e != nil {
		var diags hcl.Diagnostics
		if t, diags = types.Parse(e); diags.HasErrors() {
			c.diags = append(c.diags, diags...)
			return cty.DynamicVal
		}
	}
	v := s.eval(e)
	v, diags := s.convert(t, v, e, what)
	c.diags = append(c.diags, diags...)
	if diags.HasErrors() {
		return cty.DynamicVal
	}
	if forged(v) {
		c.fail(e.Range(), "Reserved character", "The characters U+27EA and U+27EB mark the places of secrets and cannot be in a text. Remove them.")
		return cty.DynamicVal
	}
	if v.IsNull() {
		if n := b.Expr("nullable"); n != nil {
			if nullable := own.eval(n); nullable.IsKnown() && nullable.Type() == cty.Bool && nullable.False() {
				c.fail(e.Range(), "Value required", "%s must not be null.", what)
				return cty.DynamicVal
			}
		}
	}
	for _, nested := range b.Blocks {
		if nested.Type == "validation" && !c.holds(own.validating(b.Name(), v), nested, e.Range(), "Invalid value") {
			return cty.DynamicVal
		}
	}
	return v
}

// holds evaluates a condition and reports its message, at a place, when it is
// false.
func (c *compiler) holds(s *scope, b *lang.Block, at hcl.Range, summary string) bool {
	a := c.arguments(s, b)
	if b.Expr("condition") == nil {
		return true // that it is missing was said
	}
	severity := a.oneOf("severity", "error", "warning")
	v := a.value("condition")
	if !v.IsKnown() {
		return true // whatever is wrong was said where it happened
	}
	if v.IsNull() {
		c.fail(b.Attributes["condition"].Expr.Range(), "Invalid condition", "A condition is true or false, and this one is null.")
		return false
	}
	if v.True() {
		return true
	}
	message := a.string("error_message", "The condition does not hold.")
	if given, ok := plainString(s.validatedValue); ok && s.validated != "" {
		message += suggest.DidYouMean(given, s.enumerated())
	}
	d := problem(at, summary, "%s", message)
	if severity == "warning" {
		d.Severity = hcl.DiagWarning
	}
	d.Extra = &diagnostic.Extra{
		Code:  a.string("code", ""),
		Notes: []diagnostic.Note{{Subject: b.Attributes["condition"].Range, Message: "this must hold"}},
	}
	c.conditions[d] = b.Range
	if s.inst != nil {
		c.about[d] = s.inst.service.name
	}
	c.diags = c.diags.Append(d)
	return d.Severity == hcl.DiagWarning
}

// placeHosts evaluates every host.
func (c *compiler) placeHosts() {
	c.checkGiven()
	for _, b := range sortedByKey(c.module.Hosts) {
		c.hostValue(b.Name(), b.Range)
	}
	c.checkGroups()
	addresses := map[netip.Addr]*host{} // an IPv6 address can be written in several ways
	for _, h := range sortedByKey(c.hosts) {
		address, _ := netip.ParseAddr(h.address)
		if other := addresses[address]; other != nil && address.IsValid() {
			c.fail(h.block.Attributes["address"].Expr.Range(), "Duplicate address", "The hosts %q and %q have the same address %s, so nothing could tell them apart.", other.name, h.name, h.address)
		}
		addresses[address] = h
		c.checkSubnet(h)
	}
	c.checkFullNames()
}

// hostAddress checks the address of a host and returns it in its one spelling.
func (c *compiler) hostAddress(s string, at hcl.Range) string {
	a, err := netip.ParseAddr(s)
	switch {
	case err != nil:
		c.fail(at, "Invalid address", "%q is not an IP address. The address of a host is the private one at which the other hosts reach it.", s)
		return s
	case a.IsUnspecified() || a.IsMulticast() || a.Zone() != "" || a.Is4In6() || a == netip.AddrFrom4([4]byte{255, 255, 255, 255}):
		c.fail(at, "Invalid address", "%s is not the address of one host. The address of a host is the private one at which the other hosts reach it.", s)
	case a.IsLoopback() && len(c.module.Hosts) > 1:
		c.fail(at, "Invalid address", "At %s every host reaches itself. The address of a host is the private one at which the other hosts reach it.", s)
	}
	return a.String()
}

// checkSubnet refuses a container network that hides hosts: their addresses
// would lead into the network instead.
func (c *compiler) checkSubnet(h *host) {
	subnet, err := netip.ParsePrefix(c.stack.network.Subnet)
	address, err2 := netip.ParseAddr(h.address)
	if err == nil && err2 == nil && subnet.Contains(address) {
		at := c.module.Stack.Range
		if a := c.module.Stack.Attributes["network"]; a != nil {
			at = a.Expr.Range()
		}
		c.fail(at, "Network overlaps a host", "The container network %s contains the address %s of the host %q, so containers could not reach it. Choose another subnet.", subnet, address, h.name)
	}
}

// hostValue returns what host.NAME reads.
func (c *compiler) hostValue(name string, at hcl.Range) cty.Value {
	return c.value(named(fmt.Sprintf("host %q", name)), at, func() cty.Value {
		b := c.module.Hosts[name]
		a := c.arguments(c.top(), b)
		h := &host{
			block:     b,
			name:      name,
			fqdn:      a.string("fqdn", name),
			address:   a.string("address", ""),
			groups:    slices.Sorted(slices.Values(a.strings("groups"))),
			os:        a.string("os", "debian-13"),
			arch:      a.oneOf("arch", architectures...),
			memory:    a.memory("memory"),
			cpus:      a.int("cpus", 0),
			recipient: a.string("recipient", ""),
			account:   account(a, c.stack.account),
		}
		c.hosts[name] = h
		if e := b.Expr("address"); e != nil && h.address != "" {
			h.address = c.hostAddress(h.address, e.Range())
		}
		if h.recipient != "" {
			if err := sealed.HostRecipient(h.recipient); err != nil {
				c.fail(a.at("recipient"), "Invalid recipient", "What stands there %s. Enrol the host, which prints its recipient:\n\n    senexc enroll %s %s", err, c.opts.Stack, name)
				h.recipient, h.refused = "", true
			}
		}
		facts := c.operatingSystem(h, a)
		v := cty.ObjectVal(map[string]cty.Value{
			"name":         cty.StringVal(h.name),
			"fqdn":         cty.StringVal(h.fqdn),
			"address":      cty.StringVal(h.address),
			"groups":       stringList(h.groups),
			"os":           cty.StringVal(h.os),
			"family":       cty.StringVal(h.family),
			"arch":         cty.StringVal(h.arch),
			"podman":       cty.StringVal(h.podman),
			"memory_bytes": cty.NumberIntVal(h.memory),
			"cpus":         cty.NumberIntVal(int64(h.cpus)),
			"user":         c.accountValue(h.account),
			"facts":        facts,
		})
		h.value = v
		return v
	})
}

// operatingSystem adds what is known of the host's operating system.
func (c *compiler) operatingSystem(h *host, a *arguments) (facts cty.Value) {
	facts = cty.MapValEmpty(cty.String)
	b := c.module.OS[h.os]
	if b == nil {
		at := h.block.Range
		if e := h.block.Expr("os"); e != nil {
			at = e.Range()
		}
		known := slices.Sorted(maps.Keys(c.module.OS))
		c.fail(at, "Unknown operating system", "Nothing is known of the operating system %q.%s Known are: %s.", h.os, suggest.DidYouMean(h.os, known), strings.Join(known, ", "))
		return cty.DynamicVal
	}
	known := c.arguments(c.top(), b)
	h.family = known.string("family", "")
	h.podman = a.string("podman", known.string("podman", ""))
	h.packages = known.strings("packages")
	if v := known.value("facts"); !v.IsNull() {
		facts = v
	}
	return facts
}

// checkGroups warns of a group that nothing refers to when its name is near one
// that something does: whoever wrote it may miss the host there.
func (c *compiler) checkGroups() {
	named := map[string]bool{}
	for _, w := range c.spelt {
		for _, t := range w.references {
			if t.RootName() == "group" {
				named[stepName(t, 1)] = true
			}
		}
	}
	var known []string // that has a host at least, or else the reference is wrong
	for _, h := range sortedByKey(c.hosts) {
		for _, g := range h.groups {
			if named[g] {
				known = append(known, g)
			}
		}
	}
	for _, h := range sortedByKey(c.hosts) {
		for _, g := range h.groups {
			if named[g] {
				continue
			}
			if meant := suggest.DidYouMean(g, known); meant != "" {
				c.warn(elementRange(h.block.Expr("groups"), g), "Unused group", "Nothing refers to the group %q, which the host %q is in.%s", g, h.name, meant)
			}
		}
	}
}

// elementRange is where a string of a list is written; the list when it is not
// written out.
func elementRange(e hcl.Expression, s string) hcl.Range {
	if list, diags := hcl.ExprList(e); !diags.HasErrors() {
		for _, element := range list {
			if written, ok := literalString(element); ok && written == s {
				return element.Range()
			}
		}
	}
	return e.Range()
}

// group returns the hosts of a group, in order of their names.
func (c *compiler) group(name string, at hcl.Range) cty.Value {
	return c.value(named(fmt.Sprintf("group %q", name)), at, func() cty.Value { return cty.TupleVal(c.members(at)[name]) })
}

// members returns the hosts of every group, in order of their names.
func (c *compiler) members(at hcl.Range) map[string][]cty.Value {
	return once(c, named("the groups"), at, nil, func() map[string][]cty.Value {
		members := map[string][]cty.Value{"all": nil}
		for _, b := range sortedByKey(c.module.Hosts) {
			v := c.hostValue(b.Name(), at)
			h := c.hosts[b.Name()]
			if h == nil {
				continue
			}
			for _, group := range append([]string{"all"}, slices.Compact(slices.Clone(h.groups))...) {
				hosts := members[group] // whose name is no mistake, also when the host has one
				if v.IsKnown() {
					hosts = append(hosts, v)
				}
				members[group] = hosts
			}
		}
		return members
	})
}

// architectures are those that an installer can compare with the host's, the
// default first.
var architectures = []string{"amd64", "arm64"}

// groups returns the names of all groups, sorted.
func (c *compiler) groups(at hcl.Range) []string {
	return once(c, named("the names of the groups"), at, nil, func() []string { return slices.Sorted(maps.Keys(c.members(at))) })
}

func stringList(s []string) cty.Value {
	if len(s) == 0 {
		return cty.ListValEmpty(cty.String)
	}
	var values []cty.Value
	for _, s := range s {
		values = append(values, cty.StringVal(s))
	}
	return cty.ListVal(values)
}
