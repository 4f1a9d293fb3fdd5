package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// epoch returns SOURCE_DATE_EPOCH, and false if it is not set.
func epoch() (seconds int64, set bool, err error) {
	text, set := os.LookupEnv("SOURCE_DATE_EPOCH")
	if !set || text == "" {
		return 0, false, nil
	}
	seconds, err = strconv.ParseInt(text, 10, 64)
	if err != nil || seconds < 0 {
		return 0, true, usage("Give seconds since 1970, as in SOURCE_DATE_EPOCH=1700000000.", "SOURCE_DATE_EPOCH is %q, which is not a time", text)
	}
	return seconds, true, nil
}

// now is when certificates are to be valid: SOURCE_DATE_EPOCH, so that what was
// built once can be built again, or the time of the clock.
func now() (time.Time, error) {
	seconds, set, err := epoch()
	if set || err != nil {
		return time.Unix(seconds, 0), err
	}
	return time.Now(), nil
}

// commitTime returns when the last commit was made in the repository of the
// stack file, and false if it is in none, or git does not say.
func (p *program) commitTime(s *stack) (seconds int64, ok bool) {
	cmd := exec.Command("git", "log", "-1", "--no-show-signature", "--format=%ct", "HEAD")
	cmd.Dir = filepath.Clean(s.folder)
	// In a hook, git names its own repository, which need not be that of the
	// stack.
	cmd.Env = append(without(cmd.Environ(), "GIT_DIR", "GIT_WORK_TREE"), "LC_ALL=C")
	out, err := cmd.Output()
	if failed := (*exec.ExitError)(nil); errors.As(err, &failed) && !strings.Contains(string(failed.Stderr), "not a git repository") {
		said, _, _ := strings.Cut(strings.TrimSpace(string(failed.Stderr)), "\n")
		p.note("warning: git does not say when the stack was committed: %s", said)
	}
	seconds, parseErr := strconv.ParseInt(strings.TrimSpace(string(out)), 10, 64)
	return seconds, err == nil && parseErr == nil && seconds >= 0
}

// without returns the environment without the variables of these names.
func without(environment []string, names ...string) (rest []string) {
	for _, entry := range environment {
		keep := true
		for _, name := range names {
			keep = keep && !strings.HasPrefix(entry, name+"=")
		}
		if keep {
			rest = append(rest, entry)
		}
	}
	return rest
}
