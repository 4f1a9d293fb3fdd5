# ---- drift ------------------------------------------------------------------
#
# What somebody else did to files of ours has three answers: stop (fail), put
# ours back and keep a copy of theirs (overwrite), or leave theirs alone (keep).
# A file that is kept is noted in ${STATE}/accepted, as rows SHA256 MODE OWNER
# GROUP WANTED PATH, and shown by every status; it is drift again when it is
# changed again, or when the stack wants something new there.
#
# A file in our way that senexc never wrote is a conflict, and has one answer:
# it stays, and the run ends. Only the untouched configuration of a package
# gives way. It is kept in ${STATE}/displaced, and goes back when ours leaves.

# list_kept reads what was answered before.
list_kept() {
	empty "${WORK}/accepted"
	[ ! -f "${STATE}/accepted" ] || cat "${STATE}/accepted" >"${WORK}/accepted"
	empty "${WORK}/displaced"
	[ -d "${STATE}/displaced" ] || return 0
	find "${STATE}/displaced" -type f | while IFS= read -r kept; do
		printf '%s %s\n' "$("${STAT}" -c '0%a %U %G' "${kept}")" "${kept#"${STATE}/displaced"}"
	done >"${WORK}/displaced"
}

# sort_out_foreign looks at files in our way that senexc did not write.
sort_out_foreign() {
	while IFS= read -r path; do
		is_pristine "${path}" || printf 'foreign %s\n' "${path}" >>"${WORK}/drift"
	done <"${WORK}/files.foreign"
}

is_pristine() {
	has "${DPKG_QUERY}" || return 1
	"${DPKG_QUERY}" -S "$1" >"${WORK}/package" 2>/dev/null </dev/null || return 1
	package=$(sed -n '1s/[:,].*//p' "${WORK}/package")
	[ -n "${package}" ] || return 1
	sum=$(md5sum <"${ROOT}$1") || return 1
	# shellcheck disable=SC2016 # the format is dpkg-query's, not the shell's
	"${DPKG_QUERY}" -W -f '${Conffiles}\n' "${package}" 2>/dev/null </dev/null >"${WORK}/conffiles" || return 1
	lists " $1 ${sum%% *}" "${WORK}/conffiles"
}

# refuse_drift stops before anybody's work is lost.
refuse_drift() {
	show_drift
	[ -s "${WORK}/drift" ] || return 0
	! grep -q '^foreign ' "${WORK}/drift" ||
		die "${DRIFT}" "files that senexc did not write are where the stack puts its own; move them away, or take what is in them into the stack"
	[ "${ON_DRIFT}" = overwrite ] ||
		die "${DRIFT}" "files were changed behind senexc's back; bring the changes into the stack, put the files of the stack back with --on-drift=overwrite, or leave them as they are with --on-drift=keep"
	while read -r what path; do
		[ ! -d "${ROOT}${path}" ] || [ -L "${ROOT}${path}" ] || die "${DRIFT}" "${path} is a folder now; move it away first"
	done <"${WORK}/drift"
}

show_drift() {
	while read -r what path; do
		explain_drift "${what}"
		complain "  drift: ${path} ${why}" drift what "${what}" path "${path}" text "${why}"
	done <"${WORK}/drift"
	while read -r what sum mode owner group wanted path; do
		explain_drift "${what}"
		tell "  kept: ${path} ${why}" kept what "${what}" path "${path}" text "${why}"
	done <"${WORK}/kept"
}

explain_drift() {
	case $1 in
	edited) why="was edited, or has another owner or mode" ;;
	deleted) why="was deleted" ;;
	replaced) why="is no longer a plain file" ;;
	*) why="is there, and neither from senexc nor as a package brought it" ;;
	esac
}

# keep_displaced saves the packages' files that give way.
keep_displaced() {
	while IFS= read -r path; do
		kept=${STATE}/displaced${path}
		mkdir -p "${kept%/*}" && cp -p "${ROOT}${path}" "${kept}" && sync "${kept}" ||
			die "${IO}" "cannot save ${path} before replacing it"
	done <"${WORK}/files.foreign"
}

# keep_overwritten saves what somebody made of our files.
keep_overwritten() {
	[ -s "${WORK}/drift" ] || return 0
	copies=${STATE}/overwritten/$(date -u +%Y%m%dT%H%M%SZ)
	while read -r what path; do
		[ "${what}" != deleted ] || continue
		mkdir -p "${copies}${path%/*}" && cp -P -p "${ROOT}${path}" "${copies}${path}" && sync "${copies}${path%/*}" ||
			die "${IO}" "cannot save ${path} before replacing it"
		tell "   copy of ${path} in ${copies}" copy path "${path}" folder "${copies}"
	done <"${WORK}/drift"
}

# list_accepted prints the answers for the runs to come.
list_accepted() {
	{
		awk '$6 != "-" { sub(/^[^ ]+ /, ""); print }' "${WORK}/kept"
		# Of what was not looked at, everything stays as it was.
		awk '
			{ path = $0; for (i = 0; i < 5; i++) sub(/^[^ ]+ +/, "", path) }
			FILENAME ~ /rest$/ { rest[path] = 1; next }
			path in rest
		' "${WORK}/owned.rest" "${WORK}/accepted"
	} | sort -k 6
}

# list_displaced prints what becomes of the packages' files: those that give way
# now, and those that are back. Which of them are forgotten depends on the end.
list_displaced() {
	sed 's/^/away /' "${WORK}/files.foreign"
	sed -n 's/^restore [^ ]* [^ ]* [^ ]* [^ ]* /back /p' "${WORK}/files.todo"
}

# forget_displaced WHICH removes the copies of those.
forget_displaced() {
	sed -n "s/^$1 //p" "${TXN}/displaced" | while IFS= read -r path; do
		rm -f "${STATE}/displaced${path}"
	done
}
