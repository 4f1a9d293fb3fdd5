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
	for _, h := range o.Only {
		if !slices.Contains(o.Hosts, h) {
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
func replace(ctx context.Context, folder string, o Options, old *existing, kept []sum) (_ []Built, err error) {
	staged, err := stageHosts(ctx, folder, o)
	var all []item
	for _, s := range staged {
		all = append(all, s.items...)
	}
	defer func() {
		for _, i := range all {
			err = errors.Join(err, i.discard())
		}
	}()
	if err != nil {
		return nil, err
	}
	sums := kept
	var built []Built
	for _, s := range staged {
		sums = append(sums, s.sums...)
		built = append(built, s.built)
	}
	slices.SortFunc(sums, compareSums)
	// The file that says whose folder it is comes first, the checksums over all
	// the others last.
	signers, err := stageSigners(folder, o)
	all = append(signers, all...)
	if err != nil {
		return nil, err
	}
	last, err := stageSums(folder, o, sums)
	all = append(all, last...)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	// From here on it is not undone: what was replaced is good, and building
	// again completes it.
	for _, i := range all {
		if err := i.commit(); err != nil {
			return nil, fmt.Errorf("replacing files in %s: %w", folder, err)
		}
	}
	return built, old.drop(sums)
}
