# ---- recovery at boot -------------------------------------------------------
#
# While a transaction is open, a unit of the system waits for a boot that nobody
# planned: it puts the old files back before anything that reads them starts. It
# is there only for that time, and the services that it guards do not start
# without it.

BOOT_UNIT=/etc/systemd/system/senexc-recover.service
BOOT_WANT=/etc/systemd/system/multi-user.target.wants/senexc-recover.service

BOOT_ID=/proc/sys/kernel/random/boot_id

boot_guard() {
	[ -z "${ACCOUNT}" ] || printf '/etc/systemd/system/user@%s.service.d/20-senexc-recover.conf\n' "${ACCOUNT_UID}"
}

# arm_boot writes the unit and its links as files: systemd reads them when the
# host boots, and until then they must not change anything.
arm_boot() {
	guard=$(boot_guard)
	make_folder "${ROOT}${BOOT_WANT%/*}" && boot_unit >"${ROOT}${BOOT_UNIT}" && chmod 0644 "${ROOT}${BOOT_UNIT}" &&
		ln -s -f ../senexc-recover.service "${ROOT}${BOOT_WANT}" && sync "${ROOT}${BOOT_UNIT}" "${ROOT}${BOOT_WANT%/*}" "${ROOT}${BOOT_UNIT%/*}" ||
		die "${IO}" "cannot write ${BOOT_UNIT}; nothing was changed"
	[ -n "${guard}" ] || return 0
	make_folder "${ROOT}${guard%/*}" && printf '[Unit]\nRequires=senexc-recover.service\nAfter=senexc-recover.service\n' >"${ROOT}${guard}" &&
		chmod 0644 "${ROOT}${guard}" && sync "${ROOT}${guard}" "${ROOT}${guard%/*}" ||
		die "${IO}" "cannot write ${guard}; nothing was changed"
}

boot_unit() {
	cat <<END
# Written by senexc for the time of one installation, and removed at its end.

[Unit]
Description=Put back the files of an installation that was cut off
ConditionPathExists=/var/lib/senexc/txn/journal
RequiresMountsFor=/var/lib/senexc /etc
After=ufw.service
Before=$(guarded_units)

[Service]
Type=oneshot
ExecStart=/bin/sh /var/lib/senexc/txn/engine _boot
TimeoutStartSec=10min
END
}

# guarded_units lists what reads the files: the account's service manager and
# the units of the system, of both releases.
guarded_units() {
	{
		[ -z "${ACCOUNT}" ] || printf 'user@%s.service\n' "${ACCOUNT_UID}"
		cat "${WORK}/plan/units" "${WORK}/had.units" | sed -n 's/^system [^ ]* [^ ]* \([^ ]*\) .*/\1/p'
	} | sort -u | tr '\n' ' ' | sed 's/ $//'
}

# disarm_boot removes all of it, the unit last: as long as it is there, something
# may be left to remove. The account may be that of another plan.
disarm_boot() {
	[ -e "${ROOT}${BOOT_UNIT}" ] || [ -L "${ROOT}${BOOT_WANT}" ] || return 0
	find "${ROOT}${BOOT_UNIT%/*}" -mindepth 2 -maxdepth 2 -path '*/user@*.service.d/20-senexc-recover.conf' -exec rm -f {} + &&
		find "${ROOT}${BOOT_UNIT%/*}" -mindepth 1 -maxdepth 1 -name 'user@*.service.d' -empty -exec rmdir {} + &&
		rm -f "${ROOT}${BOOT_WANT}" "${ROOT}${BOOT_UNIT}" && sync "${ROOT}${BOOT_UNIT%/*}" ||
		warn "cannot remove ${BOOT_UNIT}, which does nothing any more"
	# systemd has read it only if it had to read units again in between.
	load=$(system_ctl show -p LoadState --value "${BOOT_UNIT##*/}")
	[ "${load}" != loaded ] || system_ctl daemon-reload || warn "systemd does not reload its units"
}

# at_boot is what the unit runs. It restores files and a firewall that did not come
# up, and talks to no service manager but the system's: what has to be started
# starts afterwards anyway.
at_boot() {
	try_lock || exit "${DONE}"
	open_work
	[ -f "${JOURNAL}" ] || exit "${DONE}"
	read_journal
	if noted COMMITTED; then
		PHASE=committed
		finish_commit
	elif noted ROLLED_BACK; then
		close_rolled_back
	elif ! noted RESTORED && [ -z "$(forbidden_job)" ]; then
		PHASE=back
		use_old_release
		all_read
		restore_files
		note RESTORED
		! grep -q ' /etc/systemd/system/' "${TXN}/before.list" || system_ctl daemon-reload ||
			warn "systemd does not reload its units"
		say "the files of ${FROM} are back; 'senexc-apply recover' does the rest"
	fi
	[ "${PHASE}" = committed ] || [ ! -d "${TXN}" ] || mend_firewall
	exit "${DONE}"
}
