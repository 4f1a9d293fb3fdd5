package compile_test

import (
	"bufio"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/senextrader/senexc/compile"
	"github.com/senextrader/senexc/stdlib"
)

// Each file in testdata/errors is a stack with mistakes. The line with a
// mistake ends in "# ERROR: " or "# WARNING: ", the summary of the message,
// and, after a bar, a part of its detail. There must be those messages at those
// lines and no others. Secrets may lack their values, but in a file whose name
// ends in -build.
func TestErrors(t *testing.T) {
	const dir = "../testdata/errors"
	names, err := filepath.Glob(dir + "/*.hcl")
	if err != nil || len(names) == 0 {
		t.Fatalf("no cases in %s: %v", dir, err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".hcl"), func(t *testing.T) {
			t.Parallel()
			_, diags := compile.Compile(context.Background(), compile.Options{
				FS: os.DirFS(dir), Stack: filepath.Base(name), Std: stdlib.FS, AllowUnsealed: !strings.HasSuffix(name, "-build.hcl"),
			})
			want, details := expectations(t, name)
			if d := cmp.Diff(want, messages(diags)); d != "" {
				t.Errorf("messages (-want +got):\n%s", d)
			}
			for _, d := range diags {
				if d.Subject == nil {
					continue
				}
				if part := details[d.Subject.Start.Line]; !strings.Contains(d.Detail, part) {
					t.Errorf("line %d: the message lacks %q:\n%s", d.Subject.Start.Line, part, d.Detail)
				}
			}
		})
	}
}

type message struct {
	Line    int
	Kind    string
	Summary string
}

func messages(diags hcl.Diagnostics) []message {
	var list []message
	for _, d := range diags {
		m := message{Kind: "ERROR", Summary: d.Summary}
		if d.Severity == hcl.DiagWarning {
			m.Kind = "WARNING"
		}
		if d.Subject != nil {
			m.Line = d.Subject.Start.Line
		}
		list = append(list, m)
	}
	sortMessages(list)
	return list
}

func sortMessages(list []message) {
	slices.SortFunc(list, func(a, b message) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return strings.Compare(a.Summary, b.Summary)
	})
}

func expectations(t *testing.T, name string) (list []message, details map[int]string) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	details = map[int]string{}
	scanner := bufio.NewScanner(f)
	for line := 1; scanner.Scan(); line++ {
		for _, kind := range []string{"ERROR", "WARNING"} {
			_, expected, ok := strings.Cut(scanner.Text(), "# "+kind+": ")
			if !ok {
				continue
			}
			summary, detail, _ := strings.Cut(expected, " | ")
			list = append(list, message{line, kind, strings.TrimSpace(summary)})
			details[line] = strings.TrimSpace(detail)
		}
	}
	if err := scanner.Err(); err != nil {
		t.Fatal(err)
	}
	sortMessages(list)
	return list, details
}
