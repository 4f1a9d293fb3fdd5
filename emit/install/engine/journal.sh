# ---- journal ----------------------------------------------------------------
#
# The journal says how far a transaction came: lines NUMBER WORDS... SUM, each
# on the disk before what it announces is done. A line that was cut off, and
# whatever follows it, does not count. The words are
#
#   PREPARED VERB FROM TO    everything needed to go back is on the disk
#   APPLIED                  all files are those of the new release
#   FIREWALL                 rules of the firewall are about to change
#   UNIT ACT MANAGER NAME    a unit is about to be stopped, started, ...
#   JOB NAME ROLLBACK        a job is about to run
#   ACTIVATED  HEALTHY       how far the new release came
#   COMMITTED                from here on, nothing leads back
#   ROLLBACK                 from here on, nothing leads forward
#   RESTORED                 all files are those of the old release
#   ROLLED_BACK              the old release runs

TXN=${STATE}/txn
JOURNAL=${TXN}/journal

# note WORDS... is the only place that adds to the journal.
note() {
	all_read
	line="$((NOTED + 1)) $*"
	# A line without its sum would not count, and nobody would know.
	if sum=$(printf '%s' "${line}" | command sha256sum) && printf '%s %.8s\n' "${line}" "${sum}" >>"${JOURNAL}" && sync "${JOURNAL}"; then
		NOTED=$((NOTED + 1))
	elif [ "${PHASE}" = back ]; then
		# Going back can be done again from any point: it does not need this line.
		warn "cannot write ${JOURNAL}"
	else
		die "${IO}" "cannot write ${JOURNAL}"
	fi
}

# read_journal takes the lines that count, and drops the others from the file,
# so that what is noted next follows a whole line.
read_journal() {
	NOTED=0
	empty "${WORK}/journal"
	while IFS= read -r line; do
		sum=$(printf '%s' "${line% *}" | command sha256sum) || die "${STUCK}" "cannot read ${JOURNAL}"
		sum=$(printf '%.8s' "${sum}")
		[ "${line##* }" = "${sum}" ] && [ "${line%% *}" = "$((NOTED + 1))" ] || break
		printf '%s\n' "${line% *}" >>"${WORK}/journal" || die "${IO}" "cannot write to ${WORK}"
		NOTED=$((NOTED + 1))
	done <"${JOURNAL}"
	sed -n "1,${NOTED}p" "${JOURNAL}" >"${WORK}/journal.whole" || die "${IO}" "cannot read ${JOURNAL}"
	cmp -s "${WORK}/journal.whole" "${JOURNAL}" ||
		{ cat "${WORK}/journal.whole" >"${JOURNAL}.new" && replace "${JOURNAL}"; } ||
		warn "cannot mend ${JOURNAL}"
	read -r number word DOING FROM TO <"${WORK}/journal" || FROM=
	[ "${number:-} ${word:-}" = '1 PREPARED' ] || die "${STUCK}" "${JOURNAL} does not begin as a journal does; if ${STATE}/current and the files in ${STATE}/owned are as they should be, remove ${TXN} and run this again"
}

# noted WORDS: whether the journal had such a line when it was read. Whoever
# cannot tell must not decide.
noted() {
	grep -q "^[0-9]* $1" "${WORK}/journal"
	case $? in
	0) return 0 ;;
	1) return 1 ;;
	*) die "${STUCK}" "cannot read ${WORK}/journal" ;;
	esac
}
