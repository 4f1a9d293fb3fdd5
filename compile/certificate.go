package compile

import (
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/lang/certificate"
	"github.com/senextrader/senexc/lang/sealed"
)

// A Certificate is one that a service on a host needs.
type Certificate struct {
	Name      string // SERVICE-LABEL@HOST; its key is sealed under it
	Authority string
	Host      string
	Names     []string // DNS names and addresses to be in it, sorted
}

// The parts of a certificate, each of which becomes a file.
const (
	partCert = "cert" // the certificate
	partKey  = "key"  // its private key
	partCA   = "ca"   // the certificates of its authority
)

var certificateParts = []string{partCA, partCert, partKey} // sorted

// part returns the item of one file of a certificate: a file as any other, for
// whoever mounts it or uses its path.
func (c *compiler) part(p *item, part string) *item {
	return once(c, of{part, p}, p.block.Range, nil, func() *item {
		return &item{inst: p.inst, block: p.block, typ: "file", label: p.label + "." + part, each: p.each, whole: p, part: part}
	})
}

// followCertificate reads a part of a certificate.
func (s *scope) followCertificate(p *item, path hcl.Traversal) (cty.Value, hcl.Diagnostics) {
	name := stepName(path, 0)
	if !slices.Contains(certificateParts, name) {
		return cty.DynamicVal, hcl.Diagnostics{problem(path.SourceRange(), "Unsupported attribute", "A certificate has no attribute %q.%s", name, meantOrAll(name, certificateParts))}
	}
	return s.follow(cty.CapsuleVal(handleType, s.c.part(p, name)), path[1:])
}

// checkCertificateReference holds what is read of a certificate against what
// every one has.
func checkCertificateReference(repeated bool, path hcl.Traversal) *hcl.Diagnostic {
	if repeated && len(path) > 0 {
		path = path[1:]
	}
	if name := stepName(path, 0); name != "" && !slices.Contains(certificateParts, name) {
		return problem(stepRange(path, 0), "Unsupported attribute", "A certificate has no attribute %q.%s", name, meantOrAll(name, certificateParts))
	}
	return nil
}

// certificatePath is where a part of a certificate is on the host.
func certificatePath(p *item) string {
	name := p.whole.label
	if p.each != nil {
		name = p.key() + "/" + name
	}
	return "/etc/senexc/services/" + p.inst.service.name + "/" + name + "." + p.part + ".pem"
}

// certificateName is how a certificate is called in the secrets file, and its
// key on the host.
func (p *item) certificateName(c *compiler) string {
	return p.unitName(c, 0) + "@" + p.inst.host.name
}

// issued evaluates the certificates of an instance, and returns the files of
// them that something uses. It comes after everything else of the instance.
func (c *compiler) issued(i *instance) (files []*builtFile) {
	for _, p := range c.all(i, "certificate") {
		a := c.sink(p, onHost)
		v := a.plain("authority")
		authority := authorityOf(v)
		if authority == "" {
			if p.block.Expr("authority") != nil && a.known("authority") {
				c.fail(p.block.Expr("authority").Range(), "Certificate without an authority", "The certificate %q of the service %q has no authority that issues it. Give it one, or say enabled = false where there is none.", p.label, i.service.name)
			}
			continue
		}
		c.authority(authority)
		w := &wanted{item: p, at: i.service.block.Range}
		w.Name, w.Authority, w.Host = p.certificateName(c), authority, i.host.name
		w.Names = c.declaredNames(a)
		c.certificates = append(c.certificates, w)
		for _, part := range certificateParts {
			one := c.part(p, part)
			if _, onHost := c.usedOnHost[one]; onHost || len(c.mounted[one]) > 0 {
				files = append(files, c.certificateFile(w, one, a))
			}
		}
	}
	return files
}

// wanted is a certificate that something on a host needs.
type wanted struct {
	Certificate
	item *item
	at   hcl.Range
}

