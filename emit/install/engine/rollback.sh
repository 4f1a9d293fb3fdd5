# ---- rollback ---------------------------------------------------------------

# roll_back CODE undoes an open transaction from what it kept, whatever point it
# came to, brings the old release back to health, and ends with that code. It
# can be cut off anywhere and done again.
roll_back() {
	PHASE=back
	trap '' INT TERM
	status=$1
	empty "${WORK}/unread"
	[ -d "${TXN}" ] || {
		# The transaction was complete and not yet open: nothing was changed.
		PHASE=none
		exit "${status}"
	}
	read_journal
	if noted COMMITTED; then
		# The line is there, and what came after it failed: it counts.
		PHASE=committed
		finish_commit
		exit "${RECOVERED}"
	fi
	job=$(forbidden_job)
	[ -z "${job}" ] || halt "${job}"
	note ROLLBACK
	if [ "${FROM}" = - ]; then
		step "rolling back: removing what ${TO} brought"
	else
		step "rolling back to ${FROM}"
	fi
	use_old_release
	stop_new_units
	if ! noted RESTORED; then
		restore_files
		note RESTORED
	fi
	restore_sysctls
	restore_firewall
	activate_old
	note ROLLED_BACK
	finish_rollback
	exit "${status}"
}

# forbidden_job prints the first job that began in this transaction, cannot be
# undone, and was not accepted.
forbidden_job() {
	sed -n 's/^[0-9]* JOB \([^ ]*\) forbid$/\1/p' "${WORK}/journal" | while IFS= read -r forbidden; do
		is_accepted "${forbidden}" || printf '%s\n' "${forbidden}"
	done | sed -n 1p
}

is_accepted() {
	case " ${ACCEPT} " in
	*" $1 "*) return 0 ;;
	*) return 1 ;;
	esac
}

# halt JOB leaves everything as it is: going back would run an old release on
# data that it may not understand.
halt() {
	record halted "${TO}" "$1 has run"
	instruct "not rolled back: the job $1 began, and it cannot be undone (rollback = \"forbid\"). The files of ${TO} are in place; units that were not restarted yet still run as before" \
		"correct the cause, and install again, this release or a newer one" \
		"or, if ${FROM} can live with what $1 did: senexc-apply rollback --accept $1"
	exit "${STUCK}"
}

# stuck ends a rollback that failed. The journal stays, so that it can be done again.
stuck() {
	if [ "${GO_ON}" = yes ] && noted_now RESTORED; then
		warn "the files of the old release are back, and it is not healthy; going on with the new one"
		GO_ON=no
		hand_over
		exit "${RECOVERED}"
	fi
	record stuck "${TO}" "the way back to ${FROM} failed"
	instruct "the rollback failed for the reason above; ${TXN} keeps what it needs" \
		"correct the cause, and run 'senexc-apply recover', which does it again" \
		"or install a release that works: senexc-apply ARCHIVE"
	exit "${STUCK}"
}

# instruct MESSAGE STEP... says what somebody must do now.
instruct() {
	complain "senexc: $1" error '#code' "${STUCK}" text "$1"
	shift
	for todo; do
		complain "  - ${todo}" instruction text "${todo}"
	done
}

noted_now() {
	grep -q "^[0-9]* $1" "${JOURNAL}"
}

# use_old_release reads the plan of the release that was there before. Before a
# first install there was none, and its plan is that nothing runs.
use_old_release() {
	if [ "${FROM}" != - ]; then
		[ -d "${STATE}/releases/${FROM}/plan" ] || die "${STUCK}" "${STATE}/releases/${FROM} is missing, without which nobody knows what ran before"
		use_release "${STATE}/releases/${FROM}"
		return 0
	fi
	if [ -d "${TXN}/release" ]; then
		use_release "${TXN}/release"
	else
		use_release "${STATE}/releases/${TO}"
	fi
	for kind in units steps checks probes jobs triggers links images secrets deliveries; do
		empty "${WORK}/plan/${kind}"
	done
}

# use_release FOLDER makes a kept release the one that is read from now on.
use_release() {
	BUNDLE=$1
	load_plan
	list_manifest
	list_root
	empty "${WORK}/findings"
	empty "${WORK}/started"
}

# list_touched prints MANAGER UNIT ACT of the units that the transaction acted
# on, in that order.
list_touched() {
	sed -n 's/^[0-9]* UNIT \([^ ]*\) \([^ ]*\) \([^ ]*\)$/\2 \3 \1/p' "${WORK}/journal"
}

