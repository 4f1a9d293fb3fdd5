//go:build e2e

package image

import (
	"archive/tar"
	"bytes"
	"context"
	_ "embed"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

// all makes the images once for all tests.
var all = sync.OnceValues(func() (map[string]v1.Image, error) {
	cache, err := Cache()
	if err != nil {
		return nil, err
	}
	return Build(context.Background(), cache, All())
})

func named(t *testing.T, name string) v1.Image {
	t.Helper()
	images, err := all()
	if err != nil {
		t.Fatal(err)
	}
	return images[name]
}

// What a stack relies on, as the registry hands it to a runtime.
func TestImages(t *testing.T) {
	images, err := all()
	if err != nil {
		t.Fatal(err)
	}
	_, address := serve(t, images)

	tests := []struct {
		name       string
		entrypoint []string
		command    string
		user       string
		folder     string
		volume     string
		port       string
		stop       string
		accounts   []string         // lines of /etc/passwd, as far as they matter
		owners     map[string]owner // of folders
		programs   []string         // found in the image's own PATH
		absent     []string         // of Debian's packages, not in the official image
	}{
		{
			name: "postgres:17", entrypoint: []string{"docker-entrypoint.sh"}, command: "postgres", folder: "/",
			volume: "/var/lib/postgresql/data", port: "5432/tcp", stop: "SIGINT",
			accounts: []string{"postgres:x:999:999:"},
			owners: map[string]owner{
				"var/lib/postgresql/data/":    {999, 0o1777},
				"run/postgresql/":             {999, 0o3777},
				"docker-entrypoint-initdb.d/": {0, 0o755},
			},
			programs: []string{"docker-entrypoint.sh", "postgres", "initdb", "psql", "pg_isready", "pg_dump"},
			absent:   []string{"etc/postgresql/", "var/lib/postgresql/17/"},
		},
		{
			name: "rabbitmq:4", command: "rabbitmq-server", folder: "/",
			volume: "/var/lib/rabbitmq", port: "5672/tcp",
			accounts: []string{"rabbitmq:x:999:999:"},
			owners:   map[string]owner{"var/lib/rabbitmq/": {999, 0o777}},
			programs: []string{"rabbitmq-server", "rabbitmq-diagnostics", "rabbitmqctl"},
		},
		{
			name: "redis:8", entrypoint: []string{"docker-entrypoint.sh"}, command: "redis-server", folder: "/data",
			volume: "/data", port: "6379/tcp",
			accounts: []string{"redis:x:999:999:"},
			owners:   map[string]owner{"data/": {999, 0o755}},
			programs: []string{"docker-entrypoint.sh", "redis-server", "redis-cli"},
			absent:   []string{"etc/redis/", "var/lib/redis/"},
		},
		{
			name: "senex-trader:v1.0.0", command: "daphne", user: "1000:1000", folder: "/app", port: "8000/tcp",
			accounts: []string{"app:x:1000:1000:"},
			owners:   map[string]owner{"app/": {0, 0o755}},
			programs: []string{"daphne", "celery", "python", "python3"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			repository, tag, _ := strings.Cut(test.name, ":")
			digest, file := pull(t, address, repository, tag)
			image := images[test.name]
			if want, err := image.Digest(); err != nil || digest != want {
				t.Errorf("pulled %s, want %s (%v)", digest, want, err)
			}
			if kind, err := image.MediaType(); err != nil || kind != types.OCIManifestSchema1 {
				t.Errorf("the manifest is %s, want an OCI one (%v)", kind, err)
			}

			config := file.Config
			if !slices.Equal(config.Entrypoint, test.entrypoint) {
				t.Errorf("entry point %q, want %q", config.Entrypoint, test.entrypoint)
			}
			if len(config.Cmd) == 0 || config.Cmd[0] != test.command {
				t.Errorf("command %q, want %s", config.Cmd, test.command)
			}
			if config.User != test.user || config.WorkingDir != test.folder || config.StopSignal != test.stop {
				t.Errorf("user %q, folder %q, stop signal %q; want %q, %q, %q",
					config.User, config.WorkingDir, config.StopSignal, test.user, test.folder, test.stop)
			}
			if _, ok := config.ExposedPorts[test.port]; !ok {
				t.Errorf("ports %v, want %s", config.ExposedPorts, test.port)
			}
			if _, ok := config.Volumes[test.volume]; !ok && test.volume != "" || len(config.Volumes) > 1 {
				t.Errorf("volumes %v, want only %q", config.Volumes, test.volume)
			}

			tree := read(t, image)
			for _, line := range test.accounts {
				if !strings.Contains("\n"+tree.passwd, "\n"+line) {
					t.Errorf("/etc/passwd has no line %s…:\n%s", line, tree.passwd)
				}
			}
			for path, want := range test.owners {
				if got, ok := tree.owners[path]; !ok || got != want {
					t.Errorf("/%s belongs to %d with mode %#o (there: %t), want %d with mode %#o", path, got.id, got.mode, ok, want.id, want.mode)
				}
			}
			for _, program := range test.programs {
				if !tree.has(config.Env, program) {
					t.Errorf("%s is in no folder of %s", program, config.Env[0])
				}
			}
			for _, path := range test.absent {
				if _, ok := tree.owners[path]; ok {
					t.Errorf("/%s is there", path)
				}
			}
		})
	}
}

func TestReleasesShareTheirPackages(t *testing.T) {
	var layers [2][]v1.Layer
	for i, name := range []string{"senex-trader:v1.0.0", "senex-trader:v1.1.0"} {
		var err error
		if layers[i], err = named(t, name).Layers(); err != nil {
			t.Fatal(err)
		}
	}
	for i, want := range []bool{true, false} { // the packages, the application
		first, err1 := layers[0][i].Digest()
		second, err2 := layers[1][i].Digest()
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		if got := first == second; got != want {
			t.Errorf("layer %d is the same in both: %t, want %t", i, got, want)
		}
	}
}

// An owner is who owns a folder, and its permissions.
type owner struct {
	id   int
	mode int64
}

// A tree is what an image has in its file system.
type tree struct {
	passwd string
	owners map[string]owner // by path without the leading slash; folders with one at the end
}

func read(t *testing.T, image v1.Image) tree {
	t.Helper()
	content := mutate.Extract(image)
	defer content.Close()
	found := tree{owners: map[string]owner{}}
	archive := tar.NewReader(content)
	for {
		h, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatal(err)
		}
		path := strings.TrimPrefix(h.Name, "./")
		if h.Typeflag == tar.TypeDir {
			path = strings.TrimSuffix(path, "/") + "/"
		}
		found.owners[path] = owner{h.Uid, h.Mode}
		if path == "etc/passwd" {
			body, err := io.ReadAll(archive)
			if err != nil {
				t.Fatal(err)
			}
			found.passwd = string(body)
		}
	}
}

