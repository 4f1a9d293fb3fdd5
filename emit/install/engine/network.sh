# ---- preflight A: nobody is locked out --------------------------------------

# preflight_firewall makes sure that the way in which the host is administered
# stays open. A firewall that shuts out ssh cannot be repaired from afar.
preflight_firewall() {
	tool=$(sed -n 's/^tool //p' "${WORK}/plan/firewall")
	[ "${tool}" = ufw ] || {
		finding "${UNSUPPORTED}" "this version cannot manage ${tool}"
		return 0
	}
	needs "${UFW}" ufw
	sed -n 's/^admin //p' "${WORK}/plan/firewall" >"${WORK}/admins"
	has "${SSHD}" || return 0
	[ -s "${WORK}/admins" ] || {
		finding "${MISSING}" "sshd runs here and the stack has no admin_cidrs: the firewall would close ssh to everyone"
		return 0
	}
	client=$(ssh_connection)
	client=${client%% *}
	[ -n "${client}" ] || return 0
	while IFS= read -r cidr; do
		! contains "${cidr}" "${client}" || return 0
	done <"${WORK}/admins"
	finding "${MISSING}" "you are connected from ${client}, which is in none of the stack's admin_cidrs: the firewall would close ssh to you"
}

# ssh_connection prints CLIENT PORT ADDRESS PORT of the connection by which this
# host is administered now. sudo takes the variable away, but a process above
# still has it.
ssh_connection() {
	if [ -n "${SSH_CONNECTION:-}" ]; then
		printf '%s\n' "${SSH_CONNECTION}"
		return 0
	fi
	[ -z "${ROOT}" ] || return 0
	above=${PPID}
	while [ "${above:-0}" -gt 1 ]; do
		connection=$(command tr '\000' '\n' <"/proc/${above}/environ" 2>/dev/null | sed -n 's/^SSH_CONNECTION=//p')
		if [ -n "${connection}" ]; then
			printf '%s\n' "${connection}"
			return 0
		fi
		above=$(command sed -n 's/^PPid:[^0-9]*//p' "/proc/${above}/status" 2>/dev/null)
	done
}

# sshd_ports prints the ports that sshd really listens on. Its configuration
# does not know those of a socket of systemd: the connection that is there tells,
# and later, when nobody is connected, the rule that was made for it.
sshd_ports() {
	"${SSHD}" -T >"${WORK}/sshd.settings" 2>/dev/null </dev/null 9>&- || die "${MISSING}" "sshd does not say which ports it has (sshd -T), and the firewall must not close them"
	sed -n 's/^port //p' "${WORK}/sshd.settings" >"${WORK}/sshd"
	[ -s "${WORK}/sshd" ] || printf '22\n' >"${WORK}/sshd"
	ssh_connection | sed -n 's/^[^ ]* [^ ]* [^ ]* \([0-9]*\)$/\1/p' >>"${WORK}/sshd"
	sed -n "s/.* comment 'senexc .* to any \([0-9]*\)\/tcp: ssh'\$/\1/p" "${WORK}/firewall.there" | sort -u >"${WORK}/sshd.admitted"
	if [ -s "${WORK}/sshd.admitted" ] && has "${SS}"; then
		"${SS}" -Hlnt </dev/null >"${WORK}/listening" 2>/dev/null 9>&- || die "${MISSING}" "${SS} cannot list the ports in use"
		awk '{ sub(/.*:/, "", $4); print $4; sub(/.*:/, "", $5); print $5 }' "${WORK}/listening" | sort -u | comm -12 - "${WORK}/sshd.admitted" >>"${WORK}/sshd"
	fi
	sort -u "${WORK}/sshd"
}

# contains CIDR ADDRESS: whether the address, IPv4 or IPv6, is in the network.
contains() {
	awk -v cidr="$1" -v address="$2" '
		function bits(a,   part, n, i, j, k, v, out, left, right, gap) {
			if (a ~ /^::ffff:[0-9.]+$/) sub(/^::ffff:/, "", a)
			out = ""
			if (a !~ /:/) {
				n = split(a, part, ".")
				for (i = 1; i <= n; i++) for (k = 128; k >= 1; k /= 2) {
					out = out (part[i] >= k ? 1 : 0)
					if (part[i] >= k) part[i] -= k
				}
				return out
			}
			if (a ~ /::/) {
				left = a; sub(/::.*/, "", left)
				right = a; sub(/.*::/, "", right)
				gap = 8 - (left == "" ? 0 : split(left, part, ":")) - (right == "" ? 0 : split(right, part, ":"))
				a = left
				for (i = 0; i < gap; i++) a = a (a == "" ? "" : ":") "0"
				if (right != "") a = a ":" right
			}
			n = split(tolower(a), part, ":")
			for (i = 1; i <= n; i++) {
				v = 0
				for (j = 1; j <= length(part[i]); j++) v = v * 16 + index("0123456789abcdef", substr(part[i], j, 1)) - 1
				for (k = 32768; k >= 1; k /= 2) {
					out = out (v >= k ? 1 : 0)
					if (v >= k) v -= k
				}
			}
			return out
		}
		BEGIN {
			sub(/%.*/, "", address)
			slash = index(cidr, "/")
			net = bits(slash ? substr(cidr, 1, slash - 1) : cidr)
			size = slash ? substr(cidr, slash + 1) + 0 : length(net)
			own = bits(address)
			exit !(length(net) == length(own) && substr(net, 1, size) == substr(own, 1, size))
		}
	'
}