# stop_new_units runs before the files go: systemd stops a unit as its file
# says. What a first install found running keeps running.
stop_new_units() {
	list_touched >"${WORK}/touched.units"
	awk '
		FILENAME ~ /plan\/units$/ { old[$1, $4] = 1; next }
		FILENAME ~ /txn\/units$/ { kind[$1, $3] = $2; active[$1, $3] = $4; enabled[$1, $3] = $5; next }
		!(($1, $2) in old) && ($1, $2) in kind && kind[$1, $2] != "job" && !seen[$1, $2]++ {
			rows[++n] = $1 " " kind[$1, $2] " " $2 " " active[$1, $2] " " enabled[$1, $2]
		}
		END { for (i = n; i > 0; i--) print rows[i] }
	' "${WORK}/plan/units" "${TXN}/units" "${WORK}/touched.units" >"${WORK}/leaving"
	all_read
	while read -r manager kind unit active enabled; do
		if [ "${active}" = no ] && is_running "${manager}" "${unit}"; then
			ctl "${manager}" stop "${unit}" || die "${STUCK}" "${unit} does not stop"
			forget_failure "${manager}" "${unit}"
			did stop unit "${unit}"
			network=${unit%-network.service}
			[ "${kind}" != network ] || account_podman network rm "${network}" >/dev/null || warn "Podman does not remove the network ${network}"
		fi
		if [ "${enabled}" = no ]; then
			system_ctl disable "${unit}" >/dev/null 2>&1 || warn "${unit} cannot be disabled"
		fi
	done <"${WORK}/leaving"
}

# is_running MANAGER UNIT: whether there is something to stop. What is started
# again and again is not active most of the time.
is_running() {
	if [ "$1" = user ]; then
		account_ready || return 1
	fi
	doing=$(ctl "$1" is-active "$2")
	case ${doing} in
	'') die "${STUCK}" "systemd does not say whether $2 runs" ;;
	inactive | unknown) return 1 ;;
	failed)
		forget_failure "$1" "$2"
		return 1
		;;
	*) ;;
	esac
}

# restore_files puts every file back as it was: all beside their targets first,
# then renamed, deletions last. What is as it was already is left alone.
restore_files() {
	open_old_secrets
	empty "${WORK}/written"
	empty "${WORK}/folders"
	empty "${WORK}/restore"
	while read -r number kind mode owner group name path; do
		to=$(beside "${path}")
		rm -f "${to}" || die "${IO}" "cannot remove ${to}"
		case ${kind} in
		rendered) from=${WORK}/rendered/${name} ;;
		*) from=${TXN}/before/${number} ;;
		esac
		! is_restored || continue
		case ${kind} in
		absent) ;;
		link) cp -P -p "${from}" "${to}" || die "${IO}" "cannot write ${to}" ;;
		*)
			make_folder "${to%/*}" && cp -p "${from}" "${to}" && "${CHOWN}" "${owner}:${group}" "${to}" && chmod "${mode}" "${to}" ||
				die "${IO}" "cannot write ${to}"
			printf '%s\n' "${to}" >>"${WORK}/written"
			;;
		esac
		printf '%s %s\n' "${kind}" "${path}" >>"${WORK}/restore"
		printf '%s\n' "${ROOT}${path%/*}" >>"${WORK}/folders"
	done <"${TXN}/before.list"
	sync_listed "${WORK}/written"
	while read -r kind path; do
		[ "${kind}" != absent ] || continue
		to=$(beside "${path}")
		mv -f -T "${to}" "${ROOT}${path}" || die "${IO}" "cannot put ${path} back"
		did restore file "${path}"
	done <"${WORK}/restore"
	while read -r kind path; do
		[ "${kind}" = absent ] || continue
		rm -f "${ROOT}${path}" || die "${IO}" "cannot remove ${path}"
		did remove file "${path}"
	done <"${WORK}/restore"
	sync_listed "${WORK}/folders"
}

# is_restored: whether what is at ${path} is what the transaction kept.
is_restored() {
	case ${kind} in
	absent) [ ! -e "${ROOT}${path}" ] && [ ! -L "${ROOT}${path}" ] ;;
	link)
		wanted=$(readlink "${from}")
		[ -L "${ROOT}${path}" ] && [ "$(readlink "${ROOT}${path}")" = "${wanted}" ]
		;;
	*)
		[ -f "${ROOT}${path}" ] && [ ! -L "${ROOT}${path}" ] && cmp -s "${from}" "${ROOT}${path}" &&
			[ "$("${STAT}" -c '%a %u %g %n' "${ROOT}${path}")" = "${mode} ${owner} ${group} ${ROOT}${path}" ]
		;;
	esac
}

