# ---- account ----------------------------------------------------------------

# plan_account lists what the rootless account lacks, one word per line.
plan_account() {
	empty "${WORK}/account.todo"
	[ -n "${ACCOUNT}" ] || return 0
	knows passwd "${ACCOUNT}" || printf 'account\n' >>"${WORK}/account.todo"
	for file in subuid subgid; do
		[ -f "${ROOT}/etc/${file}" ] && grep -q -e "^${ACCOUNT}:" -e "^${ACCOUNT_UID}:" "${ROOT}/etc/${file}" || printf '%s\n' "${file}" >>"${WORK}/account.todo"
	done
	[ -e "${ROOT}/var/lib/systemd/linger/${ACCOUNT}" ] || printf 'linger\n' >>"${WORK}/account.todo"
	account_ready || printf 'manager\n' >>"${WORK}/account.todo"
}

# knows DATABASE NAME: whether the host knows such an account or group. A getent
# that fails has not said no.
knows() {
	"${GETENT}" "$1" "$2" >/dev/null
	case $? in
	0) return 0 ;;
	2) return 1 ;;
	*) die "${IO}" "getent cannot look up $2 in $1" ;;
	esac
}

make_account() {
	[ -s "${WORK}/account.todo" ] || return 0
	step "account ${ACCOUNT}"
	free_range
	while IFS= read -r lack; do
		case ${lack} in
		account) add_account ;;
		subuid) add_range subuid --add-subuids ;;
		subgid) add_range subgid --add-subgids ;;
		linger)
			"${LOGINCTL}" enable-linger "${ACCOUNT}" </dev/null 9>&- ||
				die "${MISSING}" "cannot let ${ACCOUNT} run services without a login; is systemd-logind running?"
			;;
		*) start_manager ;;
		esac
	done <"${WORK}/account.todo"
}

add_account() {
	make_folder "${ROOT}${ACCOUNT_HOME%/*}" || die "${IO}" "cannot make the folder of ${ACCOUNT_HOME}"
	group=--user-group
	! knows group "${ACCOUNT}" || group=--gid=${ACCOUNT}
	"${USERADD}" --system --key SYS_UID_MAX=60000 --uid "${ACCOUNT_UID}" "${group}" --home-dir "${ACCOUNT_HOME}" --create-home \
		--shell /usr/sbin/nologin "${ACCOUNT}" </dev/null 9>&- ||
		die "${IO}" "cannot make the account ${ACCOUNT}"
}

# free_range finds the first number above all that are given to anyone, for
# users and for groups alike. useradd gives a system account none.
free_range() {
	touch "${ROOT}/etc/subuid" "${ROOT}/etc/subgid" && chmod 0644 "${ROOT}/etc/subuid" "${ROOT}/etc/subgid" ||
		die "${IO}" "cannot write ${ROOT}/etc/subuid and ${ROOT}/etc/subgid"
	first=$(awk -F: 'BEGIN { n = 100000 } NF == 3 && $2 + $3 > n { n = $2 + $3 } END { printf "%d\n", n }' "${ROOT}/etc/subuid" "${ROOT}/etc/subgid") ||
		die "${IO}" "cannot read ${ROOT}/etc/subuid and ${ROOT}/etc/subgid"
}

# add_range FILE OPTION gives the account 65536 numbers.
add_range() {
	"${USERMOD}" "$2" "${first}-$((first + 65535))" "${ACCOUNT}" </dev/null 9>&- ||
		die "${IO}" "cannot give ${ACCOUNT} a range in /etc/$1"
}

# start_manager starts the account's service manager and waits for its bus.
start_manager() {
	if lost_pause; then
		# Podman takes its dead containers for running ones until what it keeps
		# in /run is gone, as after a boot.
		system_ctl stop "user@${ACCOUNT_UID}.service" "user-runtime-dir@${ACCOUNT_UID}.service" ||
			die "${MISSING}" "the service manager of ${ACCOUNT} was killed, and what it left in /run/user/${ACCOUNT_UID} does not go; does something still use it?"
	fi
	# Podman's user units wait for network-online.target, which nothing may have
	# started yet. From the next boot on, our drop-in of the manager does.
	system_ctl start network-online.target
	system_ctl start "user@${ACCOUNT_UID}.service" || die "${MISSING}" "the service manager of ${ACCOUNT} does not start; see journalctl -u user@${ACCOUNT_UID}.service"
	deadline=$(($(uptime_seconds) + BUS_SECONDS))
	until has_bus; do
		[ "$(uptime_seconds)" -lt "${deadline}" ] ||
			die "${MISSING}" "the service manager of ${ACCOUNT} runs without a bus; is dbus-user-session installed?"
		"${SLEEP}" 1
	done
}
