# ---- confirmation -----------------------------------------------------------
#
# With --confirm-within, a release that nobody confirms in time is left again: a
# change that cuts the operator off ends by itself. ${STATE}/unconfirmed names
# the release. A timer, which is gone after a reboot, waits for the time; a unit
# that systemd starts at boot does not wait.

UNCONFIRMED=${STATE}/unconfirmed
CONFIRM_UNIT=/etc/systemd/system/senexc-unconfirmed.service
CONFIRM_WANT=/etc/systemd/system/multi-user.target.wants/senexc-unconfirmed.service
CONFIRM_TIMER=/run/systemd/system/senexc-unconfirmed.timer

# seconds_of DURATION prints 30, 30s, 10m or 2h in seconds.
seconds_of() {
	case $1 in
	*[!0-9]*[!smh] | *[!0-9smh]* | *[smh]?* | '' | [smh]) return 1 ;;
	*s) printf '%s\n' "${1%s}" ;;
	*m) printf '%s\n' "$((${1%m} * 60))" ;;
	*h) printf '%s\n' "$((${1%h} * 3600))" ;;
	*) printf '%s\n' "$1" ;;
	esac
}

# arm_confirmation comes before the transaction: without its commit the file
# names a release that is not installed, and means nothing.
arm_confirmation() {
	[ -n "${CONFIRM_WITHIN}" ] || return 0
	make_folder "${ROOT}${CONFIRM_WANT%/*}" &&
		printf '%s\n' "${ID}" >"${UNCONFIRMED}.new" && replace "${UNCONFIRMED}" &&
		confirm_unit >"${ROOT}${CONFIRM_UNIT}" && chmod 0644 "${ROOT}${CONFIRM_UNIT}" &&
		ln -s -f ../senexc-unconfirmed.service "${ROOT}${CONFIRM_WANT}" && sync "${ROOT}${CONFIRM_UNIT}" "${ROOT}${CONFIRM_WANT%/*}" ||
		die "${IO}" "cannot write ${CONFIRM_UNIT}; nothing was changed"
}

confirm_unit() {
	cat <<END
# Written by senexc, and removed when the release is confirmed or left.

[Unit]
Description=Leave a release that nobody confirmed
ConditionPathExists=/var/lib/senexc/unconfirmed
Wants=network-online.target
After=network-online.target senexc-recover.service${ACCOUNT_UID:+ user@${ACCOUNT_UID}.service}

[Service]
Type=oneshot
ExecStart=/bin/sh /var/lib/senexc/current/install.sh rollback --unconfirmed
TimeoutStartSec=1h
END
}

# start_confirmation lets the time run.
start_confirmation() {
	make_folder "${ROOT}${CONFIRM_TIMER%/*}" &&
		printf '# Written by senexc.\n\n[Unit]\nDescription=Leave a release unless somebody confirms it\n\n[Timer]\nOnActiveSec=%s\nAccuracySec=1s\n' "${CONFIRM_WITHIN}" >"${ROOT}${CONFIRM_TIMER}" &&
		chmod 0644 "${ROOT}${CONFIRM_TIMER}" &&
		system_ctl daemon-reload && system_ctl start senexc-unconfirmed.timer ||
		warn "the timer does not start: without a confirmation, only a reboot leads back"
	say "next: confirm within $((CONFIRM_WITHIN / 60)) min $((CONFIRM_WITHIN % 60)) s with 'senexc-apply confirm'; without that this host goes back, and so it does when it reboots before"
}

# is_unconfirmed: whether the release that is installed waits for somebody.
is_unconfirmed() {
	[ -f "${UNCONFIRMED}" ] || return 1
	waiting=$(cat "${UNCONFIRMED}")
	[ "$(state id)" = "${waiting}" ] || grep -q "^partial ${waiting} " "${STATE}/state"
}

# end_confirmation removes all of it.
end_confirmation() {
	[ -e "${UNCONFIRMED}" ] || [ -e "${ROOT}${CONFIRM_UNIT}" ] || [ -L "${ROOT}${CONFIRM_WANT}" ] || return 0
	rm -f "${UNCONFIRMED}" && sync "${STATE}" || die "${IO}" "cannot remove ${UNCONFIRMED}"
	[ ! -e "${ROOT}${CONFIRM_TIMER}" ] || system_ctl stop senexc-unconfirmed.timer || warn "the timer senexc-unconfirmed does not stop; it does nothing any more"
	rm -f "${ROOT}${CONFIRM_WANT}" "${ROOT}${CONFIRM_UNIT}" "${ROOT}${CONFIRM_TIMER}" && system_ctl daemon-reload ||
		warn "cannot remove ${CONFIRM_UNIT}, which does nothing any more"
}

confirm() {
	begin
	recover_first
	[ "${RECOVERED_NOW}" = no ] || exit "${RECOVERED}"
	if is_unconfirmed; then
		end_confirmation
		record confirmed "${waiting}" -
		say "done: ${waiting} is confirmed"
	else
		end_confirmation
		say "nothing waits to be confirmed"
	fi
	exit "${DONE}"
}
