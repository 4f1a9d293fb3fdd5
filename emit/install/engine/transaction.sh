# ---- transaction ------------------------------------------------------------
#
# ${STATE}/txn is there exactly while a transaction is open:
#
#   journal            how far it came
#   engine             this program, which knows how to read the rest
#   before.list        each file that changes, as it was: rows N KIND MODE OWNER
#   before/N           GROUP NAME PATH, and the content of those that had one
#   folders            folders that it makes
#   actions            what was to be done with units
#   units              what units did before: MANAGER KIND UNIT ACTIVE ENABLED
#   firewall sysctls   our rules and the kernel's parameters, as they were
#   owned.new state.new  what is recorded at the commit; so is accepted.new
#   displaced          packages' files that give way, or are back
#   release            the new release, if it is not kept already
#   added              what was added and stays, whatever happens
#   boot               which boot of the host this is
#
# It is put together under another name and then renamed: once it is there, it
# is complete.

# open_transaction writes down everything that is needed to go back. Nothing of
# the host's own is changed before it has reached the disk.
open_transaction() {
	FROM=$(state id)
	FROM=${FROM:--}
	TO=${ID}
	part=${TXN}.part
	rm -rf "${part}"
	mkdir -p "${part}/before" && cp "${ENGINE}" "${part}/engine" || die "${IO}" "cannot write to ${STATE}; nothing was changed"
	keep_files_before
	keep_units_before
	keep_sysctls_before
	keep_firewall_before
	stage_release
	sort -k 6 "${WORK}/wanted" "${WORK}/owned.rest" >"${part}/owned.new" && list_accepted >"${part}/accepted.new" && list_displaced >"${part}/displaced" && cat "${WORK}/actions" >"${part}/actions" &&
		state_lines >"${part}/state.new" && cat "${BOOT_ID}" >"${part}/boot" && list_added >"${part}/added" && date -u +%Y-%m-%dT%H:%M:%SZ >"${part}/began" ||
		die "${IO}" "cannot write to ${part}; nothing was changed"
	arm_boot
	NOTED=0
	JOURNAL=${part}/journal
	DOING=${VERB}
	[ -z "${ONLY}" ] || DOING=partial
	note "PREPARED ${DOING} ${FROM} ${TO}"
	find "${part}" ! -type l -exec sync {} + || die "${IO}" "${part} does not reach the disk; nothing was changed"
	# From the rename on the way out is back, whatever ends this run.
	PHASE=forward
	JOURNAL=${TXN}/journal
	mv -f -T "${part}" "${TXN}" && sync "${STATE}" || die "${IO}" "${TXN} does not reach the disk; nothing was changed"
}

# keep_files_before copies what is about to be replaced or deleted: files, and
# the links to versions of directories. A file with
# secrets in it is not copied: it can be rendered again from the release that
# it belongs to.
keep_files_before() {
	awk '
		function after(n,   rest, i) {
			rest = $0
			for (i = 0; i < n; i++) sub(/^[^ ]+ +/, "", rest)
			return rest
		}
		{ p = after(5) }
		FILENAME ~ /files.todo$/ { print (p in name ? name[p] : "-"), p; next }
		$5 != "root" { name[p] = $5 }
	' "${WORK}/owned" "${WORK}/inflight" "${WORK}/files.todo" >"${WORK}/touching" &&
		sed 's/^[^ ]* /- /' "${WORK}/links.todo" >>"${WORK}/touching" || die "${IO}" "cannot write to ${WORK}"
	empty "${part}/before.list"
	empty "${part}/folders"
	number=0
	while read -r name path; do
		number=$((number + 1))
		facts='- - -'
		if [ -L "${ROOT}${path}" ]; then
			kind='link'
		elif [ -f "${ROOT}${path}" ]; then
			kind='file'
			[ "${name}" = - ] || kind=rendered
			facts=$("${STAT}" -c '%a %u %g %n' "${ROOT}${path}") || die "${IO}" "cannot read ${path}"
			facts=${facts%" ${ROOT}${path}"}
		elif [ -e "${ROOT}${path}" ]; then
			die "${DRIFT}" "${path} is neither a file nor a link, and a file must be put there; move it away"
		else
			kind=absent
			list_missing_folders "${path}"
		fi
		case ${kind} in
		file | link) cp -P -p "${ROOT}${path}" "${part}/before/${number}" || die "${IO}" "cannot save ${path} before replacing it; nothing was changed" ;;
		*) ;;
		esac
		printf '%s %s %s %s %s\n' "${number}" "${kind}" "${facts}" "${name}" "${path}" >>"${part}/before.list" || die "${IO}" "cannot write to ${part}"
	done <"${WORK}/touching"
	sort -u -o "${part}/folders" "${part}/folders" || die "${IO}" "cannot write to ${part}"
}

