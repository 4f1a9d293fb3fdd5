package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2"

	"github.com/senextrader/senexc/emit/hint"
)

// because is why a file could not be read or written, without the name of the
// call that failed and of a file that only the program knows.
func because(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	default:
		return err
	}
}

// readInput reads a file that somebody named: what it is, in a word or two.
func readInput(name, what string) ([]byte, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no file %s, which was named for %s", name, what)
	} else if err != nil {
		return nil, fmt.Errorf("the file %s for %s cannot be read: %w", name, what, because(err))
	}
	return data, nil
}

// writeOutput replaces a file that somebody named, as a whole.
func writeOutput(name string, data []byte, mode fs.FileMode) error {
	folder := filepath.Dir(name)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return hint.Errorf("Make the folder first, or name another file with -o.", "%s cannot be written: there is no folder %s", name, folder)
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return hint.Errorf("Name a file in it with -o.", "%s cannot be written: it is a folder", name)
	}
	if err := renameio.WriteFile(name, data, mode, renameio.WithTempDir(folder)); err != nil {
		return fmt.Errorf("%s cannot be written: %w", name, because(err))
	}
	return nil
}
