package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
)

// patience is how long a build takes before anything is said of its progress.
const patience = time.Second

// A progress tells a waiting person how far a build is. It is silent for those
// who need not wait, and wherever no person is watching.
type progress struct {
	mu     sync.Mutex
	w      io.Writer // nil when nobody watches
	since  time.Time
	all    int
	done   int
	length int // of the line on the screen
}

func (p *program) progress(all int) *progress {
	g := &progress{all: all, since: time.Now()}
	if width, _ := terminal(p.err); width > 0 {
		g.w = p.err
	}
	return g
}

func (g *progress) step(host string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.done++
	if g.w == nil || time.Since(g.since) < patience {
		return
	}
	g.line(fmt.Sprintf("senexc: built %d of %d: %s", g.done, g.all, host))
}

// end clears the line.
func (g *progress) end() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.length > 0 {
		g.line("")
		fmt.Fprint(g.w, "\r")
	}
}

func (g *progress) line(text string) {
	fmt.Fprintf(g.w, "\r%s%s", text, strings.Repeat(" ", max(0, g.length-len(text))))
	g.length = len(text)
}
