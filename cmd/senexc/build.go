package main

import (
	"context"
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"sync"

	"github.com/spf13/cobra"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/emit"
	"github.com/senextrader/senexc/emit/archive"
	"github.com/senextrader/senexc/emit/dist"
	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/emit/quadlet"
	"github.com/senextrader/senexc/lang/suggest"
)

// buildFlags are what a build depends on besides the stack.
type buildFlags struct {
	values values
	output string
	key    string
	hosts  []string
	format string
	serial int64
}

func (p *program) build() *cobra.Command {
	var f buildFlags
	cmd := &cobra.Command{
		Use:   "build STACK",
		Short: "Build one signed bundle per host",
		Long: `Compile a stack file and write one signed bundle per host, by default into
dist/ENVIRONMENT. Nothing is written unless everything compiles, and files are
replaced as a whole. The folder belongs to one stack: bundles of hosts that left
the stack are removed from it.

The key that signs is the first of: --key, SENEXC_SIGNING_KEY, the stack's
signing_key, and a key in your configuration folder, which a first build makes.
It is a private key without a passphrase, or the .pub file of a key that the ssh
agent or a hardware token holds.

A host refuses a bundle with a lower serial than it has seen. The serial is the
first of: --serial, SOURCE_DATE_EPOCH, the time of the last commit, and 0.

The value of a variable is the first of: --var, the last --var-file that has it,
the environment variable SENEXC_VAR_NAME, and its default.`,
		Example: `  senexc build stacks/production.hcl
  senexc build stacks/production.hcl --var image_tag=v1.2.3 --key ~/.ssh/release.pub
  senexc build stacks/production.hcl --host web01 -o /tmp/review --format dir`,
		Args:              arguments("a stack file"),
		ValidArgsFunction: stackFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			format, err := archive.ParseFormat(f.format)
			if err != nil {
				return usage(helpFor(cmd), "%w", err)
			}
			if f.serial < 0 {
				return usage(helpFor(cmd), "--serial must not be negative")
			}
			seconds, hasEpoch, err := epoch()
			if err != nil {
				return err
			}
			s, err := p.compile(cmd.Context(), args[0], f.values, false)
			if err != nil {
				return err
			}
			switch {
			case cmd.Flags().Changed("serial"):
			case hasEpoch:
				f.serial = seconds
			default:
				f.serial, _ = p.commitTime(s)
			}
			return p.buildStack(cmd.Context(), s, f, format, seconds)
		},
	}
	f.values.flags(cmd)
	cmd.Flags().StringVarP(&f.output, "output", "o", "", "`folder` to write into (default dist/ENVIRONMENT)")
	cmd.Flags().StringVar(&f.key, "key", "", "`file` of the key that signs, private or public")
	cmd.Flags().StringArrayVar(&f.hosts, "host", nil, "build only this `host`; can be repeated")
	cmd.Flags().StringVar(&f.format, "format", string(archive.Formats[0]), "tar.gz, tar, tar.zst or dir")
	cmd.Flags().Int64Var(&f.serial, "serial", 0, "`number` of this release; default from git")
	return cmd
}

func (p *program) buildStack(ctx context.Context, s *stack, f buildFlags, format archive.Format, seconds int64) error {
	hosts := map[string]*plan.Host{}
	for i := range s.Plan.Hosts {
		hosts[s.Plan.Hosts[i].Name] = &s.Plan.Hosts[i]
	}
	o := dist.Options{
		Stack: s.Plan.Name, Environment: s.Plan.Environment,
		Hosts: slices.Sorted(maps.Keys(hosts)), Format: format, Seconds: seconds,
	}
	for _, h := range slices.Compact(slices.Sorted(slices.Values(f.hosts))) {
		if hosts[h] == nil {
			return hint.Errorf("Name a host of "+s.path+"."+suggest.DidYouMean(h, o.Hosts), "the stack has no host %q", h)
		}
		o.Only = append(o.Only, h)
	}
	if f.output == "" {
		f.output = filepath.Join("dist", o.Environment)
	}
	key, keyFile, err := p.signingKey(f.key, s)
	if err != nil {
		return err
	}
	defer key.Close()
	o.Key = key

	var problems problems
	o.Make = func(host string) (string, []archive.Entry, error) {
		h := hosts[host]
		bundle, found := emit.Host(s.Plan, h, emit.Options{Serial: f.serial})
		// What is planned is in the bundle now. A large stack is not held in
		// memory twice.
		*h = plan.Host{Name: h.Name, FQDN: h.FQDN}
		if len(found) > 0 {
			problems.add(found)
			return "", nil, errProblems
		}
		return bundle.Folder, bundle.Entries, nil
	}
	all := len(o.Only)
	if all == 0 {
		all = len(o.Hosts)
	}
	progress := p.progress(all)
	o.Done = func(b dist.Built) { progress.step(b.Host) }
	built, err := dist.Write(ctx, f.output, o)
	progress.end()
	if errors.Is(err, errProblems) {
		p.show(s, s.diagnostics(problems.sorted()))
		return p.failed(s)
	}
	if err != nil {
		return err
	}
	return p.summary(&summary{stack: s, hosts: hosts, folder: f.output, format: format, serial: f.serial, key: key, keyFile: keyFile, built: built})
}

// errProblems ends a build whose plan no bundle can express. Hosts are made in
// any order; what is wrong with all of them is shown in one.
var errProblems = errors.New("the plan has problems")

// problems are those of all hosts.
type problems struct {
	mu  sync.Mutex
	all []emit.Problem
}

func (l *problems) add(found []emit.Problem) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = append(l.all, found...)
}

func (l *problems) sorted() []emit.Problem { return quadlet.Sort(l.all) }
