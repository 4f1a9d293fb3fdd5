# ---- secrets ----------------------------------------------------------------

# open_secrets decrypts every sealed value into the private folder. The line
# that begins each plaintext says what was sealed: a ciphertext that was put
# under another name is refused.
open_secrets() {
	[ -s "${WORK}/plan/secrets" ] || return 0
	has "${AGE}" || return 0
	[ -s "${ETC}/identity" ] || {
		finding "${MISSING}" "${ETC}/identity is missing, without which no secret can be opened; enrol this host again"
		return 0
	}
	while read -r name version; do
		value=${name}.${version}
		"${AGE}" -d -i "${ETC}/identity" -o "${WORK}/secrets/${value}.open" "${BUNDLE}/secrets/${value}.age" </dev/null 2>"${WORK}/age" || {
			finding "${MISSING}" "the secret ${name} is not sealed to this host: run 'senexc secret sync' and build again"
			continue
		}
		wanted="senexc-secret-v1 $(header stack) $(header environment) ${name} ${version}"
		sed -n 1p "${WORK}/secrets/${value}.open" >"${WORK}/first" || die "${IO}" "cannot write to ${WORK}"
		lists "${wanted}" "${WORK}/first" || {
			finding "${UNVERIFIED}" "what is sealed as the secret ${name} version ${version} is something else"
			continue
		}
		tail -n +2 "${WORK}/secrets/${value}.open" >"${WORK}/secrets/${value}" && rm -f "${WORK}/secrets/${value}.open" ||
			die "${IO}" "cannot write to ${WORK}"
	done <"${WORK}/plan/secrets"
}

# render_deliveries makes every text with secrets in it, all of them before the
# first change, so that a value its sink cannot carry is found in time.
render_deliveries() {
	[ ! -s "${WORK}/findings" ] || return 0
	while read -r kind name rest; do
		render "${name}"
		if [ "${kind}" = podman ] && [ -f "${WORK}/rendered/${name}" ] && [ ! -s "${WORK}/rendered/${name}" ]; then
			finding "${MISSING}" "the text of ${name} is empty, which Podman does not take as a secret"
		fi
	done <"${WORK}/plan/deliveries"
}

# render NAME follows a template. What is between begin and end is collected
# in a file of its own depth, then encoded into the one above.
render() {
	depth=0
	encoders=
	empty "${WORK}/depth.0"
	while IFS= read -r segment; do
		text=${segment#* }
		case ${segment} in
		'#'*) ;;
		'line '*) printf '%s\n' "${text}" >>"${WORK}/depth.${depth}" ;;
		'text '*) printf '%s' "${text}" >>"${WORK}/depth.${depth}" ;;
		'secret '*) cat "${WORK}/secrets/${text}" >>"${WORK}/depth.${depth}" ;;
		'begin '*)
			encoders="${text} ${encoders}"
			depth=$((depth + 1))
			empty "${WORK}/depth.${depth}"
			;;
		end)
			encode "${encoders%% *}" "${WORK}/depth.${depth}" "${WORK}/encoded" || {
				finding "${MISSING}" "${1}: ${encoders%% *} cannot write a secret: $(sed -n 1p "${WORK}/refusal"); give it another value"
				return 0
			}
			depth=$((depth - 1))
			encoders=${encoders#* }
			cat "${WORK}/encoded" >>"${WORK}/depth.${depth}"
			;;
		*)
			finding "${UNVERIFIED}" "the template ${1} has a line that this installer does not know"
			return 0
			;;
		esac || die "${IO}" "cannot write to ${WORK}"
	done <"${BUNDLE}/secrets/${1}.template"
	[ "${depth}" = 0 ] || finding "${UNVERIFIED}" "the template ${1} is cut short"
	mv "${WORK}/depth.0" "${WORK}/rendered/${1}" || die "${IO}" "cannot write to ${WORK}"
}

# plan_secrets lists the Podman secrets that are not there. Their names change
# with their values, so that one that is there is right.
plan_secrets() {
	empty "${WORK}/secrets.todo"
	sed -n 's/^podman //p' "${WORK}/plan/deliveries" >"${WORK}/secrets.wanted"
	[ -s "${WORK}/secrets.wanted" ] || return 0
	empty "${WORK}/secrets.there"
	if account_ready && has "${PODMAN}"; then
		account_podman secret ls --format '{{.Name}}' >"${WORK}/secrets.there" || die "${MISSING}" "Podman cannot list the secrets of ${ACCOUNT}"
	fi
	while IFS= read -r name; do
		lists "${name}" "${WORK}/secrets.there" || printf '%s\n' "${name}" >>"${WORK}/secrets.todo"
	done <"${WORK}/secrets.wanted"
	only secret 0 "${WORK}/secrets.todo"
}

# make_secrets hands values to Podman through a pipe: never as an argument, and
# Podman takes no file in its place. Those of other releases stay, so that going
# back finds them.
make_secrets() {
	[ -s "${WORK}/secrets.todo" ] || return 0
	step "secrets"
	rm -f "${WORK}/cut"
	while IFS= read -r name; do
		{ cat "${WORK}/rendered/${name}" || : >"${WORK}/cut"; } |
			as_account "${PODMAN}" secret create --label "senexc=$(header stack)" "${name}" - >/dev/null 2>"${WORK}/podman" || {
			show_output podman <"${WORK}/podman"
			die "${IO}" "Podman does not take the secret ${name}"
		}
		[ ! -e "${WORK}/cut" ] || {
			account_podman secret rm "${name}" >/dev/null
			die "${IO}" "cannot read the rendered secret ${name}"
		}
	done <"${WORK}/secrets.todo"
}
