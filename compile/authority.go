package compile

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang/sealed"
	"github.com/senextrader/senexc/lang/types"
)

// An Authority is a certificate authority that the stack declares.
type Authority struct {
	Name                string
	Validity            time.Duration // of its own certificate
	CertificateValidity time.Duration // of those that it issues
}

// How long certificates are valid when the stack does not say.
const (
	authorityValidity   = 3650 * 24 * time.Hour
	certificateValidity = 365 * 24 * time.Hour
)

// authorityFolder is where containers have the certificates of authorities. It
// is one place, so that a component can write the path into an address that
// another one reads.
const authorityFolder = "/etc/senexc/authorities/"

// authorityNames are what can be read of an authority, sorted.
var authorityNames = []string{"ca", "name", "path"}

// authority evaluates the block of an authority.
func (c *compiler) authority(name string) *Authority {
	b := c.module.Authorities[name]
	return once(c, named(fmt.Sprintf("authority %q", name)), b.Range, nil, func() *Authority {
		a := c.arguments(c.top(), b)
		duration := func(name string, otherwise time.Duration) time.Duration {
			return time.Duration(a.seconds(name, int(otherwise/time.Second))) * time.Second
		}
		found := &Authority{
			Name:                name,
			Validity:            duration("validity", authorityValidity),
			CertificateValidity: duration("certificate_validity", certificateValidity),
		}
		if found.CertificateValidity < time.Hour {
			c.fail(a.at("certificate_validity"), "Invalid validity", "A certificate that is valid for less than an hour would expire before it is installed.")
		}
		if found.Validity < found.CertificateValidity {
			c.fail(a.at("validity"), "Invalid validity", "No certificate outlives the authority that issued it, so its validity is at least certificate_validity.")
		}
		if len(c.stack.operators) == 0 {
			c.failCheck(noOperators, b.Range, "The key of the authority %q is sealed to the operators of the stack, and there is none, so nobody could issue a certificate. Name them in the stack block: operators = { NAME = \"age1...\" }.", name)
		}
		return found
	})
}

// followAuthority reads something of an authority.
func (s *scope) followAuthority(name string, path hcl.Traversal) (cty.Value, hcl.Diagnostics) {
	if diag := checkAuthority(path); diag != nil {
		return cty.DynamicVal, hcl.Diagnostics{diag}
	}
	var v cty.Value
	switch stepName(path, 0) {
	case "name":
		v = cty.StringVal(name)
	case "path":
		v = cty.StringVal(authorityFolder + name + ".pem")
	default:
		v = cty.StringVal(s.c.trusted(name))
	}
	return s.follow(v, path[1:])
}

// checkAuthority holds what is read of an authority against what every one has.
func checkAuthority(path hcl.Traversal) *hcl.Diagnostic {
	if name := stepName(path, 0); len(path) > 0 && !slices.Contains(authorityNames, name) {
		return problem(stepRange(path, 0), "Unsupported attribute", "An authority has no attribute %q.%s", name, meantOrAll(name, authorityNames))
	}
	return nil
}

// trusted are the certificates by which others tell what an authority issued.
func (c *compiler) trusted(name string) string {
	return once(c, named("certificate of authority "+name), c.module.Authorities[name].Range, "", func() string {
		if a := c.secretsFile().Authority(name); a != nil {
			return a.Trusted()
		}
		if !c.opts.AllowUnsealed && c.sealed != nil {
			c.failCheck(notIssued, c.module.Authorities[name].Range, "The authority %q has no certificate yet. An operator issues it, and those of the services:%s", name, c.sync())
		}
		return "not issued yet\n"
	})
}

// sync is the command that seals and issues what is missing.
func (c *compiler) sync() string { return fmt.Sprintf("\n\n    senexc secret sync %s", c.opts.Stack) }

// secretsFile is what was sealed; an empty one when it is broken, which was said.
func (c *compiler) secretsFile() *sealed.File {
	if c.sealed == nil {
		return &sealed.File{}
	}
	return c.sealed
}

// checkAuthorities evaluates every authority, and tells of those that nothing
// refers to.
func (c *compiler) checkAuthorities(result *Result) {
	used := map[string]bool{}
	for _, words := range c.spelt {
		for _, t := range words.references {
			if t.RootName() == "authority" {
				used[stepName(t, 1)] = true
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.module.Authorities)) {
		if a := c.authority(name); a != nil {
			result.Authorities = append(result.Authorities, *a)
		}
		if b := c.module.Secrets[name]; b != nil {
			c.fail(c.module.Authorities[name].LabelRange, "Duplicate name", "There is a secret %q as well (%s:%d), and commands could not tell them apart. Rename one of them.", name, b.Range.Filename, b.Range.Start.Line)
		}
		if !used[name] {
			c.warnCheck(issuesNothing, nil, c.module.Authorities[name].Range, "Nothing refers to the authority %q, so it issues nothing. Pass it to the services that need certificates, as in authority = authority.%[1]s, or remove it.", name)
		}
	}
}

// authorityOf takes a value that is an authority; "" when it is none.
func authorityOf(v cty.Value) string {
	v, _ = v.Unmark()
	if !v.IsKnown() || v.IsNull() || !v.Type().Equals(types.Authority) {
		return ""
	}
	return v.EncapsulatedValue().(*types.AuthorityRef).Name
}
