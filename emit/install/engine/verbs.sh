# ---- verbs ------------------------------------------------------------------

apply() {
	begin
	recover_first --go-on
	verify
	load_plan
	install_release
}

# begin is for verbs that change the host: alone, and after the remains of
# earlier runs are gone.
begin() {
	require_root
	require_systemd
	take_lock
	open_work
	sweep_work
	release_autostart
}

# look is for verbs that change nothing.
look() {
	require_root
	require_systemd
	share_lock
	open_work
	[ ! -d "${TXN}" ] || {
		say "an earlier run was cut off; 'senexc-apply recover' finishes it, and so does apply"
		exit "${PENDING}"
	}
}

# install_release brings the host to the release in ${BUNDLE}. Up to
# open_transaction nothing that runs is touched; from there on everything can be
# undone.
install_release() {
	step "preflight"
	preflight "${PEER_SECONDS}"
	make_plan
	preflight_room
	refuse_drift
	show_plan
	install_packages
	preflight_after_packages
	make_account
	plan_with_account
	make_accounts
	make_directories
	pull_images
	make_secrets
	run_jobs prepare
	validate_staged
	all_read
	if is_pending; then
		arm_confirmation
		open_transaction
		apply_files
		set_sysctls
		apply_firewall
		activate
		note ACTIVATED
		check_health || die "${STUCK}" "${ID} does not become healthy"
		note HEALTHY
		run_jobs settled
		commit
		collect_garbage
		prune_versions
		prune_networks
		say "done: ${PRINCIPAL} runs ${ID} ($(($(uptime_seconds) - BEGUN)) s)"
		if [ -n "${CONFIRM_WITHIN}" ]; then
			start_confirmation
		else
			end_confirmation
		fi
	else
		check_health || die "${STUCK}" "${ID} is installed as it should be, and is not healthy"
		all_read
		list_accepted >"${WORK}/accepted.new"
		settle "${WORK}/accepted.new" accepted
		say "done: ${PRINCIPAL} runs ${ID}; nothing had to change"
	fi
	exit "${DONE}"
}

# is_pending: whether anything is left to do that can be undone.
is_pending() {
	for list in files.todo links.todo sysctls.todo firewall.add firewall.remove firewall.enable actions idle jobs.todo; do
		[ ! -s "${WORK}/${list}" ] || return 0
	done
	! is_recorded
}

show_plan() {
	[ -s "${WORK}/changes" ] || return 0
	keep_log
	step "plan"
	show_changes
}

# preflight_after_packages looks again at what packages were to bring, and
# decides again about files: a package may have brought some.
preflight_after_packages() {
	[ -s "${WORK}/packages.todo" ] || return 0
	empty "${WORK}/plan/packages"
	preflight_tools
	preflight_podman
	judge_findings
	plan_files
	refuse_drift
	plan_firewall
	plan_units
	all_read
}

# plan_with_account asks again what nobody could answer before: Podman speaks
# only in the account, once that and its service manager are there.
plan_with_account() {
	[ -s "${WORK}/account.todo" ] || return 0
	plan_images
	plan_secrets
	plan_units
	plan_jobs
	all_read
}

check() {
	look
	verify
	load_plan
	preflight 0
	make_plan
	preflight_room
	show_drift
	if [ -s "${WORK}/changes" ] || [ -s "${WORK}/drift" ]; then
		say "apply would bring ${PRINCIPAL} to ${ID}:"
		show_changes
		[ "${DIFF}" = no ] || show_diffs
		exit "${PENDING}"
	fi
	say "${PRINCIPAL} runs ${ID}; there is nothing to do"
	exit "${DONE}"
}

status() {
	look
	verify
	load_plan
	installed=$(state id)
	say "installed  ${installed:-nothing}"
	[ ! -f "${STATE}/state" ] || sed -n 's/^partial \([^ ]*\) /\1 /p' "${STATE}/state" >"${WORK}/partial"
	! is_unconfirmed || say "waiting for 'senexc-apply confirm'"
	while read -r id tags; do
		say "partial    ${id}, only ${tags}"
	done <"${WORK}/partial"
	say "bundle     ${ID}"
	show_certificates
	preflight 0
	make_plan
	show_drift
	show_changes
	show_failed_timers
	if [ -s "${WORK}/changes" ] || [ -s "${WORK}/drift" ] || [ -s "${WORK}/failed" ]; then
		exit "${PENDING}"
	fi
	say "${PRINCIPAL} is as the bundle says"
	exit "${DONE}"
}

health() {
	look
	verify
	load_plan
	PATIENT=no
	check_health || exit "${PENDING}"
	all_read
	say "healthy"
	exit "${DONE}"
}

