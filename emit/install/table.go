package install

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
)

// A table is one data file: comment lines that explain it, then one row per
// line, its words separated by single spaces.
type table struct {
	name    string
	comment string // one or more lines
	rows    []row
}

// A row's words hold no space. Its text, the rest of the line, may.
type row struct {
	words []string
	text  string
}

func (t *table) add(words ...string) { t.rows = append(t.rows, row{words: words}) }

func (t *table) addText(text string, words ...string) {
	t.rows = append(t.rows, row{words: words, text: text})
}

// addCommand adds a command, one argument per row, so that a reviewer reads
// it as it will run. An argument's further lines follow in rows "more".
func (t *table) addCommand(command []string) {
	for _, argument := range command {
		word := "word"
		for line := range strings.SplitSeq(argument, "\n") {
			t.addText(line, word)
			word = "more"
		}
	}
}

func (t *table) write() ([]byte, error) {
	var b bytes.Buffer
	var errs []error
	for line := range strings.SplitSeq(t.comment, "\n") {
		b.WriteString("# " + line + "\n")
	}
	for _, r := range t.rows {
		for _, w := range r.words {
			if w == "" || strings.ContainsFunc(w, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
				errs = append(errs, fmt.Errorf("plan/%s cannot carry the word %q: it must not be empty or have spaces", t.name, w))
			}
		}
		if strings.ContainsAny(r.text, "\n\x00") {
			errs = append(errs, fmt.Errorf("plan/%s cannot carry the text %q: it must be one line", t.name, r.text))
		}
		b.WriteString(strings.Join(r.words, " "))
		// A text keeps its space when it is empty, so that it stays a text.
		if r.text != "" || len(r.words) == 1 && (r.words[0] == "word" || r.words[0] == "more") {
			b.WriteString(" " + r.text)
		}
		b.WriteByte('\n')
	}
	return b.Bytes(), errors.Join(errs...)
}
