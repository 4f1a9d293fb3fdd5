# ---- verbs ------------------------------------------------------------------

apply() {
	require_root
	require_systemd
	take_lock
	open_work
	sweep_work
	release_autostart
	verify
	load_plan
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
	set_sysctls
	make_directories
	pull_images
	make_secrets
	run_jobs prepare
	validate_staged
	remember
	apply_files
	apply_firewall
	activate
	check_health || die "${STUCK}" "the release is in place and not healthy; nothing was rolled back: correct the cause and run this again"
	run_jobs settled
	commit
	record_kept
	if [ -s "${WORK}/changes" ]; then
		say "done: ${PRINCIPAL} runs ${ID} ($(($(uptime_seconds) - BEGUN)) s)"
	else
		say "done: ${PRINCIPAL} runs ${ID}; nothing had to change"
	fi
	exit "${DONE}"
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
}

# plan_with_account asks again what nobody could answer before: Podman speaks
# only in the account, once that and its service manager are there.
plan_with_account() {
	[ -s "${WORK}/account.todo" ] || return 0
	plan_images
	plan_secrets
	plan_units
}

check() {
	require_root
	require_systemd
	share_lock
	open_work
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
	require_root
	require_systemd
	share_lock
	open_work
	verify
	load_plan
	installed=$(state id)
	say "installed  ${installed:-nothing}"
	say "bundle     ${ID}"
	preflight 0
	make_plan
	show_drift
	show_changes
	if [ -s "${WORK}/changes" ] || [ -s "${WORK}/drift" ]; then
		exit "${PENDING}"
	fi
	say "${PRINCIPAL} is as the bundle says"
	exit "${DONE}"
}

health() {
	require_root
	require_systemd
	share_lock
	open_work
	verify
	load_plan
	PATIENT=no
	check_health || exit "${PENDING}"
	say "healthy"
	exit "${DONE}"
}

verify_only() {
	require_root
	open_work
	verify
	say "verified: ${ID} for ${PRINCIPAL}, sha256 of MANIFEST ${IDENTITY}"
	exit "${DONE}"
}

usage() {
	cat <<'END'
install.sh [VERB] [OPTION...]

  apply     install this bundle; a second run changes nothing (the default)
  check     show what apply would do, and change nothing; --diff shows files
  status    compare the host with this bundle: 2 if anything differs
  health    run the health checks once: 2 if one fails
  verify    verify the signature and the files, the host and the serial
  version   print what this bundle is
  help      print this

  --packages=install|none     none: a missing package ends the run with 13
  --on-drift=fail|overwrite|keep
                              what to do with files that somebody changed
  --quiet                     print problems only
  --json                      one JSON object per line for every event

exit codes: 0 done, 2 changes pending or drift, 10 verification, 11 wrong host,
12 unsupported system, 13 missing prerequisite, 14 older than what is installed,
15 drift, 20 failed and what ran before still runs, 21 failed halfway: run it
again, 30 I/O error before any change, 64 usage, 75 locked, 128+n signal
END
}
