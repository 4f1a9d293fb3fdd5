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
	list_kept
	compare_files
	sort_out_foreign
	plan_links
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
# there, what somebody changed and may keep, and what is there.
compare_files() {
	empty "${WORK}/files.todo"
	empty "${WORK}/files.foreign"
	empty "${WORK}/drift"
	empty "${WORK}/kept"
	awk -v root="${ROOT}" -v todo="${WORK}/files.todo" -v foreign="${WORK}/files.foreign" -v drift="${WORK}/drift" -v kept="${WORK}/kept" -v on_drift="${ON_DRIFT}" '
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
		function found(what, path,   now) {
			now = path in odd ? "odd - - -" : path in live ? live[path] : "- - - -"
			if (accepted[path] == now " " substr(want[path], 1, 64) || on_drift == "keep") {
				print what, now, path in want ? substr(want[path], 1, 64) : "-", path >kept
				return 0
			}
			print what, path >drift
			return 1
		}
		FILENAME ~ /\/accepted$/ { accepted[after(5)] = $1 " " $2 " " $3 " " $4 " " $5; next }
		FILENAME ~ /\/wanted$/ { p = after(5); want[p] = facts($1, $2, $3, $4); wants[p] = $2 " " $3 " " $4 " " $5; order[++n] = p; next }
		FILENAME ~ /\/(owned|inflight)$/ { p = after(5); had[p] = 1; ours[p, facts($1, $2, $3, $4)] = 1; next }
		FILENAME ~ /\/live.odd$/ { odd[$0] = 1; next }
		FILENAME ~ /\/displaced$/ { displaced[after(3)] = $1 " " $2 " " $3 " displaced"; next }
		FILENAME ~ /\/live.sums$/ { sum[substr($0, 67)] = $1; next }
		{ p = after(3); live[substr(p, length(root) + 1)] = facts(sum[p], $1, $2, $3) }
		END {
			for (i = 1; i <= n; i++) {
				p = order[i]
				change = (p in live) && substr(live[p], 1, 64) == substr(want[p], 1, 64) ? "chmod" : "update"
				if (p in odd) { if (found("replaced", p)) act("update", p) }
				else if (!(p in live) && p in had) { if (found("deleted", p)) act("create", p) }
				else if (!(p in live)) act("create", p)
				else if (live[p] == want[p]) continue
				else if ((p, live[p]) in ours || change == "chmod" && !(p in had)) act(change, p)
				else if (p in had) { if (found("edited", p)) act(change, p) }
				else { print p >foreign; act("update", p) }
			}
			for (p in had) {
				if (p in want || !(p in live) && !(p in odd)) continue
				if ((p in odd || !((p, live[p]) in ours)) && !found("edited", p)) continue
				if (p in displaced) { wants[p] = displaced[p]; act("restore", p) }
				else { wants[p] = "- - - -"; act("delete", p) }
			}
		}
	' "${WORK}/accepted" "${WORK}/displaced" "${WORK}/wanted" "${WORK}/owned" "${WORK}/inflight" "${WORK}/live.odd" "${WORK}/live.sums" "${WORK}/live.stat" ||
		die "${IO}" "cannot write to ${WORK}"
	sort -k 6 -o "${WORK}/files.todo" "${WORK}/files.todo" && sort -o "${WORK}/drift" "${WORK}/drift" ||
		die "${IO}" "cannot write to ${WORK}"
}

# ---- files: apply -----------------------------------------------------------

# apply_files writes every file beside its target, brings all of them to disk,
# and only then renames them. A crash leaves each file old or new, never half,
# and the next run knows from pending.files what this one was about to do.
apply_files() {
	[ -s "${WORK}/files.todo" ] || return 0
	step "files"
	keep_displaced
	keep_overwritten
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
