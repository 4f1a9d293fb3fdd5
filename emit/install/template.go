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
//	secret NAME    the value of the secret
//	begin ENCODER  what is added up to the matching end, encoded
//	end
//
// The text begins after one space and is verbatim. Lines with # say which
// versions the recipe is for.
func template(d Delivery) []byte {
	var b bytes.Buffer
	for _, v := range d.Versions {
		b.WriteString("# secret and version: " + v + "\n")
	}
	writeText(&b, d.Content)
	return b.Bytes()
}

func writeText(b *bytes.Buffer, text plan.Text) {
	for _, s := range text {
		switch {
		case s.Secret != "":
			b.WriteString("secret " + s.Secret + "\n")
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
