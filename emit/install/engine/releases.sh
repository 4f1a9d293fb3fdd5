# ---- releases ---------------------------------------------------------------

KEEP=5

# record EVENT ID DETAIL adds a line to the history. The time is for people; no
# decision depends on it. A line that is there already is not added again.
record() {
	if [ -f "${TXN}/began" ]; then
		time=$(cat "${TXN}/began")
	else
		time=$(date -u +%Y-%m-%dT%H:%M:%SZ)
	fi
	row=$(printf '%s\t%s\t%s\t%s' "${time}" "$1" "$2" "$3")
	[ ! -f "${STATE}/history.tsv" ] || ! lists "${row}" "${STATE}/history.tsv" || return 0
	printf '%s\n' "${row}" >>"${STATE}/history.tsv" && sync "${STATE}/history.tsv" || warn "cannot write ${STATE}/history.tsv"
}

# list_releases prints the kept releases, the one that was installed last first.
list_releases() {
	find "${STATE}/releases" -mindepth 1 -maxdepth 1 -type d ! -name '*.part' -exec basename {} \; >"${WORK}/kept"
	[ -f "${STATE}/history.tsv" ] || touch "${STATE}/history.tsv"
	awk -F '\t' '
		FILENAME ~ /history.tsv$/ { if ($2 == "installed" || $2 == "returned" || $2 == "partial") last[$3] = FNR; next }
		{ print last[$0] + 0, $0 }
	' "${STATE}/history.tsv" "${WORK}/kept" | sort -k 1nr -k 2 | cut -d ' ' -f 2
}

# collect_garbage removes releases beyond the last five, and the images and
# Podman secrets that only they needed. The current and the previous one stay.
collect_garbage() {
	current=$(readlink "${STATE}/current")
	previous=$(readlink "${STATE}/previous")
	list_releases | awk -v keep="${KEEP}" -v current="${current#releases/}" -v previous="${previous#releases/}" '
		{ print (NR <= keep || $0 == current || $0 == previous ? "stay" : "go"), $0 }
	' >"${WORK}/ranked"
	sed -n 's/^go //p' "${WORK}/ranked" >"${WORK}/going"
	[ -s "${WORK}/going" ] || return 0
	for kind in images podman; do
		for fate in stay go; do
			sed -n "s/^${fate} //p" "${WORK}/ranked" >"${WORK}/of"
			while IFS= read -r id; do
				case ${kind} in
				images) sed '/^#/d' "${STATE}/releases/${id}/plan/images" ;;
				*) sed -n 's/^podman //p' "${STATE}/releases/${id}/plan/deliveries" ;;
				esac
			done <"${WORK}/of" | sort -u >"${WORK}/${kind}.${fate}"
		done
		comm -13 "${WORK}/${kind}.stay" "${WORK}/${kind}.go" >"${WORK}/${kind}.unused"
	done
	[ ! -s "${WORK}/unread" ] || {
		warn "old releases stay for now, since it cannot be read what they need"
		return 0
	}
	if account_ready && has "${PODMAN}"; then
		while IFS= read -r image; do
			! account_podman image exists "${image}" || account_podman image rm "${image}" >/dev/null 2>&1 || warn "Podman keeps the image ${image}"
		done <"${WORK}/images.unused"
		while IFS= read -r name; do
			account_podman secret rm "${name}" >/dev/null 2>&1 || warn "Podman keeps the secret ${name}"
		done <"${WORK}/podman.unused"
	fi
	while IFS= read -r id; do
		rm -rf "${STATE}/releases/${id}" || warn "cannot remove ${STATE}/releases/${id}"
		say "   removed release ${id}"
	done <"${WORK}/going"
}

# jobs_between ID prints the jobs that cannot be undone and have run since that
# release was installed last.
jobs_between() {
	[ -f "${STATE}/history.tsv" ] || return 0
	awk -F '\t' -v id="$1" '
		($2 == "installed" || $2 == "returned") && $3 == id { n = 0; next }
		$2 == "irreversible" { jobs[++n] = $4 }
		END { for (i = 1; i <= n; i++) if (!seen[jobs[i]]++) print jobs[i] }
	' "${STATE}/history.tsv"
}
