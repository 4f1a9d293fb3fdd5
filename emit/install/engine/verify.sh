# ---- verify -----------------------------------------------------------------

# verify fails closed: nothing of the bundle is believed before it has passed.
verify() {
	verify_tools
	verify_signature
	verify_files
	verify_host
	verify_platform
	verify_serial
}

verify_tools() {
	for tool in "${SSH_KEYGEN}" sha256sum awk sed find sort comm; do
		has "${tool}" || die "${MISSING}" "${tool} is missing, without which no bundle can be verified"
	done
}

verify_signature() {
	for file in allowed_signers host; do
		[ -s "${ETC}/${file}" ] || die "${UNVERIFIED}" "this host is not enrolled: ${ETC}/${file} is missing; make an enrolment script with 'senexc enroll' and run it here"
	done
	PRINCIPAL=$(sed -n 1p "${ETC}/host")
	[ -f "${BUNDLE}/MANIFEST" ] && [ -f "${BUNDLE}/MANIFEST.sig" ] || die "${UNVERIFIED}" "${BUNDLE} is not a bundle: MANIFEST or MANIFEST.sig is missing"
	"${SSH_KEYGEN}" -Y verify -f "${ETC}/allowed_signers" -I "${PRINCIPAL}" -n "${NAMESPACE}" \
		-s "${BUNDLE}/MANIFEST.sig" <"${BUNDLE}/MANIFEST" >"${WORK}/signature" 2>&1 || {
		show_output ssh-keygen <"${WORK}/signature"
		die "${UNVERIFIED}" "the bundle has no signature for ${PRINCIPAL} by a signer this host trusts (${ETC}/allowed_signers)"
	}
	format=$(header format)
	[ "${format}" = "${FORMAT}" ] || die "${UNVERIFIED}" "the bundle has the format '${format}', and this installer reads ${FORMAT}"
	IDENTITY=$(sha256sum <"${BUNDLE}/MANIFEST") || die "${IO}" "cannot read ${BUNDLE}/MANIFEST"
	IDENTITY=${IDENTITY%% *}
	SERIAL=$(header serial)
	case ${SERIAL} in
	'' | *[!0-9]*) die "${UNVERIFIED}" "the bundle's serial is not a number" ;;
	*) ;;
	esac
	ID=${SERIAL}-$(printf '%.12s' "${IDENTITY}")
}

list_manifest() {
	sed '1,/^$/d' "${BUNDLE}/MANIFEST" >"${WORK}/manifest" || die "${IO}" "cannot write to ${WORK}"
}

# verify_files holds what is there against MANIFEST: the same files, and the
# same bytes in each.
verify_files() {
	list_manifest
	awk '
		NF < 7 || $1 !~ /^[0-9a-f]+$/ || length($1) != 64 || $2 !~ /^[0-7]+$/ || $5 != "file" || $6 !~ /^[0-9]+$/ { exit 1 }
		{
			path = $0
			sub(/^[^ ]+ [^ ]+ [^ ]+ [^ ]+ [^ ]+ [^ ]+ /, "", path)
			if (path ~ /^\// || path ~ /(^|\/)(\.|\.\.)?(\/|$)/ || path ~ /\\/ || path ~ /[^ -~]/) exit 1
			print $1 "  " path >sums
			print path >paths
		}
	' sums="${WORK}/sums" paths="${WORK}/paths" "${WORK}/manifest" || die "${UNVERIFIED}" "MANIFEST is malformed"
	{
		cat "${WORK}/paths"
		printf 'MANIFEST\nMANIFEST.sig\n'
	} | sort >"${WORK}/expected"
	(cd "${BUNDLE}" && find . ! -type d) | sed 's/^\.\///' | sort >"${WORK}/present"
	(cd "${BUNDLE}" && find . ! -type d ! -type f) >"${WORK}/odd"
	[ ! -s "${WORK}/odd" ] || die "${UNVERIFIED}" "the bundle holds something that is neither a file nor a folder: $(sed -n 1p "${WORK}/odd")"
	comm -3 "${WORK}/expected" "${WORK}/present" >"${WORK}/odd"
	[ ! -s "${WORK}/odd" ] || die "${UNVERIFIED}" "the bundle's files are not those of MANIFEST, beginning with: $(sed -n 's/^	*//; 1p' "${WORK}/odd")"
	(cd "${BUNDLE}" && sha256sum --check --strict --quiet "${WORK}/sums") >"${WORK}/sums.out" 2>&1 || {
		show_output sha256sum <"${WORK}/sums.out"
		die "${UNVERIFIED}" "files of the bundle are not what was signed"
	}
}

verify_host() {
	host=$(meant_for)
	[ "${host}" = "${PRINCIPAL}" ] || die "${WRONG_HOST}" "the bundle is for ${host}, and this host is enrolled as ${PRINCIPAL}; install the bundle of ${PRINCIPAL##*/} here"
	machine=$(sed -n 2p "${ETC}/host")
	here=$(cat "${ROOT}/etc/machine-id") || die "${WRONG_HOST}" "cannot read ${ROOT}/etc/machine-id"
	role=$(state principal)
	[ -z "${role}" ] || [ "${role}" = "${PRINCIPAL}" ] || die "${WRONG_HOST}" "this host still carries what was installed for ${role}, and is enrolled as ${PRINCIPAL} now; uninstall that first"
	[ "${machine}" = "${here}" ] || die "${WRONG_HOST}" "this machine was enrolled under another machine id, as a copy of an enrolled one would be; enrol it again if it is the right one"
}

verify_platform() {
	wanted=$(header os)
	id=$(os_release ID)
	version=$(os_release VERSION_ID)
	case ${wanted} in
	"${id}-${version}" | "${id}-${version%%.*}") ;;
	*) die "${UNSUPPORTED}" "the bundle is for ${wanted}, and this host runs ${id}-${version}" ;;
	esac
	wanted=$(header arch)
	arch=$(uname -m)
	case ${arch} in
	x86_64) arch=amd64 ;;
	aarch64) arch=arm64 ;;
	*) ;;
	esac
	[ "${wanted}" = "${arch}" ] || die "${UNSUPPORTED}" "the bundle is for ${wanted}, and this host is ${arch}"
}

# os_release KEY reads the file as data; it is shell only by convention.
os_release() {
	sed -n "s/^$1=//p" "${ROOT}/etc/os-release" | sed -n '1{s/^"\(.*\)"$/\1/;s/^'\''\(.*\)'\''$/\1/;p;}'
}

# verify_serial refuses what is older than anything that was installed here. The
# release that runs is never refused, nor is one that the host kept itself and
# was told to go back to.
verify_serial() {
	floor=$(state floor)
	installed=$(state identity)
	[ "${IDENTITY}" != "${installed}" ] && [ "${VERB}" != rollback ] || return 0
	[ "${SERIAL}" -ge "${floor:-0}" ] || die "${DOWNGRADE}" "the bundle has serial ${SERIAL}, and ${floor} was installed already: an older bundle is refused; build again from the source you want, or go back to a kept release with 'senexc-apply rollback'"
	if [ "${SERIAL}" = "$(state serial)" ]; then
		warn "the installed release has the same serial ${SERIAL} and other content"
	fi
}
