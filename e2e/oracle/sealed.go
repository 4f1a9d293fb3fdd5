package oracle

import (
	"os"
	"path/filepath"
)

// Sealed asks age to open every sealed value of the bundle with the identity
// in a file, and returns what was sealed, by path, beside the Verdict.
func (d *Debian) Sealed(bundle, identity string) (Verdict, map[string]string, error) {
	var v Verdict
	opened := map[string]string{}
	key, err := os.ReadFile(filepath.Clean(identity))
	if err != nil {
		return v, nil, err
	}
	v.Judged, err = below(bundle, "secrets", suffix(".age"))
	for _, name := range v.Judged {
		out, msg, err := d.run(bundle, `
			umask 077
			printf %s "$1" > /run/identity
			age --decrypt --identity /run/identity "/material/$2"`, string(key), name)
		if err != nil {
			v.heard("age: "+name, msg, err)
			continue
		}
		opened[name] = out
	}
	return v, opened, err
}
