package archive

import (
	"fmt"
	"os"
	"path/filepath"
)

// WriteDir writes the entries into folder, an empty or missing folder of this
// machine.
func WriteDir(folder string, entries []Entry) error {
	if err := Check(filepath.Base(folder), entries); err != nil {
		return err
	}
	for _, e := range arrange(entries) {
		path := filepath.Join(folder, filepath.FromSlash(e.Path))
		if e.Path[len(e.Path)-1] == '/' {
			if err := os.MkdirAll(path, os.FileMode(e.Mode)); err != nil {
				return fmt.Errorf("making a folder of the bundle: %w", err)
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("making a folder of the bundle: %w", err)
		}
		if err := os.WriteFile(path, e.Body, os.FileMode(e.Mode)); err != nil {
			return fmt.Errorf("writing a file of the bundle: %w", err)
		}
	}
	return nil
}
