# ---- main -------------------------------------------------------------------

wrong_usage() {
	printf 'senexc: %s; see install.sh help\n' "$1" >&2
	exit "${USAGE}"
}

main() {
	clock
	BEGUN=${NOW}
	WORK=
	LOG=
	LOCK=none
	VERB=
	PRINCIPAL=
	ID=
	CHANGES=0
	JSON=no
	PHASE=none
	DOING=
	FROM=
	TO=
	NOTED=0
	ACCEPT=
	ARGUMENT=
	GO_ON=no
	QUIET=no
	DIFF=no
	ONLY=
	CONFIRM_WITHIN=
	IF_UNCONFIRMED=no
	PURGE=no
	PACKAGES=install
	ON_DRIFT=fail
	PATIENT=yes
	folder=$(dirname "$0") &&
		BUNDLE=$(cd "${folder}" && pwd -P) || exit "${IO}"
	ENGINE=${BUNDLE}/${0##*/}
	if [ "${1:-}" = _validate ]; then
		shift
		validate_inside "$@"
		exit
	fi
	verb=
	while [ "$#" -gt 0 ]; do
		case $1 in
		--quiet) QUIET=yes ;;
		--json) JSON=yes ;;
		--diff) DIFF=yes ;;
		--packages=install | --packages=none) PACKAGES=${1#*=} ;;
		--only=?*) ONLY=${1#*=} ;;
		--confirm-within=*) CONFIRM_WITHIN=$(seconds_of "${1#*=}") || wrong_usage "--confirm-within takes a time as in 30s, 10m or 2h, not '${1#*=}'" ;;
		--unconfirmed) IF_UNCONFIRMED=yes ;;
		--purge) PURGE=yes ;;
		--on-drift=fail | --on-drift=overwrite | --on-drift=keep) ON_DRIFT=${1#*=} ;;
		--accept=*) ACCEPT="${ACCEPT} ${1#*=}" ;;
		--go-on) GO_ON=yes ;;
		--packages | --on-drift | --only | --accept | --confirm-within)
			[ "$#" -gt 1 ] || wrong_usage "$1 needs a value"
			option=$1=$2
			shift 2
			set -- "${option}" "$@"
			continue
			;;
		-*) wrong_usage "there is no option $1" ;;
		*)
			case ${verb} in
			'') verb=$1 ;;
			rollback | job)
				[ -z "${ARGUMENT}" ] || wrong_usage "${verb} takes one name, not both ${ARGUMENT} and $1"
				ARGUMENT=$1
				;;
			*) wrong_usage "one verb at a time, not both ${verb} and $1" ;;
			esac
			;;
		esac
		shift
	done
	[ "${DIFF}" = no ] || [ "${verb}" = check ] || wrong_usage "--diff belongs to check"
	[ "${PURGE}" = no ] || [ "${verb}" = uninstall ] || wrong_usage "--purge belongs to uninstall"
	[ "${IF_UNCONFIRMED}" = no ] || [ "${verb}" = rollback ] || wrong_usage "--unconfirmed belongs to rollback"
	case ${CONFIRM_WITHIN:+within}${ONLY:+only},${verb:-apply} in
	,* | *,apply | only,check | only,status | only,health) ;;
	*) wrong_usage "--only belongs to apply, check, status and health, and --confirm-within to apply" ;;
	esac
	case "${ACCEPT:+accept} ${verb}" in
	' '* | *' rollback' | *' recover' | *' _recover') ;;
	*) wrong_usage "--accept belongs to rollback and recover" ;;
	esac
	VERB=${verb:-apply}
	set_traps
	case ${VERB} in
	apply) apply ;;
	check) check ;;
	status) status ;;
	health) health ;;
	verify) verify_only ;;
	version)
		printf '%s serial ' "$(meant_for)"
		header serial
		;;
	help) usage ;;
	rollback) rollback ;;
	recover) recover ;;
	history) history ;;
	gc) gc ;;
	job) run_manual ;;
	_recover) recover_inside ;;
	_boot) at_boot ;;
	confirm) confirm ;;
	uninstall) uninstall ;;
	*) wrong_usage "there is no verb ${verb}" ;;
	esac
}

main "$@"
