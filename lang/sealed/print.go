package sealed

import (
	"bytes"
	"fmt"
	"strings"
)

const preamble = `# The sealed secrets of this stack. Commit this file: only the hosts that are
# listed as recipients can open what is in it.
#
# It is maintained by ` + "`senexc secret set STACK NAME`" + `, which replaces one block
# and keeps nothing else that was written by hand.
`

// Bytes returns the file in its one form: sorted by name, so that a new value
// changes one block and merges with a change of another.
func (f *File) Bytes() []byte {
	var b bytes.Buffer
	b.WriteString(preamble)
	for _, s := range f.Secrets {
		fmt.Fprintf(&b, "\nsecret %q {\n  version = %d\n  recipients = [\n", s.Name, s.Version)
		for _, r := range s.Recipients {
			fmt.Fprintf(&b, "    %q,\n", r)
		}
		b.WriteString("  ]\n  sealed = <<-EOT\n")
		for line := range strings.Lines(s.Sealed) {
			b.WriteString("    " + line)
		}
		b.WriteString("  EOT\n}\n")
	}
	return b.Bytes()
}
