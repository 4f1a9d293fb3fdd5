# ---- jobs -------------------------------------------------------------------
#
# A job has run when its stamp is on the host: the hash of its definition and
# of every file that is part of it.

# plan_jobs writes one file per job and lists those that must run, as rows
# WHEN NAME.
plan_jobs() {
	mkdir -p "${WORK}/jobs" || die "${IO}" "cannot write to ${WORK}"
	awk -v folder="${WORK}/jobs" '
		$1 == "job" { file = folder "/" $2 }
		{ print >file }
		$1 == "end" { close(file) }
	' "${WORK}/plan/jobs" || die "${IO}" "cannot write to ${WORK}"
	list_volumes
	empty "${WORK}/jobs.todo"
	while read -r key name when rest; do
		[ "${key}" = job ] || continue
		stamp=$(stamp_of "${name}")
		printf '%s\n' "${stamp}" >"${WORK}/jobs/${name}.stamp"
		[ "${when}" != manual ] || continue
		if [ -f "${STATE}/jobs/${name}" ] && lists "${stamp}" "${STATE}/jobs/${name}" && has_volumes "${name}"; then
			continue
		fi
		# Going back must not run again what cannot be undone: the data is newer.
		{ [ "${PHASE}" = none ] && [ "${VERB}" != rollback ]; } || ! is_irreversible "${name}" || continue
		printf '%s %s\n' "${when}" "${name}" >>"${WORK}/jobs.todo"
	done <"${WORK}/plan/jobs"
	only job 1 "${WORK}/jobs.todo"
}

# is_irreversible NAME: whether the job says that it cannot be undone.
is_irreversible() {
	read -r key name when seconds rollback <"${WORK}/jobs/$1"
	[ "${rollback}" = forbid ]
}

# list_volumes notes the volumes and when they were made, if Podman can be asked
# and a job writes to one.
list_volumes() {
	empty "${WORK}/volumes"
	VOLUMES=unknown
	grep -q '^volume ' "${WORK}/plan/jobs" && account_ready && has "${PODMAN}" || return 0
	account_podman volume ls --format 'volume {{.Name}} {{.CreatedAt}}' >"${WORK}/volumes" 2>/dev/null || return 0
	VOLUMES=known
}

# has_volumes NAME: whether what the job wrote to is what it was.
has_volumes() {
	[ "${VOLUMES}" = known ] || return 0
	awk -v stamp="${STATE}/jobs/$1" '
		FILENAME ~ /\/volumes$/ { now[$2] = $0; next }
		FILENAME == stamp { then[$0] = 1; next }
		$1 == "volume" && !(now[$2] in then) { lost = 1 }
		END { exit lost }
	' "${WORK}/volumes" "${STATE}/jobs/$1" "${WORK}/jobs/$1"
}

# record_of NAME prints the stamp of a job that has run, and its volumes.
record_of() {
	cat "${WORK}/jobs/$1.stamp"
	sed -n 's/^volume //p' "${WORK}/jobs/$1" | while IFS= read -r volume; do
		grep "^volume ${volume} " "${WORK}/volumes"
	done
}

stamp_of() {
	{
		cat "${WORK}/jobs/$1"
		sed -n 's/^source //p' "${WORK}/jobs/$1" | while IFS= read -r path; do
			awk -v tail=" root ${path}" 'substr($0, length($0) - length(tail) + 1) == tail' "${WORK}/wanted"
		done
	} | sha256sum | sed 's/ .*//'
}

# run_jobs WHEN runs the jobs of a phase, in the order of the steps.
run_jobs() {
	while read -r kind name; do
		[ "${kind}" != job ] || run_job_in "$1" "${name}"
	done <"${WORK}/plan/steps"
}

# run_job_in PHASES NAME runs a job if one of the phases is its own and it has
# not run yet.
run_job_in() {
	while read -r when job; do
		[ "${job}" = "$2" ] || continue
		case ,$1, in
		*,"${when}",*) run_job "$2" ;;
		*) ;;
		esac
	done <"${WORK}/jobs.todo"
}

# run_job keeps the job's output in a file that only root reads: what a job
# prints is not ours to show.
run_job() {
	all_read
	read -r key name when seconds rollback <"${WORK}/jobs/$1"
	log=${STATE}/jobs/$1.log
	tell "   run job $1" job verb run name "$1"
	[ "${PHASE}" = none ] || note "JOB $1 ${rollback}"
	[ "${rollback}" != forbid ] || record irreversible "${ID}" "$1"
	# Whatever it does, what an earlier run of it did is gone.
	rm -f "${STATE}/jobs/$1" || die "${IO}" "cannot write to ${STATE}/jobs"
	started=$(uptime_seconds)
	sed -n 2p "${WORK}/jobs/$1" >"${WORK}/job.kind"
	read -r kind place <"${WORK}/job.kind"
	until attempt_job "$1"; do
		# A gate asks for what another host does, and so asks again.
		if lists gate "${WORK}/jobs/$1" && [ "$(uptime_seconds)" -lt "$((started + seconds))" ]; then
			"${SLEEP}" "${GATE_SECONDS}"
			continue
		fi
		[ "${kind}" != unit ] || show_log user "${place}"
		case ${when} in
		prepare) die "${FAILED}" "the job $1 failed after $(($(uptime_seconds) - started)) s; its output is in ${log}. What runs on this host is as before" ;;
		manual) die "${FAILED}" "the job $1 failed after $(($(uptime_seconds) - started)) s; its output is in ${log}" ;;
		*) die "${STUCK}" "the job $1 failed after $(($(uptime_seconds) - started)) s; its output is in ${log}" ;;
		esac
	done
	did finish job "$1" "$(($(uptime_seconds) - started))"
	! grep -q '^volume ' "${WORK}/jobs/$1" || list_volumes
	record_of "$1" >"${STATE}/jobs/$1.new" && replace "${STATE}/jobs/$1" ||
		die "${IO}" "cannot note that the job $1 has run; it would run again"
}

attempt_job() {
	case ${kind} in
	unit)
		user_ctl reset-failed "${place}" >/dev/null 2>&1
		user_ctl start "${place}" >"${log}" 2>&1
		;;
	exec) run_in_container "${WORK}/jobs/$1" "${seconds}" "${place}" >"${log}" 2>&1 ;;
	*) run_on_host "${WORK}/jobs/$1" "${seconds}" >"${log}" 2>&1 ;;
	esac
}

# On the way back, TERM is ignored, also by what is started then: hence the KILL.
run_in_container() {
	run_argv "$1" as_account timeout -k 30 "$2" "${PODMAN}" exec "$3"
}

run_on_host() {
	(
		umask 022
		cd "${ROOT:-/}" || exit 1
		run_argv "$1" timeout -k 30 "$2"
	)
}
