# ---- data -------------------------------------------------------------------

# open_work makes the private folder for everything that lives for one run.
open_work() {
	mkdir -p "${RUN}" || die "${IO}" "cannot make ${RUN}"
	if [ -z "${ROOT}" ]; then
		filesystem=$("${STAT}" -f -c %T "${RUN}") || die "${IO}" "cannot tell the file system of ${RUN}"
		[ "${filesystem}" = tmpfs ] || die "${MISSING}" "${RUN} is not a tmpfs, and values of secrets must not reach a disk"
	fi
	# Half a name from a program that failed must never be what leave removes.
	folder=$(mktemp -d "${RUN}/work.XXXXXX") || die "${IO}" "cannot make a folder in ${RUN}"
	WORK=${folder}
	mkdir "${WORK}/plan" "${WORK}/secrets" "${WORK}/rendered" || die "${IO}" "cannot write to ${WORK}"
	empty "${WORK}/unread"
	empty "${WORK}/findings"
	empty "${WORK}/started"
	[ "${LOCK}" = none ] || begin_log
}

# sweep_work removes what a killed run left; only the holder of the lock may.
sweep_work() {
	find "${RUN}" -mindepth 1 -maxdepth 1 -name 'work.*' ! -path "${WORK}" -exec rm -rf {} + ||
		warn "cannot remove the remains of an earlier run in ${RUN}"
}

# load_plan copies every data file without its comments, so that loops read
# nothing but rows.
load_plan() {
	for kind in ${KINDS}; do
		empty "${WORK}/plan/${kind}"
	done
	find "${BUNDLE}/plan" -type f -exec awk -v plan="${WORK}/plan" '
		FNR == 1 { close(to); to = FILENAME; sub(/.*\//, "", to); to = plan "/" to; printf "" >to }
		!/^#/ { print >to }
	' {} + || die "${IO}" "cannot read ${BUNDLE}/plan"
	ACCOUNT='' ACCOUNT_UID='' ACCOUNT_HOME=''
	if [ -s "${WORK}/plan/account" ]; then
		read -r ACCOUNT ACCOUNT_UID ACCOUNT_HOME <"${WORK}/plan/account"
	fi
	FAMILY=$(sed -n 's/^family //p' "${WORK}/plan/host")
	QUADLETS=/etc/containers/systemd/users/${ACCOUNT_UID:-0}
	# The release that is installed now, for what must go.
	HAD=${STATE}/current
	all_read
}

# had KIND prints the rows of the installed release, and of releases of which
# parts were installed over it.
had() {
	{
		printf '%s\n' "${HAD}"
		[ ! -f "${STATE}/state" ] || sed -n "s|^partial \([^ ]*\) .*|${STATE}/releases/\1|p" "${STATE}/state"
	} | while IFS= read -r release; do
		[ ! -f "${release}/plan/$1" ] || sed '/^#/d' "${release}/plan/$1"
	done
}

# header KEY prints a value of MANIFEST's header, which ends at an empty line.
header() {
	while IFS= read -r header_line; do
		case ${header_line} in
		'') return 0 ;;
		"$1 "*) printf '%s\n' "${header_line#"$1 "}" ;;
		*) ;;
		esac
	done <"${BUNDLE}/MANIFEST"
}

# meant_for prints the host that the bundle is for: STACK/ENVIRONMENT/HOST.
meant_for() {
	{
		header stack
		header environment
		header host
	} | paste -s -d /
}

# state KEY prints a value of the installed release's state.
state() {
	[ -f "${STATE}/state" ] || return 0
	while IFS= read -r state_line; do
		case ${state_line} in
		"$1 "*) printf '%s\n' "${state_line#"$1 "}" ;;
		*) ;;
		esac
	done <"${STATE}/state"
}

# empty FILE. The usual ":" would end the shell at once if it could not.
empty() {
	printf '' >"$1" || die "${IO}" "cannot write $1"
}

# make_folder PATH makes a folder of the host and its parents as everyone
# expects them; this script's own umask is for its own files.
make_folder() {
	(umask 022 && mkdir -p "$1")
}

# nearest_folder PATH sets nearest to the folder of the host that is there and
# in which, or below which, the path is.
nearest_folder() {
	nearest=${1%/*}
	while [ -n "${nearest}" ] && [ ! -d "${ROOT}${nearest}" ]; do
		nearest=${nearest%/*}
	done
}

# uptime_seconds prints a clock that nobody sets.
uptime_seconds() {
	clock
	printf '%s\n' "${NOW}"
}

has() {
	command -v "$1" >/dev/null 2>&1
}

# lists LINE FILE: whether the file is there and has exactly that line.
lists() {
	[ -f "$2" ] && grep -F -x -q -e "$1" "$2"
}

# system_ctl and user_ctl speak to the two service managers. No
# program that could leave a process behind inherits the lock.
system_ctl() {
	"${SYSTEMCTL}" "$@" </dev/null 9>&-
}

user_ctl() {
	as_account "${SYSTEMCTL}" --user "$@" </dev/null
}

# ctl MANAGER CONTROL... speaks to one of the two.
ctl() {
	ctl_manager=$1
	shift
	case ${ctl_manager} in
	user) user_ctl "$@" ;;
	*) system_ctl "$@" ;;
	esac
}

# as_account runs a command in the rootless account. The folder matters:
# Podman enters the one it is called in, and the account cannot enter root's.
as_account() {
	(
		cd / || exit 1
		exec "${RUNUSER}" -u "${ACCOUNT}" -- env \
			HOME="${ACCOUNT_HOME}" \
			XDG_RUNTIME_DIR="/run/user/${ACCOUNT_UID}" \
			DBUS_SESSION_BUS_ADDRESS="unix:path=/run/user/${ACCOUNT_UID}/bus" \
			"$@" 9>&-
	)
}

account_podman() {
	as_account "${PODMAN}" "$@" </dev/null
}

# account_ready: whether the account and its manager are there to be asked.
account_ready() {
	has_bus && ! lost_pause
}

has_bus() {
	[ -n "${ACCOUNT}" ] && [ -e "${ROOT}/run/user/${ACCOUNT_UID}/bus" ]
}

# lost_pause: whether the process that holds the account's name spaces for Podman
# was killed, as it is together with the service manager. Podman then refuses
# everything.
lost_pause() {
	pause=${ROOT}/run/user/${ACCOUNT_UID}/libpod/tmp/pause.pid
	[ -s "${pause}" ] || return 1
	pid=
	read -r pid <"${pause}" || :
	[ ! -d "/proc/${pid:-none}" ]
}
