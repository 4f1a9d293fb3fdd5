package image

import (
	_ "embed"
	"io/fs"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

//go:embed postgres/docker-entrypoint.sh
var postgresEntrypoint []byte

// Postgres is PostgreSQL 17, as docker.io/library/postgres:17 is.
func Postgres() Recipe {
	const id = 999
	return Recipe{
		Packages: []string{"postgresql-17"},
		Before: account("postgres", "999", "/var/lib/postgresql", "/bin/sh") + `
mkdir -p "$1/etc/postgresql-common"
echo 'create_main_cluster = false' >"$1/etc/postgresql-common/createcluster.conf"
`,
		// Debian's own places for configuration and clusters are not in the
		// official image. Its server listens on all addresses by default.
		After: `
rm -rf "$1/etc/postgresql" "$1/var/log/postgresql"
echo "listen_addresses = '*'" >>"$1/usr/share/postgresql/17/postgresql.conf.sample"
`,
		Files: []File{
			{Path: "/usr/local/bin/docker-entrypoint.sh", Mode: 0o755, Content: postgresEntrypoint},
			{Path: "/docker-entrypoint-initdb.d", Mode: fs.ModeDir | 0o755},
			{Path: "/var/lib/postgresql", Mode: fs.ModeDir | fs.ModeSticky | 0o777, ID: id},
			{Path: "/var/lib/postgresql/data", Mode: fs.ModeDir | fs.ModeSticky | 0o777, ID: id},
			{Path: "/run/postgresql", Mode: fs.ModeDir | fs.ModeSetgid | fs.ModeSticky | 0o777, ID: id},
		},
		Config: v1.Config{
			Entrypoint:   []string{"docker-entrypoint.sh"},
			Cmd:          []string{"postgres"},
			Env:          []string{searchPath + ":/usr/lib/postgresql/17/bin", "LANG=C.UTF-8", "PG_MAJOR=17", "PGDATA=/var/lib/postgresql/data"},
			WorkingDir:   "/",
			Volumes:      map[string]struct{}{"/var/lib/postgresql/data": {}},
			ExposedPorts: map[string]struct{}{"5432/tcp": {}},
			StopSignal:   "SIGINT",
		},
	}
}
