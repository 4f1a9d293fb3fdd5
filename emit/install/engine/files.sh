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
	only_files
	list_live
	list_kept
	compare_files
	sort_out_foreign
	plan_links
}

list_wanted() {
	list_root
	while read -r kind name mode owner group path; do
		[ "${kind}" = file ] || continue
		sum=$(sha256sum <"${WORK}/rendered/${name}") || die "${IO}" "cannot read ${WORK}/rendered/${name}"
		printf '%s %s %s %s %s %s\n' "${sum%% *}" "${mode}" "${owner}" "${group}" "${name}" "${path}" >>"${WORK}/wanted"
	done <"${WORK}/plan/deliveries"
}

# list_root lists the files that are copied from the bundle as they are.
list_root() {
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
