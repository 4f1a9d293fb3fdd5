# ---- lock -------------------------------------------------------------------

# take_lock keeps descriptor 9 open for the whole run. The file is never
# removed: a second one of the same name would be a second lock.
take_lock() {
	make_folder "${STATE%/*}" || die "${IO}" "cannot make ${STATE%/*}"
	mkdir -p "${STATE}/jobs" "${STATE}/releases" || die "${IO}" "cannot make ${STATE}"
	# A failing exec would end the shell at once, without a word.
	[ -f "${STATE}/lock" ] || touch "${STATE}/lock" || die "${IO}" "cannot make ${STATE}/lock"
	[ -w "${STATE}/lock" ] || die "${IO}" "cannot open ${STATE}/lock"
	try_lock || die "${LOCKED}" "another senexc is at work on this host; wait for it to end"
}

try_lock() {
	exec 9>>"${STATE}/lock"
	flock -n 9 || return 1
	LOCK=ours
}

# share_lock is for verbs that only look: they never make the file.
share_lock() {
	[ -f "${STATE}/lock" ] || return 0
	[ -r "${STATE}/lock" ] || die "${IO}" "cannot open ${STATE}/lock"
	exec 9<"${STATE}/lock"
	flock -n -s 9 || die "${LOCKED}" "another senexc is at work on this host; wait for it to end"
}
