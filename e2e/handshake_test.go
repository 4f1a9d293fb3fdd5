//go:build e2e

package e2e

import (
	"crypto/sha256"
	"encoding/pem"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/lang/sealed"
)

// shakeHands connects to servers as a client of the application's host does that
// trusts certain authorities, and tells which certificate it is shown: its
// digest, or that it refuses it. Arguments: the authorities in PEM, then for
// each server its name, what is spoken, host and port.
const shakeHands = `
import hashlib, socket, ssl, sys
context = ssl.create_default_context(cadata=sys.argv[1])
for server in sys.argv[2:]:
    name, kind, host, port = server.split()
    s = socket.create_connection((host, int(port)), timeout=5)
    if kind == "postgresql":
        s.sendall(bytes([0, 0, 0, 8, 4, 210, 22, 47])) # may we speak TLS?
        assert s.recv(1) == b"S", "the server does not offer TLS"
    try:
        with context.wrap_socket(s, server_hostname=host) as s:
            print(name, hashlib.sha256(s.getpeercert(True)).hexdigest())
    except ssl.SSLCertVerificationError as error:
        print(name, "refused")
`

// tlsServers are the servers of the example, by their certificates.
var tlsServers = []string{
	"db-server@db01 postgresql 10.0.1.20 5432",
	"broker-server@redis01 redis 10.0.1.30 6379",
	"cache-server@redis01 redis 10.0.1.30 6380",
}

// A seen is what each server shows to a client, by the name of its certificate.
type seen map[string]string

// refused is what a client sees that trusts none of the certificates.
var refused = seen{"db-server@db01": "refused", "broker-server@redis01": "refused", "cache-server@redis01": "refused"}

// shows is what the servers show to a client that trusts certain authorities.
func (r *rotation) shows(trusted string) seen {
	r.t.Helper()
	said := podman(r.t, r.web, append([]string{"exec", "web-1", "python3", "-c", shakeHands, trusted}, tlsServers...)...)
	shown := seen{}
	for line := range strings.Lines(said) {
		name, digest, _ := strings.Cut(strings.TrimSpace(line), " ")
		shown[name] = digest
	}
	return shown
}

// issued is what the secrets file has now: the certificates of the servers, and
// those of the authority that issues and of all that are trusted.
func (r *rotation) issued() (leaves seen, issuer, trusted string) {
	r.t.Helper()
	name := sealed.Name(r.stack)
	src, err := os.ReadFile(name)
	if err != nil {
		r.t.Fatal(err)
	}
	file, diags := sealed.Parse(src, name)
	if diags.HasErrors() {
		r.t.Fatal(diags)
	}
	leaves = seen{}
	for _, c := range file.Certificates {
		block, _ := pem.Decode([]byte(c.Text))
		leaves[c.Name] = fmt.Sprintf("%x", sha256.Sum256(block.Bytes))
	}
	authority := file.Authority("internal")
	return leaves, authority.Issuer.Certificate, authority.Trusted()
}

// see holds what a client is shown against what it should be.
func (r *rotation) see(when, trusted string, want seen) {
	r.t.Helper()
	if d := cmp.Diff(want, r.shows(trusted)); d != "" {
		r.t.Errorf("%s, servers show other certificates (-want +got):\n%s", when, d)
	}
}

// trusts holds what the application's containers trust against what they should.
func (r *rotation) trusts(when, want string) {
	r.t.Helper()
	got := podman(r.t, r.web, "exec", "web-1", "cat", "/etc/senexc/authorities/internal.pem")
	if d := cmp.Diff(strings.TrimSpace(want), got); d != "" {
		r.t.Errorf("%s, the application trusts other authorities (-want +got):\n%s", when, d)
	}
}

// othersThan fails if a certificate is the one that it was.
func othersThan(t *testing.T, when string, before, after seen) {
	t.Helper()
	for name, digest := range after {
		if before[name] == digest {
			t.Errorf("%s, %s is the certificate that it was", when, name)
		}
	}
}
