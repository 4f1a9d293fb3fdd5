package oracle

// A Signature is a file, its detached SSHSIG, and whom it must be from. The
// paths are below the folder that is judged.
type Signature struct {
	File, Signature      string
	Signers              string // in OpenSSH's format of allowed signers
	Principal, Namespace string
}

// Signatures asks ssh-keygen to verify signatures on files below folder.
func (d *Debian) Signatures(folder string, signatures ...Signature) (Verdict, error) {
	var v Verdict
	for _, s := range signatures {
		v.Judged = append(v.Judged, s.File)
		out, msg, err := d.run(folder, `
			cd /material
			ssh-keygen -Y verify -f "$1" -I "$2" -n "$3" -s "$4" < "$5"`,
			s.Signers, s.Principal, s.Namespace, s.Signature, s.File)
		if err != nil {
			v.heard("ssh-keygen: "+s.File, out+msg, err)
		}
	}
	return v, nil
}
