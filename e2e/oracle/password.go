package oracle

// Password sets the password of a role to the text in a file below folder, and
// asks PostgreSQL whether it then lets in who has the password in another one.
func (d *Debian) Password(folder, set, shown string) (Verdict, error) {
	v := Verdict{Judged: []string{set}}
	_, msg, err := d.run(folder, `
		export PATH="$PATH:/usr/lib/postgresql/17/bin" LC_ALL=C
		as() { setpriv --reuid=postgres --regid=postgres --init-groups "$@"; }
		install -d -o postgres /run/pg /run/postgresql
		as initdb --pgdata /run/pg --auth-local peer --auth-host scram-sha-256 --no-sync >/dev/null
		as pg_ctl start --wait --silent --timeout 60 --log /run/pg/log --pgdata /run/pg \
			--options "-c unix_socket_directories=/run/postgresql -c listen_addresses=127.0.0.1 -c shared_buffers=16MB"
		text=$(cat "/material/$1" && printf .)
		as psql -X -q -v ON_ERROR_STOP=1 -v "text=${text%.}" -h /run/postgresql -d postgres <<'SQL'
		CREATE ROLE visitor LOGIN PASSWORD :'text';
SQL
		code=0
		PGPASSWORD=$(cat "/material/$2") psql -X -q --no-password -h 127.0.0.1 -U visitor -d postgres -c '\q' || code=$?
		as pg_ctl stop --silent --mode immediate --pgdata /run/pg
		exit "$code"`, set, shown)
	v.heard("postgres", msg, err)
	return v, nil
}
