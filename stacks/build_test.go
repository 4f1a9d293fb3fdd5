package stacks

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"flag"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/golden anew")

// serial is the serial of every bundle built here; without one it would come
// from the last commit.
const serial = "1700000000"

// examples returns the names of the stacks in this folder.
func examples(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.hcl")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, file := range files {
		if name := strings.TrimSuffix(file, ".hcl"); !strings.Contains(name, ".") {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		t.Fatal("found no stacks")
	}
	return names
}

// all returns the files of the stacks in this folder, and of those in testdata
// that are there for a component of their own, by name.
func all(t *testing.T) map[string]string {
	t.Helper()
	stacks := map[string]string{}
	for _, name := range examples(t) {
		stacks[name] = name + ".hcl"
	}
	files, err := filepath.Glob("../testdata/stacks/*/stack.hcl")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		stacks[filepath.Base(filepath.Dir(file))] = file
	}
	if len(files) == 0 {
		t.Fatal("found no stacks in testdata")
	}
	return stacks
}

// program compiles senexc, once, and returns its path.
func program(t *testing.T) string {
	t.Helper()
	path, err := compiled()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

var compiled = sync.OnceValues(func() (string, error) {
	// What is compiled here is not imported, so go would not know that a cached
	// result of these tests depends on it. It does know which files were looked at.
	for _, folder := range []string{"cmd", "lang", "compile", "emit", "stdlib"} {
		err := filepath.WalkDir(filepath.Join("..", folder), func(path string, _ fs.DirEntry, err error) error {
			if err == nil {
				_, err = os.Stat(path)
			}
			return err
		})
		if err != nil {
			return "", err
		}
	}
	path := filepath.Join(scratch, "senexc")
	if out, err := exec.Command("go", "build", "-o", path, "../cmd/senexc").CombinedOutput(); err != nil {
		return "", errors.New("senexc does not compile:\n" + string(out))
	}
	return path, nil
})

// scratch is a folder that lives as long as the tests do.
var scratch string

func TestMain(m *testing.M) {
	flag.Parse()
	var err error
	if scratch, err = os.MkdirTemp("", "stacks"); err != nil {
		panic(err)
	}
	status := m.Run()
	_ = os.RemoveAll(scratch)
	os.Exit(status)
}

// A run is one start of senexc by a user.
type run struct {
	folder string   // working directory; "" for this one
	umask  string   // "" for the test's own
	env    []string // besides PATH and HOME
	stdin  string
}

// senexc runs the program and returns all that it printed.
func (r run) senexc(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.Command("sh", append([]string{"-c", `umask "$0"; exec "$@"`, "022", program(t)}, args...)...)
	if r.umask != "" {
		cmd.Args[3] = r.umask
	}
	cmd.Dir = r.folder
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir()}, r.env...)
	cmd.Stdin = strings.NewReader(r.stdin)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("senexc %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// build builds a stack with the published key and returns the folder with the
// result, and all that was printed.
func (r run) build(t *testing.T, stack string) (dist, printed string) {
	t.Helper()
	dist = t.TempDir()
	printed = r.senexc(t, "build", stack, "-o", dist, "--serial", serial, "--key", signingKey(t))
	return dist, printed
}

// signingKey returns a copy of the published key that only its owner can read,
// as OpenSSH wants it; git does not keep such modes.
func signingKey(t *testing.T) string {
	t.Helper()
	body, err := os.ReadFile("../testdata/keys/signing-test-key")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// A tree is the files of a folder: contents by slash-separated path.
type tree map[string]string

func (tr tree) paths() []string {
	var paths []string
	for path := range tr {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	return paths
}

// readTree reads all files below folder; no folder is an empty tree.
func readTree(t *testing.T, folder string) tree {
	t.Helper()
	tr := tree{}
	fsys := os.DirFS(folder)
	err := fs.WalkDir(fsys, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		body, err := fs.ReadFile(fsys, path)
		tr[path] = string(body)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return tr
}

// write makes the files of the tree below folder.
func (tr tree) write(t *testing.T, folder string) {
	t.Helper()
	for path, body := range tr {
		path = filepath.Join(folder, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// hosts returns the names of the hosts that a build made bundles for.
func hosts(t *testing.T, dist string) []string {
	t.Helper()
	archives, err := filepath.Glob(filepath.Join(dist, "*.tar.gz"))
	if err != nil {
		t.Fatal(err)
	}
	if len(archives) == 0 {
		t.Fatal("the build made no archives")
	}
	for i, archive := range archives {
		archives[i] = strings.TrimSuffix(filepath.Base(archive), ".tar.gz")
	}
	return archives
}

// bundle reads the archive of a host, without the folder that all of it is in.
func bundle(t *testing.T, dist, host string) tree {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(dist, host+".tar.gz"))
	if err != nil {
		t.Fatal(err)
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	tr := tree{}
	for reader := tar.NewReader(unpacked); ; {
		header, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return tr
		}
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(reader)
		if err != nil {
			t.Fatal(err)
		}
		if _, path, ok := strings.Cut(header.Name, "/"); ok && header.Typeflag == tar.TypeReg {
			tr[path] = string(body)
		}
	}
}
