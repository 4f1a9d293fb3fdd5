#!/bin/sh
# senexc-apply ARCHIVE [VERB] [OPTION...]
# senexc-apply status|health|check|rollback|confirm|recover|history|gc|job|uninstall [...]
#
# The front door of a host that is enrolled: verifies an archive with the
# signers that this host trusts, and only then unpacks it and runs the
# installer in it. Needs ARCHIVE.sig beside ARCHIVE. Verbs and options are
# those of install.sh; without a verb it installs. Without an archive, the verb
# is for the release that is installed.
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
STATE=${ROOT}/var/lib/senexc
INCOMING=${STATE}/incoming
NAMESPACE=senexc-archive-v1@senexc.dev
MANIFEST_NAMESPACE=senexc-manifest-v1@senexc.dev

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
	sweep
	[ -f "$1" ] && [ -r "$1" ] || die "${USAGE}" "there is no archive $1"
	[ -f "$1.sig" ] || die "${UNVERIFIED}" "$1.sig is missing: copy the signature together with the archive"
	mkdir -p "${INCOMING}" || die "${IO}" "cannot make ${INCOMING}"
	require_room "$(wc -c <"$1")" 16
	WORK=$(mktemp -d "${INCOMING}/$$.XXXXXX") || die "${IO}" "cannot make a folder in ${INCOMING}"
	cp -- "$1" "${WORK}/archive" && cp -- "$1.sig" "${WORK}/archive.sig" && mkdir "${WORK}/bundle" ||
		die "${IO}" "cannot copy $1 to ${WORK}"
}

verify_copy() {
	for tool in "${SSH_KEYGEN}" "${TAR}" awk find grep od sed sha256sum sort; do
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

# recognize_compression names the program that reads the archive, so that tar
# does not choose one by what the archive looks like, and measures what it reads.
recognize_compression() {
	case $(od -An -tx1 -N4 "${WORK}/archive" | tr -d ' ') in
	1f8b*)
		COMPRESSION=--gzip
		LENGTH=$(gzip -dc <"${WORK}/archive" 2>/dev/null | wc -c)
		;;
	28b52ffd)
		COMPRESSION=--zstd
		LENGTH=$(zstd -dcq <"${WORK}/archive" 2>/dev/null | wc -c)
		;;
	*)
		[ "$(od -An -c -j257 -N5 "${WORK}/archive" 2>/dev/null | tr -d ' ')" = ustar ] ||
			die "${UNVERIFIED}" "the archive is neither a tar archive nor one compressed with gzip or zstd"
		COMPRESSION=--no-auto-compress
		LENGTH=$(wc -c <"${WORK}/archive")
		;;
	esac
}

# inspect_members admits plain files and folders below one folder, under names
# of printable ASCII that stay below it, each once. The archive is as long as
# these need, to the byte: nothing hides between them or after them.
inspect_members() {
	recognize_compression
	"${TAR}" --list "${COMPRESSION}" --ignore-zeros --quoting-style=escape -f "${WORK}/archive" >"${WORK}/names" 2>"${WORK}/tar" &&
		"${TAR}" --list "${COMPRESSION}" --ignore-zeros --verbose --numeric-owner --quoting-style=escape -f "${WORK}/archive" >"${WORK}/members" 2>>"${WORK}/tar" ||
		die "${UNVERIFIED}" "the archive cannot be read: $(sed -n 1p "${WORK}/tar")"
	[ ! -s "${WORK}/tar" ] || die "${UNVERIFIED}" "the archive is not as a bundle's is: $(sed -n 1p "${WORK}/tar")"
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
	# TYPE SIZE NAME of every member.
	awk -v whole="${LENGTH}" '
		NR == FNR { type[NR] = substr($1, 1, 1); size[NR] = $3; need += 512 + int(($3 + 511) / 512) * 512; count = NR; next }
		{ print type[FNR], size[FNR], $0 }
		END { exit count != FNR || need + 1024 != whole }
	' "${WORK}/members" "${WORK}/names" >"${WORK}/listing" || die "${UNVERIFIED}" "the archive holds more, or less, than its members"
	folder=$(sed -n '1s/\/.*//p' "${WORK}/names")
	case ${folder} in
	'' | *[!A-Za-z0-9._-]*) die "${UNVERIFIED}" "the archive has no folder as a bundle's is" ;;
	*) ;;
	esac
	bundle=${WORK}/bundle/${folder}
}

# extract MEMBER... unpacks them and what is below them; owners and modes in the
# archive count for nothing.
extract() {
	"${TAR}" --extract "${COMPRESSION}" --no-same-owner --no-same-permissions -f "${WORK}/archive" -C "${WORK}/bundle" -- "$@" 2>"${WORK}/tar" ||
		die "${UNVERIFIED}" "the archive cannot be unpacked: $(sed -n 1p "${WORK}/tar")"
}

