package main

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/lang/diagnostic"
)

// withJSON gives validate the flag --json, with which standard output is one
// JSON object, whatever happens. How the program ends is the same with it.
func (p *program) withJSON(validate *cobra.Command) *cobra.Command {
	asJSON := validate.Flags().Bool("json", false, "print what is wrong as JSON, in the shape of terraform validate -json")
	validate.Example += "\n  senexc validate stacks/production.hcl --json"

	checkArguments, run := validate.Args, validate.RunE
	validate.Args = func(cmd *cobra.Command, args []string) error {
		err := checkArguments(cmd, args)
		if err != nil && *asJSON {
			return p.failJSON(err)
		}
		return err
	}
	validate.RunE = func(cmd *cobra.Command, args []string) error {
		if !*asJSON {
			return run(cmd, args)
		}
		var v values
		v.vars, _ = cmd.Flags().GetStringArray("var")
		v.files, _ = cmd.Flags().GetStringArray("var-file")
		err := p.validateJSON(cmd.Context(), args[0], v)
		if err != nil && !errors.Is(err, errReported) {
			return p.failJSON(err)
		}
		return err
	}
	validate.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		err = flagError(cmd, err)
		// Flags after the wrong one have not been read.
		if *asJSON || slices.Contains(os.Args, "--json") {
			return p.failJSON(err)
		}
		return err
	})
	return validate
}

func (p *program) validateJSON(ctx context.Context, path string, v values) error {
	s, diags, missing, err := p.check(ctx, path, v)
	if err != nil {
		return err
	}
	shown, files := s.located(diags)
	if err := diagnostic.WriteJSON(p.out, shown, files); err != nil {
		return err
	}
	if diags.HasErrors() {
		return errReported
	}
	if len(missing) > 0 {
		p.note("note: not sealed yet for every host that needs it: %s", strings.Join(missing, ", "))
	}
	return nil
}

// failJSON writes errors that are not about a place in a source, and returns
// what ends the run as they would have.
func (p *program) failJSON(err error) error {
	var diags hcl.Diagnostics
	var add func(error)
	add = func(err error) {
		if joined, ok := err.(interface{ Unwrap() []error }); ok {
			for _, e := range joined.Unwrap() {
				add(e)
			}
			return
		}
		diags = append(diags, &hcl.Diagnostic{Severity: hcl.DiagError, Summary: err.Error(), Detail: hint.Of(err)})
	}
	add(err)
	if err := diagnostic.WriteJSON(p.out, diags, nil); err != nil {
		return err
	}
	if errors.As(err, new(usageError)) {
		return usageError{errReported}
	}
	return errReported
}

// located returns diagnostics, and the sources, with the names of files as they
// are seen from where senexc was started.
func (s *stack) located(diags hcl.Diagnostics) (hcl.Diagnostics, map[string]*hcl.File) {
	// Commands in messages name the stack file as the compiler knows it.
	base := filepath.Base(s.path)
	commands := strings.NewReplacer(
		"senexc secret set "+base, "senexc secret set "+quote(s.path),
		"senexc secret sync "+base, "senexc secret sync "+quote(s.path),
		"senexc enroll "+base, "senexc enroll "+quote(s.path),
	)
	files := maps.Clone(s.Files)
	// What a template or a function is wrong about has a place of its own, which
	// is moved too.
	diags = diagnostic.Arrange(diags, s.Files)
	shown := make(hcl.Diagnostics, len(diags))
	for i, d := range diags {
		moved := *d
		moved.Detail = commands.Replace(d.Detail)
		moved.Subject, moved.Context = s.seen(d.Subject, files), s.seen(d.Context, files)
		if extra, ok := hcl.DiagnosticExtra[*diagnostic.Extra](d); ok && extra != nil {
			noted := *extra
			noted.Notes = slices.Clone(extra.Notes)
			for i := range noted.Notes {
				noted.Notes[i].Subject = *s.seen(&noted.Notes[i].Subject, files)
			}
			moved.Extra = &noted
		}
		shown[i] = &moved
	}
	return shown, files
}
