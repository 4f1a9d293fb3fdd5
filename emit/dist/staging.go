package dist

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// staging is a folder inside the one that is built into. What is in it has its
// final name and is complete before any of it is moved to its place.
//
// Nothing is forced out to the disk: that would take longer than all else, for
// what can be built again. A bundle that a power cut tore fails its signature.
type staging struct{ path, place string }

func newStaging(folder string) (staging, error) {
	path, err := os.MkdirTemp(folder, ".build-")
	if err != nil {
		return staging{}, fmt.Errorf("writing into the output folder: %w", err)
	}
	return staging{path, folder}, nil
}

// create makes an empty file. Its mode is what the umask leaves of 0644.
func (s staging) create(name string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(s.path, name), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return nil, fmt.Errorf("writing %s: %w", filepath.Join(s.place, name), err)
	}
	return f, nil
}

func (s staging) write(name string, content []byte) error {
	f, err := s.create(name)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("writing %s: %w", filepath.Join(s.place, name), err)
	}
	return nil
}

// commit moves a file or a folder to its place. A file takes the place of
// another at once. A folder cannot, so for a moment there is none.
func (s staging) commit(name string) error {
	from, to := filepath.Join(s.path, name), filepath.Join(s.place, name)
	if info, err := os.Lstat(to); err == nil && info.IsDir() {
		if err := os.Rename(to, filepath.Join(s.path, ".old-"+name)); err != nil {
			return err
		}
	}
	return os.Rename(from, to)
}

func (s staging) discard() error { return os.RemoveAll(s.path) }
