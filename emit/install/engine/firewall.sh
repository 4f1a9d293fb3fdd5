# ---- firewall ---------------------------------------------------------------
#
# Our rules are those whose comment begins with "senexc"; what they admit
# stands in it up to the colon, and is how they are told apart. The rules and
# policies of the admin are never touched: where the admin has a rule for the
# same, ufw would replace it by ours, so it stays and ours is not added.

# plan_firewall lists the rules to add, ssh first, and those to remove.
plan_firewall() {
	empty "${WORK}/firewall.there"
	empty "${WORK}/firewall.enable"
	if has "${UFW}"; then
		read_rules
		grep " comment 'senexc " "${WORK}/ufw.added" >"${WORK}/firewall.there"
		is_firewall_on || printf 'enable\n' >"${WORK}/firewall.enable"
	else
		printf 'enable\n' >"${WORK}/firewall.enable"
	fi
	list_rules
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
	only rule 0 "${WORK}/firewall.add"
	only rule 0 "${WORK}/firewall.remove"
	leave_rules_of_admin
}

# leave_rules_of_admin takes from the rules to add those for which the admin has
# one: ufw tells rules apart by what they are for, and by neither what they do
# with it nor the comment.
leave_rules_of_admin() {
	[ -s "${WORK}/firewall.add" ] && has "${UFW}" || return 0
	grep -v " comment 'senexc " "${WORK}/ufw.added" >"${WORK}/firewall.admin"
	awk -v forbidden="${WORK}/firewall.forbidden" '
		FILENAME ~ /admin$/ {
			rule = $0
			sub(/ comment \047.*/, "", rule)
			if (sub(/^ufw (allow|limit|deny|reject) (log-all |log )?/, "", rule)) has[rule] = $0
			next
		}
		{
			from = $1; sub(/\/(32|128)$/, "", from)
			rule = "to " $2 " port " $3 " proto " $4
			if (from != "any") rule = "from " from " " rule
			else if ($2 == "any") rule = $3 "/" $4
			if (!(rule in has)) print
			else if (has[rule] ~ /^ufw (deny|reject)/) print has[rule] >forbidden
		}
	' "${WORK}/firewall.admin" "${WORK}/firewall.add" >"${WORK}/firewall.ours"
	[ ! -f "${WORK}/firewall.forbidden" ] || while IFS= read -r line; do
		finding "${MISSING}" "'${line}' is not from senexc and forbids what this stack opens; 'ufw delete ${line#ufw }' removes it"
	done <"${WORK}/firewall.forbidden"
	cat "${WORK}/firewall.ours" >"${WORK}/firewall.add" || die "${IO}" "cannot write to ${WORK}"
	judge_findings
}

# read_rules writes down all rules that there are. Half of them would be worse
# than none: rules would be added twice, and others never removed.
read_rules() {
	"${UFW}" show added </dev/null >"${WORK}/ufw.added" 2>/dev/null 9>&- || die "${IO}" "the firewall does not say what its rules are (ufw show added)"
}

# is_firewall_on: whether the rules are in force.
is_firewall_on() {
	"${UFW}" status </dev/null >"${WORK}/ufw.status" 2>/dev/null 9>&- || die "${IO}" "the firewall does not say whether it is in force (ufw status)"
	grep -q '^Status: active' "${WORK}/ufw.status"
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
	note FIREWALL
	while read -r from to port transport comment; do
		ufw_does allow proto "${transport}" from "${from}" to "${to}" port "${port}" comment "${comment}"
	done <"${WORK}/firewall.add"
	remove_rules
	[ ! -s "${WORK}/firewall.enable" ] || ufw_does --force enable
	warn_open_policy
}

# keep_firewall_before notes our rules and whether they were in force, and copies
# the files in which ufw has all rules.
keep_firewall_before() {
	cat "${WORK}/firewall.there" >"${part}/firewall" && cat "${WORK}/firewall.enable" >"${part}/firewall.enable" ||
		die "${IO}" "cannot write to ${part}"
	for name in ${UFW_FILES}; do
		! is_whole "${ROOT}/etc/ufw/${name}" || cp -p "${ROOT}/etc/ufw/${name}" "${part}/${name}" || die "${IO}" "cannot write to ${part}"
	done
	all_read
}

UFW_FILES='user.rules user6.rules'

# is_whole FILE: whether ufw has written it to its end.
is_whole() {
	[ -f "$1" ] && [ "$(tail -c 7 "$1" | tr '\n' :)" = COMMIT: ]
}