// has reports whether a program is in a folder of the PATH of an environment.
func (f tree) has(environment []string, program string) bool {
	for _, variable := range environment {
		if list, ok := strings.CutPrefix(variable, "PATH="); ok {
			return slices.ContainsFunc(filepath.SplitList(list), func(folder string) bool {
				_, ok := f.owners[strings.TrimPrefix(folder, "/")+"/"+program]
				return ok
			})
		}
	}
	return false
}

//go:embed testdata/enter.sh
var enter string

// A machine runs what an image has, without a container engine.
type machine struct {
	root        string
	environment []string
	folder      string
}

func unpack(t *testing.T, image v1.Image) machine {
	t.Helper()
	file, err := image.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	m := machine{root: t.TempDir(), environment: file.Config.Env, folder: file.Config.WorkingDir}
	content := mutate.Extract(image)
	defer content.Close()
	extract := exec.Command("tar", "-xp", "--numeric-owner", "-C", m.root)
	extract.Stdin = content
	if out, err := extract.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if err := os.Chmod(m.root, 0o755); err != nil {
		t.Fatal(err)
	}
	return m
}

// run runs a shell script as the user id, from nothing but the image, and
// returns what it and its servers wrote.
func (m machine) run(id, script string) (string, error) {
	script = "cd " + m.folder + "\n" + script
	args := []string{"--mount", "--net", "--pid", "--fork", "--kill-child", "sh", "-c", enter, "enter", m.root, id, "env", "-i"}
	args = append(append(args, m.environment...), "sh", "-euc", script)
	var out bytes.Buffer
	cmd := exec.Command("unshare", args...)
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	return out.String(), err
}
