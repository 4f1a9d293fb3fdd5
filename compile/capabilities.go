package compile

import (
	"slices"
	"strings"

	"github.com/senextrader/senexc/lang/suggest"
)

// capabilities are those of Linux 6.12, without the CAP_; see capabilities(7).
var capabilities = []string{
	"AUDIT_CONTROL", "AUDIT_READ", "AUDIT_WRITE", "BLOCK_SUSPEND", "BPF", "CHECKPOINT_RESTORE", "CHOWN",
	"DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "IPC_LOCK", "IPC_OWNER", "KILL", "LEASE", "LINUX_IMMUTABLE",
	"MAC_ADMIN", "MAC_OVERRIDE", "MKNOD", "NET_ADMIN", "NET_BIND_SERVICE", "NET_BROADCAST", "NET_RAW", "PERFMON",
	"SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYSLOG", "SYS_ADMIN", "SYS_BOOT", "SYS_CHROOT", "SYS_MODULE", "SYS_NICE",
	"SYS_PACCT", "SYS_PTRACE", "SYS_RAWIO", "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "WAKE_ALARM",
}

// capabilities reads the names of capabilities, as in NET_BIND_SERVICE or
// CAP_NET_BIND_SERVICE. A container would not start with any other.
func (a *arguments) capabilities(name string) []string {
	list := a.strings(name)
	for _, s := range list {
		if bare := strings.TrimPrefix(s, "CAP_"); bare != "ALL" && !slices.Contains(capabilities, bare) {
			a.s.c.fail(a.at(name), "Unknown capability", "%q is no capability of Linux, as NET_BIND_SERVICE is.%s", s, suggest.DidYouMean(strings.ToUpper(bare), capabilities))
		}
	}
	return list
}
