# ---- data that has another place now ----------------------------------------

# preflight_elsewhere refuses to leave data behind without a word: a volume of
# the installed release that exists once, and that another host has from now on.
# It would begin there with nothing in it.
preflight_elsewhere() {
	[ -f "${HAD}/plan/units" ] || return 0
	while read -r what volume host; do
		grep -qF " ${volume}-volume.service " "${HAD}/plan/units" || continue
		if [ "${what}" = moved ]; then
			say "the volume ${volume} moved to ${host}; what is in it here stays until you remove it"
			continue
		fi
		finding "${MISSING}" "the volume ${volume} is to be on ${host} from now on, and its data is here; stop what writes it, carry it there (podman volume export ${volume} as ${ACCOUNT:-the account of the containers} here, podman volume import there), and say so in the stack: moved { volume = \"${volume}\", from = host.$(header host), to = host.${host} }"
	done <"${WORK}/plan/elsewhere"
}
