package oracle

// Redis starts redis-server with a configuration file below folder, in a
// throw-away data folder, and asks it to answer. Its network port stays shut.
func (d *Debian) Redis(folder, file string) (Verdict, error) {
	v := Verdict{Judged: []string{file}}
	out, msg, err := d.run(folder, `
		mkdir /run/data && cd /run/data
		cp -r /material/. /run/material
		redis-server "/run/material/$1" --port 0 --unixsocket /run/redis.sock --dir /run/data \
			--daemonize no --logfile "" --loglevel warning >/run/log 2>&1 &
		tries=0
		until redis-cli -s /run/redis.sock ping >/dev/null 2>&1; do
			if ! kill -0 $! 2>/dev/null || [ $((tries += 1)) -gt 100 ]; then
				cat /run/log
				exit 1
			fi
			sleep 0.1
		done`, file)
	if err != nil {
		v.heard("redis-server", out+msg, err, "WARNING")
	}
	return v, nil
}

// Postgres asks the PostgreSQL server to read a configuration file below
// folder. Nothing is started: -C prints one setting after reading all.
func (d *Debian) Postgres(folder, file string) (Verdict, error) {
	v := Verdict{Judged: []string{file}}
	_, msg, err := d.run(folder, `
		cp -r /material/. /run/material
		: > /run/material/postgresql.auto.conf
		/usr/lib/postgresql/17/bin/postgres -C max_connections -D /run/material -c config_file="/run/material/$1"`, file)
	v.heard("postgres", msg, err)
	return v, nil
}
