# ---- kernel parameters ------------------------------------------------------

# plan_sysctls lists the parameters whose running value differs.
plan_sysctls() {
	empty "${WORK}/sysctls.todo"
	while read -r key value; do
		"${SYSCTL}" -n "${key}" >"${WORK}/sysctl" 2>/dev/null </dev/null || empty "${WORK}/sysctl"
		now=$(tr '\t' ' ' <"${WORK}/sysctl")
		[ "${now}" = "${value}" ] || printf '%s %s\n' "${key}" "${value}" >>"${WORK}/sysctls.todo"
	done <"${WORK}/plan/sysctls"
}

# keep_sysctls_before notes what the parameters are now.
keep_sysctls_before() {
	while read -r key value; do
		"${SYSCTL}" -n "${key}" >"${WORK}/sysctl" 2>/dev/null </dev/null || die "${IO}" "the kernel does not say what ${key} is now; nothing was changed"
		now=$(tr '\t' ' ' <"${WORK}/sysctl")
		[ -z "${now}" ] || printf '%s %s\n' "${key}" "${now}"
	done <"${WORK}/sysctls.todo" >"${part}/sysctls" || die "${IO}" "cannot write to ${part}"
}

restore_sysctls() {
	while read -r key value; do
		"${SYSCTL}" -q -w "${key}=${value}" </dev/null 9>&- || die "${STUCK}" "the kernel refuses ${key} = ${value}, which it had before"
	done <"${TXN}/sysctls"
}

set_sysctls() {
	[ -s "${WORK}/sysctls.todo" ] || return 0
	step "kernel parameters"
	while read -r key value; do
		"${SYSCTL}" -q -w "${key}=${value}" </dev/null 9>&- ||
			die "${MISSING}" "the kernel refuses ${key} = ${value}"
	done <"${WORK}/sysctls.todo"
}
