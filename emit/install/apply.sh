#!/bin/sh
# senexc-apply ARCHIVE [VERB] [OPTION...]
#
# The front door of a host that is enrolled: verifies an archive with the
# signers that this host trusts, and only then unpacks it and runs the
# installer in it. Needs ARCHIVE.sig beside ARCHIVE. Verbs and options are
# those of install.sh; without a verb it installs.
#
# Nothing of the archive is believed, named or unpacked before its signature
# has been verified, on a copy that nobody else can change.
#
# Exit codes: 10 when anything about the archive is wrong, 13 when a program
# or root is missing, 30 when the copy cannot be made, else those of install.sh.

# shellcheck disable=SC2015 # A && B || die: either one failing is fatal, and die does not return
# shellcheck disable=SC2312 # what is read through $() and pipes is checked by what it must contain

set -u
set -f
umask 077
LC_ALL=C
export LC_ALL
unset CDPATH ENV IFS TAR_OPTIONS

ROOT=${SENEXC_ROOT:-}
if [ -z "${ROOT}" ]; then
	PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
	export PATH
fi
SSH_KEYGEN=${SSH_KEYGEN:-ssh-keygen}
TAR=${TAR:-tar}

ETC=${ROOT}/etc/senexc
INCOMING=${ROOT}/var/lib/senexc/incoming
NAMESPACE=senexc-archive-v1@senexc.dev

UNVERIFIED=10
MISSING=13
IO=30
USAGE=64

die() {
	code=$1
	shift
	printf 'senexc-apply: %s\n' "$*" >&2
	exit "${code}"
}

leave() {
	[ -z "${WORK}" ] || rm -rf "${WORK}"
}

on_signal() {
	trap - EXIT
	leave
	exit "$((128 + $1))"
}

