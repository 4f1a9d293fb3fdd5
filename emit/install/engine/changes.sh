# ---- changes ----------------------------------------------------------------

# make_plan is the one decision that check shows and apply carries out.
make_plan() {
	select_services
	plan_packages
	plan_account
	plan_accounts
	plan_sysctls
	plan_directories
	plan_images
	plan_secrets
	plan_files
	plan_firewall
	plan_units
	plan_jobs
	refuse_inseparable
	warn_wider
	list_changes >"${WORK}/changes"
	CHANGES=$(grep -c '' "${WORK}/changes")
	all_read
}

# Changes are rows VERB KIND NAME.

list_changes() {
	sed 's/^/install package /' "${WORK}/packages.todo"
	sed "s/^/prepare account ${ACCOUNT}: /" "${WORK}/account.todo"
	sed 's/^add \([^ ]*\) .*/add account \1/; s/^join \([^ ]*\) \(.*\)/join account \1 to group \2/' "${WORK}/accounts.todo"
	sed 's/^\([^ ]*\) /set parameter \1 = /' "${WORK}/sysctls.todo"
	sed 's/^[^ ]* [^ ]* [^ ]* /prepare directory /' "${WORK}/directories.todo"
	sed 's/^/pull image /' "${WORK}/images.todo"
	sed 's/^/create secret /' "${WORK}/secrets.todo"
	awk '{ what = $1; for (i = 0; i < 5; i++) sub(/^[^ ]+ /, ""); print what, "file", $0 }' "${WORK}/files.todo"
	sed 's/^[^ ]* [^ ]* [^ ]* [^ ]* senexc /admit rule /' "${WORK}/firewall.add"
	sed "s/^.* comment 'senexc \(.*\)'\$/close rule \1/" "${WORK}/firewall.remove"
	sed 's/.*/enable firewall ufw/' "${WORK}/firewall.enable"
	awk '
		FILENAME ~ /idle$/ { idle[$1, $2] = 1; order[++n] = $2; of[$2] = $1; next }
		$1 == "manager-reload" { print "reload manager", $2; next }
		$1 != "stop" && ($2, $3) in idle { next }
		{ print $1, "unit", $3 }
		END { for (i = 1; i <= n; i++) print "start unit", order[i] }
	' "${WORK}/idle" "${WORK}/actions"
	sed 's/^[^ ]* /run job /' "${WORK}/jobs.todo"
	sed 's/^\([^ ]*\) \(.*\)/switch link \2 to \1/' "${WORK}/links.todo"
	is_recorded || printf 'record release %s\n' "${ID}${ONLY:+ for ${ONLY}}"
}

show_changes() {
	awk '{ verb = $1; sub(/^[^ ]+ /, ""); printf "  %-7s %s\n", verb, $0 }' "${WORK}/changes" >"${WORK}/changes.text"
	[ -z "${LOG}" ] || cat "${WORK}/changes.text" >>"${LOG}"
	if [ "${JSON}" = yes ]; then
		awk "${QUOTE}"'{
			verb = $1; kind = $2
			sub(/^[^ ]+ [^ ]+ /, "")
			print "{\"type\":\"change\",\"verb\":" quote(verb) ",\"kind\":" quote(kind) ",\"name\":" quote($0) "}"
		}' "${WORK}/changes"
	elif [ "${QUIET}" = no ]; then
		cat "${WORK}/changes.text"
	fi
}

# show_diffs shows the files that change, but none with a secret in it.
show_diffs() {
	while read -r what mode owner group source path; do
		case ${what} in
		delete) say "--- ${path} is deleted" ;;
		chmod) say "--- ${path} becomes ${owner}:${group} ${mode}" ;;
		*)
			case ${source} in
			root | displaced) secret=no ;;
			*) secret=yes ;;
			esac
			if [ "${secret}" = yes ] || holds_secrets "${path}"; then
				say "--- ${path} has secrets in it and is not shown"
				continue
			fi
			was=${ROOT}${path}
			[ -f "${was}" ] || was=/dev/null
			diff -u --label "${path} (now)" --label "${path} (new)" "${was}" "$(staged "${source}" "${path}")" >"${WORK}/diff"
			if [ "${JSON}" = yes ]; then
				show_output diff <"${WORK}/diff"
			else
				cat "${WORK}/diff"
			fi
			;;
		esac
	done <"${WORK}/files.todo"
}

# holds_secrets PATH: whether what is there now was rendered with secrets.
holds_secrets() {
	awk -v path="$1" '
		{ source = $5; for (i = 0; i < 5; i++) sub(/^[^ ]+ /, "") }
		$0 == path && source != "root" { found = 1 }
		END { exit !found }
	' "${WORK}/owned" "${WORK}/inflight"
}
