package oracle

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
)

var shebang = regexp.MustCompile(`^#! ?/bin/sh\b`)

// Shellcheck asks ShellCheck, with every optional check, and dash about every
// shell script below folder: files named .sh or that begin with #!/bin/sh.
func (d *Debian) Shellcheck(folder string) (Verdict, error) {
	var v Verdict
	var failed error
	scripts, err := below(folder, ".", func(name string) bool {
		if filepath.Ext(name) == ".sh" {
			return true
		}
		body, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil {
			failed = err
		}
		first, _, _ := bytes.Cut(body, []byte("\n"))
		return shebang.Match(first)
	})
	if err == nil {
		err = failed
	}
	if err != nil || len(scripts) == 0 {
		return v, err
	}
	v.Judged = scripts
	out, msg, err := d.run(folder, `
		cd /material
		for script; do dash -n "$script"; done
		shellcheck --shell=sh --enable=all --format=gcc "$@"`, scripts...)
	v.heard("shellcheck", out+msg, err)
	return v, nil
}
