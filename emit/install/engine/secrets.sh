# ---- secrets ----------------------------------------------------------------

# open_secrets brings every value into the private folder.
open_secrets() {
	open_sealed
	open_local
}

# open_sealed decrypts what the bundle brings. The line that begins each
# plaintext says what was sealed: a ciphertext that was put under another name
# is refused.
open_sealed() {
	[ -s "${WORK}/plan/secrets" ] || return 0
	has "${AGE}" || return 0
	[ -s "${ETC}/identity" ] || {
		finding "${MISSING}" "${ETC}/identity is missing, without which no secret can be opened; enrol this host again"
		return 0
	}
	stack=$(header stack)
	environment=$(header environment)
	while read -r name version; do
		value=${name}.${version}
		"${AGE}" -d -i "${ETC}/identity" -o "${WORK}/secrets/${value}.open" "${BUNDLE}/secrets/${value}.age" </dev/null 2>"${WORK}/age" || {
			finding "${MISSING}" "the secret ${name} is not sealed to this host: run 'senexc secret sync' and build again"
			continue
		}
		wanted="senexc-secret-v1 ${stack} ${environment} ${name} ${version}"
		sed -n 1p "${WORK}/secrets/${value}.open" >"${WORK}/first" || die "${IO}" "cannot write to ${WORK}"
		lists "${wanted}" "${WORK}/first" || {
			finding "${UNVERIFIED}" "what is sealed as the secret ${name} version ${version} is something else"
			continue
		}
		tail -n +2 "${WORK}/secrets/${value}.open" >"${WORK}/secrets/${value}" && rm -f "${WORK}/secrets/${value}.open" ||
			die "${IO}" "cannot write to ${WORK}"
	done <"${WORK}/plan/secrets"
}

# open_local takes the values that are on this host only: an admin's files, and
# what is made here when it is first needed. One newline at the end of a file is
# the end of its line, and is dropped.
open_local() {
	[ -s "${WORK}/plan/local" ] || return 0
	empty "${WORK}/generated"
	while read -r name version source length; do
		value=${name}.${version}
		file=${ETC}/secrets/${name}
		[ "${source}" = host ] || file=${file}.${version}
		if [ ! -f "${file}" ] && [ "${source}" = generated ]; then
			generate "${length}" >"${WORK}/secrets/${value}"
			[ "$(wc -c <"${WORK}/secrets/${value}")" -eq "${length}" ] || die "${IO}" "cannot make the secret ${name}"
			printf '%s\n' "${value}" >>"${WORK}/generated"
		elif [ ! -f "${file}" ]; then
			finding "${MISSING}" "the secret ${name} is for an admin of this host to write, and ${file#"${ROOT}"} is missing: write it, for root alone (mode 0600)"
		elif [ -n "$(find "${file}" -perm /077)" ]; then
			finding "${MISSING}" "${file#"${ROOT}"} holds a secret and others than root may read or change it: chmod 600 ${file#"${ROOT}"}"
		elif bytes=$(tr -d '\000' <"${file}" | wc -c) &&
			[ "${bytes}" -ne "$(wc -c <"${file}")" ]; then
			finding "${MISSING}" "${file#"${ROOT}"} has a NUL byte in it, which no environment and few files can carry"
		else
			awk 'NR > 1 { printf "\n" } { printf "%s", $0 }' "${file}" >"${WORK}/secrets/${value}" || die "${IO}" "cannot write to ${WORK}"
			[ -s "${WORK}/secrets/${value}" ] || finding "${MISSING}" "${file#"${ROOT}"} is empty, and a secret without a value protects nothing"
		fi
	done <"${WORK}/plan/local"
}

# generate LENGTH prints that many random letters and digits.
generate() {
	command tr -dc 'A-Za-z0-9' </dev/urandom | head -c "$1"
}

# keep_generated writes down what was made here, before anything uses it.
keep_generated() {
	[ -s "${WORK}/generated" ] || return 0
	mkdir -p "${ETC}/secrets" || die "${IO}" "cannot make ${ETC}/secrets"
	while IFS= read -r value; do
		file=${ETC}/secrets/${value}
		cat "${WORK}/secrets/${value}" >"${file}.new" && sync "${file}.new" && mv "${file}.new" "${file}" ||
			die "${IO}" "cannot write ${file}"
	done <"${WORK}/generated"
	empty "${WORK}/generated"
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
	all_read
	keep_generated
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
