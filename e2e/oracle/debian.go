package oracle

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

//go:embed tree.sh
var treeScript string

//go:embed enter.sh
var enterScript string

// Debian is the Debian 13 tree that holds the programs.
type Debian struct{ tree string }

// Open returns the tree that "make oracles" has made. Without one the test
// fails if CI is true, and is skipped, saying why, anywhere else; "make test"
// repeats at its end what was left out.
func Open(t testing.TB) *Debian {
	t.Helper()
	d, err := find()
	switch {
	case err == nil:
		return d
	case os.Getenv("CI") == "true":
		t.Fatalf("no oracle, and CI must not go without: %v", err)
	default:
		t.Skipf("no oracle: %v", err)
	}
	return nil
}

func find() (*Debian, error) {
	if os.Geteuid() != 0 {
		return nil, errors.New("oracles mount and chroot, which needs root")
	}
	out, err := exec.Command("sh", "-c", treeScript, "tree.sh", "--path").Output()
	if err != nil {
		return nil, fmt.Errorf("cannot tell where the Debian 13 tree is: %w", err)
	}
	d := &Debian{tree: strings.TrimSpace(string(out))}
	if _, err := os.Stat(d.tree); err != nil {
		return nil, errors.New(`the Debian 13 tree is not there: run "make oracles"`)
	}
	return d, nil
}

// run executes a shell script in a throw-away view of the tree, with the
// folder material at /material, and returns what it wrote. A script that ends
// with another status than 0 is an error.
func (d *Debian) run(material, script string, args ...string) (stdout, stderr string, err error) {
	material, err = filepath.Abs(material)
	if err != nil {
		return "", "", err
	}
	cmd := exec.Command("unshare", append([]string{
		"--mount", "--net", "--pid", "--fork", "--kill-child",
		"sh", "-c", enterScript, "enter.sh", d.tree, material, "sh", "-euc", script, "sh",
	}, args...)...)
	var out, msg bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &msg
	err = cmd.Run()
	return out.String(), msg.String(), err
}
