package image

import (
	_ "embed"
	"io/fs"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

//go:embed redis/docker-entrypoint.sh
var redisEntrypoint []byte

// Redis is Redis 8, as docker.io/library/redis:8 is.
func Redis() Recipe {
	return Recipe{
		Packages: []string{"redis-server"},
		Before:   account("redis", "999", "/data", "/usr/sbin/nologin"),
		// The official image has no configuration file, and its data in /data.
		After: `rm -rf "$1/etc/redis" "$1/var/lib/redis" "$1/var/log/redis"`,
		Files: []File{
			{Path: "/usr/local/bin/docker-entrypoint.sh", Mode: 0o755, Content: redisEntrypoint},
			{Path: "/data", Mode: fs.ModeDir | 0o755, ID: 999},
		},
		Config: v1.Config{
			Entrypoint:   []string{"docker-entrypoint.sh"},
			Cmd:          []string{"redis-server"},
			Env:          []string{searchPath},
			WorkingDir:   "/data",
			Volumes:      map[string]struct{}{"/data": {}},
			ExposedPorts: map[string]struct{}{"6379/tcp": {}},
		},
	}
}