# rollback [ID] installs a release that the host has kept, by the same way as any
# other, and by default the one before.
rollback() {
	begin
	if [ -d "${TXN}" ] && [ -n "${ACCEPT}" ]; then
		# The way back out of a release that a job has halted.
		recover_first ${ACCEPT:+--accept "${ACCEPT}"}
		exit "${DONE}"
	fi
	recover_first
	if [ "${RECOVERED_NOW}" = yes ]; then
		say "that was the way back from an interrupted run; look at the history before you go back further"
		exit "${RECOVERED}"
	fi
	if [ "${IF_UNCONFIRMED}" = yes ]; then
		is_unconfirmed || {
			end_confirmation
			exit "${DONE}"
		}
		say "nobody confirmed ${waiting}: going back"
		[ -n "$(readlink "${STATE}/previous")" ] || is_partial || uninstall
	fi
	target=${ARGUMENT}
	if [ -z "${target}" ] && is_partial; then
		target=$(state id)
	elif [ -z "${target}" ]; then
		target=$(readlink "${STATE}/previous") || die "${MISSING}" "there is no release before this one"
		target=${target#releases/}
	fi
	case ${target} in
	*/* | .*) wrong_usage "'${target}' is no id of a release" ;;
	*) ;;
	esac
	BUNDLE=${STATE}/releases/${target}
	[ -f "${BUNDLE}/MANIFEST" ] || die "${MISSING}" "the release ${target} is not kept on this host; see 'senexc-apply history'"
	jobs_between "${target}" >"${WORK}/crossed" || die "${IO}" "cannot read ${STATE}/history.tsv"
	while IFS= read -r job; do
		is_accepted "${job}" ||
			die "${STUCK}" "since ${target}, the job ${job} has run, and it cannot be undone (rollback = \"forbid\"); if ${target} can live with what it did: senexc-apply rollback ${target} --accept ${job}"
	done <"${WORK}/crossed"
	verify
	load_plan
	# Going back must not depend on other hosts.
	empty "${WORK}/plan/peers"
	install_release
}

# is_partial: whether parts of another release were installed over this one.
is_partial() {
	[ -f "${STATE}/state" ] && grep -q '^partial ' "${STATE}/state"
}

# recover finishes or undoes what an earlier run left open.
recover() {
	begin
	recover_first ${ACCEPT:+--accept "${ACCEPT}"}
	[ "${RECOVERED_NOW}" = yes ] || {
		say "there is nothing to recover"
		exit "${DONE}"
	}
	exit "${RECOVERED}"
}

# run_manual NAME runs a job of the installed release because somebody says so.
run_manual() {
	begin
	recover_first
	[ "${RECOVERED_NOW}" = no ] || exit "${RECOVERED}"
	verify
	load_plan
	[ "$(state id)" = "${ID}" ] || die "${MISSING}" "${ID} is not what is installed; jobs run from the installed release: senexc-apply job ${ARGUMENT}"
	open_secrets
	render_deliveries
	judge_findings
	list_wanted
	plan_jobs
	[ -n "${ARGUMENT}" ] && [ -f "${WORK}/jobs/${ARGUMENT}" ] || {
		printf 'senexc: this host has the jobs\n' >&2
		sed -n 's/^job \([^ ]*\) \([^ ]*\) .*/  \1 (\2)/p' "${WORK}/plan/jobs" >&2
		wrong_usage "say which job"
	}
	run_job "${ARGUMENT}"
	record ran "${ID}" "${ARGUMENT}"
	say "done: the job ${ARGUMENT}; what it printed is in ${STATE}/jobs/${ARGUMENT}.log"
	exit "${DONE}"
}

# history shows what happened to this host, and which releases can be gone back to.
history() {
	require_root
	share_lock
	open_work
	[ ! -f "${STATE}/history.tsv" ] || cat "${STATE}/history.tsv"
	[ -d "${STATE}/releases" ] || exit "${DONE}"
	current=$(readlink "${STATE}/current")
	previous=$(readlink "${STATE}/previous")
	list_releases | while IFS= read -r id; do
		case releases/${id} in
		"${current}") printf 'kept\t%s\tcurrent\n' "${id}" ;;
		"${previous}") printf 'kept\t%s\tprevious\n' "${id}" ;;
		*) printf 'kept\t%s\n' "${id}" ;;
		esac
	done
	all_read
	exit "${DONE}"
}

gc() {
	begin
	recover_first
	[ "${RECOVERED_NOW}" = no ] || exit "${RECOVERED}"
	verify
	load_plan
	collect_garbage
	exit "${DONE}"
}

verify_only() {
	require_root
	share_lock
	open_work
	verify
	say "verified: ${ID} for ${PRINCIPAL}, sha256 of MANIFEST ${IDENTITY}"
	exit "${DONE}"
}

usage() {
	cat <<'END'
install.sh [VERB] [OPTION...]

  apply          install this bundle; a second run changes nothing (the default)
  check          show what apply would do, and change nothing; --diff shows files
  status         compare the host with this bundle: 2 if anything differs
  health         run the health checks once: 2 if one fails
  verify         verify the signature and the files, the host and the serial
  rollback [ID]  go back to the previous release, or to any that is kept
  confirm        stay with a release that was installed with --confirm-within
  recover        finish or undo a run that was cut off
  history        what was installed when, and which releases are kept
  gc             remove releases beyond the last five, with their images
  job NAME       run a job of the installed release
  uninstall      take away what senexc put here; --purge: with volumes, secrets,
                 images and what is recorded
  version        print what this bundle is
  help           print this

  --only TAG[,TAG]            only services with one of these tags
  --packages=install|none     none: a missing package ends the run with 13
  --on-drift=fail|overwrite|keep
                              what to do with files that somebody changed
  --confirm-within TIME       as in 10m: go back unless confirm is called by then
  --accept JOB                rollback, recover: go back although JOB has run
  --quiet                     print problems only
  --json                      one JSON object per line for every event

exit codes: 0 done, 2 changes pending or drift, 10 verification, 11 wrong host,
12 unsupported system, 13 missing prerequisite, 14 older than what is installed,
15 drift, 20 failed and the old release is back, 21 failed and not rolled back,
22 recovered from an interruption: run it again, 30 I/O error before any change,
64 usage, 75 locked, 128+n signal
END
}
