# ---- reading ----------------------------------------------------------------
#
# What these programs find decides what is done. One that fails finds too little,
# and most of them stand where nobody sees how they end: in a pipe, in $( ), in a
# condition. So whoever fails leaves a mark, and nothing is done to the host
# while there is one. Where a failure does not matter, the call says command.

awk() { reads 1 awk "$@"; }
cat() { reads 0 cat "$@"; }
comm() { reads 0 comm "$@"; }
cut() { reads 0 cut "$@"; }
find() { reads 0 find "$@"; }
grep() { reads 1 grep "$@"; }
paste() { reads 0 paste "$@"; }
sed() { reads 0 sed "$@"; }
sha256sum() { reads 0 sha256sum "$@"; }
sort() { reads 0 sort "$@"; }
tail() { reads 0 tail "$@"; }
tr() { reads 0 tr "$@"; }
wc() { reads 0 wc "$@"; }

# reads WORST PROGRAM... runs it; up to WORST its exit code is an answer.
reads() {
	reads_worst=$1
	shift
	command "$@"
	reads_code=$?
	[ "${reads_code}" -le "${reads_worst}" ] || [ -z "${WORK}" ] || printf '%s\n' "$1" >>"${WORK}/unread"
	return "${reads_code}"
}

# all_read ends the run if something was not read as a whole.
all_read() {
	[ -s "${WORK}/unread" ] || return 0
	read -r unread <"${WORK}/unread"
	empty "${WORK}/unread"
	die "${IO}" "${unread} failed, and without what it reads nothing can be decided"
}
