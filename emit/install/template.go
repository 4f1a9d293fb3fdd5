package install

import (
	"bytes"
	"strings"

	"github.com/senextrader/senexc/compile/plan"
)

// template writes the recipe from which a host renders a delivery. Each line
// begins with what it adds:
//
//	line TEXT      the text and a line feed
//	text TEXT      the text
//	secret VALUE   the value of a secret: its name, a dot and its version
//	begin ENCODER  what is added up to the matching end, encoded
//	end
//
// The text begins after one space and is verbatim. Lines with # are comments.
func template(d Delivery) []byte {
	var b bytes.Buffer
	b.WriteString("# text and line: as they are; secret: a value, NAME.VERSION; begin ENCODER: encoded up to its end\n")
	writeText(&b, d.Content)
	return b.Bytes()
}

func writeText(b *bytes.Buffer, text plan.Text) {
	for _, s := range text {
		switch {
		case s.Secret != "":
			b.WriteString("secret " + plan.Value{Secret: s.Secret, Version: s.Version}.String() + "\n")
		case s.Encoder != "":
			b.WriteString("begin " + s.Encoder + "\n")
			writeText(b, s.Inner)
			b.WriteString("end\n")
		default:
			rest := s.Literal
			for {
				line, after, found := strings.Cut(rest, "\n")
				if !found {
					break
				}
				b.WriteString("line " + line + "\n")
				rest = after
			}
			if rest != "" {
				b.WriteString("text " + rest + "\n")
			}
		}
	}
}
