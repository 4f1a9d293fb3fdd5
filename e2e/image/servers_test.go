//go:build e2e

package image

import (
	"strings"
	"testing"
)

// The part of a script that starts PostgreSQL and waits until it serves TCP,
// which it does when its data is complete; and the part that stops it.
const (
	startPostgres = `
docker-entrypoint.sh postgres "$@" & server=$!
until pg_isready -q -h 127.0.0.1; do kill -0 $server; sleep 0.1; done
`
	stopPostgres = `
kill -INT $server
wait $server
`
)

func TestPostgres(t *testing.T) {
	m := unpack(t, named(t, "postgres:17"))
	tests := []struct {
		name, id, script string
		says             []string
		fails            bool
	}{
		{
			name: "as its user, with a password from a file that changes each time it is read", id: "999",
			script: `
export POSTGRES_PASSWORD_FILE=/proc/sys/kernel/random/uuid POSTGRES_INITDB_ARGS="--data-checksums --auth-local=peer --auth-host=scram-sha-256"
` + startPostgres + `
psql -U postgres -Atc "SELECT 'checksums ' || current_setting('data_checksums')"
echo "data $(stat -c %a $PGDATA)"
` + stopPostgres,
			says: []string{"checksums on", "data 700"},
		},
		{
			name: "as root, which it does not stay", id: "0",
			script: `
export POSTGRES_PASSWORD="it's \$5" POSTGRES_USER=admin POSTGRES_DB="some db"
printf 'CREATE TABLE made (name text); INSERT INTO made VALUES (current_database());' >/docker-entrypoint-initdb.d/1.sql
echo 'echo "from a program: $POSTGRES_DB"' >/docker-entrypoint-initdb.d/2.sh
` + startPostgres + `
export PGPASSWORD=$POSTGRES_PASSWORD
psql -h 127.0.0.1 -U admin -d "some db" -Atc "SELECT 'made in ' || name FROM made"
echo "server of $(stat -c %u /proc/$server)"
` + stopPostgres,
			says: []string{"from a program: some db", "made in some db", "server of 999"},
		},
		{
			name: "keeps its data, with other arguments of the server", id: "999",
			script: `
export POSTGRES_PASSWORD=first
` + startPostgres + `
psql -U postgres -qc 'CREATE TABLE kept (x int)'
` + stopPostgres + `
unset POSTGRES_PASSWORD
set -- -c max_connections=23
` + startPostgres + `
psql -U postgres -Atc "SELECT 'kept ' || count(*) || ' of ' || current_setting('max_connections') FROM kept"
` + stopPostgres,
			says: []string{"kept 0 of 23"},
		},
		{
			name: "any other command is run as it is", id: "999",
			script: "docker-entrypoint.sh postgres --version; docker-entrypoint.sh echo and done",
			says:   []string{"postgres (PostgreSQL) 17", "and done"},
		},
		{
			name: "no password", id: "999",
			script: "docker-entrypoint.sh postgres",
			says:   []string{"set POSTGRES_PASSWORD"}, fails: true,
		},
		{
			name: "a password and a file with one", id: "999",
			script: "export POSTGRES_PASSWORD=x POSTGRES_PASSWORD_FILE=/etc/hostname; docker-entrypoint.sh postgres",
			says:   []string{"POSTGRES_PASSWORD and POSTGRES_PASSWORD_FILE"}, fails: true,
		},
		{
			name: "a script for new data that fails", id: "0",
			script: `
echo 'SELECT 1/0;' >/docker-entrypoint-initdb.d/1.sql
export POSTGRES_PASSWORD=x
docker-entrypoint.sh postgres`,
			says: []string{"division by zero"}, fails: true,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m.expect(t, test.id, test.script, test.fails, test.says)
		})
	}
}

