package main

import (
	"context"
	"fmt"

	"filippo.io/age"
)

// reissue carries out one step with the certificates of a stack.
func (p *program) reissue(ctx context.Context, s *safe, name, identity string, step func(*issuance, string) error) error {
	i, err := s.issuance(func() ([]age.Identity, error) { return p.identities(ctx, identity) })
	if err != nil {
		return err
	}
	if err := step(i, name); err != nil {
		return err
	}
	if err := s.save(); err != nil {
		return err
	}
	for _, line := range i.done {
		fmt.Fprintln(p.out, line)
	}
	p.hint("Build, and install on every host.")
	return nil
}
