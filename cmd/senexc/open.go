package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/senextrader/senexc/compile"
	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/lang/sealed"
	"github.com/senextrader/senexc/stdlib"
)

// open gathers what a stack file is compiled from. Whoever calls it closes the
// folder when the work is done.
func (p *program) open(path string, v values) (*stack, compile.Options, *os.Root, error) {
	s := &stack{path: path, folder: filepath.Dir(path), secrets: sealed.Name(path)}
	fail := func(err error) (*stack, compile.Options, *os.Root, error) { return nil, compile.Options{}, nil, err }
	if info, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return fail(hint.Errorf("Name a file such as stacks/production.hcl.", "there is no stack file %s", path))
	} else if err != nil {
		return fail(fmt.Errorf("reading the stack file: %w", err))
	} else if info.IsDir() {
		return fail(hint.Errorf("Name a file such as stacks/production.hcl.", "%s is a folder, not a stack file", path))
	}
	options := compile.Options{
		Stack: filepath.Base(path), Std: stdlib.FS,
		SealedName: filepath.Base(s.secrets), AllowUnsealed: true,
		Ambient: ambient(),
	}
	for _, name := range v.files {
		data, err := readInput(name, "--var-file")
		if err != nil {
			return fail(err)
		}
		options.VarFiles = append(options.VarFiles, compile.VarFile{Name: name, Data: data})
	}
	var err error
	if options.Variables, err = v.variables(); err != nil {
		return fail(err)
	}
	if options.Sealed, err = os.ReadFile(s.secrets); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fail(fmt.Errorf("reading the secrets file: %w", err))
	}
	if options.Now, err = now(); err != nil {
		return fail(err)
	}
	// Names in messages and bundles are relative to this folder, so that they do
	// not depend on where senexc was started; nothing outside of it is read.
	root, err := os.OpenRoot(s.folder)
	if err != nil {
		return fail(fmt.Errorf("opening the folder of the stack file: %w", err))
	}
	options.FS = root.FS()
	return s, options, root, nil
}
