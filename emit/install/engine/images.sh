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
	done <"${WORK}/images.todo"
}
