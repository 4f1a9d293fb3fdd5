# ---- commit -----------------------------------------------------------------

# commit makes this release the installed one: a copy of the bundle, the list
# of what is owned, the state, and last the link, each replaced atomically. A
# second run finds all of it there and writes nothing.
commit() {
	keep_release
	sort -k 6 "${WORK}/wanted" >"${WORK}/owned.new"
	cmp -s "${WORK}/owned.new" "${STATE}/owned" || {
		cat "${WORK}/owned.new" >"${STATE}/owned.new" && replace "${STATE}/owned" || die "${STUCK}" "cannot write ${STATE}/owned; run this again to finish"
	}
	now=$(state id)
	[ "${now}" = "${ID}" ] || {
		printf 'serial %s\nid %s\nidentity %s\n' "${SERIAL}" "${ID}" "${IDENTITY}" >"${STATE}/state.new" && replace "${STATE}/state" ||
			die "${STUCK}" "cannot write ${STATE}/state; run this again to finish"
	}
	point_current
	prune_versions
	rm -f "${STATE}/pending" "${STATE}/pending.files"
}

keep_release() {
	release=${STATE}/releases/${ID}
	[ ! -d "${release}" ] || return 0
	rm -rf "${release}.part"
	cp -R "${BUNDLE}" "${release}.part" && find "${release}.part" -exec sync {} + && mv -f -T "${release}.part" "${release}" && sync "${STATE}/releases" ||
		die "${STUCK}" "cannot keep a copy of the bundle in ${release}; run this again to finish"
}

point_current() {
	[ "$(readlink "${STATE}/current")" != "releases/${ID}" ] || return 0
	rm -f "${STATE}/current.new"
	ln -s "releases/${ID}" "${STATE}/current.new" && mv -f -T "${STATE}/current.new" "${STATE}/current" && sync "${STATE}" ||
		die "${STUCK}" "cannot make ${ID} the current release; run this again to finish"
}
