package install

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"

	"github.com/klauspost/compress/gzip"
)

// An Enrolment says which host a machine is to become and whom it will trust.
type Enrolment struct {
	Stack, Environment, Host string
	AllowedSigners           string // lines of an OpenSSH allowed_signers file
	Age                      []byte // the program cmd/senexc-age for the host, which has no package age; nil for one that has
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
	helper, sum, err := packed(e.Age)
	if err != nil {
		return nil, err
	}
	return []byte(strings.NewReplacer(
		"@AGE@", helper,
		"@AGE_SUM@", sum,
		"@PRINCIPAL@", e.Stack+"/"+e.Environment+"/"+e.Host,
		"@SIGNERS@", signers,
		"@APPLY@", strings.TrimSuffix(apply, "\n"),
	).Replace(enrolment)), nil
}

// packed returns a program as lines of text that a shell script can hold, and
// the digest of the program.
func packed(program []byte) (lines, sum string, err error) {
	if len(program) == 0 {
		return "", "", nil
	}
	var small bytes.Buffer
	z, err := gzip.NewWriterLevel(&small, gzip.BestCompression)
	if err != nil {
		return "", "", err
	}
	if _, err := z.Write(program); err != nil {
		return "", "", err
	}
	if err := z.Close(); err != nil {
		return "", "", err
	}
	const width = 76
	text := base64.StdEncoding.EncodeToString(small.Bytes())
	var b strings.Builder
	for len(text) > width {
		b.WriteString(text[:width] + "\n")
		text = text[width:]
	}
	b.WriteString(text)
	digest := sha256.Sum256(program)
	return b.String(), hex.EncodeToString(digest[:]), nil
}
