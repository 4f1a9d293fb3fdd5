package compile_test

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/senextrader/senexc/compile"
	"github.com/senextrader/senexc/lang"
	"github.com/senextrader/senexc/lang/diagnostic"
	"github.com/senextrader/senexc/stdlib"
)

// Each file in testdata/errors is a stack with mistakes, and so is each folder
// with its stack.hcl and what else belongs to it. The line with a mistake ends
// in "# ERROR: " or "# WARNING: ", the summary of the message, the code of the
// check in brackets if it has one, and, after a bar, a part of its detail; two
// messages at one line are separated by " && ". On a line of its own this is about
// the next one. A line with "# NOTE: " is one that a message points at as well, with
// a note that has this text. There must be those messages at those lines and no others, whether the compiler
// finds them or what makes the bundles. Secrets may lack their values, but in a
// case whose name ends in -build.
func TestErrors(t *testing.T) {
	const dir = "../testdata/errors"
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) == 0 {
		t.Fatalf("no cases in %s: %v", dir, err)
	}
	for _, entry := range entries {
		folder, stack := dir, entry.Name()
		if entry.IsDir() {
			folder, stack = filepath.Join(dir, entry.Name()), "stack.hcl"
		}
		name := strings.TrimSuffix(entry.Name(), ".hcl")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			build := strings.HasSuffix(name, "-build")
			opts := compile.Options{FS: os.DirFS(folder), Stack: stack, Std: stdlib.FS, AllowUnsealed: !build}
			if data, err := os.ReadFile(filepath.Join(folder, "stack.secrets.hcl")); err == nil && folder != dir {
				opts.Sealed, opts.SealedName = data, "stack.secrets.hcl"
			}
			r, diags := compile.Compile(context.Background(), opts)
			if r.Plan != nil && !build {
				diags = append(diags, emitted(r)...)
			}
			diags = diagnostic.Arrange(diags, r.Files)
			want := expectations(t, folder, r.Files, stack)
			if d := gocmp.Diff(bare(want), messages(diags)); d != "" {
				t.Errorf("messages (-want +got):\n%s", d)
			}
			for _, n := range wantedNotes(t, folder, r.Files, stack) {
				if !slices.ContainsFunc(diags, n.on) {
					t.Errorf("%s:%d: no message has a note %q here", n.file, n.line, n.text)
				}
			}
			for _, m := range want {
				if !slices.ContainsFunc(diags, func(d *hcl.Diagnostic) bool {
					return place(d) == m.message && strings.Contains(d.Detail, m.detail)
				}) {
					t.Errorf("%s:%d: no message has %q:\n%s", m.File, m.Line, m.detail, details(diags, m.message))
				}
			}
		})
	}
}

type message struct {
	File    string
	Line    int
	Kind    string
	Summary string
	Code    string
}

type expectation struct {
	message
	detail string
}

func bare(list []expectation) (messages []message) {
	for _, e := range list {
		messages = append(messages, e.message)
	}
	return messages
}

func place(d *hcl.Diagnostic) message {
	m := message{Kind: "ERROR", Summary: d.Summary}
	if d.Severity == hcl.DiagWarning {
		m.Kind = "WARNING"
	}
	if extra, ok := hcl.DiagnosticExtra[*diagnostic.Extra](d); ok {
		m.Code = extra.Code
	}
	if d.Subject != nil {
		m.File, m.Line = d.Subject.Filename, d.Subject.Start.Line
	}
	return m
}

func messages(diags hcl.Diagnostics) []message {
	var list []message
	for _, d := range diags {
		list = append(list, place(d))
	}
	slices.SortFunc(list, compareMessages)
	return list
}

func compareMessages(a, b message) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Summary, b.Summary), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Code, b.Code))
}

func details(diags hcl.Diagnostics, at message) string {
	var list []string
	for _, d := range diags {
		if place(d) == at {
			list = append(list, d.Detail)
		}
	}
	return strings.Join(list, "\n")
}

// A wantedNote is what a message must say about a line besides its own.
type wantedNote struct {
	file string
	line int
	text string
}

// on reports whether a message has the note.
func (n wantedNote) on(d *hcl.Diagnostic) bool {
	extra, ok := hcl.DiagnosticExtra[*diagnostic.Extra](d)
	return ok && slices.ContainsFunc(extra.Notes, func(note diagnostic.Note) bool {
		return note.Subject.Filename == n.file && note.Subject.Start.Line == n.line && strings.Contains(note.Message, n.text)
	})
}

func wantedNotes(t *testing.T, folder string, files map[string]*hcl.File, stack string) (list []wantedNote) {
	t.Helper()
	for name, lines := range sources(t, folder, files, stack) {
		for i, line := range lines {
			if _, text, ok := strings.Cut(line, "# NOTE: "); ok {
				list = append(list, wantedNote{name, i + 1, text})
			}
		}
	}
	return list
}

// sources are the lines of all sources of a case.
func sources(t *testing.T, folder string, files map[string]*hcl.File, stack string) map[string][]string {
	t.Helper()
	all := map[string][]string{stack: nil}
	for name := range files {
		if !strings.HasPrefix(name, lang.LibraryPrefix) {
			all[name] = nil
		}
	}
	for name := range all {
		src, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		all[name] = strings.Split(string(src), "\n")
	}
	return all
}

var coded = regexp.MustCompile(`^(.*) \[([A-Z]+[0-9]+)\]$`)

// expectations reads them from all sources of a case.
func expectations(t *testing.T, folder string, files map[string]*hcl.File, stack string) (list []expectation) {
	t.Helper()
	for name, lines := range sources(t, folder, files, stack) {
		for i, line := range lines {
			for _, kind := range []string{"ERROR", "WARNING"} {
				_, all, ok := strings.Cut(line, "# "+kind+": ")
				if !ok {
					continue
				}
				at := i + 1
				if strings.HasPrefix(strings.TrimSpace(line), "#") {
					at++
				}
				for _, expected := range strings.Split(all, " && ") {
					kind := kind
					if warning, ok := strings.CutPrefix(expected, "WARNING: "); ok {
						kind, expected = "WARNING", warning
					}
					summary, detail, _ := strings.Cut(expected, " | ")
					m := message{name, at, kind, strings.TrimSpace(summary), ""}
					if parts := coded.FindStringSubmatch(m.Summary); parts != nil {
						m.Summary, m.Code = parts[1], parts[2]
					}
					list = append(list, expectation{m, strings.TrimSpace(detail)})
				}
			}
		}
	}
	slices.SortFunc(list, func(a, b expectation) int { return compareMessages(a.message, b.message) })
	return list
}
