# ---- preflight A: before the first change -----------------------------------

# require_root comes before everything: without it the first thing that fails
# would be a folder that cannot be made.
require_root() {
	[ -n "${ROOT}" ] || [ "$(id -u)" = 0 ] || die "${MISSING}" "this must run as root"
}

# require_systemd comes next: where systemd is not the first
# process, nobody can be asked about services, and nobody would run them.
require_systemd() {
	[ -d "${ROOT}/run/systemd/system" ] ||
		die "${UNSUPPORTED}" "systemd has not booted this host, and it is what would run the services; install on the machine itself, not in a chroot or container"
}

# preflight collects everything that stands against installing, so that one
# look at the output is enough to prepare the host. The argument is how many
# seconds other hosts have to answer.
preflight() {
	preflight_tools
	preflight_systemd
	preflight_podman
	preflight_account
	preflight_accounts
	preflight_ports
	preflight_elsewhere
	preflight_firewall
	preflight_certificates
	open_secrets
	render_deliveries
	if [ -s "${WORK}/findings" ]; then
		wait_for_peers 0
	else
		wait_for_peers "$1"
	fi
	judge_findings
}

preflight_tools() {
	for tool in awk base64 bash comm flock getent od sed sha256sum stat sync timeout; do
		has "${tool}" || finding "${MISSING}" "the program ${tool} is missing"
	done
	needs "${SS}" iproute2
	needs "${SYSTEMCTL}" systemd
	preflight_probes
	[ ! -s "${WORK}/plan/secrets" ] || needs "${AGE}" age
	[ ! -s "${WORK}/plan/validations" ] || needs "${UNSHARE}" util-linux
	[ ! -s "${WORK}/plan/sysctls" ] || needs "${SYSCTL}" procps
	case ${FAMILY} in
	debian)
		needs "${APT_GET}" apt
		needs "${DPKG_QUERY}" dpkg
		;;
	*) finding "${UNSUPPORTED}" "this version installs on hosts of the Debian family only" ;;
	esac
	if [ -n "${ACCOUNT}" ] || [ -s "${WORK}/plan/accounts" ]; then
		for tool in "${RUNUSER}" "${LOGINCTL}" "${USERADD}" "${USERMOD}"; do
			has "${tool}" || finding "${MISSING}" "the program ${tool} is missing"
		done
	fi
}

# needs PROGRAM PACKAGE notes a program that is neither there nor about to be
# installed.
needs() {
	has "$1" || lists "$2" "${WORK}/plan/packages" ||
		finding "${MISSING}" "the program $1 is missing; install the package $2"
}

preflight_systemd() {
	[ -n "${ACCOUNT}" ] || return 0
	"${SYSTEMCTL}" --version >"${WORK}/systemd" 2>/dev/null </dev/null || return 0
	version=$(sed -n '1s/^systemd \([0-9]*\).*/\1/p' "${WORK}/systemd")
	[ "${version:-0}" -ge 252 ] ||
		finding "${UNSUPPORTED}" "systemd is of version ${version:-unknown}, and 252 is the first that gives rootless containers their limits"
	[ -f "${ROOT}/sys/fs/cgroup/cgroup.controllers" ] ||
		finding "${UNSUPPORTED}" "this host does not use cgroup v2 alone, which rootless containers need; boot it with systemd.unified_cgroup_hierarchy=1"
}

# preflight_podman runs again after packages, when Podman must be there.
preflight_podman() {
	[ -n "${ACCOUNT}" ] || return 0
	wanted=$(header podman)
	has "${PODMAN}" || {
		needs "${PODMAN}" podman
		return 0
	}
	version=$("${PODMAN}" --version </dev/null 9>&- | sed -n 's/^podman version \([0-9.]*\).*/\1/p')
	case ${wanted} in
	'' | -) return 0 ;;
	*) ;;
	esac
	at_least "${version:-0}" "${wanted}" ||
		finding "${UNSUPPORTED}" "Podman is of version ${version:-unknown}, and the units of this bundle need ${wanted}; upgrade Podman, or build for the version that is here (podman, in the host's block)"
}

# at_least VERSION WANTED compares two numbers each.
at_least() {
	awk -v have="$1" -v want="$2" 'BEGIN {
		split(have, h, "."); split(want, w, ".")
		exit !(h[1] + 0 > w[1] + 0 || h[1] + 0 == w[1] + 0 && h[2] + 0 >= w[2] + 0)
	}'
}

