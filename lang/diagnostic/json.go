package diagnostic

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/hashicorp/hcl/v2"
)

// WriteJSON writes diagnostics as Arrange puts them, in the shape of
// "terraform validate -json", so that what reads that reads this. There is one
// JSON object, also when there is nothing to say. Beyond Terraform's fields a
// diagnostic may have a code and notes.
func WriteJSON(w io.Writer, diags hcl.Diagnostics, files map[string]*hcl.File) error {
	report := jsonReport{FormatVersion: "1.0", Diagnostics: []jsonDiagnostic{}}
	for _, d := range Arrange(diags, files) {
		j := jsonDiagnostic{Severity: "error", Summary: d.Summary, Detail: d.Detail}
		if d.Severity == hcl.DiagWarning {
			j.Severity = "warning"
			report.WarningCount++
		} else {
			report.ErrorCount++
		}
		if d.Subject != nil {
			j.Range, j.Snippet = jsonPlace(*d.Subject, files)
		}
		extra := of(d)
		j.Code = extra.Code
		for _, n := range extra.Notes {
			note := jsonNote{Message: n.Message}
			note.Range, note.Snippet = jsonPlace(n.Subject, files)
			j.Notes = append(j.Notes, note)
		}
		report.Diagnostics = append(report.Diagnostics, j)
	}
	report.Valid = report.ErrorCount == 0
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(report)
}

type jsonReport struct {
	FormatVersion string           `json:"format_version"`
	Valid         bool             `json:"valid"`
	ErrorCount    int              `json:"error_count"`
	WarningCount  int              `json:"warning_count"`
	Diagnostics   []jsonDiagnostic `json:"diagnostics"`
}

type jsonDiagnostic struct {
	Severity string       `json:"severity"`
	Summary  string       `json:"summary"`
	Detail   string       `json:"detail"`
	Range    *jsonRange   `json:"range,omitempty"`
	Snippet  *jsonSnippet `json:"snippet,omitempty"`
	Code     string       `json:"code,omitempty"`
	Notes    []jsonNote   `json:"notes,omitempty"`
}

type jsonNote struct {
	Message string       `json:"message"`
	Range   *jsonRange   `json:"range"`
	Snippet *jsonSnippet `json:"snippet,omitempty"`
}

type jsonRange struct {
	Filename string  `json:"filename"`
	Start    jsonPos `json:"start"`
	End      jsonPos `json:"end"`
}

type jsonPos struct {
	Line   int `json:"line"`
	Column int `json:"column"`
	Byte   int `json:"byte"`
}

// A jsonSnippet is the lines that a range covers. The offsets are bytes in Code.
type jsonSnippet struct {
	Context              *string    `json:"context"` // the blocks around it; null at the top level
	Code                 string     `json:"code"`
	StartLine            int        `json:"start_line"`
	HighlightStartOffset int        `json:"highlight_start_offset"`
	HighlightEndOffset   int        `json:"highlight_end_offset"`
	Values               []struct{} `json:"values"` // always empty: a value could be a secret
}

func jsonPlace(rng hcl.Range, files map[string]*hcl.File) (*jsonRange, *jsonSnippet) {
	if rng.Empty() {
		rng.End.Byte, rng.End.Column = rng.End.Byte+1, rng.End.Column+1 // something to show
	}
	place := &jsonRange{Filename: rng.Filename, Start: jsonPos(rng.Start), End: jsonPos(rng.End)}
	file := files[rng.Filename]
	if file == nil || rng.Start.Byte < 0 || rng.Start.Byte > len(file.Bytes) {
		return place, nil
	}
	from, to := wholeLines(file.Bytes, rng.Start.Byte, rng.End.Byte)
	snippet := &jsonSnippet{
		Code:                 string(file.Bytes[from:to]),
		StartLine:            rng.Start.Line,
		HighlightStartOffset: min(rng.Start.Byte, to) - from,
		HighlightEndOffset:   min(max(rng.End.Byte, rng.Start.Byte), to) - from,
		Values:               []struct{}{},
	}
	if context := blocks(file, rng.Start); context != "" {
		snippet.Context = &context
	}
	return place, snippet
}

// wholeLines returns where the lines begin and end that a range touches, without
// the last line break.
func wholeLines(src []byte, start, end int) (from, to int) {
	from = bytes.LastIndexByte(src[:start], '\n') + 1
	last := start // the last byte that the range has
	if end-1 > start {
		last = min(end-1, len(src))
	}
	to = len(src)
	if i := bytes.IndexByte(src[last:], '\n'); i >= 0 {
		to = last + i
	}
	if to > from && src[to-1] == '\r' {
		to--
	}
	return from, to
}
