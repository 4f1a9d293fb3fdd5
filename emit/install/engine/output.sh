# ---- output -----------------------------------------------------------------
#
# Whatever a run has to say, it says through tell or complain: a line for a
# person or, with --json, an object on a line of its own for a program, and in
# either case a line in the log. Both take TEXT TYPE [KEY VALUE]...; a KEY that
# begins with # has a number. No value of a secret ever comes here.

# tell says what goes on. --quiet leaves it out, for a person.
tell() {
	log "$1"
	text=$1
	shift
	if [ "${JSON}" = yes ]; then
		object "$@"
	elif [ "${QUIET}" = no ]; then
		printf '%s\n' "${text}"
	fi
}

# complain says what is wrong.
complain() {
	log "$1"
	text=$1
	shift
	if [ "${JSON}" = yes ]; then
		object "$@"
	else
		printf '%s\n' "${text}" >&2
	fi
}

say() {
	tell "$*" note text "$*"
}

# step names the state that begins, so that a failure has a place.
step() {
	tell "== $*" step name "$*"
}

# did VERB KIND NAME [SECONDS] says what was done, and how long it took.
did() {
	if [ -n "${4:-}" ]; then
		tell "   $1 $3 ($4 s)" "$2" verb "$1" name "$3" '#seconds' "$4"
	else
		tell "   $1 $3" "$2" verb "$1" name "$3"
	fi
}

warn() {
	complain "senexc: warning: $*" warning text "$*"
}

# die CODE MESSAGE... ends the run. While a transaction is open, every failure
# leads back, whatever its code. It must not be called in a subshell.
die() {
	code=$1
	shift
	complain "senexc: $*" error '#code' "${code}" text "$*"
	case ${PHASE} in
	forward) roll_back "${FAILED}" ;;
	back) stuck ;;
	committed)
		complain "senexc: the release is in place and healthy; run this again to finish its record" error '#code' "${RECOVERED}" text "run this again"
		exit "${RECOVERED}"
		;;
	*) exit "${code}" ;;
	esac
}

# finding CODE MESSAGE notes something that stands against installing;
# judge_findings shows all of them at once and ends with the first one's code.
finding() {
	printf '%s\n' "$*" >>"${WORK}/findings" || die "${IO}" "cannot write to ${WORK}"
}

judge_findings() {
	all_read
	[ -s "${WORK}/findings" ] || return 0
	complain "senexc: this host is not ready; nothing was changed by this step:" error text "this host is not ready; nothing was changed by this step"
	while read -r code text; do
		complain "  - ${text}" finding '#code' "${code}" text "${text}"
	done <"${WORK}/findings"
	read -r code text <"${WORK}/findings"
	exit "${code}"
}

# show_output PROGRAM shows what a program that failed has written, which is
# read from the standard input.
show_output() {
	if [ "${JSON}" = yes ]; then
		command awk -v program="$1" "${QUOTE}"'{ print "{\"type\":\"output\",\"program\":" quote(program) ",\"text\":" quote($0) "}" }'
	elif [ -n "${LOG}" ]; then
		command sed "s|^|  $1: |" | tee -a "${LOG}" >&2
	else
		command sed "s|^|  $1: |" >&2
	fi
}

# ---- output: for programs ---------------------------------------------------

# quote(text) of awk writes any bytes as a string of JSON; what is not UTF-8
# becomes U+FFFD.
# shellcheck disable=SC2016 # the program is awk's
QUOTE='
	function quote(text,   i, k, n, c, more, low, high, out) {
		if (text !~ /[^ -~]/ && text !~ /["\\]/) return "\"" text "\""
		if (!("a" in code)) for (i = 1; i < 256; i++) code[sprintf("%c", i)] = i
		for (i = 1; i <= length(text); i++) {
			c = substr(text, i, 1)
			n = code[c]
			if (c == "\"" || c == "\\") { out = out "\\" c; continue }
			if (n < 32 || n == 127) { out = out sprintf("\\u%04x", n); continue }
			if (n < 127) { out = out c; continue }
			more = n < 194 || n > 244 ? 0 : n < 224 ? 1 : n < 240 ? 2 : 3
			low = n == 224 ? 160 : n == 240 ? 144 : 128
			high = n == 237 ? 159 : n == 244 ? 143 : 191
			for (k = 1; k <= more; k++) {
				n = code[substr(text, i + k, 1)]
				if (n < low || n > high) more = 0
				low = 128; high = 191
			}
			out = out (more ? substr(text, i, more + 1) : "\357\277\275")
			i += more
		}
		return "\"" out "\""
	}
'

# object TYPE [KEY VALUE]... writes one, with the seconds since the run began.
object() {
	clock
	json="{\"type\":\"$1\",\"at\":$((NOW - BEGUN))"
	shift
	while [ "$#" -gt 1 ]; do
		case $1 in
		'#'*) json="${json},\"${1#?}\":$2" ;;
		*)
			json_string "$2"
			json="${json},\"$1\":${STRING}"
			;;
		esac
		shift 2
	done
	printf '%s}\n' "${json}"
}

