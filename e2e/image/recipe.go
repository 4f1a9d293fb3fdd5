package image

import (
	"io/fs"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

// A Recipe is what an image is made of.
type Recipe struct {
	Packages []string // of Debian 13, with what they depend on
	Before   string   // shell, run before the packages are set up; $1 is the root
	After    string   // shell, run when they are; $1 is the root
	Files    []File   // put on top, in this order
	Config   v1.Config
}

// A File is a file or a folder of an image.
type File struct {
	Path    string      // absolute
	Mode    fs.FileMode // with fs.ModeDir for a folder
	ID      int         // of the user and the group that own it
	Content []byte
}

// searchPath is what a shell finds programs in, as in the official images.
const searchPath = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

// account returns shell that adds a user and a group to the root in $1, before
// a package does so with an id of its own choice.
func account(name, id, home, shell string) string {
	return `echo '` + name + `:x:` + id + `:' >>"$1/etc/group"
echo '` + name + `:x:` + id + `:` + id + `::` + home + `:` + shell + `' >>"$1/etc/passwd"
echo '` + name + `:*:19000:0:99999:7:::' >>"$1/etc/shadow"
`
}

// All returns the images of the lab by the name and tag that a registry has
// them under.
func All() map[string]Recipe {
	return map[string]Recipe{
		"orders:v1.0.0":       Orders(),
		"postgres:17":         Postgres(),
		"rabbitmq:4":          RabbitMQ(),
		"redis:8":             Redis(),
		"senex-trader:v1.0.0": Application("v1.0.0"),
		"senex-trader:v1.1.0": Application("v1.1.0"),
	}
}
