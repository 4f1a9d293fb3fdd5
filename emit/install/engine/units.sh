# ---- units ------------------------------------------------------------------
#
# Actions are rows VERB MANAGER UNIT, with the verbs stop, manager-reload,
# recreate, restart and reload. They are written down before the first file
# changes, and each is noted in the journal before it happens: going back undoes
# what was done, and nothing else.

plan_units() {
	# A unit whose file is gone went with some of the services.
	had units >"${WORK}/had.all"
	awk '
		{ path = $0; for (i = FILENAME ~ /owned$/ ? 5 : 4; i > 0; i--) sub(/^[^ ]+ +/, "", path) }
		FILENAME ~ /owned$/ { owned[path] = 1; next }
		path == "-" || path in owned
	' "${WORK}/owned" "${WORK}/had.all" >"${WORK}/had.units" || die "${IO}" "cannot write to ${WORK}"
	had triggers >"${WORK}/had.triggers"
	empty "${WORK}/unfinished"
	[ ! -f "${STATE}/pending" ] || cat "${STATE}/pending" >"${WORK}/unfinished"
	awk -v quadlets="${QUADLETS}" '
		function after(n,   rest, i) {
			rest = $0
			for (i = 0; i < n; i++) sub(/^[^ ]+ +/, "", rest)
			return rest
		}
		FILENAME ~ /files.todo$/ {
			p = after(5)
			if ($1 != "chmod") content[p] = $1
			touched[p] = 1
			if ($1 != "chmod" && (index(p, quadlets "/") == 1 || index(p, "/etc/systemd/user/") == 1)) print "manager-reload user -"
			if ($1 != "chmod" && index(p, "/etc/systemd/system/") == 1) print "manager-reload system -"
			next
		}
		FILENAME ~ /plan\/units$/ {
			p = after(4)
			wanted[$1, $4] = 1
			if (p in content && $2 == "network" && content[p] != "create") print "recreate", $1, $4
			else if (p in content && ($2 == "container" || $2 == "timer")) print "restart", $1, $4
			next
		}
		FILENAME ~ /had.units$/ {
			if (!(($1, $4) in wanted)) print "stop", $1, $4
			next
		}
		FILENAME ~ /triggers$/ {
			p = after(2)
			if (p in touched) print $1, "system", $2
			next
		}
		$1 != "stop" || !(($2, $3) in wanted) { print $1, $2, $3 }
	' "${WORK}/files.todo" "${WORK}/plan/units" "${WORK}/had.units" "${WORK}/plan/triggers" "${WORK}/had.triggers" "${WORK}/unfinished" |
		sort -u >"${WORK}/actions"
	empty "${WORK}/idle"
	list_idle user
	list_idle system
	[ -n "${ONLY}" ] || return 0
	sed -n '/^stop /!p' "${WORK}/actions" >"${WORK}/actions.kept"
	sed -n '/^stop /p' "${WORK}/actions" >"${WORK}/actions.stop"
	only unit 2 "${WORK}/actions.stop" no
	sort "${WORK}/actions.kept" "${WORK}/actions.stop" >"${WORK}/actions"
}

# list_idle MANAGER notes the units that are not active.
list_idle() {
	sed -n "s/^$1 \([^ ]*\) [^ ]* \([^ ]*\) .*/\1 \2/p" "${WORK}/plan/units" | sed -n '/^job /!s/^[^ ]* //p' >"${WORK}/units.$1"
	list_states "$1" "${WORK}/units.$1"
	sed -n "/^active /!s/^[^ ]* /$1 /p" "${WORK}/states" >>"${WORK}/idle"
}

# show_failed_timers tells what failed when its timer started it last. It is no
# part of health, which decides about a release: the release before may be to blame.
show_failed_timers() {
	empty "${WORK}/failed"
	for manager in user system; do
		sed -n "s/^${manager} timer [^ ]* \([^ ]*\)\.timer .*/\1.service/p" "${WORK}/plan/units" >"${WORK}/timers"
		list_states "${manager}" "${WORK}/timers"
		sed -n "s/^failed /${manager} /p" "${WORK}/states" >>"${WORK}/failed"
	done
	while read -r manager unit; do
		complain "  failed: ${unit}, when its timer started it last" timer unit "${unit}" text "failed when its timer started it last"
		show_log "${manager}" "${unit}"
	done <"${WORK}/failed"
}

