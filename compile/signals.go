package compile

import (
	"slices"
	"strconv"
	"strings"

	"github.com/senextrader/senexc/lang/suggest"
)

// signals are those that a process can be told to stop by, without the SIG.
var signals = []string{
	"ABRT", "ALRM", "CONT", "HUP", "INT", "IO", "KILL", "PIPE", "PWR", "QUIT", "STOP", "TERM", "TSTP", "USR1", "USR2", "WINCH",
}

// signal reads the name of a signal, as in SIGINT.
func (a *arguments) signal(name string) string {
	s := a.string(name, "")
	bare := strings.TrimPrefix(strings.TrimPrefix(s, "SIG"), "RTMIN+")
	if _, err := strconv.ParseUint(bare, 10, 6); err == nil || s == "" || slices.Contains(signals, bare) {
		return s
	}
	var known []string
	for _, signal := range signals {
		known = append(known, "SIG"+signal)
	}
	a.s.c.fail(a.at(name), "Unknown signal", "%q is no signal, as SIGINT is.%s", s, suggest.DidYouMean(s, known))
	return ""
}
