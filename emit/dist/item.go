package dist

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2"
)

// An item is a file or a folder that is complete beside its place.
type item interface {
	commit() error  // puts it in place
	discard() error // removes it, unless it is in place
}

type file struct{ *renameio.PendingFile }

// newFile makes a file that will take the place of the named one. The mode is
// what the umask leaves of 0644.
func newFile(folder, name string) (file, error) {
	path := filepath.Join(folder, name)
	f, err := renameio.NewPendingFile(path, renameio.WithTempDir(folder), renameio.WithPermissions(0o644))
	if err != nil {
		return file{}, fmt.Errorf("writing %s: %w", path, err)
	}
	return file{f}, nil
}

func (f file) commit() error  { return f.CloseAtomicallyReplace() }
func (f file) discard() error { return f.Cleanup() }

type dir struct{ path, temporary string }

// newDir makes an empty folder that will take the place of the named one.
func newDir(folder, name string) (dir, error) {
	temporary, err := os.MkdirTemp(folder, "."+name)
	if err != nil {
		return dir{}, fmt.Errorf("writing %s: %w", filepath.Join(folder, name), err)
	}
	return dir{filepath.Join(folder, name), temporary}, os.Chmod(temporary, 0o755)
}

// commit exchanges the folders. One folder cannot replace another in one step,
// so for a moment there is none.
func (d dir) commit() error {
	old := d.temporary + ".old"
	if err := os.Rename(d.path, old); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := os.Rename(d.temporary, d.path); err != nil {
		return err
	}
	return os.RemoveAll(old)
}

func (d dir) discard() error { return os.RemoveAll(d.temporary) }
