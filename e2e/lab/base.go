//go:build linux

package lab

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

//go:embed base.sh
var baseScript string

// A base is what every new host is a copy of: see base.sh, which makes it.
type base string

func (b base) root() string     { return filepath.Join(string(b), "root") }
func (b base) packages() string { return filepath.Join(string(b), "packages") }

// makeBase makes the base, or finds it in the cache under a name that follows
// from how it is made: another recipe is another base.
func makeBase(ctx context.Context, cache string) (base, error) {
	sum := sha256.Sum256([]byte(baseScript))
	dir := filepath.Join(cache, fmt.Sprintf("lab-debian-13-%x", sum[:6]))
	held, err := lock(filepath.Join(cache, "lab-base.lock"), true)
	if err != nil {
		return "", err
	}
	cmd := command(ctx, "sh", "-c", baseScript, "base.sh", dir)
	cmd.Env = nil // apt is used as this machine has set it up
	var told bytes.Buffer
	cmd.Stderr = &told
	if err := cmd.Run(); err != nil {
		return "", errors.Join(fmt.Errorf("no hosts can be made here: %s", strings.TrimPrefix(strings.TrimSpace(told.String()), "lab: ")), held.Close())
	}
	fmt.Fprint(os.Stderr, told.String())
	return base(dir), held.Close()
}
