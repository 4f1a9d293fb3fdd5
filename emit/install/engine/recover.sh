# ---- recovery ---------------------------------------------------------------

# recover_first finishes what an earlier run left open, with the engine that
# began it: that one knows how to read what it wrote.
recover_first() {
	RECOVERED_NOW=no
	[ -d "${TXN}" ] || {
		sweep_transaction
		return 0
	}
	step "recovery: an earlier run was cut off"
	[ "${JSON}" = no ] || set -- --json "$@"
	[ "${QUIET}" = no ] || set -- --quiet "$@"
	sh "${TXN}/engine" _recover "$@"
	code=$?
	[ "${code}" = "${RECOVERED}" ] || exit "${code}"
	sweep_transaction
	RECOVERED_NOW=yes
}

# recover_inside is what it runs. The lock is the caller's.
recover_inside() {
	LOCK=shared
	open_work
	VERB=recover
	keep_log
	# The result is the caller's to print.
	VERB=
	read_journal
	if noted COMMITTED; then
		PHASE=committed
		finish_commit
		say "   ${TO} was installed; finished its record"
	elif noted ROLLED_BACK; then
		finish_rollback
	else
		job=$(forbidden_job)
		if [ -n "${job}" ] && [ "${GO_ON}" = yes ]; then
			PHASE=back
			warn "the job ${job} has run and cannot be undone: going on from where ${TO} came to"
			GO_ON=no
			hand_over
		else
			roll_back "${RECOVERED}"
		fi
	fi
	exit "${RECOVERED}"
}

# hand_over closes a transaction that cannot be undone, and leaves to the next
# one what it must know: which files are ours, and what units still need.
hand_over() {
	mend_firewall
	if [ -d "${TXN}/release" ] && [ ! -d "${STATE}/releases/${TO}" ]; then
		mkdir -p "${STATE}/releases" && mv -f -T "${TXN}/release" "${STATE}/releases/${TO}" || die "${IO}" "cannot keep the release ${TO}"
	fi
	{
		cat "${TXN}/owned.new"
		[ ! -f "${STATE}/pending.files" ] || cat "${STATE}/pending.files"
	} | sort -u >"${STATE}/pending.files.new" && replace "${STATE}/pending.files" &&
		{
			cat "${TXN}/actions"
			sed -n 's/^[0-9]* UNIT [^ ]* \([^ ]*\) \([^ ]*\)$/restart \1 \2/p' "${WORK}/journal"
		} | sort -u >"${STATE}/pending.new" && replace "${STATE}/pending" || die "${IO}" "cannot write to ${STATE}"
	close_transaction
	PHASE=none
}
