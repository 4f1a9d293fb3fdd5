package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/senextrader/senexc/lang/sealed"
)

func (p *program) secretList() *cobra.Command {
	var v values
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list STACK",
		Short: "Show who needs every secret and who can open it",
		Long: `Show every secret with its version, its kind, the hosts that need it, the hosts
and operators who can open it, and its state:

  ok        it is sealed to those who should open it, and to nobody else
  missing   a host needs it, and it has no value
  stale     it is not sealed to somebody who should open it, or still to
            somebody who should not
  unused    nothing in the stack refers to it

While a secret is rotated it has two versions: the one in use, and the next or
the previous one, which is accepted beside it.

No identity is needed. The exit status is 1 if a secret is missing or stale.`,
		Example: `  senexc secret list stacks/production.hcl
  senexc secret list stacks/production.hcl --json`,
		Args:              arguments("a stack file"),
		ValidArgsFunction: stackFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.listSecrets(cmd.Context(), args[0], v, asJSON)
		},
	}
	v.flags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func (p *program) listSecrets(ctx context.Context, path string, v values, asJSON bool) error {
	s, err := p.safe(ctx, path, v)
	if err != nil {
		return err
	}
	at, err := now()
	if err != nil {
		return err
	}
	list := append(s.standings(), s.issued(at)...)
	if asJSON {
		e := json.NewEncoder(p.out)
		e.SetIndent("", "  ")
		err = e.Encode(struct {
			FormatVersion string     `json:"format_version"`
			Stack         string     `json:"stack"`
			Environment   string     `json:"environment"`
			Secrets       []standing `json:"secrets"`
		}{"1.0", s.Stack, s.Environment, list})
	} else {
		err = p.table(list)
	}
	if err != nil {
		return err
	}
	in := map[condition][]string{}
	for _, st := range list {
		in[st.State] = append(in[st.State], st.Name)
	}
	issued := false // whether what is missing or stale can be issued
	for _, st := range list {
		issued = issued || (st.Kind == kindAuthority || st.Kind == kindCertificate) && (st.State == stateMissing || st.State == stateStale)
	}
	if missing := slices.DeleteFunc(slices.Clone(in[stateMissing]), func(name string) bool { return s.isIssued(name) || isDerived(name) }); len(missing) > 0 {
		p.hint(fmt.Sprintf("Give a value to what is missing with `senexc secret set %s %s`.", quote(path), missing[0]))
	}
	switch {
	case issued:
		p.hint(fmt.Sprintf("Issue certificates, and seal what is stale again, with `senexc secret sync %s`.", quote(path)))
	case len(in[stateStale]) > 0, slices.ContainsFunc(in[stateMissing], s.derivable):
		p.hint(fmt.Sprintf("Seal what is stale again with `senexc secret sync %s`.", quote(path)))
	}
	if len(in[stateUnused]) > 0 {
		p.hint(fmt.Sprintf("Remove what is unused with `senexc secret sync %s --prune`.", quote(path)))
	}
	for _, st := range list {
		switch sealed.Phase(st.Phase) {
		case sealed.Rotating:
			p.hint(fmt.Sprintf("%[2]s is being rotated: when every host accepts version %[3]d, `senexc secret promote %[1]s %[2]s`.", quote(path), st.Name, st.Other))
		case sealed.Promoted:
			p.hint(fmt.Sprintf("%[2]s is being rotated: when every host uses version %[3]d, `senexc secret finalize %[1]s %[2]s`.", quote(path), st.Name, st.Version))
		}
	}
	if len(in[stateMissing])+len(in[stateStale]) > 0 {
		return errReported
	}
	return nil
}

func (p *program) table(list []standing) error {
	var b strings.Builder
	table := tabwriter.NewWriter(&b, 0, 0, 3, ' ', 0)
	expires := slices.ContainsFunc(list, func(st standing) bool { return st.Expires != "" })
	row := func(name, version, kind, needed, sealed, until, state string) {
		cells := []string{name, version, kind, needed, sealed, until, state}
		if !expires {
			cells = slices.Delete(cells, 5, 6)
		}
		fmt.Fprintln(table, strings.Join(cells, "\t"))
	}
	row("NAME", "VERSION", "KIND", "NEEDED ON", "SEALED TO", "EXPIRES", "STATE")
	for _, st := range list {
		readers := slices.Concat(st.SealedTo.Hosts, st.SealedTo.Operators, shortened(st.SealedTo.Others))
		what := string(st.State)
		if why := st.why(); why != "" {
			what += ": " + why
		}
		row(st.Name, st.versions(), cmp.Or(string(st.Kind), "-"), cmp.Or(strings.Join(st.NeededOn, ", "), "-"),
			cmp.Or(strings.Join(readers, ", "), "-"), cmp.Or(st.Expires, "-"), what)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprint(p.out, b.String())
	return err
}
