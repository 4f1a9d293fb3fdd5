package archive

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// Check returns everything that keeps the entries from being packed below
// folder, as one joined error.
func Check(folder string, entries []Entry) error {
	var errs []error
	if !fs.ValidPath(folder) || folder == "." || strings.Contains(folder, "/") {
		errs = append(errs, fmt.Errorf("%q cannot be the name of a bundle's folder", folder))
	}
	files := map[string]bool{}
	for _, e := range entries {
		if files[e.Path] {
			errs = append(errs, fmt.Errorf("the file %q is in the bundle twice", e.Path))
		}
		files[e.Path] = true
	}
	t := tar.NewWriter(io.Discard)
	for _, e := range entries {
		if err := checkEntry(t, folder, e, files); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func checkEntry(t *tar.Writer, folder string, e Entry, files map[string]bool) error {
	if !fs.ValidPath(e.Path) || e.Path == "." {
		return fmt.Errorf("%q is not a path inside a bundle: it must be relative, without empty, . or .. elements", e.Path)
	}
	for i, c := range e.Path {
		if c == '/' && files[e.Path[:i]] {
			return fmt.Errorf("%q is a file in the bundle, and a folder for %q as well: rename one of them", e.Path[:i], e.Path)
		}
		if c < ' ' || c >= 0x7f {
			return fmt.Errorf("the archive cannot carry the file %q: its path has the character %q; use printable ASCII only", e.Path, c)
		}
	}
	if e.Mode != 0o644 && e.Mode != 0o755 {
		return fmt.Errorf("the file %q has the mode %04o in the bundle, which may only be 0644 or 0755", e.Path, e.Mode)
	}
	// The tar package knows best what a header can hold. Without content, the
	// next header may follow.
	e.Body = nil
	if err := t.WriteHeader(header(folder, e, 0)); err != nil {
		return fmt.Errorf("the archive cannot carry the file %q: a path may have 255 characters, the last element and what stands before it at most 100 and 155; shorten it", e.Path)
	}
	return nil
}
