# ---- only: some of the services ---------------------------------------------
#
# --only selects services by their tags. What belongs to them is planned as
# always, with what belongs to the host itself; everything else is left as it
# is, also where the bundle has something new for it. plan/owners says whose each
# thing is, and the installed release whose it was.

# select_services reads the tags. Without --only all of this does nothing.
select_services() {
	[ -n "${ONLY}" ] || return 0
	installed=$(state id)
	[ -n "${installed}" ] || die "${MISSING}" "nothing is installed here yet: install the whole release before parts of another one"
	had services >"${WORK}/had.services"
	had owners >"${WORK}/had.owners"
	awk -v only="${ONLY}" '
		BEGIN { n = split(only, word, ","); for (i = 1; i <= n; i++) asked[word[i]] = 1 }
		{
			m = split($2, tag, ",")
			for (i = 1; i <= m; i++) if (tag[i] in asked) { print $1; found[tag[i]] = 1 }
		}
		END { for (i = 1; i <= n; i++) if (!(word[i] in found)) print word[i] >"/dev/stderr" }
	' "${WORK}/plan/services" "${WORK}/had.services" 2>"${WORK}/unknown" | sort -u >"${WORK}/selected"
	[ ! -s "${WORK}/unknown" ] || {
		tags=$(awk '{ print $2 }' "${WORK}/plan/services" | tr ',' '\n' | sort -u | words)
		die "${USAGE}" "no service of this host has the tag $(words <"${WORK}/unknown"); there are: ${tags}"
	}
	# What these need, and may not find as the release has it.
	awk '
		FILENAME ~ /selected$/ { selected[$1] = 1; next }
		$1 in selected {
			n = split($3, need, ",")
			for (i = 1; i <= n; i++) if (need[i] != "-" && !(need[i] in selected)) print $1, need[i]
		}
	' "${WORK}/selected" "${WORK}/plan/services" >"${WORK}/needed"
	empty "${WORK}/inseparable"
	only unit 4 "${WORK}/plan/units" no
	only step 1 "${WORK}/plan/steps" no
	only check 0 "${WORK}/plan/checks" no
}

# words prints lines as one.
words() {
	paste -s -d ' ' -
}

# only KIND WORDS FILE leaves the rows of what is selected; the name of a row
# comes after that many words. The rows are changes, unless a fourth argument
# says otherwise: one that is left out and that a selected service needs is noted.
only() {
	[ -n "${ONLY}" ] || return 0
	awk -v kind="$1" -v words="$2" -v changes="${4:-yes}" -v inseparable="${WORK}/inseparable" '
		function after(n,   rest, i) {
			rest = $0
			for (i = 0; i < n; i++) sub(/^[^ ]+ +/, "", rest)
			return rest
		}
		FILENAME ~ /selected$/ { selected[$1] = 1; next }
		FILENAME ~ /needed$/ { needed[$2] = $1; next }
		FILENAME ~ /owners$/ {
			key = $1 SUBSEP after(2)
			owned[key] = 1
			if ($2 == "-" || $2 in selected) ours[key] = 1
			if ($2 in needed) theirs[key] = $2
			next
		}
		{
			is = kind
			name = after(words)
			if (kind == "step") is = $1
			else if (kind == "check") {
				is = "unit"
				name = $1 == "active" ? $4 : $1 == "healthy" ? $3 ".service" : ""
			} else if (kind == "unit" && words == 4) name = $4
			else if (kind == "rule") {
				sub(/.*senexc /, "", name)
				sub(/: .*/, "", name)
				if (name ~ / to any [0-9]+\/tcp$/ && !((is SUBSEP name) in owned)) { print; next } # ssh
			}
			if (name == "" || (is SUBSEP name) in ours) { print; next }
			if (changes == "yes" && (is SUBSEP name) in theirs) print needed[theirs[is, name]], theirs[is, name] >>inseparable
		}
	' "${WORK}/selected" "${WORK}/needed" "${WORK}/plan/owners" "${WORK}/had.owners" "$3" >"${WORK}/only" && cat "${WORK}/only" >"$3" ||
		die "${IO}" "cannot write to ${WORK}"
}

# is_selected KIND NAME
is_selected() {
	[ -n "${ONLY}" ] || return 0
	printf '%s\n' "$2" >"${WORK}/one"
	only "$1" 0 "${WORK}/one" no
	[ -s "${WORK}/one" ]
}

# only_files leaves the selected files in the lists that are compared. Those
# that are left out are owned as before.
only_files() {
	empty "${WORK}/owned.rest"
	[ -n "${ONLY}" ] || return 0
	sort "${WORK}/wanted" >"${WORK}/wanted.all"
	sort "${WORK}/owned" >"${WORK}/owned.all"
	comm -23 "${WORK}/wanted.all" "${WORK}/owned.all" >"${WORK}/wanted.new"
	only file 5 "${WORK}/wanted.new"
	for list in wanted owned inflight; do
		only file 5 "${WORK}/${list}" no
	done
	sort "${WORK}/owned" | comm -23 "${WORK}/owned.all" - >"${WORK}/owned.rest"
}

# partial_lines prints the state after some services were installed: the release
# that is installed as a whole is still the same, and the floor does not move.
partial_lines() {
	grep -v -F -x -e "partial ${ID} ${ONLY}" "${STATE}/state"
	printf 'partial %s %s\n' "${ID}" "${ONLY}"
}

# is_recorded: whether the release is noted as installed, as far as was asked.
is_recorded() {
	if [ -n "${ONLY}" ]; then
		lists "partial ${ID} ${ONLY}" "${STATE}/state"
	else
		[ "$(state id)" = "${ID}" ] && ! grep -q '^partial ' "${STATE}/state"
	fi
}

# refuse_inseparable ends the run when the selected services would meet
# something that they do not go with.
refuse_inseparable() {
	[ -n "${ONLY}" ] || return 0
	! grep -q '^recreate ' "${WORK}/actions" ||
		finding "${MISSING}" "the network changes, which the containers of all services share: install the whole release"
	sort -u "${WORK}/inseparable" >"${WORK}/together"
	while read -r service need; do
		finding "${MISSING}" "${service} uses ${need}, which this release changes as well: select both (--only=${ONLY},${need}), or install the whole release"
	done <"${WORK}/together"
	judge_findings
}