# open_old_secrets renders the files with secrets that must come back.
open_old_secrets() {
	sed -n 's/^[^ ]* rendered [^ ]* [^ ]* [^ ]* \([^ ]*\) .*/\1/p' "${TXN}/before.list" | sort -u >"${WORK}/render"
	all_read
	[ -s "${WORK}/render" ] || return 0
	open_secrets
	while IFS= read -r name; do
		[ -f "${BUNDLE}/secrets/${name}.template" ] || die "${STUCK}" "${BUNDLE} does not have the template ${name}, from which a file must be rendered again"
		render "${name}"
	done <"${WORK}/render"
	[ ! -s "${WORK}/findings" ] || die "${STUCK}" "the secrets of ${FROM} cannot be rendered again: $(sed -n '1s/^[0-9]* //p' "${WORK}/findings")"
}

# remove_new_folders removes folders that the transaction made, unless there is
# something of somebody else in them by now.
remove_new_folders() {
	sort -r "${TXN}/folders" >"${WORK}/folders.new"
	all_read
	while IFS= read -r path; do
		[ -d "${ROOT}${path}" ] && ! rmdir "${ROOT}${path}" 2>/dev/null || continue
		vacant=$(find "${ROOT}${path}" -maxdepth 0 -empty) && [ -z "${vacant}" ] || die "${STUCK}" "cannot remove ${path}"
		say "   ${path} stays, since there is something in it"
	done <"${WORK}/folders.new"
}

# activate_old restarts what the new release had touched, in the order of the
# old one, and waits until the old release is healthy. Jobs that have run for
# the new release run for the old one again, unless that would undo something.
activate_old() {
	if [ -n "${ACCOUNT}" ] && grep -q '^user ' "${WORK}/plan/units" && ! account_ready; then
		start_manager
	fi
	booted=no
	boot=$(cat "${BOOT_ID}")
	[ "$(cat "${TXN}/boot")" = "${boot}" ] || booted=yes
	list_touched >"${WORK}/touched.units"
	awk -v quadlets="${QUADLETS}/" -v booted="${booted}" '
		FILENAME ~ /before.list$/ {
			if (index($0, " " quadlets) || index($0, " /etc/systemd/user/")) print "manager-reload user -"
			if (index($0, " /etc/systemd/system/")) print "manager-reload system -"
			next
		}
		FILENAME ~ /plan\/units$/ { old[$1, $4] = 1; kind[$1, $4] = $2; next }
		FILENAME ~ /txn\/units$/ { active[$1, $3] = $4; if (!(($1, $3) in kind)) kind[$1, $3] = $2; next }
		{
			if ($3 == "enable" || kind[$1, $2] == "job" || kind[$1, $2] == "volume") next
			if (!(($1, $2) in old) && active[$1, $2] == "no") next
			if (kind[$1, $2] == "network") print "recreate", $1, $2
			else if (booted == "yes") next
			else print ($3 ~ /reload/ ? "reload" : "restart"), $1, $2
		}
	' "${TXN}/before.list" "${WORK}/plan/units" "${TXN}/units" "${WORK}/touched.units" | sort -u >"${WORK}/actions"
	empty "${WORK}/idle"
	list_idle user
	list_idle system
	make_old_secrets
	plan_links
	plan_jobs
	run_jobs prepare
	activate
	check_health || die "${STUCK}" "the old release does not become healthy"
	run_jobs settled
}

# make_old_secrets: the Podman secrets of the old release are kept with it; this
# is for the case that somebody removed them.
make_old_secrets() {
	plan_secrets
	[ -s "${WORK}/secrets.todo" ] || return 0
	open_secrets
	render_deliveries
	[ ! -s "${WORK}/findings" ] || die "${STUCK}" "a secret of ${FROM} is missing and cannot be made again: $(sed -n '1s/^[0-9]* //p' "${WORK}/findings")"
	make_secrets
}

# close_rolled_back takes away what is of no use once the old release runs.
close_rolled_back() {
	[ "$(command cat "${UNCONFIRMED}" 2>/dev/null)" != "${TO}" ] || end_confirmation
	disarm_boot
	remove_new_folders
	forget_displaced away
	close_transaction
}

# finish_rollback forgets the transaction and says what it leaves behind.
finish_rollback() {
	record failed "${TO}" "back to ${FROM}"
	if [ -s "${TXN}/added" ]; then
		say "   kept, since it disturbs nobody:"
		while IFS= read -r row; do
			say "     ${row}"
		done <"${TXN}/added"
	fi
	close_rolled_back
	PHASE=none
	if [ "${FROM}" = - ]; then
		complain "senexc: ${TO} was not installed: nothing of it is left, and nothing of it runs" rollback from - to "${TO}"
	else
		complain "senexc: ${TO} was not installed: ${FROM} is back and healthy" rollback from "${FROM}" to "${TO}"
	fi
}
