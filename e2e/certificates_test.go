//go:build e2e

package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/senextrader/senexc/e2e/lab"
)

// probeTLS asks a server from inside the application's container, as its
// libraries would: without TLS, with TLS and the authority's certificate, and
// under a name that the server's certificate does not have. Arguments: what is
// spoken, host, port, the authority's file.
const probeTLS = `
import socket, ssl, sys
kind, host, port, authority = sys.argv[1:]

def connect():
    s = socket.create_connection((host, int(port)), timeout=5)
    if kind == "postgresql":
        s.sendall(bytes([0, 0, 0, 8, 4, 210, 22, 47])) # may we speak TLS?
        assert s.recv(1) == b"S", "the server does not offer TLS"
    return s

def shake(name):
    context = ssl.create_default_context(cafile=authority)
    with context.wrap_socket(connect(), server_hostname=name) as s:
        return s.version()

print("tls", shake(host))
try:
    print("wrong name", shake("somebody.else"))
except ssl.SSLCertVerificationError as error:
    print("wrong name refused", error.verify_message)
if kind == "redis":
    with socket.create_connection((host, int(port)), timeout=5) as s:
        s.sendall(b"PING\r\n")
        try:
            print("plain", s.recv(100))
        except ConnectionResetError:
            print("plain", b"")
else:
    import os, psycopg
    try:
        psycopg.connect(host=host, port=port, dbname=os.environ["DB_NAME"], user=os.environ["DB_USER"], password=os.environ["DB_PASSWORD"], sslmode="disable")
        print("plain accepted")
    except psycopg.OperationalError as error:
        print("plain", "no encryption" in str(error))
`

// connectionsAreTLS proves it from the application's side, and has the database
// say of the connections that it has.
func connectionsAreTLS(t *testing.T, web, db *lab.Host, container string, servers map[string]string) {
	for server, address := range servers {
		kind, _, _ := strings.Cut(server, " ")
		host, port, _ := strings.Cut(address, ":")
		said := podman(t, web, "exec", container, "python3", "-c", probeTLS, kind, host, port, "/etc/senexc/authorities/internal.pem")
		if !strings.Contains(said, "tls TLSv1.3") {
			t.Errorf("%s does not speak TLS 1.3:\n%s", server, said)
		}
		if !strings.Contains(said, "wrong name refused") {
			t.Errorf("%s is believed under a name that it does not have:\n%s", server, said)
		}
		if plain := map[string]string{"postgresql": "plain True"}[kind]; plain != "" && !strings.Contains(said, plain) || strings.Contains(said, "PONG") || strings.Contains(said, "NOAUTH") {
			t.Errorf("%s answers without TLS:\n%s", server, said)
		}
	}
	said := podman(t, db, "exec", "db", "psql", "-h", "/run/postgresql", "-U", "postgres", "-At", "-c",
		"SELECT count(*) FILTER (WHERE ssl), count(*) FILTER (WHERE NOT ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE usename LIKE 'senex%'")
	var encrypted, plain int
	if _, err := fmt.Sscanf(said, "%d|%d", &encrypted, &plain); err != nil || plain > 0 {
		t.Errorf("connections of the application with and without TLS: %s (%v)", strings.TrimSpace(said), err)
	}
}
