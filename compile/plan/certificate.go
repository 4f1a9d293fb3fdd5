package plan

// Certificate is one that an authority of the stack issued to a service of the
// host. Its private key is the Secret of the same name; the certificate itself
// is in a File. Times are in seconds since 1970.
type Certificate struct {
	Name      string // SERVICE-LABEL@HOST
	Authority string
	Version   int
	Names     []string // DNS names and addresses that it is for, sorted
	From      int64    // not valid before
	Renew     int64    // time for another one
	Until     int64    // not valid after
	Origin    Origin
}
