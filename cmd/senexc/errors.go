package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/lang/suggest"
)

// What a run ends with.
const (
	statusDone        = 0
	statusFailed      = 1
	statusUsage       = 64 // EX_USAGE of sysexits.h
	statusInterrupted = 130
)

var (
	// errReported ends a run whose errors have been shown already.
	errReported = errors.New("reported")

	errInterrupted = errors.New("interrupted; nothing was written")
)

// A usageError is a command line that makes no sense.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usage(advice, format string, args ...any) error {
	return usageError{hint.Errorf(advice, format, args...)}
}

func status(err error) int {
	switch {
	case err == nil:
		return statusDone
	case errors.Is(err, errInterrupted), errors.Is(err, context.Canceled):
		return statusInterrupted
	case errors.As(err, new(usageError)):
		return statusUsage
	}
	return statusFailed
}

// report shows an error the one way that all are shown: what is wrong on a line
// of its own, what to do on the next.
func (p *program) report(err error) {
	if err == nil || errors.Is(err, errReported) {
		return
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			p.report(e)
		}
		return
	}
	fmt.Fprintf(p.err, "senexc: error: %s\n", err)
	p.hint(hint.Of(err))
}

func (p *program) hint(text string) {
	if text != "" {
		fmt.Fprintf(p.err, "senexc: hint: %s\n", text)
	}
}

func (p *program) note(format string, args ...any) {
	fmt.Fprintf(p.err, "senexc: "+format+"\n", args...)
}

func helpFor(cmd *cobra.Command) string {
	return fmt.Sprintf("See `%s --help`.", cmd.CommandPath())
}

func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) || unknown.GetSpecifiedShortnames() != "" {
		return usage(helpFor(cmd), "%w", err)
	}
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
	advice := helpFor(cmd)
	if near := suggest.Suggest(unknown.GetSpecifiedName(), known); near != "" {
		advice = fmt.Sprintf("Did you mean --%s?", near)
	}
	return usage(advice, "%s has no flag --%s", cmd.CommandPath(), unknown.GetSpecifiedName())
}

// arguments returns a check that a command gets exactly the named arguments.
func arguments(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < len(names) {
			return usage(helpFor(cmd), "%s needs %s", cmd.CommandPath(), strings.Join(names[len(args):], " and "))
		}
		if len(args) > len(names) {
			return usage(helpFor(cmd), "%s has no use for the argument %q", cmd.CommandPath(), args[len(names)])
		}
		return nil
	}
}

// needCommand is the check of a command that only has others below it.
func needCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usage(helpFor(cmd), "%s needs a command", cmd.CommandPath())
	}
	advice := helpFor(cmd)
	cmd.SuggestionsMinimumDistance = 2
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		advice = fmt.Sprintf("Did you mean `%s %s`?", cmd.CommandPath(), near[0])
	}
	return usage(advice, "there is no command %q", args[0])
}
