//go:build linux

package lab

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// T is who asks something of a lab and hears of its troubles: a *testing.T, or
// a program that runs a lab without a test. Whatever the lab does ends with its
// Context, and what cannot be done is reported with Fatalf, which must not return.
type T interface {
	Helper()
	Context() context.Context
	Logf(format string, args ...any)
	Fatalf(format string, args ...any)
	Cleanup(func())
}

// A Lab is a private network, 10.0.1.0/24, and the machines on it. There is no
// way out of it.
type Lab struct {
	name string
	dir  string // one folder for each host
	base base
	lock *os.File
}

// New makes an empty lab, and the base of its hosts if the cache has none. It
// needs root on a Debian machine. The lab is taken down when the test ends.
func New(t T, name string) *Lab {
	t.Helper()
	l, err := open(t, name)
	if err != nil {
		t.Fatalf("%v", err)
	}
	t.Cleanup(func() {
		if err := l.close(); err != nil {
			t.Logf("the lab %s was not taken down cleanly: %v", name, err)
		}
	})
	return l
}

func open(t T, name string) (*Lab, error) {
	cache, err := cacheDir()
	if err != nil {
		return nil, err
	}
	l := &Lab{name: name, dir: filepath.Join(cache, "lab", name)}
	if l.lock, err = lock(l.dir+".lock", true); err != nil {
		return nil, err
	}
	if l.base, err = makeBase(t.Context(), cache); err != nil {
		return nil, err
	}
	if err := sweep(l.name, l.dir); err != nil {
		return nil, fmt.Errorf("cannot take down what an earlier lab %s left: %w", name, err)
	}
	if err := os.MkdirAll(l.dir, 0o700); err != nil {
		return nil, err
	}
	return l, addSwitch(l.id())
}

// close ends every machine of the lab at once and removes all that it made.
func (l *Lab) close() error {
	return errors.Join(sweep(l.name, l.dir), l.lock.Close())
}

// ErrInUse is why a lab is not taken down.
var ErrInUse = errors.New("the lab is in use by another process")

// Down takes down the lab of this name, whoever made it, unless a running
// process holds it: then the error is ErrInUse.
func Down(name string) error {
	cache, err := cacheDir()
	if err != nil {
		return err
	}
	dir := filepath.Join(cache, "lab", name)
	held, err := lock(dir+".lock", false)
	if err != nil {
		return err
	}
	return errors.Join(sweep(name, dir), held.Close())
}

// Names lists the labs that there are or have been on this machine.
func Names() ([]string, error) {
	cache, err := cacheDir()
	if err != nil {
		return nil, err
	}
	locks, err := filepath.Glob(filepath.Join(cache, "lab", "*.lock"))
	for i, lock := range locks {
		locks[i] = strings.TrimSuffix(filepath.Base(lock), ".lock")
	}
	return locks, err
}

// sweep removes what a lab consists of, as it is found, so that it does not
// matter how the lab ended. Processes go first, because they hold the rest.
func sweep(name, dir string) error {
	id := id(name)
	return errors.Join(removeCgroups(id), removeNetworks(id), removeTraces(id), os.RemoveAll(dir))
}

// removeTraces removes the folders that nspawn makes for each host and leaves.
func removeTraces(id string) error {
	const traces = "/run/systemd/nspawn/propagate"
	list, err := entries(traces)
	for _, e := range list {
		if belongs(e.Name(), id) {
			err = errors.Join(err, os.Remove(filepath.Join(traces, e.Name())))
		}
	}
	return err
}

// id is what everything of a lab is named that all of the machine can see.
func id(lab string) string { return "senexc-lab." + lab }

func (l *Lab) id() string { return id(l.name) }

// cacheDir is where bases are kept and labs have their hosts' files.
func cacheDir() (string, error) {
	user, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("no folder for the lab's files: %w", err)
	}
	dir := filepath.Join(user, "senexc")
	return dir, os.MkdirAll(dir, 0o755)
}

// lock takes a lock that ends with this process, however that ends.
func lock(path string, wait bool) (*os.File, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	how := syscall.LOCK_EX
	if !wait {
		how |= syscall.LOCK_NB
	}
	if err := syscall.Flock(int(f.Fd()), how); err != nil {
		_ = f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("%w, which holds %s", ErrInUse, path)
		}
		return nil, fmt.Errorf("cannot lock %s: %w", path, err)
	}
	return f, nil
}

// belongs tells whether something named entry is of the lab with this id.
func belongs(entry, id string) bool {
	return entry == id || strings.HasPrefix(entry, id+".")
}

// entries lists a folder; one that is not there has none.
func entries(dir string) ([]fs.DirEntry, error) {
	list, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return list, err
}
