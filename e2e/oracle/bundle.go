package oracle

import (
	"io/fs"
	"os"
	"path"
	"slices"
)

// below returns the paths of the files below dir/sub that match accepts, by
// path, relative to dir and slash-separated. No dir/sub is no files.
func below(dir, sub string, match func(name string) bool) ([]string, error) {
	var found []string
	fsys := os.DirFS(dir)
	err := fs.WalkDir(fsys, sub, func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && match(name) {
			found = append(found, name)
		}
		return err
	})
	if os.IsNotExist(err) {
		err = nil
	}
	slices.Sort(found)
	return found, err
}

func suffix(extensions ...string) func(string) bool {
	return func(name string) bool { return slices.Contains(extensions, path.Ext(name)) }
}
