package main

import (
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/senextrader/senexc/compile"
	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/lang"
	"github.com/senextrader/senexc/lang/suggest"
	"github.com/senextrader/senexc/stdlib"
)

func (p *program) docs() *cobra.Command {
	var stackFile string
	cmd := &cobra.Command{
		Use:   "docs [COMPONENT]",
		Short: "Explain a component",
		Long: `Print what there is to know about a component, in Markdown: what it takes, what
others can read of it, what it makes on a host, and what it refuses. Without the
name of one, print which components there are.

With --stack the components of that stack are among them, and what is explained has
an example from it.`,
		Example: `  senexc docs
  senexc docs COMPONENT
  senexc docs COMPONENT --stack stacks/production.hcl`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage(helpFor(cmd), "%s has no use for the argument %q", cmd.CommandPath(), args[1])
			}
			l, err := p.library(stackFile)
			if err != nil {
				return err
			}
			if len(args) == 0 {
				return l.list(p.out)
			}
			known := slices.Sorted(maps.Keys(l.Components))
			if !slices.Contains(known, args[0]) {
				return hint.Errorf("`senexc docs` lists all."+suggest.DidYouMean(args[0], known), "there is no component %q", args[0])
			}
			return l.explain(p.out, args[0])
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			l, err := p.library("")
			if err != nil || len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return slices.Sorted(maps.Keys(l.Components)), cobra.ShellCompDirectiveNoFileComp
		},
	}
	cmd.Flags().StringVar(&stackFile, "stack", "", "stack `file` whose components and examples count too")
	return cmd
}

// A library is what docs can explain: all components, and the services of a
// stack as examples of them.
type library struct {
	*lang.Module
}

// library reads the standard library, and the stack if one is named.
func (p *program) library(stackFile string) (*library, error) {
	all, diags := lang.LoadLibrary(stdlib.FS)
	if diags.HasErrors() {
		return nil, fmt.Errorf("reading the standard library: %w", diags)
	}
	if stackFile == "" {
		return &library{all}, nil
	}
	if info, err := os.Stat(stackFile); err != nil || info.IsDir() {
		return nil, hint.Errorf("Name a file such as stacks/production.hcl.", "there is no stack file %s", stackFile)
	}
	folder, err := os.OpenRoot(filepath.Dir(stackFile))
	if err != nil {
		return nil, fmt.Errorf("opening the folder of the stack file: %w", err)
	}
	defer folder.Close()
	stack, diags := lang.Load(folder.FS(), filepath.Base(stackFile), stdlib.FS)
	if diags.HasErrors() {
		s := p.unreadable(stackFile, stack)
		p.show(s, diags)
		return nil, errReported
	}
	for name, c := range stack.Components {
		if !c.Standard {
			all.Components[name] = c
		}
	}
	maps.Copy(all.Files, stack.Files)
	all.Services = stack.Services
	return &library{all}, nil
}

// unreadable is a stack of which only the sources are known, for messages.
func (p *program) unreadable(path string, m *lang.Module) *stack {
	s := &stack{path: path, folder: filepath.Dir(path), Result: &compile.Result{Files: map[string]*hcl.File{}}}
	if m != nil {
		s.Files = m.Files
	}
	return s
}

// list names every component, with its description.
func (l *library) list(w io.Writer) error {
	m := &markdown{library: l}
	m.line("# Components")
	m.line("")
	m.line("| component | |")
	m.line("|---|---|")
	for _, name := range slices.Sorted(maps.Keys(l.Components)) {
		m.line("| [%s](%s.md) | %s |", name, name, cell(l.text(l.Components[name].Block, "description")))
	}
	_, err := io.WriteString(w, m.String())
	return err
}
