//go:build linux

package lab

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// A Result is what came of a command that ran on a machine of the lab.
type Result struct {
	Stdout, Stderr string
	Code           int // the exit status; 128+n if signal n ended the command
}

// environment is what a command finds on a machine, and all that it finds.
var environment = []string{
	"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
	"HOME=/root",
	"LC_ALL=C.UTF-8",
}

// command prepares a program of this machine that leads to a command on one of
// the lab. When the context ends, so do both.
func command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = environment
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = 5 * time.Second
	return cmd
}

// commandTime is more than any command of a test takes.
const commandTime = 15 * time.Minute

// run runs a prepared command to its end. A command that could not be run at
// all, or does not end, is fatal; one that fails is a result.
func run(t T, cmd *exec.Cmd) Result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("%s does not end within %v\n%s", strings.Join(cmd.Args, " "), commandTime, indent(stdout.String()+stderr.String()))
	}
	if cmd.ProcessState == nil || t.Context().Err() != nil {
		t.Fatalf("cannot run %s: %v", strings.Join(cmd.Args, " "), err)
	}
	code := cmd.ProcessState.ExitCode()
	if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		code = 128 + int(status.Signal())
	}
	return Result{Stdout: stdout.String(), Stderr: stderr.String(), Code: code}
}

// must makes a failure of what ran on a machine fatal, and returns what it wrote
// to standard output, without the last line end.
func must(t T, machine string, argv []string, r Result) string {
	t.Helper()
	if r.Code != 0 {
		t.Fatalf("%s: %s: exit status %d\n%s", machine, strings.Join(argv, " "), r.Code, indent(r.Stdout+r.Stderr))
	}
	return strings.TrimSuffix(r.Stdout, "\n")
}

func indent(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		fmt.Fprintf(&b, "    %s", line)
	}
	return b.String()
}
