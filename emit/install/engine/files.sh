# ---- files: plan ------------------------------------------------------------
#
# Lists of files have the columns SHA256 MODE OWNER GROUP SOURCE PATH. SOURCE is
# "root" for a file of the bundle, or the name of the delivery it is rendered
# from. The list of what senexc owns is the only reason ever to delete a file.

plan_files() {
	list_wanted
	empty "${WORK}/owned"
	[ ! -f "${STATE}/owned" ] || cat "${STATE}/owned" >"${WORK}/owned"
	# What an interrupted run may have put in place is ours as well.
	empty "${WORK}/inflight"
	[ ! -f "${STATE}/pending.files" ] || cat "${STATE}/pending.files" >"${WORK}/inflight"
	list_live
	compare_files
	sort_out_foreign
}

list_wanted() {
	awk '
		function put(sha, mode, owner, group, source, path) {
			print sha, mode, owner, group, source, path
		}
		{
			path = $0
			sub(/^[^ ]+ [^ ]+ [^ ]+ [^ ]+ [^ ]+ [^ ]+ /, "", path)
			if (sub(/^root\//, "/", path)) put($1, $2, $3, $4, "root", path)
		}
	' "${WORK}/manifest" >"${WORK}/wanted" || die "${IO}" "cannot write to ${WORK}"
	while read -r kind name mode owner group path; do
		[ "${kind}" = file ] || continue
		sum=$(sha256sum <"${WORK}/rendered/${name}") || die "${IO}" "cannot read ${WORK}/rendered/${name}"
		printf '%s %s %s %s %s %s\n' "${sum%% *}" "${mode}" "${owner}" "${group}" "${name}" "${path}" >>"${WORK}/wanted"
	done <"${WORK}/plan/deliveries"
}

# list_live notes what is on the host at each of our paths, in few processes.
list_live() {
	cut -d ' ' -f 6- "${WORK}/wanted" "${WORK}/owned" "${WORK}/inflight" | sort -u >"${WORK}/paths"
	empty "${WORK}/live.odd"
	empty "${WORK}/live.paths"
	while IFS= read -r path; do
		if [ -L "${ROOT}${path}" ] || { [ -e "${ROOT}${path}" ] && [ ! -f "${ROOT}${path}" ]; }; then
			printf '%s\n' "${path}" >>"${WORK}/live.odd"
		elif [ -f "${ROOT}${path}" ]; then
			printf '%s\n' "${ROOT}${path}" >>"${WORK}/live.paths"
		fi
	done <"${WORK}/paths"
	tr '\n' '\000' <"${WORK}/live.paths" >"${WORK}/live.null"
	xargs -0 -r sha256sum -- <"${WORK}/live.null" >"${WORK}/live.sums" &&
		xargs -0 -r "${STAT}" -c '%a %U %G %n' -- <"${WORK}/live.null" >"${WORK}/live.stat" ||
		die "${IO}" "cannot read the files that are installed"
}

# compare_files decides for each path from what is wanted, what senexc put
# there, and what is there.
compare_files() {
	empty "${WORK}/files.todo"
	empty "${WORK}/files.foreign"
	empty "${WORK}/drift"
	awk -v root="${ROOT}" -v todo="${WORK}/files.todo" -v foreign="${WORK}/files.foreign" -v drift="${WORK}/drift" '
		function after(n,   rest, i) {
			rest = $0
			for (i = 0; i < n; i++) sub(/^[^ ]+ +/, "", rest)
			return rest
		}
		function facts(sha, mode, owner, group) {
			sub(/^0+/, "", mode)
			return sha " " mode " " owner " " group
		}
		function act(what, path) { print what, wants[path], path >todo }
		function found(what, path) { print what, path >drift }
		FILENAME ~ /\/wanted$/ { p = after(5); want[p] = facts($1, $2, $3, $4); wants[p] = $2 " " $3 " " $4 " " $5; order[++n] = p; next }
		FILENAME ~ /\/(owned|inflight)$/ { p = after(5); had[p] = 1; ours[p, facts($1, $2, $3, $4)] = 1; next }
		FILENAME ~ /\/live.odd$/ { odd[$0] = 1; next }
		FILENAME ~ /\/live.sums$/ { sum[substr($0, 67)] = $1; next }
		{ p = after(3); live[substr(p, length(root) + 1)] = facts(sum[p], $1, $2, $3) }
		END {
			for (i = 1; i <= n; i++) {
				p = order[i]
				change = (p in live) && substr(live[p], 1, 64) == substr(want[p], 1, 64) ? "chmod" : "update"
				if (p in odd) { found("replaced", p); act("update", p) }
				else if (!(p in live) && p in had) { found("deleted", p); act("create", p) }
				else if (!(p in live)) act("create", p)
				else if (live[p] == want[p]) continue
				else if ((p, live[p]) in ours || change == "chmod" && !(p in had)) act(change, p)
				else if (p in had) { found("edited", p); act(change, p) }
				else { print p >foreign; act("update", p) }
			}
			for (p in had) {
				if (p in want || !(p in live) && !(p in odd)) continue
				wants[p] = "- - - -"
				if (p in odd || !((p, live[p]) in ours)) found("edited", p)
				act("delete", p)
			}
		}
	' "${WORK}/wanted" "${WORK}/owned" "${WORK}/inflight" "${WORK}/live.odd" "${WORK}/live.sums" "${WORK}/live.stat" ||
		die "${IO}" "cannot write to ${WORK}"
	sort -k 6 -o "${WORK}/files.todo" "${WORK}/files.todo" && sort -o "${WORK}/drift" "${WORK}/drift" ||
		die "${IO}" "cannot write to ${WORK}"
}

# sort_out_foreign looks at files in our way that senexc did not write. The
# untouched configuration of a package may be replaced; anything else is
# somebody's work.
sort_out_foreign() {
	while IFS= read -r path; do
		is_pristine "${path}" || printf 'foreign %s\n' "${path}" >>"${WORK}/drift"
	done <"${WORK}/files.foreign"
}

is_pristine() {
	has "${DPKG_QUERY}" || return 1
	package=$("${DPKG_QUERY}" -S "$1" 2>/dev/null </dev/null | sed -n '1s/[:,].*//p')
	[ -n "${package}" ] || return 1
	sum=$(md5sum <"${ROOT}$1") || return 1
	# shellcheck disable=SC2016 # the format is dpkg-query's, not the shell's
	"${DPKG_QUERY}" -W -f '${Conffiles}\n' "${package}" 2>/dev/null </dev/null >"${WORK}/conffiles" || return 1
	lists " $1 ${sum%% *}" "${WORK}/conffiles"
}

# refuse_drift stops before files that somebody changed are overwritten.
refuse_drift() {
	[ -s "${WORK}/drift" ] || return 0
	show_drift
	[ "${ON_DRIFT}" = overwrite ] ||
		die "${DRIFT}" "files were changed behind senexc's back; bring the changes into the stack, or overwrite them with --on-drift=overwrite"
	while read -r what path; do
		[ ! -d "${ROOT}${path}" ] || [ -L "${ROOT}${path}" ] || die "${DRIFT}" "${path} is a folder now; move it away first"
	done <"${WORK}/drift"
}

show_drift() {
	while read -r what path; do
		case ${what} in
		edited) why="was edited, or has another owner or mode" ;;
		deleted) why="was deleted" ;;
		replaced) why="is no longer a plain file" ;;
		*) why="exists and is not from senexc or an untouched package" ;;
		esac
		complain "  drift: ${path} ${why}" drift what "${what}" path "${path}" text "${why}"
	done <"${WORK}/drift"
}

