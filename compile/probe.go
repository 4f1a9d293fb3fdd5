package compile

import (
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"strings"

	"github.com/senextrader/senexc/compile/plan"
)

var statusPattern = regexp.MustCompile(`^[1-5]([0-9][0-9]|xx)$`)

// probe evaluates a probe. It asks from the host, but for a command in a
// container, which stands where that does.
func (c *compiler) probe(p *item) *plan.Probe {
	at := onHost
	if p.block.Expr("exec") != nil {
		at = onNetwork
	}
	a := c.sink(p, at)
	one := &plan.Probe{
		Name:        p.unitName(c, 0),
		Service:     p.inst.service.name,
		Description: a.string("description", ""),
		Required:    a.bool("required", true),
		Deadline:    a.seconds("deadline", 60),
		Interval:    max(1, a.seconds("interval", 2)),
		Timeout:     max(1, a.seconds("timeout", 10)),
		Origin:      origin(p.block.Range),
	}
	var asks []string
	for _, name := range []string{"http", "tcp", "command"} {
		if p.block.Expr(name) != nil {
			asks = append(asks, name)
		}
	}
	if len(asks) == 0 && p.block.Refused {
		return nil // one of them may have been meant
	}
	if len(asks) != 1 {
		said := "neither"
		if len(asks) > 1 {
			said = strings.Join(asks, " and ")
		}
		c.fail(p.block.Range, "What a probe asks", "A probe has one of http, tcp and command, and this one has %s.", said)
		return nil
	}
	for name, of := range map[string]string{"status": "http", "connect": "http", "verify": "http", "exec": "command"} {
		if p.block.Expr(name) != nil && asks[0] != of {
			c.fail(p.block.Attributes[name].NameRange, "Unsupported argument", "%q is for a probe with %s. Remove it.", name, of)
		}
	}
	switch asks[0] {
	case "http":
		return c.probeHTTP(one, a)
	case "tcp":
		one.TCP = a.string("tcp", "")
		if one.TCP != "" && !isAddress(one.TCP) {
			c.fail(a.at("tcp"), "Invalid address", "%q is not an address with a port, as in 127.0.0.1:5432 or an endpoint's address.", one.TCP)
			return nil
		}
		return one
	}
	one.Command = a.strings("command")
	if len(one.Command) == 0 && a.known("command") {
		c.fail(a.at("command"), "Missing command", "The probe %q has nothing to run. Give it a command.", p.label)
		return nil
	}
	if p.block.Expr("exec") != nil {
		in, ok := c.execIn(p, a, "exec")
		if !ok {
			return nil
		}
		one.Exec = in.unitName(c, 0)
	}
	return one
}

func (c *compiler) probeHTTP(one *plan.Probe, a *arguments) *plan.Probe {
	one.URL, one.Connect, one.Verify = a.string("http", ""), a.string("connect", ""), a.bool("verify", true)
	if !a.known("http") || !a.known("connect") {
		return nil
	}
	u, err := url.Parse(one.URL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.ContainsFunc(one.URL, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		c.fail(a.at("http"), "Invalid URL", "%q is not a URL that can be asked, as in https://shop.example/healthz.", one.URL)
		return nil
	}
	if u.User != nil {
		c.fail(a.at("http"), "Invalid URL", "A probe asks without a password: its URL is in the bundle for everybody to read.")
		return nil
	}
	if one.Connect != "" && !isAddress(one.Connect) {
		c.fail(a.at("connect"), "Invalid address", "%q is not an address with a port, as in 127.0.0.1:443 or an endpoint's address.", one.Connect)
		return nil
	}
	one.Status = a.strings("status")
	for _, s := range one.Status {
		if !statusPattern.MatchString(s) {
			c.fail(c.elementRange(a, "status", s), "Invalid status", "%q is no status of HTTP, as 200 is, and no class of them, as 3xx is.", s)
		}
	}
	if len(one.Status) == 0 {
		one.Status = []string{"2xx", "3xx"}
	}
	return one
}

// isAddress reports whether a text is an address with a port: a number or a
// name, as endpoints give it.
func isAddress(s string) bool {
	host, port, err := net.SplitHostPort(s)
	if err != nil || portOf(s) < 1 || portOf(s) > 65535 || port == "" {
		return false
	}
	if _, err := netip.ParseAddr(host); err == nil {
		return true
	}
	return hostName.MatchString(host)
}

var hostName = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$`)
