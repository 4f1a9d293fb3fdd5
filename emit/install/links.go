package install

import "strconv"

func linksTable(in Input) *table {
	t := &table{name: "links", comment: "KEEP VERSION PATH: PATH is a link to the folder VERSION beside it; KEEP versions stay"}
	for _, l := range in.Host.Links {
		t.addText(l.Path, strconv.Itoa(l.Keep), l.Target)
	}
	return t
}