func (c *compiler) certificateFile(w *wanted, p *item, a *arguments) *builtFile {
	f := &builtFile{item: p, File: plan.File{Path: certificatePath(p), Mode: 0o444, Service: p.inst.service.name, Origin: origin(p.block.Range)}}
	f.Owner, f.Group = c.ownership(a)
	f.Reload, f.Restart = c.unitsOf(p.whole, a, "reload"), c.unitsOf(p.whole, a, "restart")
	switch p.part {
	case partCA:
		f.Content = plan.Literal(c.trusted(w.Authority))
	case partCert:
		text := "not issued yet\n"
		if known := c.secretsFile().Certificate(w.Name); known != nil {
			text = known.Text
		}
		f.Content = plan.Literal(text)
	case partKey:
		f.Mode = a.mode("mode", 0o400)
		if f.Mode&0o007 != 0 {
			c.fail(a.at("mode"), "Secret for everybody", "The private key of the certificate %q would be readable by everybody on the host. Use 0400, or 0440 with a group.", p.whole.label)
		}
		version := 1
		if known := c.secretsFile().Certificate(w.Name); known != nil {
			version = known.Version
		}
		f.Content = plan.Text{{Secret: w.Name, Version: version}}
	}
	return f
}

// hostname has the form of a name in DNS, which may begin with a wildcard.
var hostname = regexp.MustCompile(`^(\*\.)?([a-zA-Z0-9_]([a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_])?\.)*[a-zA-Z0-9_]([a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_])?$`)

// declaredNames reads the names that a component adds to a certificate.
func (c *compiler) declaredNames(a *arguments) []string {
	var names []string
	for _, name := range a.strings("names") {
		if address, err := netip.ParseAddr(name); err == nil {
			names = append(names, address.String())
			continue
		}
		if !hostname.MatchString(name) || len(name) > 253 {
			c.fail(a.at("names"), "Invalid name", "%q is neither a name in DNS nor an address, so it cannot be in a certificate.", name)
			continue
		}
		names = append(names, name)
	}
	return names
}

// reachedAs adds the names and addresses by which the readers of a service
// reach it. They are known when the edges are.
func (c *compiler) reachedAs() {
	if len(c.certificates) == 0 {
		return
	}
	reached := map[*instance][]string{}
	for _, e := range c.edges {
		if p := c.endpoint(e.endpoint, e.rng); p != nil {
			name, _ := p.address(c, e.replica, e.at)
			reached[e.endpoint.inst] = append(reached[e.endpoint.inst], name)
		}
	}
	for _, w := range c.certificates {
		names := append(w.Names, "localhost", "127.0.0.1") // what checks its health is there too
		names = append(names, reached[w.item.inst]...)
		for _, e := range c.parts[w.item.inst].endpoints {
			if e.public { // its readers are not in the stack
				names = append(names, w.item.inst.host.fqdn)
			}
		}
		slices.Sort(names)
		w.Names = slices.Compact(names)
	}
}

// addCertificates gives every host the certificates of its services, and holds
// those of the secrets file against what is needed.
func (c *compiler) addCertificates(stack *plan.Stack, result *Result) {
	c.reachedAs()
	slices.SortFunc(c.certificates, func(a, b *wanted) int { return strings.Compare(a.Name, b.Name) })
	c.checkAuthorities(result)
	reported := map[string]bool{} // an authority that is wrong needs no word about what it issued
	for _, a := range result.Authorities {
		reported[a.Name] = !c.checkIssuer(a)
	}
	hosts := map[string]*plan.Host{}
	for i := range stack.Hosts {
		hosts[stack.Hosts[i].Name] = &stack.Hosts[i]
	}
	for _, w := range c.certificates {
		result.Certificates = append(result.Certificates, w.Certificate)
		known := c.secretsFile().Certificate(w.Name)
		if !c.opts.AllowUnsealed && c.sealed != nil && !reported[w.Authority] {
			c.checkCertificate(w, known)
		}
		if known == nil {
			continue
		}
		h := hosts[w.Host]
		if valuesOf(h)[plan.Value{Secret: w.Name, Version: known.Version}] {
			h.Secrets = append(h.Secrets, plan.Secret{Name: w.Name, Version: known.Version, Sealed: known.Sealed, Origin: origin(w.at)})
		}
		if parsed, err := certificate.Parse(known.Text); err == nil {
			h.Certificates = append(h.Certificates, plan.Certificate{
				Name: w.Name, Authority: w.Authority, Version: known.Version, Names: parsed.Names(),
				From: parsed.From().Unix(), Renew: parsed.Renew().Unix(), Until: parsed.Until().Unix(), Origin: origin(w.at),
			})
		}
	}
}

