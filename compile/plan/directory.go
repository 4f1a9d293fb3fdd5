package plan

// Directory is a folder on the host that is made when missing and never
// removed while it has content.
type Directory struct {
	Path         string
	Owner, Group string // names on the host
	Mode         uint32
	Service      string
	Origin       Origin
}

// Link is where the current version of a directory is found. It switches after
// the release jobs of its service, which fill the version.
type Link struct {
	Path    string // of the link; the versions are folders beside it
	Target  string // name of the release's version
	Keep    int    // how many versions stay
	Service string
	Origin  Origin
}
