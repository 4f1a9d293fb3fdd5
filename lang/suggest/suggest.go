package suggest

import (
	"strings"

	"github.com/agext/levenshtein"
)

// Suggest returns the candidate that given was probably meant to be, or "" if
// none is near. The nearest candidate wins, and among equally near ones the
// first. A name that differs only in upper and lower case is always near; other
// names may differ in at most two letters, short ones in fewer, because any two
// words of three letters are within two edits of each other. When none is near, a
// word that only one candidate begins with is short for it.
func Suggest(given string, candidates []string) string {
	best, bestDistance := "", limit(given)+1
	for _, candidate := range candidates {
		if candidate == given || candidate == "" {
			continue
		}
		if d := distance(given, candidate); d < bestDistance {
			best, bestDistance = candidate, d
		}
	}
	if best == "" {
		return completed(given, candidates)
	}
	return best
}

// completed is the candidate that begins with given, if there is one and it is
// the only one.
func completed(given string, candidates []string) (whole string) {
	if len(given) < 3 {
		return ""
	}
	for _, candidate := range candidates {
		switch {
		case candidate == given:
			return ""
		case !strings.HasPrefix(candidate, given) || candidate == whole:
		case whole != "":
			return ""
		default:
			whole = candidate
		}
	}
	return whole
}

// distance is the number of single-letter edits between two names, where two
// swapped neighbours count as one edit: that is how people mistype.
func distance(a, b string) int {
	if strings.EqualFold(a, b) {
		return 0
	}
	a, b = strings.ToLower(a), strings.ToLower(b)
	if swapped(a, b) {
		return 1
	}
	return levenshtein.Distance(a, b, nil)
}

// swapped reports whether a is b with one pair of neighbours exchanged.
func swapped(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if x[i] != y[i] {
			return i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] &&
				string(x[i+2:]) == string(y[i+2:])
		}
	}
	return false
}

// limit is the largest distance at which a name of this length is still a
// plausible misspelling.
func limit(given string) int {
	switch n := len([]rune(given)); {
	case n <= 1:
		return 0
	case n <= 4:
		return 1
	default:
		return 2
	}
}

// DidYouMean returns a sentence with the suggestion, preceded by a space, to
// append to a message; or "" if nothing is near.
func DidYouMean(given string, candidates []string) string {
	if s := Suggest(given, candidates); s != "" {
		return ` Did you mean "` + s + `"?`
	}
	return ""
}
