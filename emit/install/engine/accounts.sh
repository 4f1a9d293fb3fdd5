# ---- accounts of programs ---------------------------------------------------
#
# Programs of the host that the stack brings may have accounts of their own.
# They stay when their program goes, because files may belong to them.

preflight_accounts() {
	while read -r name uid home groups; do
		[ "${uid}" != - ] || continue
		"${GETENT}" passwd >"${WORK}/passwd" || finding "${MISSING}" "getent cannot list the accounts"
		awk -F: -v name="${name}" -v uid="${uid}" '
			$1 == name && $3 != uid { print "the account " name " exists with uid " $3 ", and the stack says " uid }
			$1 != name && $3 == uid { print "the uid " uid " belongs to " $1 ", and the stack wants it for " name }
		' "${WORK}/passwd" >"${WORK}/clash"
		while IFS= read -r clash; do
			finding "${MISSING}" "${clash}"
		done <"${WORK}/clash"
	done <"${WORK}/plan/accounts"
}

# plan_accounts lists what is missing, as rows add NAME UID HOME and
# join NAME GROUP.
plan_accounts() {
	empty "${WORK}/accounts.todo"
	while read -r name uid home groups; do
		knows passwd "${name}" || printf 'add %s %s %s\n' "${name}" "${uid}" "${home}" >>"${WORK}/accounts.todo"
		[ "${groups}" != - ] || continue
		printf '%s\n' "${groups}" | tr , '\n' >"${WORK}/groups"
		while IFS= read -r group; do
			"${GETENT}" group "${group}" >"${WORK}/group"
			grep -q -e ":${name}\$" -e ":${name}," -e ",${name}," -e ",${name}\$" "${WORK}/group" || printf 'join %s %s\n' "${name}" "${group}" >>"${WORK}/accounts.todo"
		done <"${WORK}/groups"
	done <"${WORK}/plan/accounts"
}

make_accounts() {
	[ -s "${WORK}/accounts.todo" ] || return 0
	step "accounts"
	while read -r what name one two; do
		case ${what} in
		add) add_program_account ;;
		*) "${USERMOD}" --append --groups "${one}" "${name}" </dev/null 9>&- || die "${IO}" "cannot put ${name} into the group ${one}; does the package that brings the group belong to the stack?" ;;
		esac
		did "${what}" account "${name}"
	done <"${WORK}/accounts.todo"
}

# add_program_account makes the account ${name} with the number ${one} and the
# home ${two}, which it does not make.
add_program_account() {
	set -- --user-group
	! knows group "${name}" || set -- --gid "${name}"
	[ "${one}" = - ] || set -- "$@" --uid "${one}" --key SYS_UID_MAX=60000
	"${USERADD}" --system "$@" --home-dir "${two}" --no-create-home --shell /usr/sbin/nologin "${name}" </dev/null 9>&- ||
		die "${IO}" "cannot make the account ${name}"
}
