# ---- packages ---------------------------------------------------------------

# plan_packages lists what is missing. A new family of distributions is a new
# line in these two functions.
plan_packages() {
	empty "${WORK}/packages.todo"
	case ${FAMILY} in
	debian) missing_dpkg >"${WORK}/packages.todo" ;;
	*) ;;
	esac
}

install_packages() {
	[ -s "${WORK}/packages.todo" ] || return 0
	[ "${PACKAGES}" = install ] || die "${MISSING}" "packages are missing, and --packages=none leaves them to you: $(tr '\n' ' ' <"${WORK}/packages.todo")"
	step "packages: $(tr '\n' ' ' <"${WORK}/packages.todo")"
	case ${FAMILY} in
	debian) install_apt ;;
	*) ;;
	esac
}

missing_dpkg() {
	[ -s "${WORK}/plan/packages" ] || return 0
	# dpkg-query fails when it does not know one of them; the list still holds.
	# shellcheck disable=SC2016 # the format is dpkg-query's, not the shell's
	tr '\n' '\000' <"${WORK}/plan/packages" |
		xargs -0 "${DPKG_QUERY}" -W -f '${binary:Package} ${db:Status-Status}\n' 2>/dev/null |
		sed -n 's/^\([^ :]*\)[^ ]* installed$/\1/p' | sort -u >"${WORK}/packages.installed"
	sort -u "${WORK}/plan/packages" | comm -23 - "${WORK}/packages.installed"
}

# install_apt installs without starting anything: a service that comes up
# with its package's configuration would be reachable before the stack's is
# there.
install_apt() {
	hold_autostart
	export DEBIAN_FRONTEND=noninteractive
	apt_get update || warn "apt-get update failed; trying with the package lists that are there"
	tr '\n' '\000' <"${WORK}/packages.todo" >"${WORK}/packages.null"
	APT_LOG=${WORK}/apt
	xargs -0 "${APT_GET}" -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold \
		-y -q install <"${WORK}/packages.null" >"${APT_LOG}" 2>&1 9>&- || {
		show_output apt-get <"${APT_LOG}"
		die "${MISSING}" "apt-get could not install the packages; nothing else was changed"
	}
	release_autostart
}

apt_get() {
	"${APT_GET}" -o DPkg::Lock::Timeout=300 -q "$@" </dev/null >"${WORK}/apt" 2>&1 9>&-
}

# Debian's packages ask this program before they start a service.
POLICY=${ROOT}/usr/sbin/policy-rc.d

hold_autostart() {
	make_folder "${POLICY%/*}"
	if [ -e "${POLICY}" ] && ! grep -q '^# senexc' "${POLICY}"; then
		mv -f -T "${POLICY}" "${POLICY}.kept-by-senexc" || die "${IO}" "cannot move ${POLICY} aside"
	fi
	printf '#!/bin/sh\n# senexc: nothing starts while packages are being installed\nexit 101\n' >"${POLICY}" &&
		chmod 0755 "${POLICY}" || die "${IO}" "cannot write ${POLICY}"
}

# release_autostart undoes hold_autostart, also that of a run that was killed;
# while another run is at work it is not ours to undo.
release_autostart() {
	[ "${LOCK}" = ours ] || return 0
	if [ -f "${POLICY}" ] && grep -q '^# senexc' "${POLICY}"; then
		rm -f "${POLICY}"
	fi
	if [ -e "${POLICY}.kept-by-senexc" ] && [ ! -e "${POLICY}" ]; then
		mv -f -T "${POLICY}.kept-by-senexc" "${POLICY}" || warn "${POLICY}.kept-by-senexc must be moved back to ${POLICY}"
	fi
}
