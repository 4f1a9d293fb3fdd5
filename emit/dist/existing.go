package dist

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/emit/sign"
)

// existing is what an earlier build left in a folder. What its checksums list
// is ours; all else is not touched.
type existing struct {
	folder string
	sums   []sum
}

// read looks at the folder, and refuses one that is not of this stack.
func read(folder string, o Options) (*existing, error) {
	old := &existing{folder: folder}
	files, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrNotExist) {
		return old, nil
	} else if err != nil {
		return nil, fmt.Errorf("reading the output folder: %w", err)
	}
	signers, err := os.ReadFile(filepath.Join(folder, SignersFile))
	if errors.Is(err, os.ErrNotExist) {
		// Hidden files may be what an interrupted build left.
		foreign := slices.IndexFunc(files, func(f os.DirEntry) bool { return !strings.HasPrefix(f.Name(), ".") })
		if foreign >= 0 {
			return nil, hint.Errorf("Name an empty or a new folder with -o.",
				"the output folder %s has other files in it, such as %s", folder, files[foreign].Name())
		}
		return old, nil
	} else if err != nil {
		return nil, fmt.Errorf("reading the output folder: %w", err)
	}
	if owner := owner(string(signers)); owner != sign.Principal(o.Stack, o.Environment, "*") {
		return nil, hint.Errorf("Name another folder with -o.",
			"the output folder %s belongs to %s, and this build is of %s/%s", folder, strings.TrimSuffix(owner, "/*"), o.Stack, o.Environment)
	}
	text, err := os.ReadFile(filepath.Join(folder, SumsFile))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("reading the output folder: %w", err)
	}
	if old.sums, err = parseSums(string(text)); err != nil {
		return nil, hint.Errorf("Remove the folder "+folder+" and build again.", "the output folder is damaged: %w", err)
	}
	return old, nil
}

// owner returns whose folder it is: the principals of the first key.
func owner(signers string) string {
	for line := range strings.Lines(signers) {
		if first, _, ok := strings.Cut(line, " "); ok && !strings.HasPrefix(line, "#") {
			return first
		}
	}
	return "somebody else"
}

// keep returns the checksums of the bundles of hosts that are in the stack but
// are not built this time. The new checksums list them, so they are signed
// again, and must be what this key has signed before.
func (e *existing) keep(o Options) ([]sum, error) {
	var kept []sum
	verified := map[string]error{}
	for _, s := range e.sums {
		host := s.host()
		if !o.hosts[host] || o.only[host] {
			continue
		}
		if _, ok := verified[s.top()]; !ok {
			verified[s.top()] = e.verify(s.top(), s.top() == host, o.Key)
		}
		err := verified[s.top()]
		if err == nil {
			var digest string
			if digest, err = digestFile(filepath.Join(e.folder, s.path)); err == nil && digest != s.digest {
				err = errors.New("it was changed after it was built")
			}
		}
		if err != nil {
			return nil, hint.Errorf("Build all hosts together, without --host.",
				"the bundle of %s in %s, from an earlier build, cannot stay beside the new ones: %w", host, s.path, err)
		}
		kept = append(kept, s)
	}
	return kept, nil
}

func (e *existing) verify(top string, unpacked bool, key *sign.Key) error {
	message, signature, namespace := top, top+".sig", sign.Archive
	if unpacked {
		message, signature, namespace = top+"/MANIFEST", top+"/MANIFEST.sig", sign.Manifest
	}
	armored, err := os.ReadFile(filepath.Join(e.folder, signature))
	if err != nil {
		return err
	}
	f, err := os.Open(filepath.Join(e.folder, message))
	if err != nil {
		return err
	}
	defer f.Close()
	return sign.Verify(key.Public(), namespace, f, armored)
}

// drop removes what the earlier build listed and the new checksums do not:
// bundles of hosts that left the stack, or of another format.
func (e *existing) drop(sums []sum) error {
	stay := map[string]bool{}
	for _, s := range sums {
		stay[s.top()] = true
	}
	for _, s := range e.sums {
		if stay[s.top()] {
			continue
		}
		stay[s.top()] = true // once
		path := filepath.Join(e.folder, s.top())
		if err := errors.Join(os.RemoveAll(path), os.RemoveAll(path+".sig")); err != nil {
			return fmt.Errorf("removing the old bundle %s: %w", path, err)
		}
	}
	return nil
}
