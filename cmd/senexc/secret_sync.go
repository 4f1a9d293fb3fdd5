package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"filippo.io/age"
	"github.com/spf13/cobra"

	"github.com/senextrader/senexc/lang/derived"
)

func (p *program) secretSync() *cobra.Command {
	var v values
	var identity string
	var prune bool
	cmd := &cobra.Command{
		Use:   "sync STACK",
		Short: "Seal again what is stale, and issue the certificates that are needed",
		Long: `Open every stale secret with your identity and seal the same value, under the
same version, to the hosts that need it now and to the operators of now. All
other secrets are left as they are, byte for byte, and services do not notice:
they restart for a new value only.

Issue every certificate that a service needs and does not have: because it is
new, is reached under another name, runs on a host with another recipient, or has
a certificate of which less than a third of its time is left.

Whoever could open a value before can still open it in the file's history. When
an operator leaves or a host was taken over, give new values as well.`,
		Example: `  senexc secret sync stacks/production.hcl
  senexc secret sync stacks/production.hcl --prune`,
		Args:              arguments("a stack file"),
		ValidArgsFunction: stackFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.syncSecrets(cmd.Context(), args[0], v, identity, prune)
		},
	}
	v.flags(cmd)
	identityFlag(cmd, &identity)
	cmd.Flags().BoolVar(&prune, "prune", false, "remove secrets that nothing in the stack refers to")
	return cmd
}

func (p *program) syncSecrets(ctx context.Context, path string, v values, identity string, prune bool) error {
	s, err := p.safe(ctx, path, v)
	if err != nil {
		return err
	}
	var done []string
	var stale, without []standing
	shut := false // somebody who could open a value no longer can
	for _, st := range s.standings() {
		switch unused := s.unused(st.Name); {
		case unused && prune:
			s.remove(st.Name)
			done = append(done, fmt.Sprintf("removed %s, to which nothing refers", st.Name))
		case st.State == stateStale, st.State == stateMissing && s.derivable(st.Name):
			stale = append(stale, st)
		case st.State == stateMissing && !isDerived(st.Name):
			without = append(without, st)
		case unused:
			p.note("note: nothing refers to %s; --prune removes it", st.Name)
		}
	}
	var failed []error
	identities := sync.OnceValues(func() ([]age.Identity, error) { return p.identities(ctx, identity) })
	issuance, err := s.issuance(identities)
	if err != nil {
		return err
	}
	if err := issuance.all(prune); err != nil {
		failed = append(failed, err)
	}
	done = append(done, issuance.done...)
	if len(stale) > 0 {
		identities, err := identities()
		if err != nil {
			return errors.Join(append(failed, err)...)
		}
		for _, st := range stale {
			if err := ctx.Err(); err != nil {
				return err
			}
			a := s.audience(st.Name)
			if of, kind, ok := derived.Split(st.Name); ok {
				err = s.deriveAgain(s.file.Lookup(of), kind, identities, a)
			} else {
				err = s.again(s.file.Lookup(st.Name), identities, a)
			}
			if err != nil {
				failed = append(failed, err)
				continue
			}
			if st.State == stateMissing {
				done = append(done, fmt.Sprintf("derived %s, for %s", st.Name, a))
				continue
			}
			shut = shut || len(st.Surplus) > 0
			done = append(done, fmt.Sprintf("sealed version %s of %s again: %s", st.versions(), st.Name, st.change()))
		}
	}
	if err := s.save(); err != nil {
		return err
	}
	for _, line := range done {
		fmt.Fprintln(p.out, line)
	}
	if len(done)+len(failed) == 0 {
		fmt.Fprintln(p.out, "nothing to do: what has a value is sealed to those who should open it")
	}
	for _, st := range without {
		p.note("note: %s has no value yet, and is needed on %s", st.Name, strings.Join(st.NeededOn, ", "))
	}
	if shut {
		p.hint("Whoever could open an old value still can, in the history of the file. Where that matters, give a new one with `senexc secret rotate` or `senexc secret set`.")
	}
	return errors.Join(failed...)
}

// unused reports whether nothing in the stack refers to a secret, or needs what
// is derived from one.
func (s *safe) unused(name string) bool {
	if of, _, ok := derived.Split(name); ok {
		return len(s.Needs[name]) == 0 || !slices.Contains(s.Used, of)
	}
	return !slices.Contains(s.Used, name)
}

// change says what sealing a stale secret again changed.
func (st standing) change() string {
	var what []string
	if len(st.Lacking) > 0 {
		what = append(what, "now also to "+strings.Join(st.Lacking, ", "))
	}
	if len(st.Surplus) > 0 {
		what = append(what, "no longer to "+strings.Join(shortened(st.Surplus), ", "))
	}
	return strings.Join(what, ", ")
}