# require_room BYTES FILES ends the run before the disk is full: whatever fails
# for want of room looks like an archive that is broken.
require_room() {
	lack=$(df -k --output=avail,itotal,iavail -- "${INCOMING}" 2>/dev/null | awk -v bytes="$1" -v files="$2" '
		NR == 1 { next }
		{
			need = int(bytes / 1024) + 64
			if ($1 ~ /^[0-9]+$/ && $1 + 0 < need) print $1 " KiB left, and unpacking the archive takes " need " KiB"
			else if ($2 + 0 > 0 && $3 + 0 < files + 0) print "room for " $3 " more files, and unpacking the archive takes " files
		}
	')
	[ -z "${lack}" ] || die "${IO}" "the file system of ${INCOMING} has ${lack}; make room"
}

# take_copy copies first: what is verified is then what is used, whatever
# happens to the original.
take_copy() {
	[ -f "$1" ] && [ -r "$1" ] || die "${USAGE}" "there is no archive $1"
	[ -f "$1.sig" ] || die "${UNVERIFIED}" "$1.sig is missing: copy the signature together with the archive"
	mkdir -p "${INCOMING}" || die "${IO}" "cannot make ${INCOMING}"
	require_room "$(wc -c <"$1")" 16
	WORK=$(mktemp -d "${INCOMING}/XXXXXX") || die "${IO}" "cannot make a folder in ${INCOMING}"
	cp -- "$1" "${WORK}/archive" && cp -- "$1.sig" "${WORK}/archive.sig" && mkdir "${WORK}/bundle" ||
		die "${IO}" "cannot copy $1 to ${WORK}"
}

verify_copy() {
	for tool in "${SSH_KEYGEN}" "${TAR}" awk sed sort comm find; do
		command -v "${tool}" >/dev/null 2>&1 || die "${MISSING}" "the program ${tool} is missing"
	done
	for file in allowed_signers host; do
		[ -s "${ETC}/${file}" ] || die "${UNVERIFIED}" "this host is not enrolled: ${ETC}/${file} is missing"
	done
	principal=$(sed -n 1p "${ETC}/host")
	"${SSH_KEYGEN}" -Y verify -f "${ETC}/allowed_signers" -I "${principal}" -n "${NAMESPACE}" \
		-s "${WORK}/archive.sig" <"${WORK}/archive" >"${WORK}/signature" 2>&1 || {
		sed 's/^/  ssh-keygen: /' "${WORK}/signature" >&2
		die "${UNVERIFIED}" "the archive has no signature for ${principal} by a signer this host trusts (${ETC}/allowed_signers); nothing was unpacked"
	}
}

# inspect_members admits plain files and folders below one folder, under names
# of printable ASCII that stay below it, each once.
inspect_members() {
	"${TAR}" --list --quoting-style=escape -f "${WORK}/archive" >"${WORK}/names" 2>"${WORK}/tar" &&
		"${TAR}" --list --verbose --numeric-owner --quoting-style=escape -f "${WORK}/archive" >"${WORK}/members" 2>>"${WORK}/tar" ||
		die "${UNVERIFIED}" "the archive cannot be read: $(sed -n 1p "${WORK}/tar")"
	[ -s "${WORK}/names" ] || die "${UNVERIFIED}" "the archive is empty"
	odd=$(sed -n '/^[-d][-rwx]\{9\} /!{p;q;}' "${WORK}/members")
	[ -z "${odd}" ] || die "${UNVERIFIED}" "the archive holds something that is neither a plain file nor a folder: ${odd}"
	awk '
		{
			name = $0
			sub(/\/$/, "", name)
			top = name
			sub(/\/.*/, "", top)
			if (NR == 1) folder = top
			if (name == "" || name ~ /^[\/-]/ || name ~ /(^|\/)(\.|\.\.)?(\/|$)/ || name ~ /\\/ || name ~ /[^ -~]/ || top != folder || name in seen) {
				print
				exit
			}
			seen[name] = 1
		}
	' "${WORK}/names" >"${WORK}/odd"
	[ ! -s "${WORK}/odd" ] || die "${UNVERIFIED}" "the archive has a member that no bundle has: $(sed -n 1p "${WORK}/odd")"
	folder=$(sed -n '1s/\/.*//p' "${WORK}/names")
	[ -n "${folder}" ] || die "${UNVERIFIED}" "the archive has no folder of its own"
}

unpack() {
	# The third word of a listed member is its size.
	# shellcheck disable=SC2046 # two words on purpose
	require_room $(awk '{ bytes += int(($3 + 4095) / 4096) * 4096 } END { printf "%d %d\n", bytes, NR + 16 }' "${WORK}/members")
	"${TAR}" --extract --no-same-owner --no-same-permissions -f "${WORK}/archive" -C "${WORK}/bundle" 2>"${WORK}/tar" ||
		die "${UNVERIFIED}" "the archive cannot be unpacked: $(sed -n 1p "${WORK}/tar")"
	find "${WORK}/bundle" ! -type f ! -type d >"${WORK}/odd"
	[ ! -s "${WORK}/odd" ] || die "${UNVERIFIED}" "the archive unpacked to something that is neither a file nor a folder"
	[ -f "${WORK}/bundle/${folder}/MANIFEST" ] && [ -f "${WORK}/bundle/${folder}/install.sh" ] ||
		die "${UNVERIFIED}" "the archive is not a bundle: MANIFEST or install.sh is missing"
	{
		sed '1,/^$/d' "${WORK}/bundle/${folder}/MANIFEST" | awk '{ for (i = 0; i < 6; i++) sub(/^[^ ]+ /, ""); print }'
		printf 'MANIFEST\nMANIFEST.sig\n'
	} | sort >"${WORK}/expected"
	(cd "${WORK}/bundle/${folder}" && find . -type f) | sed 's/^\.\///' | sort >"${WORK}/present"
	comm -3 "${WORK}/expected" "${WORK}/present" >"${WORK}/odd"
	[ ! -s "${WORK}/odd" ] || die "${UNVERIFIED}" "the archive's files are not those of its MANIFEST, beginning with: $(sed -n 's/^	*//; 1p' "${WORK}/odd")"
	rm -f "${WORK}/archive"
}

main() {
	WORK=
	trap leave EXIT
	trap 'on_signal 2' INT
	trap 'on_signal 15' TERM
	trap '' HUP PIPE
	case ${1:-} in
	'' | -*)
		printf 'usage: senexc-apply ARCHIVE [apply|check|status|health|verify] [OPTION...]\n' >&2
		exit "${USAGE}"
		;;
	*) ;;
	esac
	[ -n "${ROOT}" ] || [ "$(id -u)" = 0 ] || die "${MISSING}" "this must run as root"
	archive=$1
	shift
	take_copy "${archive}"
	verify_copy
	inspect_members
	unpack
	sh "${WORK}/bundle/${folder}/install.sh" "$@"
}

main "$@"