// checkIssuer reports whether an authority can be relied on.
func (c *compiler) checkIssuer(a Authority) bool {
	c.trusted(a.Name)
	known := c.secretsFile().Authority(a.Name)
	if c.opts.AllowUnsealed || known == nil {
		return known != nil
	}
	at := c.module.Authorities[a.Name].Range
	issuer, err := certificate.Parse(known.Issuer.Certificate)
	now := c.opts.Now
	switch {
	case err != nil || now.IsZero():
	case !now.Before(issuer.Until()):
		c.failCheck(expired, at, "The authority %q expired on %s, and with it every certificate that it issued. Replace it:\n\n    senexc secret rotate %s %[1]s", a.Name, day(issuer.Until()), c.opts.Stack)
		return false
	case issuer.Until().Before(now.Add(a.CertificateValidity)) && known.Next == nil:
		c.warnCheck(authorityEnds, nil, at, "The authority %q expires on %s, before a certificate that it would issue today has to. Replace it in time:\n\n    senexc secret rotate %s %[1]s", a.Name, day(issuer.Until()), c.opts.Stack)
	}
	var without []string
	for name, r := range c.stack.operators {
		if !slices.Contains(known.Issuer.Recipients, r) {
			without = append(without, name)
		}
	}
	if slices.Sort(without); len(without) > 0 {
		c.warnCheck(withoutOperator, nil, at, "The key of the authority %q cannot be opened by %s. An operator seals it again:%s", a.Name, strings.Join(without, ", "), c.sync())
	}
	return true
}

// checkCertificate holds a certificate against what is needed of it.
func (c *compiler) checkCertificate(w *wanted, known *sealed.Certificate) {
	issue := "An operator issues it:" + c.sync()
	again := "An operator issues another one:" + c.sync()
	if known == nil {
		c.failCheck(unissued, w.at, "The service %q on %s needs the certificate %s of the authority %q, and it has not been issued. %s", w.item.inst.service.name, w.Host, w.Name, w.Authority, issue)
		return
	}
	parsed, err := certificate.Parse(known.Text)
	if err != nil {
		return // the file was read, so it can be
	}
	if known.Authority != w.Authority || !c.trusts(w.Authority, parsed) {
		c.failCheck(otherAuthority, w.at, "The certificate %s was not issued by the authority %q as it is now, so nobody would accept it. %s", w.Name, w.Authority, again)
		return
	}
	var lacking, surplus []string
	for _, name := range w.Names {
		if !slices.Contains(parsed.Names(), name) {
			lacking = append(lacking, name)
		}
	}
	for _, name := range parsed.Names() {
		if !slices.Contains(w.Names, name) {
			surplus = append(surplus, name)
		}
	}
	switch r := c.hosts[w.Host].recipient; {
	case len(lacking) > 0:
		c.failCheck(withoutName, w.at, "The service %q on %s is reached as %s, and the certificate %s is not for that name, so its readers would refuse it. %s", w.item.inst.service.name, w.Host, strings.Join(lacking, ", "), w.Name, again)
	case len(surplus) > 0 && !c.diags.HasErrors():
		c.warnCheck(unusedNames, w.item.inst.service, w.at, "The certificate %s is also for %s, as which nobody reaches the service %q any more. %s", w.Name, strings.Join(surplus, ", "), w.item.inst.service.name, again)
	case r != "" && !slices.Equal(known.Recipients, []string{r}):
		c.failCheck(sealedToOthers, w.at, "The key of the certificate %s is not sealed to the host %s alone. %s", w.Name, w.Host, again)
	}
	switch now := c.opts.Now; {
	case now.IsZero():
	case !now.Before(parsed.Until()):
		c.failCheck(expired, w.at, "The certificate %s expired on %s, so the readers of the service %q would refuse it. %s", w.Name, day(parsed.Until()), w.item.inst.service.name, again)
	case !now.Before(parsed.Renew()):
		c.warnCheck(nearEnd, w.item.inst.service, w.at, "The certificate %s expires on %s. %s", w.Name, day(parsed.Until()), again)
	}
}

// trusts reports whether an authority, as it is now, issued a certificate.
func (c *compiler) trusts(authority string, leaf *certificate.Certificate) bool {
	a := c.secretsFile().Authority(authority)
	if a == nil {
		return false
	}
	for _, issuer := range []*sealed.Issuer{&a.Issuer, a.Previous, a.Next} {
		if issuer == nil {
			continue
		}
		if parsed, err := certificate.Parse(issuer.Certificate); err == nil && leaf.IssuedBy(parsed) {
			return true
		}
	}
	return false
}

// isKey reports whether a name is that of a certificate, whose key is sealed
// for itself and is no secret of the stack: those are plain names.
func isKey(name string) bool { return strings.Contains(name, "@") }

func day(t time.Time) string { return t.UTC().Format(time.DateOnly) }
