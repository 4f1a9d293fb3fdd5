package install_test

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// ufwRules is where ufw has its rules.
const ufwRules = "/etc/ufw/user.rules"

// rules returns what ufw has.
func (h *host) rules() string {
	h.t.Helper()
	body, err := os.ReadFile(h.root + ufwRules)
	h.must(err)
	return strings.TrimSuffix(string(body), "COMMIT\n")
}

// Rules that senexc did not make are never touched, and named where they admit
// more than the stack.
func TestRulesOfTheAdmin(t *testing.T) {
	h, r := newHost(t), shop()
	admin := "ufw allow 8000/tcp\nufw allow from 203.0.113.0/24 to any port 2222 proto tcp\nufw limit 443/tcp comment 'web'\nufw deny 25\n" +
		"ufw allow from 10.0.1.20 to 10.0.1.10 port 8000 proto tcp\n"
	h.write(ufwRules, admin+"COMMIT\n")
	bundle := h.bundle(r)
	out := h.want(0, bundle, applied, "'ufw allow 8000/tcp' is not from senexc and admits more to port 8000", "203.0.113.0/24 to any port 2222 proto tcp' is not from senexc")
	for _, fine := range []string{"443/tcp' is not", "deny 25"} {
		if strings.Contains(out, fine) {
			t.Errorf("a rule that admits no more than the stack is named:\n%s", out)
		}
	}
	if !strings.HasPrefix(h.rules(), admin) {
		t.Errorf("the admin's rules are\n%s", h.rules())
	}
	h.want(0, bundle, applied, "nothing had to change")
	h.want(0, bundle, []string{"uninstall"})
	if !strings.HasPrefix(h.rules(), admin) {
		t.Errorf("after uninstalling the admin's rules are\n%s", h.rules())
	}
}

// ufw would replace the admin's rule by one of ours for the same.
func TestRuleOfTheAdminForbids(t *testing.T) {
	h, r := newHost(t), shop()
	admin := "ufw deny 443/tcp\n"
	h.write(ufwRules, admin+"COMMIT\n")
	bundle := h.bundle(r)
	h.want(13, bundle, applied, "'ufw deny 443/tcp' is not from senexc and forbids what this stack opens; 'ufw delete deny 443/tcp' removes it")
	if h.rules() != admin {
		t.Errorf("the admin's rules are\n%s", h.rules())
	}
}

// A socket of systemd listens for ssh where sshd's configuration does not say.
func TestPortOfTheConnectionStaysAdmitted(t *testing.T) {
	h, r := newHost(t), shop()
	bundle := h.bundle(r)
	h.env = append(h.env, "SSH_CONNECTION=192.0.2.7 50000 10.0.1.10 2022")
	h.want(0, bundle, applied)
	want := "192.0.2.0/24 to any 2022/tcp: ssh"
	if !strings.Contains(h.rules(), want) {
		t.Fatalf("the port of the connection is not admitted:\n%s", h.rules())
	}
	// Later nobody is connected, and something still listens there.
	h.env = nil
	h.remember("listeners", "LISTEN 0 128 0.0.0.0:2022 0.0.0.0:*\n")
	h.want(0, bundle, applied, "nothing had to change")
	// When nothing listens there any more, the rule goes.
	h.remember("listeners", "")
	h.want(0, bundle, applied)
	if strings.Contains(h.rules(), want) || !strings.Contains(h.rules(), "2222/tcp: ssh") {
		t.Errorf("the rules are\n%s", h.rules())
	}
	if i := slices.IndexFunc(h.calls(), func(c string) bool { return strings.HasPrefix(c, "ufw delete") }); i < 0 {
		t.Errorf("calls = %q", h.calls())
	}
}
