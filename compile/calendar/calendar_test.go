package calendar_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/senextrader/senexc/compile/calendar"
)

// accepted returns expressions of every form. The test of the oracles gives
// them to systemd, which must accept them too.
func accepted(t testing.TB) []string {
	t.Helper()
	text, err := os.ReadFile("testdata/accepted.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(text)), "\n")
}

func TestAccepted(t *testing.T) {
	for _, s := range slices.Concat(calendar.Words, accepted(t)) {
		if err := calendar.Check(s); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestRefused(t *testing.T) {
	for s, why := range map[string]string{
		"":                        "empty",
		" daily":                  "single spaces",
		"dayly":                   "neither a weekday",
		"Mon..":                   "neither a weekday",
		"Fri..Mon":                "backwards",
		"2027-01-01":              "names a year",
		"*-02-30":                 "never comes",
		"*-04,06-31":              "never comes",
		"*-13-01":                 "no month 13",
		"*-00-01":                 "no month 00",
		"*-*-*-*":                 "written as",
		"24:00":                   "no hour 24",
		"12:60":                   "no minute 60",
		"12:00:00.5":              "no second",
		"1:2:3:4":                 "written as",
		"3..1:00":                 "backwards",
		"0/0:00":                  "from 1 to 23",
		"03:30 Mon":               "written as",
		"Mon Tue":                 "written as",
		"03:30 Europe/Berlin":     "written as",
		"Mon *-*-1 03:30 UTC UTC": "written as",
		"007:00":                  "no hour",
		"UTC":                     "neither a weekday",
		"*":                       "neither a weekday",
	} {
		if err := calendar.Check(s); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%q: %v, want %q", s, err, why)
		}
	}
}

func FuzzCheck(f *testing.F) {
	for _, s := range accepted(f) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if calendar.Check(s) == nil && strings.ContainsAny(s, "\n\x00%") {
			t.Errorf("%q would not stay a line", s)
		}
	})
}
