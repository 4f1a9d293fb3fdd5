package install_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/senextrader/senexc/compile/plan"
)

// local returns a release whose token is on the host only, and goes alone into a
// file there.
func local(source string) release {
	r := shop()
	r.in.Host.Secrets[1] = plan.Secret{Name: "token", Version: 2, Source: source, Length: 32}
	r.in.Deliveries[1].Content = plan.Text{{Secret: "token", Version: 2}}
	return r
}

const rendered = "/etc/proxy/pass word"

func TestValueOfTheHost(t *testing.T) {
	const file = "/etc/senexc/secrets/token"
	for _, c := range []struct {
		name, text string
		mode       os.FileMode
		says       string // why it is refused
		want       string
	}{
		{name: "missing", says: file + " is missing"},
		{name: "readable by others", text: "x\n", mode: 0o640, says: "chmod 600 " + file},
		{name: "empty", text: "\n", mode: 0o600, says: file + " is empty"},
		{name: "NUL", text: "a\x00b\n", mode: 0o600, says: "NUL byte"},
		{name: "a line", text: "grape $HOME 'fruit' \\n\n", mode: 0o600, want: "grape $HOME 'fruit' \\n"},
		{name: "no newline", text: "grapefruit", mode: 0o600, want: "grapefruit"},
		{name: "lines", text: "one\n\n two\n\n", mode: 0o400, want: "one\n\n two\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHost(t)
			bundle := h.bundle(local(plan.FromHost))
			if c.text != "" {
				h.write(file, c.text)
				h.must(os.Chmod(h.root+file, c.mode))
			}
			if c.says != "" {
				h.want(13, bundle, applied, c.says)
				if h.exists(quadlets + "web.container") {
					t.Error("refused, and still files were written")
				}
				return
			}
			h.want(0, bundle, applied)
			if got := h.read(rendered); got != c.want {
				t.Errorf("the file has %q, want %q", got, c.want)
			}
			h.want(0, bundle, applied, "nothing had to change")
		})
	}
}

// What is made on a host is made once and kept for root alone; looking at what
// would be done makes nothing.
func TestGeneratedValue(t *testing.T) {
	h := newHost(t)
	r := local(plan.Generated)
	bundle := h.bundle(r)
	const kept = "/etc/senexc/secrets/token.2"
	h.want(2, bundle, []string{"check"})
	if h.exists(kept) {
		t.Error("check has made the value")
	}
	h.want(0, bundle, applied)
	value := h.read(kept)
	if !regexp.MustCompile(`^[A-Za-z0-9]{32}$`).MatchString(value) {
		t.Errorf("the value is %q", value)
	}
	if info, err := os.Stat(h.root + kept); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%s: %v, %v", kept, info.Mode(), err)
	}
	if got := h.read(rendered); got != value {
		t.Errorf("the file has %q, want %q", got, value)
	}
	h.want(0, bundle, applied, "nothing had to change")
	if h.read(kept) != value {
		t.Error("the second run has made another value")
	}
	r.in.Host.Secrets[1].Version, r.serial = 3, 11
	r.in.Deliveries[1].Content[0].Version = 3
	h.want(0, h.bundle(r), applied)
	if other := h.read(rendered); other == value || other != h.read("/etc/senexc/secrets/token.3") {
		t.Error("the next version has the same value")
	}
}

// A certificate that its readers would refuse is refused before any change; one
// that soon will be is a warning.
func TestCertificateDates(t *testing.T) {
	now := time.Now()
	at := func(days int) int64 { return now.AddDate(0, 0, days).Unix() }
	for _, c := range []struct {
		name               string
		from, renew, until int
		code               int
		says               string
	}{
		{"valid", -10, 200, 300, 0, "done"},
		{"near its end", -300, -1, 30, 0, "warning: the certificate web-server@web01 expires on " + now.UTC().AddDate(0, 0, 30).Format(time.DateOnly)},
		{"expired", -300, -100, -1, 13, "the certificate web-server@web01 expired on"},
		{"not valid yet", 2, 200, 300, 13, "the clock of this host is wrong"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHost(t)
			r := shop()
			r.in.Host.Certificates = []plan.Certificate{{Name: "web-server@web01", Authority: "internal", Version: 1, From: at(c.from), Renew: at(c.renew), Until: at(c.until)}}
			bundle := h.bundle(r)
			h.want(c.code, bundle, applied, c.says)
			if c.code != 0 && h.exists(quadlets+"web.container") {
				t.Error("refused, and still files were written")
			}
			if _, out := h.run(bundle, "status"); !strings.Contains(out, "certificate web-server@web01, valid until "+time.Unix(at(c.until), 0).UTC().Format(time.DateOnly)) {
				t.Errorf("status does not say until when it is valid:\n%s", out)
			}
		})
	}
}
