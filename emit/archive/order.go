package archive

import (
	"slices"
	"strings"
)

// The members whose place in the archive is fixed: a reader of the stream sees
// what it is about to get first, and the signature when it has seen all.
const (
	manifest  = "MANIFEST"
	installer = "install.sh"
	signature = "MANIFEST.sig"
)

func rank(path string) int {
	switch path {
	case manifest:
		return 0
	case installer:
		return 1
	case signature:
		return 3
	}
	return 2
}

// arrange returns the entries in the order of the archive, with an entry for
// every folder: its path ends in a slash, so that it sorts before its content.
func arrange(entries []Entry) []Entry {
	all := slices.Clone(entries)
	seen := map[string]bool{}
	for _, e := range entries {
		for i, c := range e.Path {
			if folder := e.Path[:i] + "/"; c == '/' && !seen[folder] {
				seen[folder] = true
				all = append(all, Entry{Path: folder, Mode: 0o755})
			}
		}
	}
	slices.SortFunc(all, func(a, b Entry) int {
		if d := rank(a.Path) - rank(b.Path); d != 0 {
			return d
		}
		return strings.Compare(a.Path, b.Path)
	})
	return all
}
