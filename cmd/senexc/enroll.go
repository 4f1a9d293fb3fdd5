package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/emit/install"
	"github.com/senextrader/senexc/emit/sign"
	"github.com/senextrader/senexc/lang/suggest"
)

func (p *program) enroll() *cobra.Command {
	var v values
	var output, key, age string
	cmd := &cobra.Command{
		Use:   "enroll STACK HOST",
		Short: "Write the script that makes a host trust this stack's bundles",
		Long: `Write a script that an admin reads and runs as root on the host, once and before
its first bundle. It installs the key that the host will trust, makes the
identity that opens the host's secrets, and prints the recipient for the host's
block in the stack file.

The key is chosen as for a build; its public half is enough.

--age has the script bring the program that opens secrets, for a host that has
no package age. "make age-helper" in the sources of senexc builds it.`,
		Example: `  senexc enroll stacks/production.hcl web01
  senexc enroll stacks/production.hcl web01 --key release.pub -o web01.sh
  senexc enroll stacks/production.hcl web01 --age dist/age-linux-amd64`,
		Args:              arguments("a stack file", "a host"),
		ValidArgsFunction: stackFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.enrollHost(cmd.Context(), args[0], args[1], v, key, output, age)
		},
	}
	v.flags(cmd)
	cmd.Flags().StringVarP(&output, "output", "o", "", "`file` to write (default enroll-HOST.sh)")
	cmd.Flags().StringVar(&age, "age", "", "`file` of the program age for a host that has no package of it")
	cmd.Flags().StringVar(&key, "key", "", "`file` of the key that the host will trust, public or private")
	return cmd
}

func (p *program) enrollHost(ctx context.Context, path, host string, v values, keyFlag, output, age string) error {
	s, err := p.outline(ctx, path, v)
	if err != nil {
		return err
	}
	var names []string
	for _, h := range s.Plan.Hosts {
		names = append(names, h.Name)
	}
	i := slices.Index(names, host)
	if i < 0 {
		return hint.Errorf("Name a host of "+path+"."+suggest.DidYouMean(host, names), "the stack has no host %q", host)
	}
	keyFile, err := p.keyFile(keyFlag, s)
	if err != nil {
		return err
	}
	key, err := sign.ReadPublic(keyFile)
	if err != nil {
		return err
	}
	program, err := ageProgram(age, s.Plan.Hosts[i].Arch)
	if err != nil {
		return err
	}
	script, err := install.Enroll(install.Enrolment{
		Stack: s.Stack, Environment: s.Environment, Host: host,
		AllowedSigners: sign.AllowedSigners(s.Stack, s.Environment, key), Age: program,
	})
	if err != nil {
		return err
	}
	if output == "" {
		output = "enroll-" + host + ".sh"
	}
	if err := writeOutput(output, script, 0o755); err != nil {
		return err
	}
	fqdn := s.Plan.Hosts[i].FQDN
	fmt.Fprintf(p.out, "wrote %s, which makes %s trust the key %s\n\nread it, then:\n  scp %s %s:\n  ssh -t %s sudo sh %s\n",
		output, host, keyFile, quote(output), fqdn, fqdn, quote(filepath.Base(output)))
	return nil
}
