package main

import (
	"context"
	"os"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/senextrader/senexc/compile"
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
	s, options, root, err := p.open(path, v)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	options.AllowUnsealed = allowUnsealed
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
