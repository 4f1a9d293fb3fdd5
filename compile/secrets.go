package compile

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/lang"
	"github.com/senextrader/senexc/lang/sealed"
)

// addSecrets finds out which host needs which secret, and gives every host the
// sealed values that it needs. A secret that is missing, or not sealed to a
// host that needs it, is an error that says how to mend it.
func (c *compiler) addSecrets(stack *plan.Stack, result *Result) {
	result.Needs = map[string][]string{}
	result.Recipients = map[string]string{}
	result.Versions = map[string]int{}
	result.Operators = c.stack.operators
	used := map[string]map[plan.Value]bool{} // by host
	locals := map[string][]*plan.Host{}      // secrets that are not sealed, with the hosts that have them
	hostOf := map[string]string{}            // by recipient
	for i := range stack.Hosts {
		h := &stack.Hosts[i]
		if h.Recipient != "" && !c.everybodys(h) {
			result.Recipients[h.Name] = h.Recipient
		}
		used[h.Name], hostOf[h.Recipient] = valuesOf(h), h.Name
		needs := slices.DeleteFunc(secretsOf(used[h.Name]), func(name string) bool {
			l := c.localSecret(name)
			if l != nil {
				locals[name] = append(locals[name], h)
			}
			return l != nil
		})
		for _, name := range needs {
			if isKey(name) {
				continue
			}
			result.Needs[name] = append(result.Needs[name], h.Name)
			result.Versions[name] = c.versionOf(name)
		}
		c.checkRecipient(h, needs)
	}
	for _, name := range slices.Sorted(maps.Keys(locals)) {
		c.addLocal(name, c.localSecret(name), locals[name])
	}
	c.checkOperators()
	result.Used = c.used()
	c.warnUnused(result.Used)

	if c.sealed == nil {
		return // what is wrong with the file was said
	}
	if !c.opts.AllowUnsealed {
		c.checkNeighbours()
	}
	for _, name := range slices.Sorted(maps.Keys(result.Needs)) {
		s := c.sealed.Entry(name)
		base := baseOf(name)
		at := c.module.Stack.Range
		if b := c.module.Secrets[base]; b != nil {
			at = b.Range
		}
		set := fmt.Sprintf("\n\n    senexc secret set %s %s", c.opts.Stack, base)
		again := "Set it again:" + set
		if len(c.stack.operators) > 0 {
			again = fmt.Sprintf("An operator seals it again:\n\n    senexc secret sync %s", c.opts.Stack)
		}
		if s == nil {
			if !c.opts.AllowUnsealed && c.sealed.Lookup(base) != nil {
				c.underived(name, result.Needs[name], at, again)
			} else if !c.opts.AllowUnsealed && (base == name || result.Needs[base] == nil) {
				c.failCheck(unset, at, "The secret %q is needed on %s and has no value yet. Set it:%s", base, strings.Join(result.Needs[name], ", "), set)
			}
			continue
		}
		if !c.opts.AllowUnsealed {
			c.compareRecipients(s, result.Needs[name], hostOf, at, again)
		}
		for _, hostName := range result.Needs[name] {
			h := c.hosts[hostName]
			if h.recipient != "" && !c.opts.AllowUnsealed && slices.ContainsFunc(s.Accepted(), func(v *sealed.Secret) bool { return !slices.Contains(v.Recipients, h.recipient) }) {
				c.failCheck(sealedToOthers, at, "The secret %q is needed on %s, and its value is not sealed to the recipient of that host, which could not open it. %s", name, hostName, again)
			}
			if i, ok := slices.BinarySearchFunc(stack.Hosts, hostName, func(h plan.Host, name string) int { return cmp.Compare(h.Name, name) }); ok {
				addValues(&stack.Hosts[i], used[hostName], s, at)
			}
		}
	}
}

// compareRecipients warns when others can open a secret than should, or when an
// operator cannot. Hosts that cannot are an error, and reported as that.
func (c *compiler) compareRecipients(s *sealed.Secret, needed []string, hostOf map[string]string, at hcl.Range, again string) {
	should := map[string]bool{}
	for _, name := range needed {
		should[c.hosts[name].recipient] = true
	}
	var others, without []string
	for _, name := range slices.Sorted(maps.Keys(c.stack.operators)) {
		r := c.stack.operators[name]
		should[r] = true
		if slices.ContainsFunc(s.Accepted(), func(v *sealed.Secret) bool { return !slices.Contains(v.Recipients, r) }) {
			without = append(without, name)
		}
	}
	for _, v := range s.Accepted() {
		for _, r := range v.Recipients {
			if who := cmp.Or(hostOf[r], r); !should[r] && !slices.Contains(others, who) {
				others = append(others, who)
			}
		}
	}
	// Who needs a secret is not known when a line that refers to it failed:
	// then nobody is told to seal it to fewer.
	if len(others) > 0 && !c.diags.HasErrors() {
		c.warnCheck(sealedToMore, nil, at, "The value of the secret %q can also be opened by %s. %s", s.Name, strings.Join(others, ", "), again)
	}
	if len(without) > 0 {
		c.warnCheck(withoutOperator, nil, at, "The value of the secret %q cannot be opened by %s. %s", s.Name, strings.Join(without, ", "), again)
	}
}

