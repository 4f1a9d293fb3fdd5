package diagnostic_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/senextrader/senexc/lang/diagnostic"
)

func TestWriteJSON(t *testing.T) {
	files := stack(t)
	var b strings.Builder
	if err := diagnostic.WriteJSON(&b, diagnostics(t, files), files); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", "report.json")
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("(- want, + got):\n%s", diff)
	}
}

func TestWriteJSONOfNothing(t *testing.T) {
	var b strings.Builder
	if err := diagnostic.WriteJSON(&b, nil, nil); err != nil {
		t.Fatal(err)
	}
	const want = `{
  "format_version": "1.0",
  "valid": true,
  "error_count": 0,
  "warning_count": 0,
  "diagnostics": []
}
`
	if b.String() != want {
		t.Errorf("got %s", b.String())
	}
}

// The offsets cut out of the code what the range covers, and the code is whole
// lines.
func TestJSONHighlight(t *testing.T) {
	files := map[string]*hcl.File{"x": {Bytes: []byte("one\ntwo three\r\nfour\n\nfive")}}
	src := string(files["x"].Bytes)
	for _, text := range []string{"one", "o", "two", "three", "two three\r\nfour", "four\n", "five", ""} {
		start := strings.Index(src, text)
		rng := hcl.Range{Filename: "x", Start: position([]byte(src), start), End: position([]byte(src), start+len(text))}
		var b strings.Builder
		if err := diagnostic.WriteJSON(&b, hcl.Diagnostics{{Severity: hcl.DiagError, Summary: "s", Subject: &rng}}, files); err != nil {
			t.Fatal(err)
		}
		var report struct {
			Diagnostics []struct {
				Snippet struct {
					Code  string
					Start int `json:"highlight_start_offset"`
					End   int `json:"highlight_end_offset"`
				}
			}
		}
		if err := json.Unmarshal([]byte(b.String()), &report); err != nil {
			t.Fatal(err)
		}
		s := report.Diagnostics[0].Snippet
		want := strings.TrimRight(text, "\n")
		if text == "" {
			want = "o" // a place is shown by the character after it
		}
		if got := s.Code[s.Start:s.End]; got != want {
			t.Errorf("%q is highlighted as %q", text, got)
		}
		if !strings.Contains("\n"+src+"\n", "\n"+s.Code+"\n") && !strings.Contains("\n"+src+"\n", "\n"+s.Code+"\r\n") {
			t.Errorf("%q is not whole lines", s.Code)
		}
	}
}

// Whatever the ranges are, there is JSON and no panic.
func TestJSONOfStrangeRanges(t *testing.T) {
	files := map[string]*hcl.File{"x": {Bytes: []byte("\xff\xfeab\n\tc\n")}, "empty": {}, "nil": nil}
	for _, name := range []string{"x", "empty", "nil", "absent"} {
		for start := -2; start < 12; start++ {
			for end := -2; end < 12; end++ {
				d := &hcl.Diagnostic{Severity: hcl.DiagWarning, Summary: "Strange", Subject: &hcl.Range{
					Filename: name, Start: hcl.Pos{Line: 1, Column: 1, Byte: start}, End: hcl.Pos{Byte: end},
				}}
				var b strings.Builder
				if err := diagnostic.WriteJSON(&b, hcl.Diagnostics{d}, files); err != nil || !json.Valid([]byte(b.String())) {
					t.Fatalf("%s %d-%d: %q, %v", name, start, end, b.String(), err)
				}
			}
		}
	}
}
