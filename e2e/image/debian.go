package image

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

// Suite is the release of Debian that images are made from.
const suite = "trixie"

// dpkg leaves out what no program reads.
var slim = []string{
	"--variant=essential",
	`--aptopt=APT::Install-Recommends "false"`,
	`--aptopt=Acquire::Retries "3"`,
	"--dpkgopt=path-exclude=/usr/share/doc/*",
	"--dpkgopt=path-exclude=/usr/share/locale/*",
	"--dpkgopt=path-exclude=/usr/share/man/*",
}

// inMemory runs mmdebstrap with its work in memory, in a mount namespace of its
// own: nothing waits for a disk, which halves the time, and nothing is left
// behind however it ends.
const inMemory = `mount -t tmpfs -o mode=1777 tmpfs /mnt && TMPDIR=/mnt exec mmdebstrap "$@"`

// mmdebstrapArgs returns what mmdebstrap is called with for the packages of a
// recipe, but for the mirror. The root is all that follows from it, so it also
// names the root in the cache.
func (r Recipe) mmdebstrapArgs() []string {
	args := append([]string{"--quiet", "--format=tar", "--include=" + strings.Join(r.Packages, ",")}, slim...)
	if r.Before != "" {
		args = append(args, "--essential-hook=set -eu\n"+r.Before)
	}
	if r.After != "" {
		args = append(args, "--customize-hook=set -eu\n"+r.After)
	}
	return append(args, suite, "-")
}

// debootstrap writes the root of a recipe as a tar archive. It needs root, and
// mmdebstrap installed.
func (r Recipe) debootstrap(ctx context.Context, w io.Writer) error {
	if os.Geteuid() != 0 {
		return errors.New("making a root file system of Debian packages needs root")
	}
	if _, err := exec.LookPath("mmdebstrap"); err != nil {
		return errors.New("mmdebstrap is not installed: apt-get install mmdebstrap")
	}
	mirror, err := mirror(ctx)
	if err != nil {
		return err
	}
	var messages bytes.Buffer
	args := append([]string{"--mount", "sh", "-c", inMemory, "mmdebstrap"}, r.mmdebstrapArgs()...)
	cmd := exec.CommandContext(ctx, "unshare", append(args, mirror)...)
	cmd.Stdout, cmd.Stderr = w, &messages
	// mmdebstrap removes what it made and mounted when it is asked to end.
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("mmdebstrap: %w\n%s", err, messages.String())
	}
	return nil
}

// mirror returns the mirror of Debian that the machine's own apt uses.
func mirror(ctx context.Context) (string, error) {
	out, err := exec.CommandContext(ctx, "apt-get", "indextargets", "--format", "$(REPO_URI)",
		"Created-By: Packages", "Origin: Debian", "Label: Debian").Output()
	if err != nil {
		return "", fmt.Errorf("asking apt for its mirror: %w", err)
	}
	first, _, _ := strings.Cut(string(out), "\n")
	if first == "" {
		return "", errors.New("no mirror of Debian is among apt's sources, or apt-get update was never run")
	}
	return first, nil
}