func TestRedis(t *testing.T) {
	m := unpack(t, named(t, "redis:8"))
	const ping = `
until redis-cli ping 2>/dev/null; do kill -0 $server; sleep 0.1; done
echo "server of $(stat -c %u /proc/$server)"
redis-cli set key value
redis-cli shutdown save
wait $server
ls -ln dump.rdb
`
	const ask = `
until redis-cli ping 2>/dev/null; do kill -0 $server; sleep 0.1; done
echo $(redis-cli config get protected-mode)
`
	tests := []struct {
		name, id, script string
		says             []string
	}{
		{"as its user", "999", "docker-entrypoint.sh redis-server & server=$!" + ping, []string{"PONG", "server of 999", "-rw------- 1 999"}},
		{"as root, which it does not stay", "0", "docker-entrypoint.sh redis-server & server=$!" + ping, []string{"PONG", "server of 999", "-rw------- 1 999"}},
		{"arguments alone", "999", "docker-entrypoint.sh --maxclients 77 & server=$!" + ping, []string{"PONG", "server of 999"}},
		{"admits other machines", "999", "docker-entrypoint.sh redis-server & server=$!" + ask, []string{"protected-mode no"}},
		{"is configured not to", "999", "echo 'protected-mode yes' >/tmp/r.conf; docker-entrypoint.sh redis-server /tmp/r.conf & server=$!" + ask, []string{"protected-mode yes"}},
		{"any other command is run as it is", "999", "docker-entrypoint.sh redis-cli --version", []string{"redis-cli 8."}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m.expect(t, test.id, test.script, false, test.says)
		})
	}
}

func TestApplication(t *testing.T) {
	m := unpack(t, named(t, "senex-trader:v1.1.0"))
	const environment = `
export DJANGO_SETTINGS_MODULE=senextrader.settings.production STATIC_ROOT=/tmp/static
export SECRET_KEY=$(head -c 48 /dev/urandom | base64 -w0) FIELD_ENCRYPTION_KEY=$(head -c 32 /dev/urandom | basenc --base64url)
export ALLOWED_HOSTS=example.com CSRF_TRUSTED_ORIGINS=https://example.com WS_ALLOWED_ORIGINS=https://example.com
export SECURE_PROXY_SSL_HEADER=HTTP_X_FORWARDED_PROTO,https
export DB_NAME=x DB_USER=x DB_PASSWORD=x DB_HOST=127.0.0.1 DB_PORT=5432
export REDIS_URL=redis://127.0.0.1/0 CHANNELS_REDIS_URL=redis://127.0.0.1/1
export CELERY_BROKER_URL=redis://127.0.0.1/2 CELERY_RESULT_BACKEND=redis://127.0.0.1/3
export TASTYTRADE_BASE_URL=https://api.example.com TASTYTRADE_CLIENT_ID=x TASTYTRADE_CLIENT_SECRET=x
`
	const ask = `
import http.client, json, sys
for path in sys.argv[1:]:
    c = http.client.HTTPConnection("127.0.0.1", 8000, timeout=60)
    c.request("GET", path, headers={"Host": "example.com", "X-Forwarded-Proto": "https"})
    a = c.getresponse()
    print(path, a.status, a.read().decode().strip())
`
	tests := []struct {
		name, script string
		says         []string
		fails        bool
	}{
		{
			name:   "its settings read the environment, and its migrations make its models",
			script: environment + "python manage.py check --fail-level ERROR && python manage.py makemigrations --check",
			says:   []string{"no issues", "No changes detected"},
		},
		{
			name:   "static files are found under the hash of their content",
			script: environment + "python manage.py collectstatic --noinput && ls /tmp/static/journal",
			says:   []string{"1 static file copied", "1 post-processed"},
		},
		{
			name:   "a variable is missing",
			script: environment + "unset CHANNELS_REDIS_URL; python manage.py check",
			says:   []string{"the environment has no CHANNELS_REDIS_URL"}, fails: true,
		},
		{
			name: "alone, it answers and says what it misses",
			script: environment + `
daphne -b 127.0.0.1 -p 8000 senextrader.asgi:application & server=$!
until python3 -c 'import socket; socket.create_connection(("127.0.0.1", 8000))' 2>/dev/null; do kill -0 $server; sleep 0.2; done
python3 -c '` + ask + `' /healthz /version /readyz`,
			says: []string{
				"/healthz 200 ok",
				`/version 200 {"version": "v1.1.0"}`,
				`/readyz 503 {"database": "failed", "cache": "failed", "channels": "failed", "broker": "failed"}`,
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m.expect(t, "1000", test.script, test.fails, test.says)
		})
	}
}

// expect runs a script and complains unless it ends as told and says all of that.
func (m machine) expect(t *testing.T, id, script string, fails bool, says []string) {
	t.Helper()
	out, err := m.run(id, script)
	if failed := err != nil; failed != fails {
		t.Errorf("ended with %v, failing expected: %t", err, fails)
	}
	for _, line := range says {
		if !strings.Contains(out, line) {
			t.Errorf("did not say %q", line)
		}
	}
	if t.Failed() {
		t.Log(out)
	}
}
