package sign

import (
	"fmt"
	"strings"

	"golang.org/x/crypto/ssh"
)

// A Namespace says what a signature is about: one that was made for a manifest
// is refused where an archive's is expected.
type Namespace string

const (
	Archive  Namespace = "senexc-archive-v1@senexc.dev"
	Manifest Namespace = "senexc-manifest-v1@senexc.dev"
	Sums     Namespace = "senexc-sums-v1@senexc.dev"
)

// Principal returns who a signature must speak for: the host of a stack. It is
// what follows -I in ssh-keygen -Y verify. Hosts take it from their enrolment
// and never from what they verify.
func Principal(stack, environment, host string) string {
	return stack + "/" + environment + "/" + host
}

// AllowedSigners returns the line of an allowed_signers file that trusts the
// key, an OpenSSH public key, with all hosts of one environment of a stack and
// with nothing else.
func AllowedSigners(stack, environment, key string) string {
	return fmt.Sprintf("%s namespaces=\"%s,%s,%s\" %s\n",
		Principal(stack, environment, "*"), Archive, Manifest, Sums, key)
}

// authorized returns a public key as it stands in OpenSSH's files.
func authorized(key ssh.PublicKey) string {
	return strings.TrimSuffix(string(ssh.MarshalAuthorizedKey(key)), "\n")
}
