package main

import (
	"cmp"
	"os"

	"golang.org/x/sys/unix"

	"github.com/senextrader/senexc/emit/hint"
)

// memoryFolder returns a folder of a file system that is only in memory.
func memoryFolder() (string, error) {
	for _, folder := range []string{os.Getenv("XDG_RUNTIME_DIR"), "/dev/shm", "/run/shm"} {
		var fs unix.Statfs_t
		if folder == "" || unix.Statfs(folder, &fs) != nil || unix.Access(folder, unix.W_OK) != nil {
			continue
		}
		if kind := int64(fs.Type); kind == unix.TMPFS_MAGIC || kind == unix.RAMFS_MAGIC {
			return folder, nil
		}
	}
	return "", hint.Errorf("Use `senexc secret set` with a pipe instead, or mount a tmpfs and name it in XDG_RUNTIME_DIR.",
		"there is no file system in memory, in %s or /dev/shm, and a value is never written to a disk", cmp.Or(os.Getenv("XDG_RUNTIME_DIR"), "XDG_RUNTIME_DIR"))
}
