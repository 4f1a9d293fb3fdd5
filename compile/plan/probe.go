package plan

// Probe is a question that is asked after an installation. Exactly one of URL,
// TCP and Command is set. Times are in seconds.
type Probe struct {
	Name        string // unique on the host
	Service     string
	Description string

	URL     string   // is asked from the host
	Connect string   // "address:port" to connect to, whatever the URL names; "" for what it names
	Verify  bool     // whether the certificate must be valid for the URL
	Status  []string // answers that are right, as in "200" or "3xx"
	TCP     string   // "address:port" that must take connections
	Command []string // must succeed, on the host as root or in Exec
	Exec    string   // name of a Container; "" for the host

	Required bool // whether the host is unhealthy without it; otherwise its failure is a warning
	Deadline int  // until it must have succeeded
	Interval int  // between two attempts
	Timeout  int  // for one attempt
	Origin   Origin
}
