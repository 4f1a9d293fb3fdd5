package dist

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/senextrader/senexc/emit/archive"
	"github.com/senextrader/senexc/emit/sign"
)

// staged is the bundle of a host, complete but not in place.
type staged struct {
	names []string // of what was staged, in the order of putting it in place
	sums  []sum
	built Built
}

// stageHosts stages the bundles of all hosts, as many at once as there are
// processors, so that memory does not grow with the number of hosts. Errors of
// all hosts are joined, in order of the hosts.
func stageHosts(ctx context.Context, to staging, o Options) ([]staged, error) {
	all := make([]staged, len(o.Only))
	errs := make([]error, len(o.Only))
	next := make(chan int)
	var wait sync.WaitGroup
	var done sync.Mutex
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := range next {
				if errs[i] = all[i].stage(to, o.Only[i], o); errs[i] == nil && o.Done != nil {
					done.Lock()
					o.Done(all[i].built)
					done.Unlock()
				}
			}
		})
	}
	for i := range o.Only {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wait.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err // said once, not once for every host
	}
	return all, errors.Join(errs...)
}

func (s *staged) stage(to staging, host string, o Options) error {
	top, entries, err := o.Make(host)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(entries, func(e archive.Entry) bool { return e.Path == "MANIFEST" })
	if i < 0 {
		return fmt.Errorf("the bundle of %s has no MANIFEST", host)
	}
	identity := sha256.Sum256(entries[i].Body)
	s.built = Built{Host: host, Identity: hex.EncodeToString(identity[:])}
	signature, err := o.Key.Sign(sign.Manifest, entries[i].Body)
	if err != nil {
		return err
	}
	entries = append(slices.Clone(entries), archive.Entry{Path: "MANIFEST.sig", Mode: 0o644, Body: signature})
	if o.Format == archive.Dir {
		err = s.stageDir(to, entries)
	} else {
		err = s.stageArchive(to, top, entries, o)
	}
	if err != nil {
		return fmt.Errorf("the bundle of %s: %w", host, err)
	}
	return nil
}

func (s *staged) stageArchive(to staging, top string, entries []archive.Entry, o Options) error {
	s.built.File = s.built.Host + "." + string(o.Format)
	s.names = []string{s.built.File, s.built.File + ".sig"}
	f, err := to.create(s.built.File)
	if err != nil {
		return err
	}
	defer f.Close()
	h := sha256.New()
	if err := archive.Write(io.MultiWriter(f, h), o.Format, top, o.Seconds, entries); err != nil {
		return err
	}
	s.sums = []sum{{hex.EncodeToString(h.Sum(nil)), s.built.File}}
	if s.built.Size, err = f.Seek(0, io.SeekEnd); err != nil {
		return err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	signature, err := o.Key.SignFrom(sign.Archive, f)
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), to.write(s.built.File+".sig", signature))
}

func (s *staged) stageDir(to staging, entries []archive.Entry) error {
	s.built.File = s.built.Host
	s.names = []string{s.built.File}
	folder := filepath.Join(to.path, s.built.File)
	// The mode of an unpacked bundle does not depend on the umask.
	if err := errors.Join(os.Mkdir(folder, 0o755), os.Chmod(folder, 0o755)); err != nil {
		return err
	}
	if err := archive.WriteDir(folder, entries); err != nil {
		return err
	}
	for _, e := range entries {
		digest := sha256.Sum256(e.Body)
		s.sums = append(s.sums, sum{hex.EncodeToString(digest[:]), s.built.Host + "/" + e.Path})
		s.built.Size += int64(len(e.Body))
	}
	return nil
}

// stageSigners stages the public key, and with it whose folder it is.
func stageSigners(to staging, o Options) error {
	return to.write(SignersFile, []byte("# The key that signed what is in this folder. A host trusts what was enrolled\n# on it, never this file.\n"+
		sign.AllowedSigners(o.Stack, o.Environment, o.Key.Public())))
}

// stageSums stages the checksums of all bundles.
func stageSums(to staging, o Options, sums []sum) error {
	var text strings.Builder
	for _, s := range sums {
		text.WriteString(s.line())
	}
	signature, err := o.Key.Sign(sign.Sums, []byte(text.String()))
	if err != nil {
		return err
	}
	return errors.Join(to.write(SumsFile, []byte(text.String())), to.write(SumsFile+".sig", signature))
}

// makeFolder makes the folder and those above it. The function it returns
// removes again those that were missing and are still empty.
func makeFolder(folder string) (unmake func() error, err error) {
	var made []string
	for f := filepath.Clean(folder); ; f = filepath.Dir(f) {
		if _, err := os.Lstat(f); !errors.Is(err, os.ErrNotExist) {
			break
		}
		made = append(made, f)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("making the output folder: %w", err)
	}
	return func() error {
		for _, f := range made {
			if err := os.Remove(f); err != nil {
				return fmt.Errorf("removing the output folder again: %w", err)
			}
		}
		return nil
	}, nil
}
