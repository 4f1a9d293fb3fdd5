package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/emit/archive"
	"github.com/senextrader/senexc/emit/dist"
	"github.com/senextrader/senexc/emit/sign"
)

// A summary is what a build says at its end.
type summary struct {
	stack   *stack
	hosts   map[string]*plan.Host
	folder  string
	format  archive.Format
	serial  int64
	key     *sign.Key
	keyFile string
	built   []dist.Built
}

// summary says what was built, in which order it is installed, and the commands
// that do it.
func (p *program) summary(s *summary) error {
	var b strings.Builder
	name := s.stack.Plan.Name + "/" + s.stack.Plan.Environment
	fmt.Fprintf(&b, "built %s, serial %d, signed by %s (%s)\n\n", name, s.serial, s.key.Fingerprint(), s.keyFile)
	table := tabwriter.NewWriter(&b, 0, 0, 3, ' ', 0)
	for _, h := range s.built {
		fmt.Fprintf(table, "  %s\t%s\t%s\t%s\n", h.Host, filepath.Join(s.folder, h.File), size(h.Size), h.Identity[:12])
	}
	if err := table.Flush(); err != nil {
		return err
	}
	b.WriteString("\n")
	s.order(&b)
	if s.format == archive.Dir {
		s.review(&b)
	} else {
		s.verify(&b)
		s.install(&b)
	}
	_, err := fmt.Fprint(p.out, b.String())
	if s.serial == 0 {
		p.note("warning: the serial is 0, so hosts cannot tell this build from an older one")
		p.hint("Commit the stack to git, or give --serial.")
	}
	return err
}

// waves returns what was built in the order of installing; the hosts of one
// wave do not need each other.
func (s *summary) waves() (waves [][]dist.Built) {
	built := map[string]dist.Built{}
	for _, h := range s.built {
		built[h.Host] = h
	}
	for _, names := range s.stack.Plan.Waves {
		var wave []dist.Built
		for _, name := range names {
			if h, ok := built[name]; ok {
				wave = append(wave, h)
			}
		}
		if len(wave) > 0 {
			waves = append(waves, wave)
		}
	}
	return waves
}

func (s *summary) order(b *strings.Builder) {
	waves := s.waves()
	if len(s.built) < 2 {
		return
	}
	b.WriteString("order of installing, hosts of one line in any order:\n")
	for i, wave := range waves {
		var names []string
		for _, h := range wave {
			names = append(names, h.Host)
		}
		fmt.Fprintf(b, "  %d. %s\n", i+1, strings.Join(names, ", "))
	}
	b.WriteString("\n")
}

func (s *summary) verify(b *strings.Builder) {
	b.WriteString("verify, anywhere:\n")
	for _, h := range s.built {
		archive := filepath.Join(s.folder, h.File)
		fmt.Fprintf(b, "  ssh-keygen -Y verify -f %s -I %s -n %s -s %s < %s\n",
			quote(filepath.Join(s.folder, dist.SignersFile)), sign.Principal(s.stack.Plan.Name, s.stack.Plan.Environment, h.Host),
			sign.Archive, quote(archive+".sig"), quote(archive))
	}
	b.WriteString("\n")
}

// Apply is what enrolment installs on a host; it verifies before it unpacks.
const senexcApply = "/opt/senexc/bin/senexc-apply"

func (s *summary) install(b *strings.Builder) {
	fmt.Fprintf(b, "install, on hosts that were enrolled once with `senexc enroll %s HOST`:\n", quote(s.stack.path))
	for _, wave := range s.waves() {
		for _, h := range wave {
			archive := filepath.Join(s.folder, h.File)
			fmt.Fprintf(b, "  scp %s %s %s:\n", quote(archive), quote(archive+".sig"), s.hosts[h.Host].FQDN)
			fmt.Fprintf(b, "  ssh -t %s sudo %s %s\n", s.hosts[h.Host].FQDN, senexcApply, h.File)
		}
	}
}

func (s *summary) review(b *strings.Builder) {
	b.WriteString("review:\n")
	for _, h := range s.built {
		fmt.Fprintf(b, "  %s\n", filepath.Join(s.folder, h.File, "SUMMARY.md"))
	}
}

func size(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1000*1000:
		return fmt.Sprintf("%.1f kB", float64(n)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1000/1000)
}

// quote returns a word as a shell reads it.
func quote(word string) string {
	if word != "" && !strings.ContainsFunc(word, func(r rune) bool {
		return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-", r)
	}) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
