package emit

import (
	"slices"
	"strings"
)

// A table is one of Markdown that reads well as plain text too: its columns
// are as wide as their widest cell.
type table struct {
	head []string
	rows [][]string
}

func (t *table) row(cells ...string) { t.rows = append(t.rows, cells) }

// once adds a row unless it is the same as the one before.
func (t *table) once(cells ...string) {
	if n := len(t.rows); n == 0 || !slices.Equal(t.rows[n-1], cells) {
		t.row(cells...)
	}
}

func (t *table) write(b *strings.Builder) {
	widths := make([]int, len(t.head))
	all := append([][]string{t.head}, t.rows...)
	for _, row := range all {
		for i, cell := range row {
			widths[i] = max(widths[i], len([]rune(cell)))
		}
	}
	line := func(row []string, fill string) {
		for i, cell := range row {
			b.WriteString("| " + cell + strings.Repeat(fill, widths[i]-len([]rune(cell))) + " ")
		}
		b.WriteString("|\n")
	}
	for i, row := range all {
		line(row, " ")
		if i == 0 {
			rule := make([]string, len(widths))
			line(rule, "-")
		}
	}
}

// words writes text into a cell: on one line, and with nothing in it that
// Markdown would read.
func words(s string) string {
	return markdown.Replace(strings.Join(strings.Fields(s), " "))
}

var markdown = strings.NewReplacer(`\`, `\\`, "|", `\|`, "*", `\*`, "_", `\_`, "`", "\\`", "<", `\<`, "](", `]\(`)

// code writes a name or address into a cell as it is. A backquote cannot stand
// between backquotes, and a bar not in a cell.
func code(s string) string {
	if s == "" {
		return ""
	}
	return "`" + verbatim.Replace(s) + "`"
}

var verbatim = strings.NewReplacer("`", "'", "|", `\|`, "\n", " ", "\r", " ")

func codes(list []string) string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = code(s)
	}
	return strings.Join(quoted, " ")
}
