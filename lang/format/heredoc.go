package format

import (
	"bytes"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// A span is a part of a source, from and to a byte.
type span struct{ from, to int }

// heredocs returns where the heredocs of a source are, the outermost ones: what
// is inside of one belongs to it.
func heredocs(src []byte) []span {
	var all []span
	depth := 0
	for _, t := range lex(src) {
		switch t.Type {
		case hclsyntax.TokenOHeredoc:
			if depth == 0 {
				all = append(all, span{from: t.Range.Start.Byte})
			}
			depth++
		case hclsyntax.TokenCHeredoc:
			if depth--; depth == 0 {
				all[len(all)-1].to = t.Range.End.Byte
			}
		}
	}
	return all
}

// empty stands for a heredoc while the rest is formatted: HCL's formatter moves
// the lines of those that have expressions of several lines in them.
const empty = "<<E\nE"

// cut takes the heredocs out of a source.
func cut(src []byte) (rest []byte, taken [][]byte) {
	var out bytes.Buffer
	end := 0
	for _, h := range heredocs(src) {
		out.Write(src[end:h.from])
		out.WriteString(empty)
		taken = append(taken, src[h.from:h.to])
		end = h.to
	}
	out.Write(src[end:])
	return out.Bytes(), taken
}

// paste puts them back.
func paste(src []byte, taken [][]byte) []byte {
	var out bytes.Buffer
	end := 0
	for i, h := range heredocs(src) {
		out.Write(src[end:h.from])
		if i < len(taken) {
			out.Write(taken[i])
		}
		end = h.to
	}
	out.Write(src[end:])
	return out.Bytes()
}
