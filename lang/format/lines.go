package format

import (
	"bytes"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// lines leaves one empty line of several, none at the beginning and the end, and
// no white space at the end of a line comment or of a heredoc's last line.
func lines(src []byte) []byte {
	var out bytes.Buffer
	breaks := 2 // line breaks since the last thing: nothing comes before the first
	end := 0    // of the last token
	for _, t := range lex(src) {
		space := src[end:t.Range.Start.Byte]
		end = t.Range.End.Byte
		switch {
		case t.Type == hclsyntax.TokenEOF:
			continue
		case t.Type == hclsyntax.TokenNewline:
			if breaks < 2 {
				out.WriteByte('\n')
			}
			breaks++
			continue
		}
		breaks = 0
		out.Write(space)
		if t.Type == hclsyntax.TokenComment && !isBlockComment(t) {
			out.Write(bytes.TrimRight(t.Bytes, " \t\r\n"))
			out.WriteByte('\n')
			breaks = 1
			continue
		}
		if t.Type == hclsyntax.TokenCHeredoc {
			out.Write(bytes.TrimRight(t.Bytes, " \t\r"))
			continue
		}
		out.Write(t.Bytes)
	}
	text := bytes.TrimRight(out.Bytes(), " \t\n")
	if len(text) == 0 {
		return nil
	}
	return append(text, '\n')
}
