package install_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Most of what a fault costs is the way to where it strikes. So a copy of the
// engine gets stations: between two statements of its course it can wait, and
// play the rest in a process of its own, which has all of its variables,
// descriptors and traps, as often as the test wants; the test puts the files back
// in between. The honest engine is what is installed and what recovers.
//
// course has the functions that are one after the other what a run does, and
// those that are part of others and may be seen as if they stood there.
var (
	course = []string{"apply", "rollback", "recover_inside", "roll_back"}
	part   = []string{"begin", "verify", "preflight", "make_plan", "install_release", "open_transaction", "commit", "finish_commit", "close_transaction", "activate_old"}
)

const stationShell = `
station() {
	[ "${FAULT_SERVED:-no}" = no ] || return 0
	printf 'station %s.%s\n' "$1" "$2" >"${FAULT}/events"
	[ "${FAULT_STOP:-}" = "$1.$2" ] || return 0
	FAULT_IGNORED=0
	while read -r FAULT_KEY FAULT_MASK; do
		[ "${FAULT_KEY}" != SigIgn: ] || FAULT_IGNORED=$((0x${FAULT_MASK} & 0x4000))
	done </proc/self/status
	trap '' INT TERM
	while read -r FAULT_ORDER <"${FAULT}/orders" && [ "${FAULT_ORDER}" != go ]; do
		(
			FAULT_SERVED=yes
			FAULT_AT=$2
			trap 'leave "$?"' EXIT
			[ "${FAULT_IGNORED}" != 0 ] || { trap 'on_signal 2' INT && trap 'on_signal 15' TERM; }
			read -r FAULT_LEADER FAULT_REST </proc/self/stat
			. "${FAULT}/order"
			FAULT_PLAY=play_$1
			shift 2
			"${FAULT_PLAY}" "$@"
		) >"${FAULT}/output" 2>&1
		printf 'end %s\n' "$?" >"${FAULT}/events"
	done
	[ "${FAULT_IGNORED}" != 0 ] || { trap 'on_signal 2' INT && trap 'on_signal 15' TERM; }
}

`

var (
	function  = regexp.MustCompile(`(?ms)^(\w+)\(\) \{\n(.*?)^\}\n`)
	goesOn    = regexp.MustCompile(`(\|\||&&|\||\\)$`)
	bare      = regexp.MustCompile(`^\t(\w+)(?: "\$\{(\w+)\}")?\n$`)
	branching = regexp.MustCompile(`(?s)^\tif is_pending; then\n(.*)^?\n\telse\n(.*)\tfi\n$`)
)

// withStations returns the engine with stations in its course.
func withStations(engine string) string {
	bodies := map[string]string{}
	for _, m := range function.FindAllStringSubmatch(engine, -1) {
		bodies[m[1]] = m[2]
	}
	// It stands for an install.sh that is elsewhere.
	engine = strings.Replace(engine, `folder=$(dirname "$0")`, `folder=$(dirname "${FAULT_SELF}")`, 1)
	engine = strings.Replace(engine, `ENGINE=${BUNDLE}/${0##*/}`, `ENGINE=${BUNDLE}/${FAULT_SELF##*/}`, 1)
	var plays strings.Builder
	plays.WriteString(stationShell)
	for _, name := range course {
		fmt.Fprintf(&plays, "play_%s() {\n", name)
		for i, s := range flat(bodies, bodies[name]) {
			fmt.Fprintf(&plays, "\t[ \"${FAULT_AT}\" -gt %d ] || {\n\tstation %s %d \"$@\"\n%s\t}\n", i+1, name, i+1, s)
		}
		plays.WriteString("}\n\n")
		engine = strings.Replace(engine, "\n"+name+"() {\n"+bodies[name]+"}\n", "\n"+name+"() {\n\tFAULT_AT=1\n\tplay_"+name+" \"$@\"\n}\n", 1)
	}
	i := strings.LastIndex(engine, "\nmain \"$@\"\n")
	return engine[:i] + plays.String() + engine[i:]
}

// flat returns the statements of a body, with those of its parts.
func flat(bodies map[string]string, body string) []string {
	var all []string
	for _, s := range statements(body) {
		if m := branching.FindStringSubmatch(s); m != nil {
			all = append(all, "\tis_pending || {\n"+m[2]+"\texit \"${DONE}\"\n\t}\n")
			all = append(all, flat(bodies, regexp.MustCompile(`(?m)^\t`).ReplaceAllString(m[1]+"\n", ""))...)
			continue
		}
		m := bare.FindStringSubmatch(s)
		if m == nil || !slices.Contains(part, m[1]) {
			all = append(all, s)
			continue
		}
		inner := bodies[m[1]]
		if m[2] != "" {
			inner = strings.ReplaceAll(inner, `"$1"`, `"${`+m[2]+`}"`)
		}
		all = append(all, flat(bodies, inner)...)
	}
	return all
}

// closer is what ends a statement that begins so.
var closer = map[string]string{"if": "fi", "case": "esac", "while": "done", "until": "done", "for": "done", "{": "}"}

// statements splits the body of a function as the engine is laid out: each
// begins with one tab.
func statements(body string) []string {
	var all []string
	open := "" // the word at the margin that the statement goes on to
	more := false
	for line := range strings.Lines(body) {
		text := strings.TrimPrefix(line, "\t")
		margin := text != line && !strings.HasPrefix(text, "\t")
		switch {
		case open != "":
			all[len(all)-1] += line
			if margin && strings.HasPrefix(text, open) {
				open = ""
			}
		case more || !margin || len(all) > 0 && strings.ContainsAny(text[:1], "}'"):
			all[len(all)-1] += line
		case strings.HasPrefix(text, "#"):
			continue
		default:
			all = append(all, line)
			first, _, _ := strings.Cut(strings.TrimSpace(text), " ")
			open = closer[first]
		}
		more = goesOn.MatchString(strings.TrimRight(line, "\n"))
	}
	return all
}

// stage writes the engine of an errand with stations, to be run in its place.
func (r *rig) stage(e errand) string {
	r.t.Helper()
	path := filepath.Join(r.dir, "stage."+filepath.Base(filepath.Dir(filepath.Dir(e.s.argv[0]))))
	r.staging.Lock()
	defer r.staging.Unlock()
	if _, err := os.Lstat(path); err == nil {
		return path
	}
	body, err := os.ReadFile(e.s.argv[0])
	if err == nil {
		err = os.WriteFile(path, []byte(withStations(string(body))), 0o755)
	}
	if err != nil {
		r.t.Fatal(err)
	}
	return path
}
