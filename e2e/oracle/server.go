package oracle

// Redis starts redis-server with a configuration file below folder and asks it
// to answer, without its network port and with its data in memory. A list of
// users that the configuration names is taken to be there and empty, and a
// certificate and its key to be server.cert.pem and server.key.pem beside it; it
// may want both in one file.
func (d *Debian) Redis(folder, file string) (Verdict, error) {
	v := Verdict{Judged: []string{file}}
	out, msg, err := d.run(folder, `
		config=/material/$1
		while read -r directive path; do
			case $directive in
			dir) mkdir -p "$path" ;;
			aclfile) mkdir -p "${path%/*}" && : >"$path" ;;
			tls-cert-file) mkdir -p "${path%/*}" && cat "${config%/*}/server.cert.pem" >>"$path" ;;
			tls-key-file) mkdir -p "${path%/*}" && cat "${config%/*}/server.key.pem" >>"$path" ;;
			esac
		done <"$config"
		redis-server "$config" --port 0 --unixsocket /run/redis.sock --daemonize no \
			--logfile "" --loglevel warning >/run/log 2>&1 &
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

// Postgres starts a PostgreSQL server on an empty cluster with a configuration
// file and a list of who may connect, both below folder, and asks it whether it
// understood every line. A certificate and its key are found as those of Redis.
func (d *Debian) Postgres(folder, config, hba string) (Verdict, error) {
	v := Verdict{Judged: []string{config, hba}}
	_, msg, err := d.run(folder, `
		export PATH="$PATH:/usr/lib/postgresql/17/bin" LC_ALL=C
		as() { setpriv --reuid=postgres --regid=postgres --init-groups "$@"; }
		install -d -o postgres /run/pg /run/postgresql
		# Readable, whatever the modes below the folder are.
		install -o postgres -m 400 "/material/$1" /run/postgresql.conf
		install -o postgres -m 400 "/material/$2" /run/pg_hba.conf
		while read -r setting _ path; do
			path=${path#\'}
			case $setting in
			ssl_cert_file) part=cert ;;
			ssl_key_file) part=key ;;
			*) continue ;;
			esac
			path=${path%\'}
			install -d -o postgres "${path%/*}"
			cat "/material/${1%/*}/server.$part.pem" >>"$path"
			chown postgres "$path"
			chmod 400 "$path"
		done </run/postgresql.conf
		as initdb --pgdata /run/pg --auth trust --no-sync >/dev/null
		# Where things are, and the memory for them, is this machine's affair.
		settings="-c config_file=/run/postgresql.conf -c hba_file=/run/pg_hba.conf -c data_directory=/run/pg"
		settings="$settings -c unix_socket_directories=/run/postgresql -c listen_addresses= -c shared_buffers=16MB"
		as pg_ctl start --wait --silent --timeout 60 --log /run/pg/log --pgdata /run/pg --options "$settings" || {
			cat /run/pg/log >&2
			exit 1
		}
		# Superusers come in over the socket by their name on the system, or the
		# answer is a complaint.
		as psql --no-psqlrc --quiet --tuples-only --no-align --host /run/postgresql --dbname postgres --command "
			SELECT 'line ' || line_number || ': ' || error FROM pg_hba_file_rules WHERE error IS NOT NULL
			UNION ALL SELECT sourcefile || ' line ' || sourceline || ': ' || name || ': ' || error FROM pg_file_settings
				WHERE error IS NOT NULL AND name NOT IN (
					'data_directory', 'hba_file', 'unix_socket_directories', 'listen_addresses', 'shared_buffers')" >&2
		as pg_ctl stop --silent --mode immediate --pgdata /run/pg`, config, hba)
	v.heard("postgres", msg, err)
	return v, nil
}
