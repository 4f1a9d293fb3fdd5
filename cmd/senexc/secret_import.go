package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/lang/sealed"
	"github.com/senextrader/senexc/lang/sealed/vault"
)

// importFlags say where values come from and what becomes of them.
type importFlags struct {
	vault     string
	passwords []string // files
	sops      string
	names     []string // OLD=NEW
	replace   bool
	force     bool
}

func (p *program) secretImport() *cobra.Command {
	var v values
	var f importFlags
	cmd := &cobra.Command{
		Use:   "import STACK --ansible-vault FILE | --sops FILE",
		Short: "Take over values from Ansible Vault or SOPS",
		Long: `Read a file that Ansible Vault or SOPS encrypted, and seal its values as those of
the secrets that the stack declares. A value goes to the secret that --map names,
or to the one of its own name, or to the one whose name is left when "vault_" is
taken off its beginning. What belongs to no secret is listed and left out, and
so is what already has a value, unless --replace is given.

--ansible-vault takes files that are encrypted as a whole, which must hold a
YAML mapping, and YAML files with single !vault values, in the formats 1.1 and
1.2. Names of nested mappings are joined by dots. The password is asked for, or
read from --vault-password-file, which can be repeated and, as with Ansible, may
be a program that prints it.

--sops runs the program sops, which has to be able to decrypt the file.`,
		Example: `  senexc secret import stacks/production.hcl --ansible-vault group_vars/all/vault.yml
  senexc secret import stacks/production.hcl --ansible-vault vault.yml --map vault_email_host_password=email_password
  senexc secret import stacks/production.hcl --sops secrets.enc.yaml`,
		Args:              arguments("a stack file"),
		ValidArgsFunction: stackFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			if (f.vault == "") == (f.sops == "") {
				return usage(helpFor(cmd), "secret import needs either --ansible-vault FILE or --sops FILE")
			}
			return p.importSecrets(cmd.Context(), args[0], v, f)
		},
	}
	v.flags(cmd)
	cmd.Flags().StringVar(&f.vault, "ansible-vault", "", "`file` that Ansible Vault encrypted")
	cmd.Flags().StringArrayVar(&f.passwords, "vault-password-file", nil, "`file` with the vault's password; can be repeated")
	cmd.Flags().StringVar(&f.sops, "sops", "", "`file` that SOPS encrypted")
	cmd.Flags().StringArrayVar(&f.names, "map", nil, "the secret for a value of another name, as `OLD=NEW`; can be repeated, also for one value")
	cmd.Flags().BoolVar(&f.replace, "replace", false, "give secrets that have a value the new one")
	cmd.Flags().BoolVar(&f.force, "force", false, "take values that look as if they were still to be filled in")
	return cmd
}

func (p *program) importSecrets(ctx context.Context, path string, v values, f importFlags) error {
	s, err := p.safe(ctx, path, v)
	if err != nil {
		return err
	}
	renamed, err := s.renamed(f.names)
	if err != nil {
		return err
	}
	var found []vault.Value
	from := f.vault
	if f.vault != "" {
		found, err = p.vaultValues(ctx, f.vault, f.passwords)
	} else {
		from = f.sops
		found, err = p.sopsValues(ctx, f.sops)
	}
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fmt.Errorf("there is no encrypted value in %s", from)
	}
	wanted, left, err := s.assign(found, renamed)
	if err != nil {
		return err
	}
	var failed []error
	var done []string
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		if err := ctx.Err(); err != nil {
			return err
		}
		value := wanted[name]
		kind := sealed.Value
		if old := s.file.Lookup(name); old != nil {
			if kind = old.Kind; !f.replace {
				left = append(left, fmt.Sprintf("%s: %s has a value already, its version %d; --replace gives it this one", value.Name, name, old.Version))
				continue
			}
		}
		version, a := s.file.Next(name), s.audience(name)
		if err := s.take(name, kind, version, value, a, f.force); err != nil {
			failed = append(failed, hint.Errorf(hint.Of(err), "%s was left out: %w", value.Name, err))
			continue
		}
		done = append(done, fmt.Sprintf("sealed version %d of %s, from %s, for %s", version, name, value.Name, a))
	}
	if err := s.save(); err != nil {
		return err
	}
	for _, line := range done {
		fmt.Fprintln(p.out, line)
	}
	for _, line := range left {
		p.note("left out %s", line)
	}
	if len(done) == 0 && len(failed) == 0 {
		p.note("nothing was imported")
	}
	return errors.Join(failed...)
}

// take seals one value that was found.
func (s *safe) take(name string, kind sealed.Kind, version int, value vault.Value, a audience, force bool) error {
	if value.Err != nil {
		return value.Err
	}
	if err := s.known(name); err != nil {
		return err
	}
	if err := s.unrotated(name); err != nil {
		return err
	}
	text, err := checkValue(value.Text, true)
	if err != nil {
		return err
	}
	if err := checkMeaning(text, kind, force); err != nil {
		return err
	}
	return s.put(name, kind, version, text, a)
}

// renamed reads what --map says: the secrets that get a value, by its name.
func (s *safe) renamed(names []string) (map[string][]string, error) {
	renamed := map[string][]string{}
	for _, n := range names {
		before, after, ok := strings.Cut(n, "=")
		if !ok || before == "" || after == "" {
			return nil, usage("Write --map OLD=NEW.", "--map %s gives no secret to a value", n)
		}
		if s.unused(after) {
			return nil, hint.Errorf("The secrets it refers to are "+strings.Join(s.Used, ", ")+".", "--map %s: the stack refers to no secret %q", n, after)
		}
		renamed[before] = append(renamed[before], after)
	}
	return renamed, nil
}

// assign finds the secrets of every value. It says why others are left out.
func (s *safe) assign(found []vault.Value, renamed map[string][]string) (wanted map[string]vault.Value, left []string, err error) {
	wanted = map[string]vault.Value{}
	var chosen []string // secrets that --map names
	for _, names := range renamed {
		chosen = append(chosen, names...)
	}
	for _, value := range found {
		stripped, prefixed := strings.CutPrefix(value.Name, "vault_")
		names, own := renamed[value.Name], value.Name
		delete(renamed, value.Name)
		if prefixed && s.unused(own) {
			own = stripped
		}
		switch {
		case len(names) > 0:
		case s.unused(own):
			left = append(left, fmt.Sprintf("%s: the stack refers to no secret of that name; --map %[1]s=NAME gives it to another", value.Name))
		case slices.Contains(chosen, own):
			left = append(left, fmt.Sprintf("%s: --map gives %s another value", value.Name, own))
		default:
			names = []string{own}
		}
		for _, name := range names {
			if other, ok := wanted[name]; ok {
				return nil, nil, hint.Errorf("Give one of them to another secret with --map.", "both %s and %s are values for the secret %q", other.Name, value.Name, name)
			}
			wanted[name] = value
		}
	}
	for _, name := range slices.Sorted(maps.Keys(renamed)) {
		return nil, nil, fmt.Errorf("--map %s=%s: there is no encrypted value %q in the file", name, renamed[name][0], name)
	}
	return wanted, left, nil
}
