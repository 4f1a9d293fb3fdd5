package image

import (
	"io/fs"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

// RabbitMQ is RabbitMQ 4, as docker.io/library/rabbitmq:4 is for a stack that
// names the program to run.
func RabbitMQ() Recipe {
	const id, home = 999, "/var/lib/rabbitmq"
	return Recipe{
		Packages: []string{"rabbitmq-server"},
		Before:   account("rabbitmq", "999", home, "/bin/sh"),
		// What Debian configures and keeps for itself, a container brings.
		After: `rm -rf "$1/etc/rabbitmq" "$1` + home + `" "$1/var/log/rabbitmq"`,
		Files: []File{
			{Path: "/etc/rabbitmq", Mode: fs.ModeDir | 0o777, ID: id},
			{Path: "/etc/rabbitmq/enabled_plugins", Mode: 0o644, ID: id, Content: []byte("[rabbitmq_management].\n")},
			{Path: home, Mode: fs.ModeDir | 0o777, ID: id},
			{Path: "/var/log/rabbitmq", Mode: fs.ModeDir | 0o777, ID: id},
		},
		Config: v1.Config{
			Cmd: []string{"rabbitmq-server"},
			// Debian's own programs in /usr/sbin want to be root, or to become rabbitmq.
			Env:          []string{"PATH=/usr/lib/rabbitmq/bin:" + searchPath[len("PATH="):], "LANG=C.UTF-8", "HOME=" + home},
			WorkingDir:   "/",
			Volumes:      map[string]struct{}{home: {}},
			ExposedPorts: map[string]struct{}{"5672/tcp": {}, "15672/tcp": {}},
		},
	}
}