# mend_firewall puts back what ufw was writing when it was cut off. It writes its
# files in place, takes half of one for all rules that there are, those of the
# admin among them, and does not come up with it when the host boots.
mend_firewall() {
	noted FIREWALL && has "${UFW}" || return 0
	for name in ${UFW_FILES}; do
		file=${ROOT}/etc/ufw/${name}
		! is_whole "${file}" && [ -f "${TXN}/${name}" ] || continue
		all_read
		warn "ufw was cut off while it wrote ${file}; the rules from before this installation are back"
		: >"${TXN}/firewall.mended" && sync "${TXN}/firewall.mended" "${TXN}" &&
			cp -p "${TXN}/${name}" "${file}.senexc-new" && sync "${file}.senexc-new" && mv -f "${file}.senexc-new" "${file}" && sync "${file%/*}" ||
			die "${IO}" "cannot write ${file}"
	done
	[ -f "${TXN}/firewall.mended" ] || return 0
	ufw_does reload
	system_ctl start ufw.service || warn "ufw.service does not start, and ufw has its rules; see systemctl status ufw"
	rm -f "${TXN}/firewall.mended" || die "${IO}" "cannot write to ${TXN}"
}

# restore_firewall makes our rules what they were, those that admit first. ufw
# lists a rule that it has for IPv4 or for IPv6, and one that it was interrupted
# at may be there for one of them: so all are given to it again. A rule of which
# only the comment differs is the same to ufw, which then takes the comment.
restore_firewall() {
	noted FIREWALL && has "${UFW}" || return 0
	mend_firewall
	while IFS= read -r line; do
		comment=${line#*" comment '"}
		line=${line#ufw }
		# shellcheck disable=SC2086 # the words of a rule, as ufw printed them
		ufw_does ${line%%" comment '"*} comment "${comment%"'"}"
	done <"${TXN}/firewall"
	read_rules
	awk '
		{ rule = $0; sub(/ comment \047.*/, "", rule) }
		FILENAME ~ /txn\/firewall$/ { before[rule] = 1; next }
		/ comment \047senexc / && !(rule in before)
	' "${TXN}/firewall" "${WORK}/ufw.added" >"${WORK}/firewall.remove" || die "${IO}" "cannot write to ${WORK}"
	remove_rules
	[ -s "${TXN}/firewall.enable" ] || return 0
	! is_firewall_on || ufw_does disable
}

remove_rules() {
	while IFS= read -r line; do
		line=${line#ufw }
		# shellcheck disable=SC2086 # the words of a rule, as ufw printed them
		ufw_does --force delete ${line%%" comment '"*}
	done <"${WORK}/firewall.remove"
}

ufw_does() {
	"${UFW}" "$@" </dev/null >"${WORK}/ufw" 2>&1 9>&- || {
		show_output ufw <"${WORK}/ufw"
		die "${STUCK}" "the firewall does not take a rule (ufw $*)"
	}
}

# warn_wider names the admin's rules for a port that the stack opens to some
# only. They are the admin's, and what they admit is admitted.
warn_wider() {
	has "${UFW}" || return 0
	read_rules
	grep -v " comment 'senexc " "${WORK}/ufw.added" >"${WORK}/firewall.admin"
	awk '
		FILENAME ~ /wanted$/ { if ($1 != "any") narrow[$3] = 1; else wide[$3] = 1; next }
		$1 == "ufw" && ($2 == "allow" || $2 == "limit") {
			port = ""
			for (i = 3; i <= NF; i++) {
				if ($i == "port") port = $(i + 1)
				else if (i == 3 && $i ~ /^[0-9]+(\/(tcp|udp))?$/) port = $i
			}
			sub(/\/.*/, "", port)
			if (port in narrow && !(port in wide)) print port, $0
		}
	' "${WORK}/firewall.wanted" "${WORK}/firewall.admin" >"${WORK}/firewall.wider"
	while read -r port line; do
		warn "'${line}' is not from senexc and admits more to port ${port} than the stack does; it stays, and 'ufw delete ${line#ufw }' removes it"
	done <"${WORK}/firewall.wider"
}

warn_open_policy() {
	[ ! -f "${ROOT}/etc/default/ufw" ] || ! grep -q '^DEFAULT_INPUT_POLICY="ACCEPT"' "${ROOT}/etc/default/ufw" ||
		warn "ufw accepts what no rule forbids (DEFAULT_INPUT_POLICY in /etc/default/ufw); senexc leaves the policy to you: ufw default deny incoming"
}
