#!/bin/sh
# Starts the server, and makes its data first where there is none. What it reads
# from the environment and where it looks for files is as in the official image.
#
#   POSTGRES_PASSWORD          of the superuser; required unless the method is trust
#   POSTGRES_USER              name of the superuser (postgres)
#   POSTGRES_DB                a database to create (named as the superuser)
#   POSTGRES_INITDB_ARGS       further arguments of initdb
#   POSTGRES_HOST_AUTH_METHOD  for connections over TCP (password_encryption's)
#   PGDATA                     where the data is
#
# Each of the first four may be in a file instead, which NAME_FILE then names.
# Programs and SQL in /docker-entrypoint-initdb.d run once, when the data is new.
set -eu

fail() {
    printf 'docker-entrypoint: %s\n' "$*" >&2
    exit 1
}

# Sets variable $1 from itself, or from the file that $1_FILE names, or to $2.
setting() {
    eval "value=\${$1-} file=\${$1_FILE-}"
    # shellcheck disable=SC2154 # assigned by eval
    if [ -n "$value" ] && [ -n "$file" ]; then
        fail "both $1 and $1_FILE are set: use one of them."
    elif [ -n "$file" ]; then
        value=$(cat "$file")
    fi
    export "$1=${value:-$2}"
    unset "$1_FILE"
}

sql() {
    PGHOST='' PGHOSTADDR='' psql --set ON_ERROR_STOP=1 --no-psqlrc --no-password --quiet --username "$POSTGRES_USER" "$@"
}

# make_data ARGUMENTS-OF-POSTGRES...
make_data() {
    setting POSTGRES_PASSWORD ''
    setting POSTGRES_USER postgres
    setting POSTGRES_DB "$POSTGRES_USER"
    setting POSTGRES_INITDB_ARGS ''
    if [ -z "$POSTGRES_PASSWORD" ] && [ "${POSTGRES_HOST_AUTH_METHOD-}" != trust ]; then
        fail 'there is no data yet, and no password for the superuser: set POSTGRES_PASSWORD.'
    fi

    # The arguments are words of a shell, with quotes if need be.
    printf '%s\n' "$POSTGRES_PASSWORD" |
        eval "initdb --pgdata=\"\$PGDATA\" --username=\"\$POSTGRES_USER\" --pwfile=/dev/stdin $POSTGRES_INITDB_ARGS"
    method=${POSTGRES_HOST_AUTH_METHOD:-$(postgres -C password_encryption "$@")}
    printf '\nhost all all all %s\n' "$method" >>"$PGDATA/pg_hba.conf"

    # Nobody can connect over TCP until all is done.
    postgres "$@" -c listen_addresses='' &
    server=$!
    until pg_isready --quiet --username "$POSTGRES_USER"; do
        kill -0 "$server" 2>/dev/null || fail 'the server did not start to make its data.'
        sleep 0.1
    done
    if [ "$POSTGRES_DB" != postgres ]; then
        sql --dbname postgres --set name="$POSTGRES_DB" <<'SQL'
CREATE DATABASE :"name";
SQL
    fi
    for file in /docker-entrypoint-initdb.d/*; do
        # shellcheck disable=SC1090 # it is the user's
        case $file in
        *.sh) if [ -x "$file" ]; then "$file"; else . "$file"; fi ;;
        *.sql) sql --dbname "$POSTGRES_DB" --file "$file" ;;
        *.sql.gz) gunzip -c "$file" | sql --dbname "$POSTGRES_DB" ;;
        esac
    done
    kill -INT "$server"
    wait "$server" || fail 'the server did not stop after making its data.'
    unset POSTGRES_PASSWORD
}

case ${1-} in
-*) set -- postgres "$@" ;;
esac

serves=no
if [ "${1-}" = postgres ]; then
    serves=yes
    for argument; do
        case $argument in
        -'?' | --help | --describe-config | -V | --version) serves=no ;;
        esac
    done
fi

if [ "$serves" = yes ]; then
    mkdir -p "$PGDATA"
    chmod 0700 "$PGDATA" 2>/dev/null || true
    if [ "$(id -u)" = 0 ]; then
        mkdir -p /var/run/postgresql
        chmod 3777 /var/run/postgresql
        find "$PGDATA" /var/run/postgresql ! -user postgres -exec chown postgres {} +
        exec setpriv --reuid=postgres --regid=postgres --init-groups -- "$0" "$@"
    fi
    if [ ! -s "$PGDATA/PG_VERSION" ]; then
        command=$1
        shift
        make_data "$@"
        set -- "$command" "$@"
    fi
fi
exec "$@"