# json_string TEXT sets STRING, without a process for what is as it should be.
json_string() {
	case $1 in
	*[!\ -~]* | *\"* | *\\*)
		STRING=$(printf '%s\n' "$1" | awk "${QUOTE}"'{ text = NR == 1 ? $0 : text "\n" $0 } END { print quote(text) }')
		;;
	*) STRING="\"$1\"" ;;
	esac
}

# clock sets NOW to the seconds of a clock that nobody sets.
clock() {
	read -r NOW _ </proc/uptime
	NOW=${NOW%%.*}
}

# ---- output: the log --------------------------------------------------------
#
# A run that may change something keeps a log: in its private folder at first,
# and below ${LOGS} from its first change on. At its end the journal gets all of
# it, under the name senexc.

KEPT_LOGS=50

log() {
	[ -n "${LOG}" ] || return 0
	clock
	printf '%5d  %s\n' "$((NOW - BEGUN))" "$*" >>"${LOG}" 2>/dev/null
}

begin_log() {
	LOG=${WORK}/log
	log "${VERB} of ${BUNDLE##*/}"
}

# keep_log brings the log to the disk. One that cannot be written stops nothing.
keep_log() {
	mkdir -p "${LOGS}" || return 0
	kept=${LOGS}/$(date -u +%Y%m%dT%H%M%SZ)-${VERB}.log
	command cat "${LOG}" >>"${kept}" || return 0
	LOG=${kept}
	find "${LOGS}" -type f -name '*.log' | sort -r | sed "1,${KEPT_LOGS}d" | tr '\n' '\000' >"${WORK}/logs.old"
	all_read
	xargs -0 -r rm -f -- <"${WORK}/logs.old"
}

send_log() {
	[ -s "${LOG}" ] && has "${LOGGER}" || return 0
	command sed 's/^ *[0-9]*  //' "${LOG}" | "${LOGGER}" -t senexc >/dev/null 2>&1 9>&-
}

# ---- output: the end of a run -----------------------------------------------

# leave CODE removes what must not stay, on every way out but SIGKILL; what that
# leaves behind is in /run, and the next run removes it.
leave() {
	# Only a bug of this program gets here with a transaction open.
	[ "${PHASE}" != forward ] || roll_back "${FAILED}"
	release_autostart
	[ "${PHASE}" != none ] || [ "${LOCK}" != ours ] || sweep_transaction
	[ "${JSON}" = no ] || [ -z "${VERB}" ] || object result verb "${VERB}" '#code' "$1" host "${PRINCIPAL}" release "${ID}" '#changes' "${CHANGES}" '#seconds' "$(($(uptime_seconds) - BEGUN))" log "${LOG#"${WORK}"/log}"
	if [ -n "${LOG}" ]; then
		log "ends with $1"
		send_log
	fi
	[ -z "${WORK}" ] || rm -rf "${WORK}"
}

on_signal() {
	complain "senexc: stopped by a signal" error '#code' "$((128 + $1))" text "stopped by a signal"
	[ "${PHASE}" != forward ] || roll_back "$((128 + $1))"
	trap - EXIT
	leave "$((128 + $1))"
	exit "$((128 + $1))"
}

set_traps() {
	trap 'leave "$?"' EXIT
	trap 'on_signal 2' INT
	trap 'on_signal 15' TERM
	# A dropped ssh connection must not stop an installation halfway, nor must
	# a pager that somebody closes.
	trap '' HUP PIPE
}