// sealedFile reads the secrets file; nil when it cannot be.
func sealedFile(module *lang.Module, opts Options) (*sealed.File, hcl.Diagnostics) {
	if opts.Sealed == nil {
		return &sealed.File{}, nil
	}
	module.Files[opts.SealedName] = &hcl.File{Bytes: opts.Sealed}
	file, diags := sealed.Parse(opts.Sealed, opts.SealedName)
	if diags.HasErrors() {
		return nil, diags
	}
	file.Source = nil // its bytes are enough for messages
	return file, diags
}

// versionOf returns the version of the value that is in use, or that the first
// one will have.
func (c *compiler) versionOf(name string) int {
	switch l := c.localSecret(name); {
	case l != nil:
		return l.version
	case c.sealed == nil:
		return 1
	case c.sealed.Lookup(baseOf(name)) != nil:
		return c.sealed.Lookup(baseOf(name)).Version
	}
	return c.sealed.Next(baseOf(name))
}

// addValues gives a host the values of a secret that something on it has.
func addValues(h *plan.Host, used map[plan.Value]bool, s *sealed.Secret, at hcl.Range) {
	for _, v := range s.Accepted() {
		if used[plan.Value{Secret: s.Name, Version: v.Version}] {
			h.Secrets = append(h.Secrets, plan.Secret{Name: s.Name, Version: v.Version, Sealed: v.Sealed, Origin: origin(at)})
		}
	}
}

// secretsOf returns the names of the secrets that there are values of, sorted.
func secretsOf(values map[plan.Value]bool) []string {
	names := map[string]bool{}
	for v := range values {
		names[v.Secret] = true
	}
	return slices.Sorted(maps.Keys(names))
}

// valuesOf returns the values of secrets that something on a host has.
func valuesOf(h *plan.Host) map[plan.Value]bool {
	values := map[plan.Value]bool{}
	add := func(t plan.Text) {
		for _, v := range t.Values() {
			values[v] = true
		}
	}
	process := func(k *plan.Container) {
		for _, v := range k.Environment {
			add(v.Value)
		}
		for _, m := range k.Mounts {
			add(m.Content)
		}
	}
	for i := range h.Containers {
		process(&h.Containers[i])
	}
	for _, j := range h.Jobs {
		if j.Container != nil {
			process(j.Container)
		}
	}
	for _, t := range h.Timers {
		if t.Job.Container != nil {
			process(t.Job.Container)
		}
	}
	for _, f := range h.Files {
		add(f.Content)
	}
	return values
}

// checkRecipient refuses a host that needs secrets and cannot open any, and
// the published identities of the examples anywhere else.
func (c *compiler) checkRecipient(h *plan.Host, needs []string) {
	b := c.hosts[h.Name].block
	if len(needs) > 0 && h.Recipient == "" && !c.hosts[h.Name].refused && !c.opts.AllowUnsealed {
		c.failCheck(noRecipient, b.Range, "The host %q needs the secret %q, and has no recipient to seal it to. Enrol the host, which prints its recipient:\n\n    senexc enroll %s %[1]s", h.Name, needs[0], c.opts.Stack)
	}
	if !c.everybodys(h) {
		return
	}
	c.failCheck(published, b.Expr("recipient").Range(), "This recipient belongs to an example, and its identity is published: everybody could open the secrets of %q. Enrol the host and use the recipient that this prints:\n\n    senexc enroll %s %[1]s", h.Name, c.opts.Stack)
	if c.opts.AllowUnsealed {
		c.diags[len(c.diags)-1].Severity = hcl.DiagWarning // it is how a copy of an example starts, and nothing is sealed yet
	}
}

// everybodys reports whether the identity of a host is one that everybody has,
// in a stack that is no example.
func (c *compiler) everybodys(h *plan.Host) bool {
	return !c.stack.example && slices.Contains(exampleRecipients, h.Recipient)
}

// used returns the names of the secrets that something refers to, sorted. One
// that this build does not need is there for another.
func (c *compiler) used() []string {
	used := map[string]bool{}
	for _, words := range c.spelt {
		for _, t := range words.references {
			if t.RootName() == "secret" {
				used[stepName(t, 1)] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(used))
}

// warnUnused tells of secrets that nothing refers to.
func (c *compiler) warnUnused(used []string) {
	for _, b := range sortedByKey(c.module.Secrets) {
		if _, ok := slices.BinarySearch(used, b.Name()); !ok {
			c.warnCheck(unusedSecret, nil, b.Range, "Nothing refers to the secret %q. Remove it, or refer to it where it belongs.", b.Name())
		}
	}
}
