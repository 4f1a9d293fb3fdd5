# ---- files: apply -----------------------------------------------------------

# apply_files writes every file beside its target, brings all of them to disk,
# and only then renames them. A crash leaves each file old or new, never half,
# and the transaction knows the old ones.
apply_files() {
	if [ -s "${WORK}/files.todo" ]; then
		step "files"
		keep_displaced
		keep_overwritten
		write_beside
		rename_all
		stop_removed
		delete_files
	else
		stop_removed
	fi
	note APPLIED
}

# beside PATH prints where the new content waits: in the same folder, under a
# name that no program which reads whole folders takes for its own.
beside() {
	printf '%s/.%s.senexc-new\n' "${ROOT}${1%/*}" "${1##*/}"
}

# staged SOURCE PATH prints where the new content comes from.
staged() {
	case $1 in
	root) printf '%s/root%s\n' "${BUNDLE}" "$2" ;;
	displaced) printf '%s/displaced%s\n' "${STATE}" "$2" ;;
	*) printf '%s/rendered/%s\n' "${WORK}" "$1" ;;
	esac
}

# put SOURCE TARGET MODE OWNER GROUP copies a file that nobody may read before
# it belongs to its owner.
put() {
	cp "$1" "$2" && "${CHOWN}" "$4:$5" "$2" && chmod "$3" "$2"
}

write_beside() {
	empty "${WORK}/written"
	while read -r what mode owner group source path; do
		[ "${what}" != delete ] || continue
		from=$(staged "${source}" "${path}")
		to=$(beside "${path}")
		printf '%s\n' "${to}" >>"${WORK}/written" && make_folder "${to%/*}" && put "${from}" "${to}" "${mode}" "${owner}" "${group}" ||
			die "${IO}" "cannot write ${path} (${owner}:${group} ${mode})"
	done <"${WORK}/files.todo"
	sync_listed "${WORK}/written"
}

# sync_listed FILE brings every file and folder of the list to the disk.
sync_listed() {
	sort -u "$1" | tr '\n' '\000' >"${WORK}/sync.null" && xargs -0 -r sync -- <"${WORK}/sync.null" ||
		die "${IO}" "files do not reach the disk: $(sed -n 1p "$1") and others"
}

rename_all() {
	empty "${WORK}/folders"
	while read -r what mode owner group source path; do
		[ "${what}" != delete ] || continue
		to=$(beside "${path}")
		mv -f -T "${to}" "${ROOT}${path}" || die "${IO}" "cannot replace ${path}"
		printf '%s\n' "${ROOT}${path%/*}" >>"${WORK}/folders"
		did "${what}" file "${path}"
	done <"${WORK}/files.todo"
}

delete_files() {
	while read -r what mode owner group source path; do
		[ "${what}" = delete ] || continue
		rm -f "${ROOT}${path}" || die "${IO}" "cannot delete ${path}"
		printf '%s\n' "${ROOT}${path%/*}" >>"${WORK}/folders"
		did "${what}" file "${path}"
	done <"${WORK}/files.todo"
	sync_listed "${WORK}/folders"
}

# replace FILE renames FILE.new over FILE after it has reached the disk.
replace() {
	sync "$1.new" && mv -f -T "$1.new" "$1" && sync "${1%/*}"
}
