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
	QUIET=no
	DIFF=no
	PACKAGES=install
	ON_DRIFT=fail
	PATIENT=yes
	folder=$(dirname "$0") && BUNDLE=$(cd "${folder}" && pwd -P) || exit "${IO}"
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
		--on-drift=fail | --on-drift=overwrite | --on-drift=keep) ON_DRIFT=${1#*=} ;;
		--packages | --on-drift)
			[ "$#" -gt 1 ] || wrong_usage "$1 needs a value"
			option=$1=$2
			shift 2
			set -- "${option}" "$@"
			continue
			;;
		--only | --only=* | --confirm-within | --confirm-within=*)
			wrong_usage "this version does not have $1"
			;;
		-*) wrong_usage "there is no option $1" ;;
		*)
			[ -z "${verb}" ] || wrong_usage "one verb at a time, not both ${verb} and $1"
			verb=$1
			;;
		esac
		shift
	done
	[ "${DIFF}" = no ] || [ "${verb}" = check ] || wrong_usage "--diff belongs to check"
	VERB=${verb:-apply}
	set_traps
	case ${VERB} in
	apply) apply ;;
	check) check ;;
	status) status ;;
	health) health ;;
	verify) verify_only ;;
	version)
		printf '%s/%s/%s serial %s\n' "$(header stack)" "$(header environment)" "$(header host)" "$(header serial)"
		;;
	help) usage ;;
	rollback | history | recover | gc | uninstall) wrong_usage "this version does not have ${verb}" ;;
	*) wrong_usage "there is no verb ${verb}" ;;
	esac
}

main "$@"
