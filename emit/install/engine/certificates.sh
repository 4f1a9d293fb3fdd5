# ---- certificates -----------------------------------------------------------

# preflight_certificates refuses a certificate that its readers would refuse,
# and tells of one that soon will be. When that is stands in plan/, so nothing
# has to be read out of the certificate here.
preflight_certificates() {
	[ -s "${WORK}/plan/certificates" ] || return 0
	today=$(date -u +%s)
	clock=$(date -u '+%Y-%m-%d %H:%M')
	while read -r name valid renew expires day; do
		if [ "${today}" -ge "${expires}" ]; then
			finding "${MISSING}" "the certificate ${name} expired on ${day}: run 'senexc secret sync' and build again"
		elif [ "${today}" -lt "${valid}" ]; then
			finding "${MISSING}" "the certificate ${name} is not valid yet, so the clock of this host is wrong: it says ${clock} UTC"
		elif [ "${today}" -ge "${renew}" ]; then
			warn "the certificate ${name} expires on ${day}: run 'senexc secret sync', build and install"
		fi
	done <"${WORK}/plan/certificates"
}

# show_certificates says until when each is valid.
show_certificates() {
	[ -s "${WORK}/plan/certificates" ] || return 0
	while read -r name _ _ _ day; do
		say "certificate ${name}, valid until ${day}"
	done <"${WORK}/plan/certificates"
}
