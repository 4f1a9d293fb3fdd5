package oracle

// Nginx asks nginx to test the configuration that it would find on a host with
// the bundle's files in place. Certificates come to a host by other ways than a
// bundle; every one that the configuration names and that is not there is stood
// in for.
func (d *Debian) Nginx(bundle string) (Verdict, error) {
	var v Verdict
	var err error
	v.Judged, err = below(bundle, "root/etc/nginx", func(string) bool { return true })
	if err != nil || len(v.Judged) == 0 {
		return v, err
	}
	_, msg, err := d.run(bundle, `
		cp -r /material/root/. /
		cd /run
		openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
			-subj /CN=placeholder -days 1 -keyout placeholder.key -out placeholder.crt 2>/dev/null
		grep -rhoE '^[[:space:]]*(ssl_certificate|ssl_trusted_certificate|ssl_client_certificate|ssl_certificate_key)[[:space:]]+[^;]+' /etc/nginx | tr -d '"' |
		while read -r directive path; do
			[ ! -e "$path" ] || continue
			mkdir -p "${path%/*}"
			case $directive in
			*_key) cp placeholder.key "$path" ;;
			*) cp placeholder.crt "$path" ;;
			esac
		done
		nginx -t`)
	v.heard("nginx", msg, err, "syntax is ok", "test is successful")
	return v, nil
}
