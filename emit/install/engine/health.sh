# ---- health -----------------------------------------------------------------

# check_health waits for every check, each up to its own deadline.
check_health() {
	step "health"
	empty "${WORK}/unhealthy"
	while read -r kind one two three; do
		case ${kind} in
		active) wait_active "${one}" "${two}" "${three}" || unhealthy "${one}" "${three}" "is not active" ;;
		*) wait_healthy "${two}" "${one}" || unhealthy user "${two}.service" "is not healthy" ;;
		esac
	done <"${WORK}/plan/checks"
	check_probes
	[ -s "${WORK}/unhealthy" ] || watch_stability
	[ -s "${WORK}/unhealthy" ] || return 0
	while read -r manager unit what; do
		complain "senexc: ${unit} ${what}" health unit "${unit}" text "${what}"
		show_log "${manager}" "${unit}"
	done <"${WORK}/unhealthy"
	return 1
}

# unhealthy MANAGER UNIT WHAT
unhealthy() {
	printf '%s\n' "$*" >>"${WORK}/unhealthy" || die "${IO}" "cannot write to ${WORK}"
}

# watch_stability looks at what this run has started for a while longer: what
# fails some seconds after its start, or every some seconds, passes each check
# in between.
watch_stability() {
	[ -s "${WORK}/started" ] || return 0
	step "stability: ${STABLE_SECONDS} s without a restart"
	list_invocations >"${WORK}/stable"
	clock
	deadline=$((NOW + STABLE_SECONDS))
	while [ "${NOW}" -lt "${deadline}" ]; do
		"${SLEEP}" 2
		list_invocations >"${WORK}/stable.now"
		cmp -s "${WORK}/stable" "${WORK}/stable.now" || break
		clock
	done
	list_invocations >"${WORK}/stable.now"
	awk '
		FILENAME ~ /stable$/ { before[$2] = $0; next }
		$0 != before[$2] || $5 != "active" { print $1, $2, $5 == "active" ? "was restarted: it does not stay up" : "is " $5 ": it did not stay up" }
	' "${WORK}/stable" "${WORK}/stable.now" >>"${WORK}/unhealthy"
	while read -r kind seconds name; do
		[ "${kind}" = healthy ] && lists "user ${name}.service" "${WORK}/started" || continue
		is_healthy "${name}" || unhealthy user "${name}.service" "became healthy, and is not any more"
	done <"${WORK}/plan/checks"
}

# list_invocations prints MANAGER UNIT INVOCATION RESTARTS STATE of what this
# run has started.
list_invocations() {
	for manager in user system; do
		sed -n "s/^${manager} //p" "${WORK}/started" | sort -u >"${WORK}/started.${manager}"
		[ -s "${WORK}/started.${manager}" ] || continue
		set --
		while IFS= read -r unit; do
			set -- "$@" "${unit}"
		done <"${WORK}/started.${manager}"
		ctl "${manager}" show -p Id,InvocationID,NRestarts,ActiveState "$@" | awk -F = -v manager="${manager}" '
			function row() { if ("Id" in is) print manager, is["Id"], is["InvocationID"], is["NRestarts"] + 0, is["ActiveState"]; split("", is) }
			NF == 0 { row(); next }
			{ is[$1] = $2 }
			END { row() }
		'
	done
}

wait_active() {
	deadline=$(($(uptime_seconds) + $2))
	until is_active "$1" "$3"; do
		[ "${PATIENT}" = yes ] && [ "$(uptime_seconds)" -lt "${deadline}" ] || return 1
		"${SLEEP}" 1
	done
}

# wait_healthy CONTAINER SECONDS waits for the container's own check, if the
# plan has one for it.
wait_healthy() {
	grep -q "^healthy [0-9]* $1\$" "${WORK}/plan/checks" || return 0
	deadline=$(($(uptime_seconds) + $2))
	until is_healthy "$1"; do
		[ "${PATIENT}" = yes ] && [ "$(uptime_seconds)" -lt "${deadline}" ] || return 1
		"${SLEEP}" 1
	done
}

is_healthy() {
	account_ready || return 1
	health=$(account_podman inspect --format '{{.State.Health.Status}}' "$1" 2>/dev/null)
	[ "${health}" = healthy ]
}
