#!/bin/sh
# Enrols this machine as @PRINCIPAL@.
#
# Read it, then run it as root. It decides which signatures this host will
# believe from now on, so that it must come from someone you trust. It
#
#   - installs the signers below as /etc/senexc/allowed_signers,
#   - makes this host's age identity /etc/senexc/identity, if there is none,
#   - records who this host is in /etc/senexc/host,
#   - installs /opt/senexc/bin/senexc-apply, whose text is below,
#   - installs /opt/senexc/bin/age, if this script carries it, for hosts without
#     the package age: a host's own age is used where there is one,
#   - prints the recipient that secrets are sealed to.
#
# Running it again is harmless. A host that is enrolled as another one is left
# alone, unless --force says that it changes its role.

# shellcheck disable=SC2015 # A && B || die: either one failing is fatal, and die does not return
# shellcheck disable=SC2312 # what is read through $() and pipes is checked by what it must contain

set -u
umask 077
LC_ALL=C
export LC_ALL

ROOT=${SENEXC_ROOT:-}
if [ -z "${ROOT}" ]; then
	PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
	export PATH
fi
AGE_KEYGEN=${AGE_KEYGEN:-age-keygen}
ETC=${ROOT}/etc/senexc
BIN=${ROOT}/opt/senexc/bin
PRINCIPAL='@PRINCIPAL@'

die() {
	code=$1
	shift
	printf 'enroll: %s\n' "$*" >&2
	exit "${code}"
}

signers() {
	cat <<'END_OF_SIGNERS'
@SIGNERS@
END_OF_SIGNERS
}

senexc_apply() {
	cat <<'END_OF_SENEXC_APPLY'
@APPLY@
END_OF_SENEXC_APPLY
}

# The program age that this script carries, packed; none if AGE_SUM is empty.
AGE_SUM='@AGE_SUM@'
age_program() {
	cat <<'END_OF_AGE'
@AGE@
END_OF_AGE
}

# put FILE MODE replaces a file with standard input, atomically.
put() {
	cat >"$1.new" && chmod "$2" "$1.new" && sync "$1.new" && mv -f -T "$1.new" "$1" || die 30 "cannot write $1"
}

check() {
	[ -n "${ROOT}" ] || [ "$(id -u)" = 0 ] || die 13 "this must run as root"
	has_age || [ -n "${AGE_SUM}" ] || die 13 "age-keygen is missing; install the package age, or have this script made with 'senexc enroll --age'"
	command -v ssh-keygen >/dev/null 2>&1 || die 13 "ssh-keygen is missing; install the package openssh-client (Debian) or openssh (RHEL)"
	[ -s "${ROOT}/etc/machine-id" ] || die 13 "/etc/machine-id is missing or empty; run systemd-machine-id-setup"
	installed=$(sed -n 's/^principal //p' "${ROOT}/var/lib/senexc/state" 2>/dev/null)
	[ -z "${installed}" ] || [ "${installed}" = "${PRINCIPAL}" ] ||
		die 11 "this host runs what was installed for ${installed}; uninstall that before it becomes ${PRINCIPAL}: senexc-apply uninstall"
	[ -f "${ETC}/host" ] || return 0
	now=$(sed -n 1p "${ETC}/host")
	[ "${now}" = "${PRINCIPAL}" ] || [ "${FORCE}" = yes ] ||
		die 11 "this host is enrolled as ${now}; --force makes it ${PRINCIPAL}"
}

has_age() {
	command -v "${AGE_KEYGEN}" >/dev/null 2>&1
}

# bring_age installs the program that this script carries. It is both age and
# age-keygen, by the name that it is called by.
bring_age() {
	[ -n "${AGE_SUM}" ] || return 0
	age_program | base64 -d | gzip -d | put "${BIN}/age" 0755 || exit 30
	sum=$(sha256sum "${BIN}/age") && [ "${sum%% *}" = "${AGE_SUM}" ] || {
		rm -f "${BIN}/age"
		die 10 "the program age in this script was damaged on the way"
	}
	ln -f "${BIN}/age" "${BIN}/age-keygen" || die 30 "cannot write to ${BIN}"
	has_age || AGE_KEYGEN=${BIN}/age-keygen
}

enrol() {
	(umask 022 && mkdir -p "${ETC}" "${BIN}") || die 30 "cannot make ${ETC} and ${BIN}"
	bring_age
	signers | put "${ETC}/allowed_signers" 0644 || exit 30
	if [ ! -s "${ETC}/identity" ]; then
		rm -f "${ETC}/identity.new"
		"${AGE_KEYGEN}" -o "${ETC}/identity.new" 2>/dev/null && chmod 0600 "${ETC}/identity.new" && sync "${ETC}/identity.new" &&
			mv -f -T "${ETC}/identity.new" "${ETC}/identity" || die 30 "cannot make ${ETC}/identity"
	fi
	senexc_apply | put "${BIN}/senexc-apply" 0755 || exit 30
	{
		printf '%s\n' "${PRINCIPAL}"
		cat "${ROOT}/etc/machine-id"
	} | put "${ETC}/host" 0644 || exit 30
	recipient=$("${AGE_KEYGEN}" -y "${ETC}/identity") || die 30 "${ETC}/identity is not an age identity; move it away and run this again"
	printf 'enrolled as %s\n\nPut this into the host "%s" of the stack file:\n\n  recipient = "%s"\n' "${PRINCIPAL}" "${PRINCIPAL##*/}" "${recipient}"
}

main() {
	FORCE=no
	case ${1:-} in
	'') ;;
	--force) FORCE=yes ;;
	*) die 64 "usage: sh $0 [--force]" ;;
	esac
	check
	enrol
}

main "$@"
