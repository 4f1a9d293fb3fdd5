# ---- uninstall --------------------------------------------------------------
#
# Takes away what senexc put on the host, and nothing else. Every step can be
# done again: a run that is cut off is finished by another one. What holds data
# stays, unless --purge: volumes, secrets, images. Packages, accounts and
# directories stay in any case, and so does the enrolment.

uninstall() {
	begin
	recover_first
	verify
	load_plan
	keep_log
	end_confirmation
	uninstall_units
	uninstall_files
	uninstall_network
	uninstall_rules
	[ "${PURGE}" = no ] || purge
	forget_releases
	if [ "${PURGE}" = no ]; then
		say "kept: volumes, secrets and images of ${ACCOUNT:-this host}; 'uninstall --purge' instead of this removes them as well"
	fi
	say "kept: packages, accounts, directories with something in them, and the enrolment in ${ETC}"
	say "done: nothing of ${PRINCIPAL} runs here ($(($(uptime_seconds) - BEGUN)) s)"
	exit "${DONE}"
}

# uninstall_units stops what readers before what they read. A unit of the
# system that was running before senexc came goes on with its own configuration.
uninstall_units() {
	step "units"
	had units | awk '{ row[NR] = $1 " " $2 " " $4 } END { for (i = NR; i > 0; i--) if (!seen[row[i]]++) print row[i] }' >"${WORK}/leaving"
	all_read
	while read -r manager kind unit; do
		if [ "${manager}" = user ]; then
			account_ready || continue
			is_active user "${unit}" || {
				forget_failure user "${unit}"
				continue
			}
		elif [ "${kind}" = native ]; then
			lists "${unit}" "${BROUGHT}" || continue
			system_ctl disable "${unit}" >/dev/null 2>&1 || warn "${unit} cannot be disabled"
		fi
		ctl "${manager}" stop "${unit}" || die "${STUCK}" "${unit} does not stop; correct the cause and run this again"
		forget_failure "${manager}" "${unit}"
		did stop unit "${unit}"
	done <"${WORK}/leaving"
}

