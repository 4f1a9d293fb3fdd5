# ---- health -----------------------------------------------------------------

# check_health waits for every check, each up to its own deadline.
check_health() {
	step "health"
	empty "${WORK}/unhealthy"
	while read -r kind one two three; do
		case ${kind} in
		active) wait_active "${one}" "${two}" "${three}" || printf '%s %s %s\n' "${one}" "${three}" "is not active" >>"${WORK}/unhealthy" ;;
		*) wait_healthy "${two}" "${one}" || printf 'user %s.service %s\n' "${two}" "is not healthy" >>"${WORK}/unhealthy" ;;
		esac
	done <"${WORK}/plan/checks"
	[ -s "${WORK}/unhealthy" ] || return 0
	while read -r manager unit what; do
		complain "senexc: ${unit} ${what}" health unit "${unit}" text "${what}"
		show_log "${manager}" "${unit}"
	done <"${WORK}/unhealthy"
	return 1
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
