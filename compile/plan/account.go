package plan

// Account is the rootless account that containers run in.
type Account struct {
	Name string
	UID  int
	Home string
}

// SystemAccount is an account of the host for a program of its own. Nobody can
// log in to it, and it stays when its service goes: files may belong to it.
type SystemAccount struct {
	Name    string
	UID     int // 0 when the host may choose
	Home    string
	Groups  []string // besides its own; sorted
	Service string
	Origin  Origin
}
