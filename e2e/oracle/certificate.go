package oracle

import "strings"

// Certificate asks OpenSSL whether a server's certificate is one that a strict
// client accepts under each of its names, if it trusts the authority. Both are
// files below folder.
func (d *Debian) Certificate(folder, authority, certificate string, names []string) (Verdict, error) {
	v := Verdict{Judged: []string{certificate}}
	for _, name := range names {
		check := "-verify_hostname"
		if strings.Trim(name, "0123456789.") == "" || strings.Contains(name, ":") {
			check = "-verify_ip"
		}
		_, msg, err := d.run(folder, `openssl verify -x509_strict -purpose sslserver -CAfile "/material/$1" "$3" "$4" "/material/$2" >&2`,
			authority, certificate, check, name)
		if err != nil {
			v.heard("openssl: "+name, msg, err)
		}
	}
	return v, nil
}