# list_states MANAGER LIST notes STATE UNIT for each unit of a file, with one
# call. Where the account's manager is not there, no unit of it is active.
list_states() {
	empty "${WORK}/states"
	[ -s "$2" ] || return 0
	if [ "$1" = user ] && ! account_ready; then
		sed 's/^/inactive /' "$2" >"${WORK}/states"
		return 0
	fi
	states_of=$1
	set -- "$2"
	while IFS= read -r unit; do
		set -- "$@" "${unit}"
	done <"$1"
	units=$1
	shift
	ctl "${states_of}" is-active "$@" 2>/dev/null | paste -d ' ' - "${units}" >"${WORK}/states"
}

# stop_removed runs before the files go: systemd stops a unit as its file
# says, and Podman's clean-up is in it.
stop_removed() {
	while read -r verb manager unit; do
		[ "${verb}" = stop ] || continue
		if [ "${manager}" = user ]; then
			account_ready || continue
			act_on stop user "${unit}" || die "${STUCK}" "${unit} does not stop"
		else
			note "UNIT stop system ${unit}"
			system_ctl disable --now "${unit}" || die "${STUCK}" "${unit} does not stop"
		fi
		forget_failure "${manager}" "${unit}"
		did stop unit "${unit}"
	done <"${WORK}/actions"
}

# forget_failure MANAGER UNIT: what leaves shall not be among the units that
# failed, as what ends with a status of its own when it is stopped would be.
forget_failure() {
	ctl "$1" reset-failed "$2" >/dev/null 2>&1
}

# act_on ACT MANAGER UNIT is how the units of a release are acted on.
act_on() {
	note "UNIT $1 $2 $3"
	ctl "$2" "$1" "$3"
}

# activate brings every unit to what its files say, in the order of the plan.
activate() {
	if [ ! -s "${WORK}/actions" ] && [ ! -s "${WORK}/idle" ] && [ ! -s "${WORK}/jobs.todo" ] && [ ! -s "${WORK}/links.todo" ]; then
		return 0
	fi
	step "units"
	reload_managers
	recreate_networks
	while read -r kind name; do
		case ${kind} in
		job) run_job_in release,ready "${name}" ;;
		link) switch_link "${name}" ;;
		*) activate_unit "${name}" ;;
		esac
	done <"${WORK}/plan/steps"
	activate_others
}

# reload_managers makes systemd read changed units, and makes sure that it did:
# a unit that the generator dropped does not fail the reload.
reload_managers() {
	grep -q '^manager-reload ' "${WORK}/actions" || return 0
	while read -r verb manager unit; do
		[ "${verb}" = manager-reload ] || continue
		ctl "${manager}" daemon-reload || die "${STUCK}" "systemd does not reload its units"
	done <"${WORK}/actions"
	while read -r manager kind seconds unit source; do
		[ "${source}" != - ] || continue
		load=$(ctl "${manager}" show -p LoadState --value "${unit}")
		[ "${load}" = loaded ] || die "${STUCK}" "systemd did not load ${unit} from ${source} (${load:-no answer}); see journalctl -b -t quadlet-generator"
	done <"${WORK}/plan/units"
}

# recreate_networks: Podman never changes a network that exists. Its
# containers stop, and the steps start them again.
recreate_networks() {
	grep -q '^recreate ' "${WORK}/actions" || return 0
	while read -r manager kind seconds unit source; do
		[ "${manager} ${kind}" = 'user container' ] || continue
		act_on stop user "${unit}" || die "${STUCK}" "${unit} does not stop, and its network must change"
	done <"${WORK}/plan/units"
	while read -r verb manager unit; do
		[ "${verb}" = recreate ] || continue
		note "UNIT recreate user ${unit}"
		user_ctl stop "${unit}" || die "${STUCK}" "${unit} does not stop, and must change"
		network=${unit%-network.service}
		! account_podman network exists "${network}" || account_podman network rm "${network}" >/dev/null ||
			die "${STUCK}" "Podman does not remove the network ${network}, which must change"
		did recreate network "${network}"
	done <"${WORK}/actions"
}

