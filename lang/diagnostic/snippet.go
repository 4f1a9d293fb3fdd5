package diagnostic

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"github.com/hashicorp/hcl/v2"
	"golang.org/x/text/width"
)

const tab = 4

// snippet returns the line that a range begins on, and below it carets under the
// part of it that the range covers. It is empty if the source is not there.
func snippet(file *hcl.File, rng hcl.Range, columns int) (line, carets string) {
	if file == nil || rng.Start.Byte < 0 || rng.Start.Byte > len(file.Bytes) {
		return "", ""
	}
	src, start := file.Bytes, rng.Start.Byte
	from := bytes.LastIndexByte(src[:start], '\n') + 1
	to := len(src)
	if i := bytes.IndexByte(src[start:], '\n'); i >= 0 {
		to = start + i
	}
	end := min(max(rng.End.Byte, start), to)

	// Cells are what each byte's character shows as; the first of a character has
	// it, the others are empty.
	line, startCell, endCell := "", 0, 0
	column := 0
	for i, r := range string(src[from:to]) {
		if from+i <= start {
			startCell = column
		}
		if from+i <= end {
			endCell = column
		}
		shown := visible(r)
		if r == '\t' {
			shown = strings.Repeat(" ", tab-column%tab)
		} else if r == '\r' {
			shown = ""
		}
		line += shown
		column += cells(shown)
	}
	if start >= to {
		startCell = column
	}
	if end >= to {
		endCell = column
	}
	line = strings.TrimRight(line, " ")
	if endCell = min(endCell, cells(line)); endCell <= startCell {
		endCell = startCell + 1 // a place between two characters, or after the last
	}
	return clip(line, startCell, endCell, columns)
}

// clip cuts a line that does not fit to the part around the carets.
func clip(line string, start, end, columns int) (string, string) {
	const context = 20
	from := 0
	if columns > 0 && max(cells(line), end) > columns {
		from = max(0, min(start-context, max(cells(line), end)-columns))
		end = min(end, from+columns)
		var kept strings.Builder
		column := 0
		for _, r := range line {
			n := cells(string(r))
			if column >= from && column+n <= from+columns {
				kept.WriteRune(r)
			} else if column < from && column+n > from {
				kept.WriteByte(' ') // half of a wide character
			}
			column += n
		}
		line = kept.String()
	}
	return line, strings.Repeat(" ", start-from) + strings.Repeat("^", max(1, end-start))
}

// wrap breaks the lines of a text between words. A line that begins with a space
// is something to copy, such as a command, and stays whole.
func wrap(text string, columns int) []string {
	var lines []string
	for _, line := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		if columns <= 0 || strings.HasPrefix(line, " ") || line == "" {
			lines = append(lines, line)
			continue
		}
		current := ""
		for _, word := range strings.Fields(line) {
			if current != "" && cells(current)+1+cells(word) > columns {
				lines, current = append(lines, current), ""
			}
			if current != "" {
				current += " "
			}
			current += word
		}
		lines = append(lines, current)
	}
	return lines
}

// clean makes every character of a text visible, but for line breaks: what is in
// a source must not move the cursor or turn around what is read.
func clean(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r == '\n' {
			b.WriteRune(r)
		} else {
			b.WriteString(visible(r))
		}
	}
	return b.String()
}

func visible(r rune) string {
	switch {
	case r == '\t':
		return " "
	case r == '\u200d': // joins emoji
		return string(r)
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r):
		return fmt.Sprintf("<%U>", r)
	}
	return string(r)
}

// cells is how many columns of a terminal a text takes.
func cells(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case width.LookupRune(r).Kind() == width.EastAsianWide, width.LookupRune(r).Kind() == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
