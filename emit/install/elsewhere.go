package install

// elsewhereTable lists volumes that exist once in the stack, on another host. One
// that is still here was left behind with its data, unless the stack says that
// it moved.
func elsewhereTable(in Input) *table {
	t := &table{name: "elsewhere", comment: `left VOLUME HOST: exists once, and that host has it; installing stops while it is here too
moved VOLUME HOST: the same, and the stack says that its data went there`}
	for _, e := range in.Host.Elsewhere {
		what := "left"
		if e.Moved {
			what = "moved"
		}
		t.add(what, e.Volume, e.Host)
	}
	return t
}
