package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/renameio/v2"
	"github.com/hashicorp/hcl/v2"
	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/lang/diagnostic"
	"github.com/senextrader/senexc/lang/format"
)

// statusUnformatted is what fmt --check ends with when it found something.
const statusUnformatted = 2

// A formatter is one run of senexc fmt.
type formatter struct {
	*program
	check, diff bool

	found bool // something is not in its form
	diags hcl.Diagnostics
	files map[string]*hcl.File
}

func (p *program) fmt() *cobra.Command {
	f := &formatter{program: p, files: map[string]*hcl.File{}}
	cmd := &cobra.Command{
		Use:   "fmt [FILE|FOLDER|-]...",
		Short: "Write sources in their one form",
		Long: `Write .hcl files in their one form and print the names of those that changed.
Of a folder, by default the current one, that is every file in it and below it. A
single - reads standard input and prints what comes out.

Only white space changes: what was written is read again and compared. A file that
does not parse is reported and left as it is.

With --check nothing is written, and the exit status is 2 if something would be.`,
		Example: `  senexc fmt
  senexc fmt --check --diff stacks components
  senexc fmt - < stacks/production.hcl`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{"."}
			}
			return f.run(args)
		},
	}
	cmd.Flags().BoolVar(&f.check, "check", false, "write nothing; exit status 2 if something would change")
	cmd.Flags().BoolVar(&f.diff, "diff", false, "print the changes and do not make them")
	return cmd
}

func (f *formatter) run(args []string) error {
	var errs []error
	seen := map[string]bool{}
	for _, arg := range args {
		files, err := sourcesAt(arg)
		errs = append(errs, err)
		for _, file := range files {
			if seen[file] {
				continue
			}
			seen[file] = true
			errs = append(errs, f.file(file))
		}
	}
	options := diagnostic.Options{}
	options.Width, options.Color = terminal(f.err)
	errs = append(errs, diagnostic.Write(f.err, f.diags, f.files, options))
	if err := errors.Join(errs...); err != nil {
		return err
	}
	if f.diags.HasErrors() {
		return errReported
	}
	if f.check && f.found {
		os.Exit(statusUnformatted) // nothing failed, so no error stands for it
	}
	return nil
}

// stdin is how standard input is named, both by the user and in messages.
const stdin = "-"

// sourcesAt returns the files that an argument stands for, in order.
func sourcesAt(arg string) ([]string, error) {
	if arg == stdin {
		return []string{stdin}, nil
	}
	info, err := os.Stat(arg)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, hint.Errorf("Name a file or a folder, or - for standard input.", "there is no file %s", arg)
	} else if err != nil {
		return nil, fmt.Errorf("looking for sources: %w", err)
	}
	if !info.IsDir() {
		return []string{filepath.Clean(arg)}, nil
	}
	var files []string
	err = filepath.WalkDir(filepath.Clean(arg), func(path string, d fs.DirEntry, err error) error {
		switch hidden := strings.HasPrefix(d.Name(), ".") && path != filepath.Clean(arg); {
		case err != nil:
			return err
		case d.IsDir() && hidden:
			return fs.SkipDir
		case d.Type().IsRegular() && !hidden && strings.HasSuffix(path, ".hcl"):
			files = append(files, path)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("looking for sources: %w", err)
	}
	slices.Sort(files)
	return files, nil
}

// file formats one file, or says what would change.
func (f *formatter) file(name string) error {
	src, err := f.read(name)
	if err != nil {
		return fmt.Errorf("reading a source: %w", err)
	}
	formatted, diags := format.Source(src, name)
	if diags.HasErrors() {
		f.diags, f.files[name] = append(f.diags, diags...), &hcl.File{Bytes: src}
		return nil
	}
	changed := !bytes.Equal(src, formatted)
	f.found = f.found || changed
	switch {
	case f.diff:
		_, err = f.out.Write(diff.Diff(name, src, name+" (formatted)", formatted))
	case name == stdin && !f.check:
		_, err = f.out.Write(formatted)
	case changed:
		_, err = fmt.Fprintln(f.out, name)
	}
	if err != nil || !changed || f.check || f.diff || name == stdin {
		return err
	}
	return replaceFile(name, formatted)
}

func (f *formatter) read(name string) ([]byte, error) {
	if name == stdin {
		return io.ReadAll(f.in)
	}
	return os.ReadFile(name)
}

// replaceFile writes a file as a whole; a link stays one.
func replaceFile(name string, content []byte) error {
	target, err := filepath.EvalSymlinks(name)
	if err != nil {
		return fmt.Errorf("writing a source: %w", err)
	}
	if err := renameio.WriteFile(target, content, 0o644, renameio.WithTempDir(filepath.Dir(target)), renameio.WithExistingPermissions()); err != nil {
		return fmt.Errorf("writing a source: %w", err)
	}
	return nil
}