list_missing_folders() {
	missing=${1%/*}
	while [ -n "${missing}" ] && [ ! -d "${ROOT}${missing}" ]; do
		printf '%s\n' "${missing}" >>"${part}/folders" || die "${IO}" "cannot write to ${part}"
		missing=${missing%/*}
	done
}

# keep_units_before notes what the units of the new release do now. On a first
# install one of them may be the admin's own.
keep_units_before() {
	while read -r manager kind seconds unit source; do
		active=yes
		! lists "${manager} ${unit}" "${WORK}/idle" || active=no
		enabled=-
		if [ "${kind}" = native ]; then
			enabled=yes
			system_ctl is-enabled --quiet "${unit}" || enabled=no
		fi
		printf '%s %s %s %s %s\n' "${manager}" "${kind}" "${unit}" "${active}" "${enabled}"
	done <"${WORK}/plan/units" >"${part}/units" || die "${IO}" "cannot write to ${part}"
}

# stage_release copies the bundle, if it is not a kept one.
stage_release() {
	[ ! -d "${STATE}/releases/${ID}" ] || return 0
	cp -R "${BUNDLE}" "${part}/release" || die "${IO}" "cannot keep a copy of the bundle in ${part}; nothing was changed"
}

# state_lines prints the state of the new release. The floor never sinks: what
# was installed once is the oldest that a later bundle may be.
state_lines() {
	[ -z "${ONLY}" ] || {
		partial_lines
		return 0
	}
	floor=$(state floor)
	[ "${floor:-0}" -ge "${SERIAL}" ] || floor=${SERIAL}
	printf 'principal %s\nserial %s\nid %s\nidentity %s\nfloor %s\n' "${PRINCIPAL}" "${SERIAL}" "${ID}" "${IDENTITY}" "${floor}"
}

# list_added prints what going back does not take away.
list_added() {
	sed 's/^/package /' "${WORK}/packages.todo"
	sed "s/^/account ${ACCOUNT}: /" "${WORK}/account.todo"
	sed 's/^add \([^ ]*\) .*/account \1/; s/^join \([^ ]*\) \(.*\)/account \1 in group \2/' "${WORK}/accounts.todo"
	sed 's/^[^ ]* [^ ]* [^ ]* /directory /' "${WORK}/directories.todo"
	sed 's/^/image /' "${WORK}/images.todo"
	sed 's/^/secret /' "${WORK}/secrets.todo"
}

# commit is one line in the journal. What follows can be done again, and is done
# by the next run if this one is cut off.
commit() {
	trap '' INT TERM
	note COMMITTED
	PHASE=committed
	finish_commit
}

# finish_commit records the release: its copy, the list of what is owned, the
# state, and last the links, each replaced atomically.
finish_commit() {
	release=${STATE}/releases/${TO}
	if [ -d "${TXN}/release" ] && [ ! -d "${release}" ]; then
		mkdir -p "${STATE}/releases" && mv -f -T "${TXN}/release" "${release}" && sync "${STATE}/releases" ||
			die "${IO}" "cannot keep the release in ${release}"
	fi
	settle "${TXN}/owned.new" owned
	settle "${TXN}/state.new" state
	settle "${TXN}/accepted.new" accepted
	forget_displaced back
	if [ "${DOING}" != partial ]; then
		if [ "${FROM}" != - ] && [ "${FROM}" != "${TO}" ]; then
			point previous "${FROM}"
		fi
		point current "${TO}"
	fi
	rm -f "${STATE}/pending" "${STATE}/pending.files"
	case ${DOING} in
	rollback) record returned "${TO}" "from ${FROM}" ;;
	partial) record partial "${TO}" "over ${FROM}" ;;
	*) record installed "${TO}" "over ${FROM}" ;;
	esac
	close_transaction
	PHASE=none
}

# settle NEW FILE replaces a file of the state. One that is not there counts as
# empty.
settle() {
	cmp -s "$1" "${STATE}/$2" || { [ ! -s "$1" ] && [ ! -e "${STATE}/$2" ]; } ||
		{ cat "$1" >"${STATE}/$2.new" && replace "${STATE}/$2"; } || die "${IO}" "cannot write ${STATE}/$2"
}

# point LINK ID makes the link lead to that release.
point() {
	[ "$(readlink "${STATE}/$1")" != "releases/$2" ] || return 0
	rm -f "${STATE}/$1.new"
	ln -s "releases/$2" "${STATE}/$1.new" && mv -f -T "${STATE}/$1.new" "${STATE}/$1" && sync "${STATE}" ||
		die "${IO}" "cannot make $2 the $1 release"
}

# close_transaction takes it away in one step, under another name first.
close_transaction() {
	all_read
	disarm_boot
	mv -f -T "${TXN}" "${TXN}.done" && sync "${STATE}" || die "${IO}" "cannot remove ${TXN}"
	rm -rf "${TXN}.done" || warn "cannot remove ${TXN}.done"
}

# sweep_transaction removes what a run left that was cut off before its
# transaction was complete, or after it was closed.
sweep_transaction() {
	[ ! -d "${TXN}" ] || return 0
	[ ! -e "${TXN}.part" ] || rm -rf "${TXN}.part" || warn "cannot remove ${TXN}.part"
	[ ! -e "${TXN}.done" ] || rm -rf "${TXN}.done" || warn "cannot remove ${TXN}.done"
	disarm_boot
}
