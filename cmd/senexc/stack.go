package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/senextrader/senexc/compile"
	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/lang/sealed"
	"github.com/senextrader/senexc/stdlib"
)

// A stack is a stack file that was compiled without errors.
type stack struct {
	*compile.Result
	path    string // as it was given
	folder  string // of the file
	secrets string // the secrets file
}

// values are the flags that give values to the variables of a stack.
type values struct {
	vars  []string
	files []string
}

func (v *values) flags(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&v.vars, "var", nil, "value of a variable, as `NAME=VALUE`; wins over files and the environment")
	cmd.Flags().StringArrayVar(&v.files, "var-file", nil, "`file` with values of variables; a later one wins over an earlier")
}

// compile compiles a stack file.
func (p *program) compile(ctx context.Context, path string, v values, allowUnsealed bool) (*stack, error) {
	return p.read(ctx, path, v, allowUnsealed, compile.Compile)
}

// outline reads of a stack file what it is called and which hosts it has.
func (p *program) outline(ctx context.Context, path string, v values) (*stack, error) {
	return p.read(ctx, path, v, true, compile.Outline)
}

type compiler func(context.Context, compile.Options) (*compile.Result, hcl.Diagnostics)

// read reads a stack file, shows what is to be said of it, and returns
// errReported if that is an error.
func (p *program) read(ctx context.Context, path string, v values, allowUnsealed bool, by compiler) (*stack, error) {
	s := &stack{path: path, folder: filepath.Dir(path), secrets: sealed.Name(path)}
	if info, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, hint.Errorf("Name a file such as stacks/production.hcl.", "there is no stack file %s", path)
	} else if err != nil {
		return nil, fmt.Errorf("reading the stack file: %w", err)
	} else if info.IsDir() {
		return nil, hint.Errorf("Name a file such as stacks/production.hcl.", "%s is a folder, not a stack file", path)
	}
	// Names in messages and bundles are relative to this folder, so that they do
	// not depend on where senexc was started; nothing outside of it is read.
	root, err := os.OpenRoot(s.folder)
	if err != nil {
		return nil, fmt.Errorf("opening the folder of the stack file: %w", err)
	}
	defer root.Close()
	options := compile.Options{
		FS: root.FS(), Stack: filepath.Base(path), Std: stdlib.FS,
		SealedName: filepath.Base(s.secrets), AllowUnsealed: allowUnsealed,
		Ambient: ambient(),
	}
	for _, name := range v.files {
		data, err := readInput(name, "--var-file")
		if err != nil {
			return nil, err
		}
		options.VarFiles = append(options.VarFiles, compile.VarFile{Name: name, Data: data})
	}
	if options.Now, err = now(); err != nil {
		return nil, err
	}
	if options.Variables, err = v.variables(); err != nil {
		return nil, err
	}
	if options.Sealed, err = os.ReadFile(s.secrets); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("reading the secrets file: %w", err)
	}
	result, diags := by(ctx, options)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.Result = result
	p.show(s, diags)
	if diags.HasErrors() {
		return nil, p.failed(s)
	}
	return s, nil
}

// ambient returns what the environment says of variables. One that the stack
// does not have is no mistake there: it may be meant for another stack.
func ambient() map[string]string {
	all := map[string]string{}
	for _, entry := range os.Environ() {
		if name, value, ok := strings.Cut(entry, "="); ok {
			if name, ok := strings.CutPrefix(name, "SENEXC_VAR_"); ok && name != "" {
				all[name] = value
			}
		}
	}
	return all
}

// variables returns what the command line says of variables.
func (v *values) variables() (map[string]string, error) {
	all := map[string]string{}
	for _, assignment := range v.vars {
		name, value, ok := strings.Cut(assignment, "=")
		if !ok || name == "" {
			return nil, usage("Write --var NAME=VALUE.", "--var %s gives no value to a variable", assignment)
		}
		all[name] = value
	}
	return all, nil
}
