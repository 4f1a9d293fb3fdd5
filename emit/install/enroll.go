package install

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"
)

// An Enrolment says which host a machine is to become and whom it will trust.
type Enrolment struct {
	Stack, Environment, Host string
	AllowedSigners           string // lines of an OpenSSH allowed_signers file
}

//go:embed enroll.sh
var enrolment string

//go:embed apply.sh
var apply string

var name = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)

// Apply returns the text of senexc-apply, which enrolment installs and which
// lets only verified archives in.
func Apply() []byte { return []byte(apply) }

// Enroll returns the text of the script that enrols a machine. It stands
// alone: an admin reads it and runs it as root.
func Enroll(e Enrolment) ([]byte, error) {
	for _, word := range []string{e.Stack, e.Environment, e.Host} {
		if !name.MatchString(word) {
			return nil, fmt.Errorf("%q cannot be part of a host's identity: it must be letters, digits, and . _ - after the first", word)
		}
	}
	signers := strings.TrimSpace(e.AllowedSigners)
	if signers == "" {
		return nil, fmt.Errorf("the host %q would trust nobody: an enrolment needs a signing key", e.Host)
	}
	for line := range strings.Lines(signers) {
		if strings.HasPrefix(line, "END_OF_") || printable(strings.TrimSuffix(line, "\n")) != strings.TrimSuffix(line, "\n") {
			return nil, fmt.Errorf("%q cannot be a line of allowed_signers", line)
		}
	}
	return []byte(strings.NewReplacer(
		"@PRINCIPAL@", e.Stack+"/"+e.Environment+"/"+e.Host,
		"@SIGNERS@", signers,
		"@APPLY@", strings.TrimSuffix(apply, "\n"),
	).Replace(enrolment)), nil
}
