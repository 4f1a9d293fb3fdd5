# ---- directories ------------------------------------------------------------

# plan_directories lists those that are missing or belong to someone else.
plan_directories() {
	empty "${WORK}/directories.todo"
	while read -r mode owner group path; do
		wanted="$(short_mode "${mode}") ${owner} ${group}"
		# With the dot, a link to a folder counts as that folder.
		if [ -d "${ROOT}${path}" ] && [ "$("${STAT}" -c '0%a %U %G' "${ROOT}${path}/.")" = "${wanted}" ]; then
			continue
		fi
		printf '%s %s %s %s\n' "${mode}" "${owner}" "${group}" "${path}" >>"${WORK}/directories.todo"
	done <"${WORK}/plan/directories"
	only directory 3 "${WORK}/directories.todo"
}

# short_mode MODE prints a mode as stat does, with one zero before it.
short_mode() {
	printf '0%s\n' "$1" | sed 's/^0*/0/'
}

make_directories() {
	[ -s "${WORK}/directories.todo" ] || return 0
	step "directories"
	while read -r mode owner group path; do
		make_folder "${ROOT}${path}" &&
			"${CHOWN}" "${owner}:${group}" "${ROOT}${path}" &&
			chmod "${mode}" "${ROOT}${path}" ||
			die "${IO}" "cannot make the folder ${path} of ${owner}:${group}"
	done <"${WORK}/directories.todo"
}