# activate_unit NAME restarts what changed, reloads where that is enough, and
# starts what is not active. Anything else is left alone.
activate_unit() {
	awk -v unit="$1" '$4 == unit { print $1, $2, $3; exit }' "${WORK}/plan/units" >"${WORK}/unit"
	read -r manager kind seconds <"${WORK}/unit"
	case ${kind} in
	job) return 0 ;;
	native) system_ctl is-enabled --quiet "$1" || act_on enable system "$1" >/dev/null 2>&1 || warn "$1 cannot be enabled; it will not start at boot" ;;
	*) ;;
	esac
	act=
	did=
	if lists "restart ${manager} $1" "${WORK}/actions"; then
		act=restart
		is_active "${manager}" "$1" || did=start
	elif ! is_active "${manager}" "$1"; then
		act=start
	elif lists "reload ${manager} $1" "${WORK}/actions"; then
		act=reload
	fi
	[ -n "${act}" ] || return 0
	started=$(uptime_seconds)
	[ "${act}" = reload ] || printf '%s %s\n' "${manager}" "$1" >>"${WORK}/started"
	[ "${PHASE} ${kind} ${did:-${act}}" != 'forward native start' ] || note_brought "$1"
	# A unit that failed too often may not start again until it is forgiven.
	[ "${did:-${act}}" != start ] || forget_failure "${manager}" "$1"
	act_on "${act}" "${manager}" "$1" || {
		show_log "${manager}" "$1"
		die "${STUCK}" "$1 does not ${act}; its last lines are above"
	}
	wait_healthy "${1%.service}" "${seconds}" || {
		show_log "${manager}" "$1"
		die "${STUCK}" "$1 did not become healthy within ${seconds} seconds; its last lines are above"
	}
	did "${did:-${act}}" unit "$1" "$(($(uptime_seconds) - started))"
}

# note_brought UNIT: nobody else had it running, so it leaves with the stack.
note_brought() {
	! grep -q "^system native [^ ]* $1 " "${WORK}/had.units" || return 0
	[ ! -f "${BROUGHT}" ] || ! lists "$1" "${BROUGHT}" || return 0
	printf '%s\n' "$1" >>"${BROUGHT}" || die "${IO}" "cannot write ${BROUGHT}"
}

# activate_others tells system units that read our files without being the
# stack's own.
activate_others() {
	cat "${WORK}/actions" >"${WORK}/others"
	while read -r verb manager unit; do
		case ${verb} in
		restart) act=try-restart ;;
		reload) act=try-reload-or-restart ;;
		*) continue ;;
		esac
		! lists "unit ${unit}" "${WORK}/plan/steps" || continue
		! lists "restart ${manager} ${unit}" "${WORK}/actions" || [ "${verb}" = restart ] || continue
		# On the way back, also units of parts that were installed over the release.
		[ "${manager}" = system ] || [ "${PHASE}" = back ] || continue
		act_on "${act}" system "${unit}" || die "${STUCK}" "${unit} does not ${verb}"
		did "${verb}" unit "${unit}"
	done <"${WORK}/others"
}

# show_log MANAGER UNIT prints the last lines of a unit that failed.
show_log() {
	case $1 in
	user) "${JOURNALCTL}" -q --no-pager -n 20 -o cat "_SYSTEMD_USER_UNIT=$2" + "USER_UNIT=$2" ;;
	*) "${JOURNALCTL}" -q --no-pager -n 20 -o cat -u "$2" ;;
	esac </dev/null 2>/dev/null 9>&- | show_output "$2"
}

# prune_networks removes networks that only an earlier release had. A network
# that exists stays when its unit stops.
prune_networks() {
	sed -n 's/^user network [0-9]* \(.*\)-network\.service .*/\1/p' "${WORK}/had.units" >"${WORK}/networks"
	while IFS= read -r network; do
		! grep -q "^user network [0-9]* ${network}-network\.service " "${WORK}/plan/units" || continue
		! account_podman network exists "${network}" || account_podman network rm "${network}" >/dev/null || {
			warn "Podman does not remove the network ${network}, which nothing of the stack uses any more"
			continue
		}
		did remove network "${network}"
	done <"${WORK}/networks"
}