# ---- files: apply -----------------------------------------------------------

# apply_files writes every file beside its target, brings all of them to disk,
# and only then renames them. A crash leaves each file old or new, never half,
# and the next run knows from pending.files what this one was about to do.
apply_files() {
	[ -s "${WORK}/files.todo" ] || return 0
	step "files"
	keep_displaced
	write_beside
	rename_all
	stop_removed
	delete_files
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
	*) printf '%s/rendered/%s\n' "${WORK}" "$1" ;;
	esac
}

# put SOURCE TARGET MODE OWNER GROUP copies a file that nobody may read before
# it belongs to its owner.
put() {
	cp "$1" "$2" && "${CHOWN}" "$4:$5" "$2" && chmod "$3" "$2"
}

# keep_displaced saves what was there before senexc, once.
keep_displaced() {
	while IFS= read -r path; do
		kept=${STATE}/displaced${path}
		[ -e "${kept}" ] || { mkdir -p "${kept%/*}" && cp -p "${ROOT}${path}" "${kept}" && sync "${kept}"; } ||
			die "${IO}" "cannot save ${path} before replacing it"
	done <"${WORK}/files.foreign"
}

write_beside() {
	empty "${WORK}/written"
	while read -r what mode owner group source path; do
		[ "${what}" != delete ] || continue
		from=$(staged "${source}" "${path}")
		to=$(beside "${path}")
		printf '%s\n' "${to}" >>"${WORK}/written"
		make_folder "${to%/*}" && put "${from}" "${to}" "${mode}" "${owner}" "${group}" || {
			discard_written
			die "${IO}" "cannot write ${path} (${owner}:${group} ${mode}); no file was changed"
		}
	done <"${WORK}/files.todo"
	tr '\n' '\000' <"${WORK}/written" >"${WORK}/written.null"
	xargs -0 -r sync -- <"${WORK}/written.null" || {
		discard_written
		die "${IO}" "the new files do not reach the disk; no file was changed"
	}
}

discard_written() {
	while IFS= read -r to; do
		rm -f "${to}"
	done <"${WORK}/written"
}

rename_all() {
	while read -r what mode owner group source path; do
		[ "${what}" != delete ] || continue
		to=$(beside "${path}")
		mv -f -T "${to}" "${ROOT}${path}" || die "${STUCK}" "cannot replace ${path}; run this again to finish"
		printf '%s\n' "${ROOT}${path%/*}" >>"${WORK}/folders"
		did "${what}" file "${path}"
	done <"${WORK}/files.todo"
}

delete_files() {
	while read -r what mode owner group source path; do
		[ "${what}" = delete ] || continue
		rm -f "${ROOT}${path}" || die "${STUCK}" "cannot delete ${path}; run this again to finish"
		printf '%s\n' "${ROOT}${path%/*}" >>"${WORK}/folders"
		did "${what}" file "${path}"
	done <"${WORK}/files.todo"
	sort -u "${WORK}/folders" | tr '\n' '\000' >"${WORK}/folders.null"
	xargs -0 -r sync -- <"${WORK}/folders.null" || die "${STUCK}" "changed folders do not reach the disk; run this again to finish"
}

# replace FILE renames FILE.new over FILE after it has reached the disk.
replace() {
	sync "$1.new" && mv -f -T "$1.new" "$1" && sync "${1%/*}"
}
