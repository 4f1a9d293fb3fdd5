package format

import (
	"bytes"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// A token is one that means something: all but white space, with a run of line
// breaks as one.
type token struct {
	kind  hclsyntax.TokenType
	bytes []byte
	line  int
}

func (t token) same(o token) bool { return t.kind == o.kind && bytes.Equal(t.bytes, o.bytes) }

func lex(src []byte) hclsyntax.Tokens {
	tokens, _ := hclsyntax.LexConfig(src, "", hcl.InitialPos)
	return tokens
}

// meaning returns the tokens of a source that formatting must keep.
func meaning(src []byte) []token {
	var kept []token
	broken := true // whether a line break has been counted already
	for _, t := range lex(src) {
		switch {
		case t.Type == hclsyntax.TokenEOF:
			continue
		case t.Type == hclsyntax.TokenNewline:
			if !broken {
				kept = append(kept, token{t.Type, nil, t.Range.Start.Line})
			}
			broken = true
			continue
		}
		text := t.Bytes
		broken = false
		if t.Type == hclsyntax.TokenCHeredoc {
			text = bytes.TrimRight(text, " \t\r")
		}
		if t.Type == hclsyntax.TokenComment && !isBlockComment(t) {
			text, broken = bytes.TrimRight(text, " \t\r\n"), true
		}
		kept = append(kept, token{t.Type, text, t.Range.Start.Line})
	}
	if n := len(kept); n > 0 && kept[n-1].kind == hclsyntax.TokenNewline {
		kept = kept[:n-1] // a last line has no need of a line break
	}
	return kept
}

func isBlockComment(t hclsyntax.Token) bool { return bytes.HasPrefix(t.Bytes, []byte("/*")) }