preflight_account() {
	[ -n "${ACCOUNT}" ] || return 0
	"${GETENT}" passwd >"${WORK}/passwd" || finding "${MISSING}" "getent cannot list the accounts"
	# systemd takes the home from here, and Podman keeps its images and secrets in it.
	awk -F: -v name="${ACCOUNT}" -v uid="${ACCOUNT_UID}" -v home="${ACCOUNT_HOME}" '
		$1 == name && $6 != home { print "the account " name " exists with the home " $6 ", and the containers of senexc need " home }
		$1 == name && $3 != uid { print "the account " name " exists with uid " $3 ", and the stack says " uid }
		$1 != name && $3 == uid { print "the uid " uid " belongs to " $1 ", and the stack wants it for " name }
	' "${WORK}/passwd" >"${WORK}/clash"
	for file in subuid subgid; do
		[ -f "${ROOT}/etc/${file}" ] || continue
		awk -F: -v name="${ACCOUNT}" -v file="${file}" '
			$1 == name { start[++n] = $2; end[n] = $2 + $3 }
			$1 != name && NF == 3 { other[++m] = $1; from[m] = $2; to[m] = $2 + $3 }
			END {
				for (i = 1; i <= n; i++) for (j = 1; j <= m; j++)
					if (start[i] < to[j] && from[j] < end[i])
						print "/etc/" file " gives " name " numbers that " other[j] " has as well"
			}
		' "${ROOT}/etc/${file}" >>"${WORK}/clash"
	done
	while IFS= read -r clash; do
		finding "${MISSING}" "${clash}"
	done <"${WORK}/clash"
}

# preflight_ports finds listeners in our way. A port is ours when the unit that
# will listen there is active, or when the installed release had it.
preflight_ports() {
	[ -s "${WORK}/plan/ports" ] || return 0
	has "${SS}" || return 0
	"${SS}" -Hlntu </dev/null >"${WORK}/listeners" 2>/dev/null || {
		finding "${MISSING}" "${SS} cannot list the ports in use"
		return 0
	}
	while read -r address port transport manager unit; do
		taken "${address}" "${port}" "${transport}" || continue
		if [ -f "${HAD}/plan/ports" ] && grep -q "^[^ ]* ${port} ${transport} " "${HAD}/plan/ports"; then
			continue
		fi
		[ "${unit}" = - ] || ! is_active "${manager}" "${unit}" || continue
		finding "${MISSING}" "${address}:${port}/${transport} is in use by another program, and ${unit} must listen there; see ss -lntup"
	done <"${WORK}/plan/ports"
}

taken() {
	awk -v address="$1" -v port="$2" -v transport="$3" '
		$1 == transport {
			here = $5
			sub(/:[0-9]+$/, "", here); sub(/%.*/, "", here); gsub(/[][]/, "", here)
			number = $5
			sub(/.*:/, "", number)
			wild = here == "*" || here == "0.0.0.0" || here == "::" || address == "0.0.0.0" || address == "::"
			if (number == port && (wild || here == address)) found = 1
		}
		END { exit !found }
	' "${WORK}/listeners"
}

# is_active MANAGER UNIT asks only a manager that is there.
is_active() {
	if [ "$1" = user ]; then
		account_ready || return 1
	fi
	ctl "$1" is-active --quiet "$2"
}

# wait_for_peers gives what other hosts offer a bounded time to answer. How
# long is the first argument, in seconds.
wait_for_peers() {
	deadline=$(($(uptime_seconds) + $1))
	while read -r host service endpoint address port; do
		until answers "${address}" "${port}"; do
			[ "$(uptime_seconds)" -lt "${deadline}" ] || {
				finding "${MISSING}" "${service} on ${host} does not answer at ${address}:${port} (${endpoint}), and services of this host need it; install ${host} first, or look at its firewall"
				break
			}
			"${SLEEP}" 1
		done
	done <"${WORK}/plan/peers"
}

# answers ADDRESS PORT: bash is the one program of every minimal system that
# can open a connection.
answers() {
	# shellcheck disable=SC2016 # the inner shell expands these
	timeout 3 bash -c 'exec 3<>"/dev/tcp/$1/$2"' tcp "$1" "$2" </dev/null 9>&- 2>/dev/null
}