# verify_manifest unpacks what says what the bundle is, before anything else.
verify_manifest() {
	for name in MANIFEST MANIFEST.sig install.sh; do
		grep -q "^- [0-9]\{1,7\} ${folder}/${name}\$" "${WORK}/listing" ||
			die "${UNVERIFIED}" "the archive is not a bundle: ${name} is missing, or larger than any"
	done
	extract "${folder}/MANIFEST" "${folder}/MANIFEST.sig"
	"${SSH_KEYGEN}" -Y verify -f "${ETC}/allowed_signers" -I "${principal}" -n "${MANIFEST_NAMESPACE}" \
		-s "${bundle}/MANIFEST.sig" <"${bundle}/MANIFEST" >"${WORK}/signature" 2>&1 || {
		sed 's/^/  ssh-keygen: /' "${WORK}/signature" >&2
		die "${UNVERIFIED}" "the bundle's MANIFEST has no signature for ${principal} by a signer this host trusts (${ETC}/allowed_signers)"
	}
	sed '1,/^$/d' "${bundle}/MANIFEST" >"${WORK}/manifest"
}

# compare_members holds the archive's list against MANIFEST: the same files of
# the same sizes, and no folder that none of them is in.
compare_members() {
	awk -v folder="${folder}" '
		NR == FNR {
			size = $6
			sub(/^[^ ]+ [^ ]+ [^ ]+ [^ ]+ [^ ]+ [^ ]+ /, "")
			listed[$0] = size
			while (sub(/\/[^\/]*$/, "")) parent[$0] = 1
			next
		}
		{
			type = $1
			size = $2
			sub(/^[^ ]+ [^ ]+ /, "")
			path = substr($0, length(folder) + 2)
			if (type == "d" && sub(/\/$/, "", path) + (path == "") && (path == "" || path in parent)) next
			if (type == "-" && (path == "MANIFEST" || path == "MANIFEST.sig")) next
			if (type == "-" && path in listed && listed[path] == size) { delete listed[path]; next }
			print path
		}
		END { for (path in listed) print path }
	' "${WORK}/manifest" "${WORK}/listing" | sort >"${WORK}/odd"
	[ ! -s "${WORK}/odd" ] || die "${UNVERIFIED}" "the archive's files are not those of its MANIFEST, beginning with: $(sed -n 1p "${WORK}/odd")"
}

# unpack unpacks the rest. That install.sh is the one that was signed must be
# known before it runs; all other files it verifies itself.
unpack() {
	# shellcheck disable=SC2046 # two words on purpose
	require_room $(awk '{ bytes += int(($3 + 4095) / 4096) * 4096 } END { printf "%d %d\n", bytes, NR + 16 }' "${WORK}/members")
	extract "${folder}"
	find "${WORK}/bundle" ! -type f ! -type d >"${WORK}/odd"
	[ ! -s "${WORK}/odd" ] || die "${UNVERIFIED}" "the archive unpacked to something that is neither a file nor a folder"
	awk '$7 == "install.sh" && NF == 7 { print $1 "  install.sh" }' "${WORK}/manifest" >"${WORK}/sums"
	[ -s "${WORK}/sums" ] && (cd "${bundle}" && sha256sum --check --strict --quiet "${WORK}/sums") >/dev/null 2>&1 ||
		die "${UNVERIFIED}" "install.sh is not the one that was signed; it was not run"
	rm -f "${WORK}/archive"
}

# sweep removes copies that a killed run left: those of processes that are gone,
# while no installer is at work that may still read one.
sweep() {
	[ -d "${INCOMING}" ] || return 0
	[ ! -f "${STATE}/lock" ] || flock -n "${STATE}/lock" true || return 0
	find "${INCOMING}" -mindepth 1 -maxdepth 1 -type d | while IFS= read -r left; do
		owner=${left##*/}
		owner=${owner%%.*}
		case ${owner} in
		'' | *[!0-9]*) rm -rf "${left}" ;;
		*) kill -0 "${owner}" 2>/dev/null || rm -rf "${left}" ;;
		esac
	done
}

# run_installed VERB... runs the engine of the release that is installed. A
# first installation that was cut off has left its own.
run_installed() {
	if [ -f "${STATE}/current/install.sh" ]; then
		sh "${STATE}/current/install.sh" "$@"
	elif [ "$1" = recover ] && [ -f "${STATE}/txn/engine" ]; then
		sh "${STATE}/txn/engine" "$@"
	else
		die "${USAGE}" "nothing is installed on this host, and $1 needs that: senexc-apply ARCHIVE"
	fi
}

main() {
	WORK=
	trap leave EXIT
	trap 'on_signal 2' INT
	trap 'on_signal 15' TERM
	trap '' HUP PIPE
	[ -n "${ROOT}" ] || [ "$(id -u)" = 0 ] || die "${MISSING}" "this must run as root"
	case ${1:-} in
	'' | -*)
		cat >&2 <<'END'
usage: senexc-apply ARCHIVE [apply|check|status|health|verify] [OPTION...]
       senexc-apply status|health|check|rollback|confirm|recover|history|gc|job|uninstall [...]
END
		exit "${USAGE}"
		;;
	status | health | check | rollback | confirm | recover | history | gc | job | uninstall)
		run_installed "$@"
		exit
		;;
	*) ;;
	esac
	archive=$1
	shift
	take_copy "${archive}"
	verify_copy
	inspect_members
	verify_manifest
	compare_members
	unpack
	sh "${bundle}/install.sh" "$@"
}

main "$@"
