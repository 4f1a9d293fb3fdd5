# ---- preflight B: the new files, before they go live ------------------------

# validate_staged asks the programs that will read the files. Podman's
# generator and a service's own check see them as they will be.
validate_staged() {
	empty "${WORK}/findings"
	cut -d ' ' -f 6- "${WORK}/files.todo" >"${WORK}/touched"
	validate_quadlets
	validate_native
	judge_findings
}

# validate_quadlets expects every unit by name: the generator drops a unit it
# cannot read, writes the others and may still report success.
validate_quadlets() {
	grep -q "^${QUADLETS}/" "${WORK}/touched" || return 0
	has "${QUADLET}" || {
		finding "${MISSING}" "Podman's generator ${QUADLET} is missing; is the package podman complete?"
		return 0
	}
	QUADLET_UNIT_DIRS=${BUNDLE}/root${QUADLETS} "${QUADLET}" -dryrun -user </dev/null >"${WORK}/quadlet.services" 2>"${WORK}/quadlet.log" 9>&-
	while read -r manager kind seconds unit source; do
		case ${source} in
		"${QUADLETS}"/*) lists "---${unit}---" "${WORK}/quadlet.services" || printf '%s %s\n' "${unit}" "${source}" ;;
		*) ;;
		esac
	done <"${WORK}/plan/units" >"${WORK}/dropped"
	[ -s "${WORK}/dropped" ] || return 0
	show_output quadlet <"${WORK}/quadlet.log"
	while read -r unit source; do
		finding "${UNSUPPORTED}" "Podman's generator makes no ${unit} from ${source}"
	done <"${WORK}/dropped"
}

# validate_native runs each unit's own check in a mount namespace, where the
# new files lie over the old ones. Nothing outside sees them.
validate_native() {
	grep -v -q "^${QUADLETS}/" "${WORK}/touched" || return 0
	list_overlays
	while read -r key unit; do
		[ "${key}" = unit ] || continue
		"${UNSHARE}" -m sh "${ENGINE}" _validate "${BUNDLE}" "${WORK}" "${unit}" </dev/null >"${WORK}/validate" 2>&1 9>&- || {
			show_output "${unit}" <"${WORK}/validate"
			finding "${MISSING}" "the check of ${unit} refuses the new files"
		}
	done <"${WORK}/plan/validations"
}

# list_overlays names the folders that will change, without those inside
# another one of them.
list_overlays() {
	while IFS= read -r path; do
		nearest_folder "${path}"
		[ -z "${nearest}" ] || printf '%s/\n' "${ROOT}${nearest}"
	done <"${WORK}/touched" | sort -u | awk '
		last == "" || index($0, last) != 1 { print; last = $0 }
	' >"${WORK}/overlays"
}

# validate_inside BUNDLE WORK UNIT is what runs in the namespace.
validate_inside() {
	BUNDLE=$1
	WORK=$2
	count=0
	while IFS= read -r folder; do
		count=$((count + 1))
		mkdir -p "${WORK}/overlay/${count}/upper" "${WORK}/overlay/${count}/work" &&
			mount -t overlay senexc -o "lowerdir=${folder},upperdir=${WORK}/overlay/${count}/upper,workdir=${WORK}/overlay/${count}/work" "${folder}" ||
			die "${MISSING}" "cannot lay the new files over ${folder}"
	done <"${WORK}/overlays"
	while read -r what mode owner group source path; do
		if [ "${what}" = delete ]; then
			rm -f "${ROOT}${path}"
		else
			from=$(staged "${source}" "${path}")
			make_folder "${ROOT}${path%/*}" && rm -f "${ROOT}${path}" && put "${from}" "${ROOT}${path}" "${mode}" "${owner}" "${group}"
		fi || die "${MISSING}" "cannot stage ${path}"
	done <"${WORK}/files.todo"
	sed -n "/^unit $3\$/,/^end\$/p" "${WORK}/plan/validations" >"${WORK}/argv"
	umask 022
	cd / || exit 1
	run_argv "${WORK}/argv" timeout 60
}

# run_argv FILE COMMAND... runs the command with the arguments that the file's
# rows "word" and "more" spell.
run_argv() {
	argv=$1
	shift
	argument=
	pending=no
	while IFS= read -r row; do
		case ${row} in
		'word '*)
			[ "${pending}" = no ] || set -- "$@" "${argument}"
			argument=${row#word }
			pending=yes
			;;
		'more '*)
			argument="${argument}
${row#more }"
			;;
		*) ;;
		esac
	done <"${argv}"
	[ "${pending}" = no ] || set -- "$@" "${argument}"
	"$@" </dev/null 9>&-
}
