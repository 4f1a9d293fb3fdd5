package dist

import (
	"bytes"
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

// staged is the bundle of a host, complete on disk but not in place.
type staged struct {
	items []item
	sums  []sum
	built Built
}

// stageHosts stages the bundles of all hosts, as many at once as there are
// processors, so that memory does not grow with the number of hosts. It
// returns all that was staged also with an error; errors of all hosts are
// joined, in order of the hosts.
func stageHosts(ctx context.Context, folder string, o Options) ([]staged, error) {
	all := make([]staged, len(o.Only))
	errs := make([]error, len(o.Only))
	var wait sync.WaitGroup
	var done sync.Mutex
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, host := range o.Only {
		wait.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			if errs[i] = ctx.Err(); errs[i] != nil {
				return
			}
			errs[i] = all[i].stage(folder, host, o)
			if errs[i] == nil && o.Done != nil {
				done.Lock()
				defer done.Unlock()
				o.Done(all[i].built)
			}
		})
	}
	wait.Wait()
	if err := ctx.Err(); err != nil {
		return all, err // said once, not once for every host
	}
	return all, errors.Join(errs...)
}

func (s *staged) stage(folder, host string, o Options) error {
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
		return s.stageDir(folder, host, entries)
	}
	return s.stageArchive(folder, host, top, entries, o)
}

func (s *staged) stageArchive(folder, host, top string, entries []archive.Entry, o Options) error {
	s.built.File = host + "." + string(o.Format)
	f, err := newFile(folder, s.built.File)
	if err != nil {
		return err
	}
	s.items = append(s.items, f)
	h := sha256.New()
	if err := archive.Write(io.MultiWriter(f, h), o.Format, top, o.Seconds, entries); err != nil {
		return fmt.Errorf("the bundle of %s: %w", host, err)
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
	return s.add(folder, s.built.File+".sig", signature)
}

func (s *staged) stageDir(folder, host string, entries []archive.Entry) error {
	s.built.File = host
	d, err := newDir(folder, host)
	if err != nil {
		return err
	}
	s.items = append(s.items, d)
	if err := archive.WriteDir(d.temporary, entries); err != nil {
		return fmt.Errorf("the bundle of %s: %w", host, err)
	}
	for _, e := range entries {
		digest := sha256.Sum256(e.Body)
		s.sums = append(s.sums, sum{hex.EncodeToString(digest[:]), host + "/" + e.Path})
		s.built.Size += int64(len(e.Body))
	}
	return nil
}

func (s *staged) add(folder, name string, content []byte) error {
	f, err := newFile(folder, name)
	if err != nil {
		return err
	}
	s.items = append(s.items, f)
	if _, err := io.Copy(f, bytes.NewReader(content)); err != nil {
		return fmt.Errorf("writing %s: %w", filepath.Join(folder, name), err)
	}
	return nil
}

// stageSigners stages the public key, and with it whose folder it is.
func stageSigners(folder string, o Options) ([]item, error) {
	text := "# The key that signed what is in this folder. A host trusts what was enrolled\n# on it, never this file.\n" +
		sign.AllowedSigners(o.Stack, o.Environment, o.Key.Public())
	var s staged
	err := s.add(folder, SignersFile, []byte(text))
	return s.items, err
}

// stageSums stages the checksums of all bundles.
func stageSums(folder string, o Options, sums []sum) ([]item, error) {
	var text strings.Builder
	for _, s := range sums {
		text.WriteString(s.line())
	}
	signature, err := o.Key.Sign(sign.Sums, []byte(text.String()))
	if err != nil {
		return nil, err
	}
	var s staged
	err = errors.Join(
		s.add(folder, SumsFile, []byte(text.String())),
		s.add(folder, SumsFile+".sig", signature),
	)
	return s.items, err
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
