# ---- probes -----------------------------------------------------------------
#
# What the stack asks of a host whose units are healthy. A probe is asked again
# until it succeeds or its deadline is over.

preflight_probes() {
	! grep -q '^http ' "${WORK}/plan/probes" || needs "${CURL}" curl
}

# check_probes adds to the unhealthy what does not answer as it should. What is
# advisory is a warning only.
check_probes() {
	[ -s "${WORK}/plan/probes" ] && [ ! -s "${WORK}/unhealthy" ] || return 0
	mkdir -p "${WORK}/probes" || die "${IO}" "cannot write to ${WORK}"
	awk -v folder="${WORK}/probes" '
		$1 == "probe" { file = folder "/" $2 }
		{ print >file }
		$1 == "end" { close(file) }
	' "${WORK}/plan/probes" || die "${IO}" "cannot write to ${WORK}"
	while read -r key probe weight seconds interval attempt; do
		[ "${key}" = probe ] && is_selected probe "${probe}" || continue
		deadline=$(($(uptime_seconds) + seconds))
		until ask "${probe}" "${attempt}"; do
			[ "${PATIENT}" = yes ] && [ "$(uptime_seconds)" -lt "${deadline}" ] || {
				answer=$(cat "${WORK}/answer")
				case ${weight} in
				required) unhealthy probe "${probe}" "${answer}" ;;
				*) warn "${probe} ${answer}" ;;
				esac
				break
			}
			"${SLEEP}" "${interval}"
		done
	done <"${WORK}/plan/probes"
}

# ask PROBE SECONDS asks once. What is wrong is in the file "answer" then; what
# a command prints is not ours to show.
ask() {
	printf 'does not succeed\n' >"${WORK}/answer"
	sed -n 2p "${WORK}/probes/$1" >"${WORK}/question"
	read -r kind one two three four url <"${WORK}/question"
	case ${kind} in
	http) ask_http "$2" ;;
	tcp)
		printf 'takes no connection at %s port %s\n' "${one}" "${two}" >"${WORK}/answer"
		answers "${one}" "${two}"
		;;
	exec) run_in_container "${WORK}/probes/$1" "$2" "${one}" >/dev/null 2>&1 ;;
	*) run_on_host "${WORK}/probes/$1" "$2" >/dev/null 2>&1 ;;
	esac
}

# ask_http SECONDS asks for the URL of the question: as it is, and with no
# settings of root's or the environment's.
ask_http() {
	set -- -q -sS -o /dev/null -w '%{http_code}' --noproxy '*' --max-time "$1"
	[ "${one}" = verified ] || set -- "$@" --insecure
	case ${two} in
	-) ;;
	*:*) set -- "$@" --connect-to "::[${two}]:${three}" ;;
	*) set -- "$@" --connect-to "::${two}:${three}" ;;
	esac
	"${CURL}" "$@" "${url}" >"${WORK}/status" 2>"${WORK}/answer" </dev/null 9>&- || {
		printf 'does not answer: %s\n' "$(sed -n 1p "${WORK}/answer")" >"${WORK}/answer.new"
		mv -f "${WORK}/answer.new" "${WORK}/answer"
		return 1
	}
	status=$(cat "${WORK}/status")
	printf 'answers %s with %s, which is none of %s\n' "${url}" "${status}" "${four}" >"${WORK}/answer"
	case ,${four}, in
	*,"${status}",* | *,"${status%??}xx",*) ;;
	*) return 1 ;;
	esac
}