# uninstall_files deletes our files and brings back those of packages. What
# somebody made of a file of ours is copied first, or stays with --on-drift=keep.
uninstall_files() {
	empty "${WORK}/wanted"
	empty "${WORK}/owned.rest"
	for list in owned pending.files; do
		empty "${WORK}/${list}"
		[ ! -f "${STATE}/${list}" ] || cat "${STATE}/${list}" >"${WORK}/${list}"
	done
	mv -f "${WORK}/pending.files" "${WORK}/inflight"
	list_live
	list_kept
	compare_files
	all_read
	show_drift
	step "files"
	while read -r what path; do
		[ ! -d "${ROOT}${path}" ] || [ -L "${ROOT}${path}" ] || die "${DRIFT}" "${path} is a folder now; move it away first"
	done <"${WORK}/drift"
	keep_overwritten
	write_beside
	rename_all
	delete_files
	while IFS= read -r folder; do
		case ${folder#"${ROOT}"} in
		"${QUADLETS}" | /etc/systemd/*.d | /etc/senexc/services/*) rmdir "${folder}" 2>/dev/null ;;
		*) ;;
		esac
	done <"${WORK}/folders"
	system_ctl daemon-reload || warn "systemd does not reload its units"
	! account_ready || user_ctl daemon-reload || warn "the service manager of ${ACCOUNT} does not reload its units"
	had triggers | cut -d ' ' -f 2 | sort -u >"${WORK}/readers"
	while IFS= read -r unit; do
		lists "${unit}" "${BROUGHT}" || system_ctl try-reload-or-restart "${unit}" || warn "${unit} does not run without the stack's files"
	done <"${WORK}/readers"
}

uninstall_network() {
	account_ready && has "${PODMAN}" || return 0
	had host | sed -n 's/^network //p' | sort -u >"${WORK}/networks"
	all_read
	while IFS= read -r network; do
		[ "${network}" != - ] && account_podman network exists "${network}" || continue
		account_podman network rm "${network}" >/dev/null || die "${STUCK}" "Podman does not remove the network ${network}; correct the cause and run this again"
		did remove network "${network}"
	done <"${WORK}/networks"
}

# uninstall_rules leaves the way in for admins: closing it is theirs to do.
uninstall_rules() {
	has "${UFW}" || return 0
	read_rules
	grep " comment 'senexc " "${WORK}/ufw.added" >"${WORK}/firewall.there"
	sed "/: ssh'\$/d" "${WORK}/firewall.there" >"${WORK}/firewall.remove"
	all_read
	remove_rules
	sed "s/^.* comment 'senexc \(.*\)'\$/\1/" "${WORK}/firewall.remove" >"${WORK}/firewall.closed"
	while IFS= read -r what; do
		did close rule "${what}"
	done <"${WORK}/firewall.closed"
	! grep -q ": ssh'\$" "${WORK}/firewall.there" || say "kept: the rules that admit ssh, since the firewall stays as it is; see 'ufw status numbered'"
}

# purge removes what holds data, and says what went.
purge() {
	step "purge"
	if account_ready && has "${PODMAN}"; then
		account_podman volume ls -q --filter "label=io.senexc.stack=$(header stack)" >"${WORK}/purge.volumes" || die "${STUCK}" "Podman cannot list the volumes"
		had images | sort -u >"${WORK}/purge.images"
		find "${STATE}/releases" -path '*/plan/deliveries' -exec sed -n 's/^podman //p' {} + | sort -u >"${WORK}/purge.secrets"
		account_podman secret ls --format '{{.Name}}' >"${WORK}/secrets.there" || die "${STUCK}" "Podman cannot list the secrets"
		all_read
		while IFS= read -r name; do
			account_podman volume rm "${name}" >/dev/null || die "${STUCK}" "Podman does not remove the volume ${name}"
			did remove volume "${name}"
		done <"${WORK}/purge.volumes"
		while IFS= read -r name; do
			lists "${name}" "${WORK}/secrets.there" || continue
			account_podman secret rm "${name}" >/dev/null || die "${STUCK}" "Podman does not remove the secret ${name}"
			did remove secret "${name}"
		done <"${WORK}/purge.secrets"
		while IFS= read -r image; do
			account_podman image exists "${image}" || continue
			account_podman image rm "${image}" >/dev/null 2>&1 || warn "Podman keeps the image ${image}"
			did remove image "${image}"
		done <"${WORK}/purge.images"
	fi
	had directories | sed 's/^[^ ]* [^ ]* [^ ]* //' | sort -r >"${WORK}/purge.directories"
	all_read
	while IFS= read -r path; do
		[ -d "${ROOT}${path}" ] || continue
		if rmdir "${ROOT}${path}" 2>/dev/null; then
			did remove directory "${path}"
		else
			say "kept: ${path} is not empty"
		fi
	done <"${WORK}/purge.directories"
	rm -rf "${STATE}/displaced" "${STATE}/overwritten" "${STATE}/history.tsv" || warn "cannot remove everything in ${STATE}"
}

# forget_releases comes last. The floor stays: what was installed once is the
# oldest that may come after it.
forget_releases() {
	floor=$(state floor)
	printf 'floor %s\n' "${floor:-0}" >"${WORK}/state.new"
	all_read
	[ "${PURGE}" = yes ] || record uninstalled "$(state id)" -
	rm -rf "${STATE}/jobs" "${STATE}/previous" "${STATE}/accepted" "${STATE}/pending" "${STATE}/pending.files" "${BROUGHT}" "${STATE}/owned" &&
		settle "${WORK}/state.new" state && rm -rf "${STATE}/current" "${STATE}/releases" ||
		die "${STUCK}" "cannot remove what is in ${STATE}; run this again to finish"
}
