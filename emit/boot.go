package emit

import (
	"fmt"
	"strings"
)

// boot makes the account's service manager wait for the network, and keep it for
// as long as containers need it. Its own units cannot: they do not see the
// system's. Without the first, Podman waits by itself, in vain and for 90 seconds,
// on hosts where nothing else asks for the network.
func (b *build) boot() {
	if !b.host.HasContainers() {
		return
	}
	from := fmt.Sprintf("# Stack %s, environment %s, host %s.\n# Written by senexc. This file is replaced.\n", b.stack.Name, b.stack.Environment, b.host.Name)
	text := fmt.Sprintf(`# The containers of %s start when the host is on the network.
%s
[Unit]
Wants=network-online.target
After=network-online.target
`, b.host.Account.Name, from)
	b.written(fmt.Sprintf("/etc/systemd/system/user@%d.service.d/10-senexc.conf", b.host.Account.UID), text, "", b.host.Origin)

	for _, scope := range []struct{ prefix, what string }{
		{"rootless-netns-", "the network of containers"},
		{"run-", "what resolves their names"},
	} {
		b.written(unitFolder(false)+"/"+scope.prefix+".scope.d/10-senexc.conf", fmt.Sprintf(`# In these scopes Podman runs %s.
# When the host shuts down they stay until the containers have stopped, which start
# after the unit below.
%s
[Unit]
Before=podman-user-wait-network-online.service
`, scope.what, from), "", b.host.Origin)
	}
}

// sysctls writes the kernel parameters for the next boot; the installer sets
// them at once as well.
func (b *build) sysctls() {
	if len(b.host.Sysctls) == 0 {
		return
	}
	var text strings.Builder
	fmt.Fprintf(&text, "# Kernel parameters that services of this host need.\n# Stack %s, environment %s, host %s.\n# Written by senexc. This file is replaced.\n",
		b.stack.Name, b.stack.Environment, b.host.Name)
	for _, s := range b.host.Sysctls {
		if !sysctlKey(s.Key) || !sysctlValue(s.Value) {
			b.problem(s.Origin, "Kernel parameter that cannot be written",
				"The kernel parameter %q with the value %q cannot stand in a line of sysctl.d: a key is dotted letters, digits, _ and -, and a value is one line.", s.Key, s.Value)
			continue
		}
		fmt.Fprintf(&text, "\n# %s\n%s = %s\n", orHost(s.Service), s.Key, s.Value)
	}
	b.written("/etc/sysctl.d/60-senexc.conf", text.String(), "", b.host.Sysctls[0].Origin)
}

func sysctlKey(key string) bool {
	return key != "" && key[0] != '-' && !strings.ContainsFunc(key, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("._-/", r))
	})
}

func sysctlValue(value string) bool {
	return value != "" && value == strings.TrimSpace(value) &&
		!strings.ContainsFunc(value, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f })
}

// orHost names the service that something is for.
func orHost(service string) string {
	if service == "" {
		return "the host"
	}
	return service
}
