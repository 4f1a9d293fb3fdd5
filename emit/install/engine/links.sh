# ---- versions of directories ------------------------------------------------
#
# A directory with versions is a folder with a folder for each of them, and the
# link "current" to that of the release. Jobs of the release fill its version;
# then the link switches, by one rename. The link "previous" follows it, for
# those who still ask for what the version before had.

# plan_links lists the links that must switch, as rows VERSION PATH.
plan_links() {
	empty "${WORK}/links.todo"
	while read -r keep version path; do
		if [ -L "${ROOT}${path}" ]; then
			now=$(readlink "${ROOT}${path}")
			[ "${now}" != "${version}" ] || continue
		elif [ -e "${ROOT}${path}" ]; then
			printf 'foreign %s\n' "${path}" >>"${WORK}/drift"
			continue
		fi
		printf '%s %s\n' "${version}" "${path}" >>"${WORK}/links.todo"
	done <"${WORK}/plan/links"
	only link 1 "${WORK}/links.todo"
}

# switch_link PATH is one step of activation.
switch_link() {
	while read -r version path; do
		[ "${path}" = "$1" ] || continue
		before=$(readlink "${ROOT}${path}")
		[ -z "${before}" ] || point_link "${before}" "${path%/*}/previous" || die "${STUCK}" "cannot point ${path%/*}/previous to ${before}"
		point_link "${version}" "${path}" || die "${STUCK}" "cannot point ${path} to ${version}"
		did switch link "${path}"
	done <"${WORK}/links.todo"
}

# point_link VERSION PATH
point_link() {
	rm -f "${ROOT}$2.new" && ln -s "$1" "${ROOT}$2.new" && mv -f -T "${ROOT}$2.new" "${ROOT}$2" && sync "${ROOT}${2%/*}"
}

# prune_versions removes the oldest versions beyond those that stay. What a kept
# release needs for a rollback stays, however old it is.
prune_versions() {
	while read -r keep version path; do
		folder=${path%/*}
		find "${ROOT}${folder}" -mindepth 1 -maxdepth 1 -type d -name '*[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]' -printf '%T@ %f\n' |
			sort -rn | sed 's/^[^ ]* //' >"${WORK}/versions"
		printf '%s\n' "${version}" >"${WORK}/versions.kept"
		find "${STATE}/releases" -path '*/plan/links' -exec sed -n "s|^[0-9]* \([^ ]*\) ${path}\$|\1|p" {} + >>"${WORK}/versions.kept"
		[ ! -s "${WORK}/unread" ] || {
			warn "old versions in ${folder} stay for now, since it cannot be read which are in use"
			return 0
		}
		sed "1,${keep}d" "${WORK}/versions" | while IFS= read -r old; do
			if ! lists "${old}" "${WORK}/versions.kept"; then
				rm -rf "${ROOT}${folder:?}/${old:?}"
				did remove version "${folder}/${old}"
			fi
		done
	done <"${WORK}/plan/links"
}
