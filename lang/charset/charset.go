package charset

import (
	"fmt"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
)

// Check returns an error at the first byte of a source that is not UTF-8, or
// nil. The name is what messages call the source.
func Check(src []byte, name string) hcl.Diagnostics {
	at := hcl.InitialPos
	for at.Byte < len(src) {
		r, size := utf8.DecodeRune(src[at.Byte:])
		if r == utf8.RuneError && size == 1 {
			end := hcl.Pos{Line: at.Line, Column: at.Column + 1, Byte: at.Byte + 1}
			return hcl.Diagnostics{{
				Severity: hcl.DiagError,
				Summary:  "Not UTF-8",
				Detail:   fmt.Sprintf("Here is a byte 0x%02x that is no character of UTF-8, which all sources are written in. An editor that saves the file as UTF-8 corrects all of them.", src[at.Byte]),
				Subject:  &hcl.Range{Filename: name, Start: at, End: end},
			}}
		}
		at.Byte += size
		at.Column++
		if r == '\n' {
			at.Line, at.Column = at.Line+1, 1
		}
	}
	return nil
}
