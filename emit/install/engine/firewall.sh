# ---- firewall ---------------------------------------------------------------
#
# Our rules are those whose comment begins with "senexc"; what they admit
# stands in it up to the colon, and is how they are told apart. The rules and
# policies of the admin are never touched.

# plan_firewall lists the rules to add, ssh first, and those to remove.
plan_firewall() {
	list_rules
	empty "${WORK}/firewall.there"
	empty "${WORK}/firewall.enable"
	if has "${UFW}"; then
		"${UFW}" show added </dev/null 9>&- 2>/dev/null | grep " comment 'senexc " >"${WORK}/firewall.there"
		"${UFW}" status </dev/null 9>&- 2>/dev/null | grep -q '^Status: active' || printf 'enable\n' >"${WORK}/firewall.enable"
	else
		printf 'enable\n' >"${WORK}/firewall.enable"
	fi
	sed "s/.* comment '\(.*\)'\$/\1/" "${WORK}/firewall.there" >"${WORK}/firewall.comments"
	empty "${WORK}/firewall.add"
	while read -r from to port transport comment; do
		lists "${comment}" "${WORK}/firewall.comments" ||
			printf '%s %s %s %s %s\n' "${from}" "${to}" "${port}" "${transport}" "${comment}" >>"${WORK}/firewall.add"
	done <"${WORK}/firewall.wanted"
	awk '
		FILENAME ~ /wanted$/ { sub(/^[^ ]+ [^ ]+ [^ ]+ [^ ]+ /, ""); sub(/: .*/, ""); wanted[$0] = 1; next }
		{
			key = $0
			sub(/.* comment \047/, "", key); sub(/: .*/, "", key)
			if (!(key in wanted)) print
		}
	' "${WORK}/firewall.wanted" "${WORK}/firewall.there" >"${WORK}/firewall.remove"
}

list_rules() {
	empty "${WORK}/firewall.wanted"
	if has "${SSHD}"; then
		sshd_ports >"${WORK}/sshd.ports"
		while IFS= read -r port; do
			while IFS= read -r cidr; do
				rule "${cidr}" any "${port}" tcp ssh
			done <"${WORK}/admins"
		done <"${WORK}/sshd.ports"
	fi
	while read -r key from to port transport comment; do
		[ "${key}" != admit ] || rule "${from}" "${to}" "${port}" "${transport}" "${comment}"
	done <"${WORK}/plan/firewall"
}

rule() {
	printf '%s %s %s %s senexc %s to %s %s/%s: %s\n' "$1" "$2" "$3" "$4" "$1" "$2" "$3" "$4" "$5" >>"${WORK}/firewall.wanted"
}

apply_firewall() {
	[ -s "${WORK}/firewall.add" ] || [ -s "${WORK}/firewall.remove" ] || [ -s "${WORK}/firewall.enable" ] || return 0
	step "firewall"
	while read -r from to port transport comment; do
		ufw_does allow proto "${transport}" from "${from}" to "${to}" port "${port}" comment "${comment}"
	done <"${WORK}/firewall.add"
	while IFS= read -r line; do
		line=${line#ufw }
		# shellcheck disable=SC2086 # the words of a rule, as ufw printed them
		ufw_does --force delete ${line%%" comment '"*}
	done <"${WORK}/firewall.remove"
	[ ! -s "${WORK}/firewall.enable" ] || ufw_does --force enable
	warn_open_policy
}

ufw_does() {
	"${UFW}" "$@" </dev/null >"${WORK}/ufw" 2>&1 9>&- || {
		show_output ufw <"${WORK}/ufw"
		die "${STUCK}" "the firewall does not take a rule (ufw $*); run this again to finish"
	}
}

warn_open_policy() {
	! grep -s -q '^DEFAULT_INPUT_POLICY="ACCEPT"' "${ROOT}/etc/default/ufw" ||
		warn "ufw accepts what no rule forbids (DEFAULT_INPUT_POLICY in /etc/default/ufw); senexc leaves the policy to you: ufw default deny incoming"
}
