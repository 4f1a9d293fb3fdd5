package quadlet

import (
	"fmt"
	"strings"

	"github.com/agext/levenshtein"
)

// didYouMean returns a question, after a blank, that names the key or section
// that was probably meant, or "" if none is near. Keys are mistyped in case
// more often than in letters, and Quadlet minds the case.
func didYouMean(given string, known []string) string {
	best, distance := "", 1+min(2, len(given)/3)
	for _, name := range known {
		if d := levenshtein.Distance(strings.ToLower(given), strings.ToLower(name), nil); d < distance {
			best, distance = name, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(" Did you mean %s?", best)
}
