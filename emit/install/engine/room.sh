# ---- preflight A: room ------------------------------------------------------

# preflight_room makes sure that what is about to be written may be written
# where it goes, and has room there. What packages and images take is not known
# before; where they find no room, nothing that runs has been changed.
preflight_room() {
	empty "${WORK}/findings"
	list_writes
	[ -s "${WORK}/writes" ] || return 0
	cut -d ' ' -f 2- "${WORK}/writes" | sort -u >"${WORK}/writes.folders"
	while IFS= read -r folder; do
		[ -w "${ROOT}${folder}" ] || finding "${MISSING}" "${folder} cannot be written; is its file system mounted read-only?"
	done <"${WORK}/writes.folders"
	sed "s|^|${ROOT}|" "${WORK}/writes.folders" | tr '\n' '\000' >"${WORK}/writes.null"
	xargs -0 "${DF}" -k --output=avail,itotal,iavail,target -- <"${WORK}/writes.null" >"${WORK}/df" 2>/dev/null ||
		warn "df cannot tell how much room there is"
	compare_room >"${WORK}/room"
	while IFS= read -r lack; do
		finding "${MISSING}" "${lack}"
	done <"${WORK}/room"
	judge_findings
}

# list_writes lists each file that will be written as BYTES FOLDER, the folder
# being one that is there. Files are written beside the old ones, so that both
# take room; the copy of a new release is kept, with what is noted beside it.
list_writes() {
	empty "${WORK}/writes"
	while read -r what mode owner group source path; do
		[ "${what}" != delete ] || continue
		nearest_folder "${path}"
		from=$(staged "${source}" "${path}")
		printf '%s %s\n' "$(wc -c <"${from}")" "${nearest:-/}" >>"${WORK}/writes"
	done <"${WORK}/files.todo"
	[ ! -d "${STATE}/releases/${ID}" ] || return 0
	nearest_folder "/var/lib/senexc/releases/${ID}"
	{
		find "${BUNDLE}" -printf '%s\n'
		printf '65536\n'
	} | sed "s|\$| ${nearest:-/}|" >>"${WORK}/writes"
}

# compare_room adds up what goes into the same file system, in its blocks of
# usually 4 KiB. A file system without a table of inodes says that it has none.
compare_room() {
	awk -v root="${ROOT}" '
		FILENAME ~ /writes.folders$/ { folder[FNR] = $0; next }
		FILENAME ~ /df$/ {
			if (FNR == 1) next
			target = $0
			sub(/^ *[^ ]+ +[^ ]+ +[^ ]+ +/, "", target)
			on[folder[FNR - 1]] = target
			room[target] = $1; inodes[target] = $2; free[target] = $3
			next
		}
		{
			bytes = $1
			sub(/^[^ ]+ /, "")
			if (!($0 in on)) next
			need[on[$0]] += int((bytes + 4095) / 4096) * 4
			files[on[$0]]++
			in_folder[on[$0]] = $0
		}
		END {
			for (target in need) {
				what = "the file system of " in_folder[target]
				if (room[target] ~ /^[0-9]+$/ && room[target] + 0 < need[target])
					print what " has " room[target] " KiB left, and " need[target] " KiB are to be written there; make room"
				else if (inodes[target] + 0 > 0 && free[target] + 0 < files[target])
					print what " has room for " free[target] " more files, and " files[target] " are to be written there; make room"
			}
		}
	' "${WORK}/writes.folders" "${WORK}/df" "${WORK}/writes" | sort
}
