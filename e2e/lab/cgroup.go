//go:build linux

package lab

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A cgroup holds all processes of a host, and is how they are found and ended,
// whoever started them.
type cgroup string

// addCgroup makes a cgroup below the root of the unified hierarchy. A host must
// not share one with another: each systemd takes it for its own.
func addCgroup(name string) (cgroup, error) {
	root, err := cgroupRoot()
	if err != nil {
		return "", err
	}
	g := cgroup(filepath.Join(root, name))
	return g, os.Mkdir(string(g), 0o755)
}

// removeCgroups ends all processes of a lab's hosts and removes their cgroups.
func removeCgroups(id string) error {
	root, err := cgroupRoot()
	if err != nil {
		return err
	}
	list, err := entries(root)
	for _, e := range list {
		if belongs(e.Name(), id) {
			err = errors.Join(err, cgroup(filepath.Join(root, e.Name())).remove())
		}
	}
	return err
}

// remove ends every process in the cgroup at the same moment, and removes it.
func (g cgroup) remove() error {
	if err := os.WriteFile(filepath.Join(string(g), "cgroup.kill"), []byte("1"), 0); err != nil {
		return fmt.Errorf("cannot end what runs in %s: %w", g, err)
	}
	for range 1000 {
		events, err := os.ReadFile(filepath.Join(string(g), "cgroup.events"))
		if err != nil {
			return err
		}
		if strings.Contains(string(events), "populated 0") {
			return g.removeFolders()
		}
		time.Sleep(10 * time.Millisecond)
	}
	return fmt.Errorf("processes in %s were killed and do not end", g)
}

// removeFolders removes the cgroup, and those of the same name that nspawn made
// in hierarchies of version 1.
func (g cgroup) removeFolders() error {
	roots, err := mounted("cgroup")
	for _, root := range roots {
		err = errors.Join(err, removeTree(filepath.Join(root, filepath.Base(string(g)))))
	}
	return errors.Join(err, removeTree(string(g)))
}

// removeTree removes a folder of cgroups from its leaves up. The files in them
// are the kernel's and go with them.
func removeTree(dir string) error {
	list, err := entries(dir)
	for _, e := range list {
		if e.IsDir() {
			err = errors.Join(err, removeTree(filepath.Join(dir, e.Name())))
		}
	}
	if removal := os.Remove(dir); !errors.Is(removal, fs.ErrNotExist) {
		err = errors.Join(err, removal)
	}
	return err
}

// processes lists the processes in a cgroup below this one, without those of
// its own children. A cgroup that is not there has none.
func (g cgroup) processes(below string) []string {
	list, err := os.ReadFile(filepath.Join(string(g), below, "cgroup.procs"))
	if err != nil {
		return nil
	}
	return strings.Fields(string(list))
}

// cgroupRoot is where the unified hierarchy is mounted, which on a machine with
// version 1 beside it is not the usual place.
func cgroupRoot() (string, error) {
	roots, err := mounted("cgroup2")
	if err == nil && len(roots) == 0 {
		err = errors.New("this machine has no cgroup v2 mounted, and the lab's hosts live in cgroups of it")
	}
	if err != nil {
		return "", err
	}
	return roots[0], nil
}

// mounted lists where file systems of a type are mounted.
func mounted(kind string) (folders []string, err error) {
	mounts, err := os.ReadFile("/proc/self/mounts")
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(mounts)) {
		if f := strings.Fields(line); len(f) > 2 && f[2] == kind {
			folders = append(folders, f[1])
		}
	}
	return folders, nil
}

// leader is the first process of the host in this cgroup, as this machine
// numbers it: the child of the nspawn process that is number 1 inside.
func (g cgroup) leader() (pid string, up bool) {
	for _, nspawn := range slices.Concat(g.processes("supervisor"), g.processes("")) {
		children, err := os.ReadFile(filepath.Join("/proc", nspawn, "task", nspawn, "children"))
		if err != nil {
			continue
		}
		for _, child := range strings.Fields(string(children)) {
			if isFirst(child) {
				return child, true
			}
		}
	}
	return "", false
}

func isFirst(pid string) bool {
	status, err := os.ReadFile(filepath.Join("/proc", pid, "status"))
	if err != nil {
		return false
	}
	for line := range strings.Lines(string(status)) {
		if numbers, found := strings.CutPrefix(line, "NSpid:"); found {
			f := strings.Fields(numbers)
			return len(f) == 2 && f[1] == "1"
		}
	}
	return false
}
