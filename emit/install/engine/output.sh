# ---- output -----------------------------------------------------------------

say() {
	[ "${QUIET}" = yes ] || printf '%s\n' "$*"
}

# step names the state that begins, so that a failure has a place.
step() {
	say "== $*"
}

warn() {
	printf 'senexc: warning: %s\n' "$*" >&2
}

# die CODE MESSAGE... ends the run. It must not be called in a subshell.
die() {
	code=$1
	shift
	printf 'senexc: %s\n' "$*" >&2
	exit "${code}"
}

# finding CODE MESSAGE notes something that stands against installing;
# judge_findings shows all of them at once and ends with the first one's code.
finding() {
	printf '%s\n' "$*" >>"${WORK}/findings" || die "${IO}" "cannot write to ${WORK}"
}

judge_findings() {
	[ -s "${WORK}/findings" ] || return 0
	printf 'senexc: this host is not ready; nothing was changed by this step:\n' >&2
	sed 's/^[0-9]* /  - /' "${WORK}/findings" >&2
	read -r code rest <"${WORK}/findings"
	exit "${code}"
}

# leave removes what must not stay, on every way out but SIGKILL; what that
# leaves behind is in /run, and the next run removes it.
leave() {
	release_autostart
	[ -z "${WORK}" ] || rm -rf "${WORK}"
}

on_signal() {
	trap - EXIT
	leave
	printf 'senexc: stopped by a signal; run it again to finish\n' >&2
	exit "$((128 + $1))"
}

set_traps() {
	trap leave EXIT
	trap 'on_signal 2' INT
	trap 'on_signal 15' TERM
	# A dropped ssh connection must not stop an installation halfway, nor must
	# a pager that somebody closes.
	trap '' HUP PIPE
}
