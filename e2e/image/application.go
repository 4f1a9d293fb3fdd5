package image

import (
	_ "embed"
	"io/fs"
	"path"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"github.com/senextrader/senexc/e2e/app"
)

// Application is a release of the lab's Django application. Releases differ in
// the version that they tell.
func Application(version string) Recipe {
	const home = "/app"
	return Recipe{
		Packages: []string{
			"celery", "daphne", "python-is-python3", "python3-channels-redis", "python3-cryptography",
			"python3-django", "python3-django-channels", "python3-psycopg", "python3-psycopg-c", "python3-redis",
		},
		Before: account("app", "1000", home, "/usr/sbin/nologin"),
		Files:  append(source(home), File{Path: path.Join(home, "VERSION"), Mode: 0o644, Content: []byte(version + "\n")}),
		Config: v1.Config{
			Cmd:          []string{"daphne", "-b", "0.0.0.0", "-p", "8000", "senextrader.asgi:application"},
			Env:          []string{searchPath, "LANG=C.UTF-8", "PYTHONUNBUFFERED=1", "PYTHONDONTWRITEBYTECODE=1"},
			WorkingDir:   home,
			User:         "1000:1000",
			ExposedPorts: map[string]struct{}{"8000/tcp": {}},
		},
	}
}

//go:embed orders/orders.py
var orders []byte

// Orders is an application that is only workers of Celery: what they are told
// comes by AMQP, and goes back that way.
func Orders() Recipe {
	r := Application("v1.0.0")
	r.Files = []File{{Path: "/app", Mode: fs.ModeDir | 0o755}, {Path: "/app/orders.py", Mode: 0o644, Content: orders}}
	return r
}

// source returns the application's source code as files of an image.
func source(home string) (files []File) {
	err := fs.WalkDir(app.Source, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.Name() == "__pycache__":
			return fs.SkipDir
		case entry.IsDir():
			files = append(files, File{Path: path.Join(home, name), Mode: fs.ModeDir | 0o755})
			return nil
		}
		content, err := app.Source.ReadFile(name)
		files = append(files, File{Path: path.Join(home, name), Mode: 0o644, Content: content})
		return err
	})
	if err != nil {
		panic(err) // what is embedded can be read
	}
	return files
}
