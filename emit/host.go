package emit

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/emit/archive"
	"github.com/senextrader/senexc/emit/install"
	"github.com/senextrader/senexc/emit/manifest"
	"github.com/senextrader/senexc/emit/quadlet"
)

// Options are what a bundle depends on besides the plan.
type Options struct {
	Serial int64 // grows from release to release; a host refuses a lower one
}

// Host makes the bundle of one host. If the plan asks for something that cannot
// be expressed there, the bundle is nil and every problem is returned.
func Host(stack *plan.Stack, host *plan.Host, opts Options) (*Bundle, []Problem) {
	b := &build{stack: stack, host: host, serial: opts.Serial}
	b.units()
	b.timers()
	b.boot()
	b.sysctls()
	b.files()
	b.sealed()
	b.checkPaths()
	if len(b.problems) > 0 {
		return nil, quadlet.Sort(b.problems)
	}

	b.installer()
	b.add("SUMMARY.md", b.summary())
	b.add("bundle.json", b.record())
	text, err := manifest.Text(b.header(), b.listed())
	if err != nil {
		b.problem(host.Origin, "File that a bundle cannot carry", "The bundle of host %q cannot be written: %v.", host.Name, err)
	}
	b.add(manifest.Name, text)
	slices.SortFunc(b.entries, func(a, b archive.Entry) int { return strings.Compare(a.Path, b.Path) })

	folder := fmt.Sprintf("%s-%s-%s", stack.Name, stack.Environment, host.Name)
	if err := archive.Check(folder, b.entries); err != nil && len(b.problems) == 0 {
		b.problem(host.Origin, "File that a bundle cannot carry", "The bundle of host %q cannot be packed: %v.", host.Name, err)
	}
	if len(b.problems) > 0 {
		return nil, quadlet.Sort(b.problems)
	}
	return &Bundle{Folder: folder, Entries: b.entries, Identity: manifest.Identity(text)}, nil
}

// Check returns everything that keeps the bundles of a stack from being made.
func Check(stack *plan.Stack) []Problem {
	var problems []Problem
	for i := range stack.Hosts {
		_, found := Host(stack, &stack.Hosts[i], Options{})
		problems = append(problems, found...)
	}
	return quadlet.Sort(problems)
}

// build is the state of making one bundle.
type build struct {
	stack  *plan.Stack
	host   *plan.Host
	serial int64

	quadlets   []quadlet.Unit
	natives    []quadlet.Native
	podman     []quadlet.Secret
	root       []rootFile
	deliveries []delivery
	entries    []archive.Entry
	problems   []Problem
}

func (b *build) problem(at plan.Origin, summary, format string, args ...any) {
	b.problems = append(b.problems, Problem{Origin: at, Summary: summary, Detail: fmt.Sprintf(format, args...)})
}

func (b *build) add(path string, body []byte) {
	b.entries = append(b.entries, archive.Entry{Path: path, Mode: 0o644, Body: body})
}

// sealed adds the ciphertexts. Their plaintext is nowhere: not even the
// compiler has it.
func (b *build) sealed() {
	for _, s := range b.host.Secrets {
		if s.Local() {
			continue
		}
		if !manifest.Plain(s.Name) || strings.Contains(s.Name, "/") {
			b.problem(s.Origin, "Secret with an impossible name", "The secret %q cannot be a file of the bundle: use letters, digits and _.", s.Name)
			continue
		}
		b.add("secrets/"+s.Value().String()+".age", []byte(s.Sealed))
	}
}

// installer adds install.sh and all that it reads.
func (b *build) installer() {
	entries, err := install.Files(b.input())
	if err != nil {
		b.problem(b.host.Origin, "Plan that the installer cannot carry out", "%v.", err)
	}
	b.entries = append(b.entries, entries...)
}

// listed returns every file for the manifest. What goes to the host is listed
// with the owner and mode that it gets there.
func (b *build) listed() []manifest.File {
	onHost := map[string]rootFile{}
	for _, f := range b.root {
		onHost["root"+f.path] = f
	}
	var files []manifest.File
	for _, e := range b.entries {
		listed := manifest.File{Path: e.Path, Mode: e.Mode, Owner: "root", Group: "root", Body: e.Body}
		if f, ok := onHost[e.Path]; ok {
			listed.Mode, listed.Owner, listed.Group = f.mode, f.owner, f.group
		}
		files = append(files, listed)
	}
	return files
}

func (b *build) header() manifest.Header {
	h := manifest.Header{
		Stack: b.stack.Name, Environment: b.stack.Environment, Host: b.host.Name, Serial: b.serial,
		OS: b.host.OS, Arch: b.host.Arch, Podman: b.host.Podman, Compiler: Version,
	}
	if len(b.host.Secrets) > 0 {
		var all bytes.Buffer
		for _, s := range b.host.Secrets {
			fmt.Fprintf(&all, "%s %d %s\n", s.Name, s.Version, manifest.Identity([]byte(s.Sealed)))
		}
		h.Secrets = manifest.Identity(all.Bytes())
	}
	return h
}
