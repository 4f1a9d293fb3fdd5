package plan

// Timer runs a job on a schedule: in the rootless account when that is in a
// container, on the host as root otherwise.
type Timer struct {
	Description string
	Schedule    []string // calendar expressions of systemd; it runs at the times of each
	Persistent  bool     // a run that was missed while the host was off is made up for
	Delay       int      // seconds; each run is put off by a random time up to it

	// Job is what runs. Its name is the timer's, and its phase, inputs and
	// rollback mean nothing.
	Job Job
}
