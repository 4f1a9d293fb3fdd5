package quadlet

import "strings"

// A unit file: a header of comments, and sections of keys. Keys may repeat, and
// their order is kept.
type file struct {
	header   []string
	sections []*section
}

type section struct {
	name  string
	lines []line
}

// A line is a key and its value as it stands in the file. The zero line parts
// two groups of keys.
type line struct{ key, value string }

// section returns the section of that name, made at the end if it is missing.
func (f *file) section(name string) *section {
	for _, s := range f.sections {
		if s.name == name {
			return s
		}
	}
	s := &section{name: name}
	f.sections = append(f.sections, s)
	return s
}

func (s *section) add(key, value string) {
	s.lines = append(s.lines, line{key, value})
}

// gap parts what follows from what stands there. Gaps at the ends of a section,
// and one after another, are not written.
func (s *section) gap() {
	if n := len(s.lines); n > 0 && s.lines[n-1] != (line{}) {
		s.lines = append(s.lines, line{})
	}
}

// text returns the file as it is written.
func (f *file) text() string {
	var b strings.Builder
	for _, comment := range f.header {
		b.WriteString("# " + printable(comment) + "\n")
	}
	b.WriteString("\n" + f.body())
	return b.String()
}

// body returns all that has a meaning: the file without its comments.
func (f *file) body() string {
	var b strings.Builder
	for _, s := range f.sections {
		if len(s.lines) == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString("[" + s.name + "]\n")
		lines := s.lines
		if lines[len(lines)-1] == (line{}) {
			lines = lines[:len(lines)-1]
		}
		for _, l := range lines {
			if l != (line{}) {
				b.WriteString(l.key + "=" + l.value)
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// printable keeps a comment on its line, whatever a file or description is called.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}

// oneLine writes a text without line breaks and repeated blanks.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
