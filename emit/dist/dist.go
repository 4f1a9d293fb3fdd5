package dist

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"

	"github.com/senextrader/senexc/emit/archive"
	"github.com/senextrader/senexc/emit/sign"
)

// Options say what is built.
type Options struct {
	Stack, Environment string
	Hosts              []string // all hosts of the stack
	Only               []string // hosts to build; nil for all
	Format             archive.Format
	Seconds            int64 // time of everything in an archive, as in SOURCE_DATE_EPOCH
	Key                *sign.Key

	// Make returns the folder and the files of a host's bundle, a MANIFEST
	// among them but not its signature. Several hosts are made at once.
	Make func(host string) (folder string, entries []archive.Entry, err error)

	// Done, if not nil, is told of every host that is ready. Calls do not
	// overlap.
	Done func(Built)

	hosts, only map[string]bool // Hosts and Only
}

// Built is a bundle in the folder.
type Built struct {
	Host     string
	File     string // name in the folder
	Size     int64  // bytes
	Identity string // SHA-256 of the manifest, in hexadecimal
}

// Names of the files that a folder has besides the bundles.
const (
	SumsFile    = "SHA256SUMS"
	SignersFile = "allowed_signers"
)

// SumsName stands in the place of a host in the principal that the checksums
// are verified with.
const SumsName = "sums"

// name is what names of stacks, environments and hosts are made of. They
// become parts of file names and of patterns, where nothing else is safe.
var name = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9._-]*$`)

// Write builds into the folder and returns what was built, by host. When it
// fails before everything is staged, the folder is as it was before.
func Write(ctx context.Context, folder string, o Options) ([]Built, error) {
	for _, n := range append([]string{o.Stack, o.Environment}, o.Hosts...) {
		if !name.MatchString(n) {
			return nil, fmt.Errorf("%q cannot be part of a file name: use letters, digits, dots, dashes and underscores", n)
		}
	}
	if o.Only == nil {
		o.Only = o.Hosts
	}
	o.hosts, o.only = set(o.Hosts), set(o.Only)
	for _, h := range o.Only {
		if !o.hosts[h] {
			return nil, fmt.Errorf("there is no host %q in the stack", h)
		}
	}
	old, err := read(folder, o)
	if err != nil {
		return nil, err
	}
	kept, err := old.keep(o)
	if err != nil {
		return nil, err
	}
	unmake, err := makeFolder(folder)
	if err != nil {
		return nil, err
	}
	built, err := replace(ctx, folder, o, old, kept)
	if err != nil {
		return nil, errors.Join(err, unmake())
	}
	return built, nil
}

// replace stages everything, and puts it in place when all of it is there.
func replace(ctx context.Context, folder string, o Options, old *existing, sums []sum) (built []Built, err error) {
	to, err := newStaging(folder)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, to.discard()) }()
	staged, err := stageHosts(ctx, to, o)
	if err != nil {
		return nil, err
	}
	// The file that says whose folder it is comes first, the checksums over all
	// the others last.
	names := []string{SignersFile}
	for _, s := range staged {
		names = append(names, s.names...)
		sums = append(sums, s.sums...)
		built = append(built, s.built)
	}
	names = append(names, SumsFile, SumsFile+".sig")
	slices.SortFunc(sums, compareSums)
	if err := errors.Join(stageSigners(to, o), stageSums(to, o, sums)); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	// From here on it is not undone: what was replaced is good, and building
	// again completes it.
	for _, name := range names {
		if err := to.commit(name); err != nil {
			return nil, fmt.Errorf("replacing files in %s: %w", folder, err)
		}
	}
	return built, old.drop(sums)
}

func set(names []string) map[string]bool {
	all := make(map[string]bool, len(names))
	for _, n := range names {
		all[n] = true
	}
	return all
}
