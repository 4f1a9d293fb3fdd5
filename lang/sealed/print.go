package sealed

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
)

const preamble = `# The sealed secrets of this stack. Commit this file: only the hosts and the
# operators that are listed as recipients can open what is in it.
#
# It is maintained by ` + "`senexc secret`" + `, which replaces the blocks that change
# and keeps nothing else that was written by hand.
`

// Bytes returns the file in its one form: sorted by name, so that a new value
// changes one block and merges with a change of another.
func (f *File) Bytes() []byte {
	var b bytes.Buffer
	b.WriteString(preamble)
	for i := range f.Secrets {
		// By version, so that promoting the next value changes two words and
		// moves nothing.
		s := &f.Secrets[i]
		for _, value := range s.Accepted() {
			switch {
			case value == s:
				value.print(&b, "secret")
			case s.Phase() == Rotating:
				value.print(&b, "next")
			default:
				value.print(&b, "previous")
			}
		}
	}
	for i := range f.Authorities {
		f.Authorities[i].print(&b)
	}
	for i := range f.Certificates {
		f.Certificates[i].print(&b)
	}
	for _, name := range slices.Sorted(maps.Keys(f.Removed)) {
		fmt.Fprintf(&b, "\n# Gone; a new value of it counts on from here.\nremoved %q {\n  version = %d\n}\n", name, f.Removed[name])
	}
	return b.Bytes()
}

func (s *Secret) print(b *bytes.Buffer, block string) {
	fmt.Fprintf(b, "\n%s %q {\n", block, s.Name)
	if s.Kind == Value || s.Kind == "" {
		fmt.Fprintf(b, "  version = %d\n", s.Version)
	} else {
		fmt.Fprintf(b, "  kind    = %q\n  version = %d\n", s.Kind, s.Version)
	}
	b.WriteString("  recipients = [\n")
	for _, r := range s.Recipients {
		fmt.Fprintf(b, "    %q,\n", r)
	}
	b.WriteString("  ]\n")
	heredoc(b, "  ", "sealed", s.Sealed)
	for _, d := range s.Derived {
		d.print(b)
	}
	b.WriteString("}\n")
}
