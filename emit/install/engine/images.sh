# ---- images -----------------------------------------------------------------

# plan_images lists what Podman does not have. Without the account it has
# nothing.
plan_images() {
	empty "${WORK}/images.todo"
	while IFS= read -r image; do
		if account_ready && has "${PODMAN}" && account_podman image exists "${image}"; then
			continue
		fi
		printf '%s\n' "${image}" >>"${WORK}/images.todo"
	done <"${WORK}/plan/images"
	only image 0 "${WORK}/images.todo"
}

# pull_images fetches before anything changes: a start must never wait for a
# download, nor fail for one.
pull_images() {
	[ -s "${WORK}/images.todo" ] || return 0
	step "images"
	while IFS= read -r image; do
		case ${image} in
		localhost/*)
			die "${MISSING}" "the image ${image} is not on this host and cannot be pulled; load it as ${ACCOUNT}"
			;;
		*) ;;
		esac
		did pull image "${image}"
		account_podman pull -q "${image}" >"${WORK}/pull" 2>&1 || {
			show_output podman <"${WORK}/pull"
			die "${MISSING}" "cannot pull ${image}, for the reason above; nothing that runs was changed. Correct the cause and run this again"
		}
		compare_image "${image}"
	done <"${WORK}/images.todo"
}

# compare_image IMAGE makes sure that what came is what was asked for: an image
# for another processor is pulled without a word, and fails when it starts.
compare_image() {
	account_podman image inspect --format '{{.Architecture}}{{range .RepoDigests}} {{.}}{{end}}' "$1" >"${WORK}/image" 2>/dev/null &&
		read -r arch digests <"${WORK}/image" || die "${MISSING}" "Podman does not have ${1}, which it has just pulled"
	wanted=$(header arch)
	[ "${arch}" = "${wanted}" ] || die "${MISSING}" "the image $1 is for ${arch}, and this host is ${wanted}"
	case $1 in
	*@sha256:*)
		case "${digests} " in
		*"@${1#*@} "*) ;;
		*) die "${MISSING}" "what was pulled as $1 has another digest" ;;
		esac
		;;
	*) ;;
	esac
}
