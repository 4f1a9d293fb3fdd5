package install_test

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// Whoever forgets sudo is told so, and not which folder could not be made.
func TestNeedsRoot(t *testing.T) {
	script, err := os.ReadFile("apply.sh")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("sh", "-s", "--", "web01.tar.gz", "check")
	cmd.Dir, cmd.Env = "/", []string{"PATH=" + os.Getenv("PATH")}
	cmd.Stdin = strings.NewReader(string(script))
	if os.Geteuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	out, _ := cmd.CombinedOutput()
	if code := cmd.ProcessState.ExitCode(); code != 13 || string(out) != "senexc-apply: this must run as root\n" {
		t.Errorf("exit status %d:\n%s", code, out)
	}
}
