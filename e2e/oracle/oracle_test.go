package oracle

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/senextrader/senexc/compile/calendar"
)

// Every oracle accepts testdata/good and finds the fault in testdata/bad: one
// that could not say no would be worth nothing.
func TestOracles(t *testing.T) {
	d := Open(t)
	tests := []struct {
		name   string
		judge  func(folder string) (Verdict, error)
		judged []string // in good, among others
		fault  string   // in bad
	}{
		{"Quadlet key", d.Quadlet, []string{"root/etc/containers/systemd/users/1500/cache.container"}, "unsupported key 'Imaje'"},
		{"Quadlet service by name", d.Quadlet, nil, "no cache.service came out"},
		{"Quadlet service of the plan", d.Quadlet, nil, "plan/units has queue.service"},
		{"nginx", d.Nginx, []string{"root/etc/nginx/conf.d/edge.conf"}, `invalid parameter "server_name"`},
		{"native unit", d.Systemd, []string{"/etc/systemd/system/tick.service"}, "Unknown key 'Frobnicate'"},
		{"drop-in", d.Systemd, []string{"nginx.service"}, "Unknown key 'LimitNOFISH'"},
		{"generated unit", d.Systemd, []string{"cache.service", "cache-volume.service", "inner-network.service"}, "Unknown key 'MemoryMaximum'"},
		{"unit of the account", d.Systemd, []string{"/etc/systemd/user/nightly.timer", "timers.target"}, "Failed to parse calendar specification"},
		{"script", d.Shellcheck, []string{"install.sh"}, "SC3010"},
		{"redis", func(f string) (Verdict, error) { return d.Redis(f, "redis.conf") }, []string{"redis.conf"}, "maxmemory_policy"},
		{"postgres", func(f string) (Verdict, error) { return d.Postgres(f, "postgresql.conf", "pg_hba.conf") }, []string{"postgresql.conf"}, "maximum_connections"},
		{"connections", func(f string) (Verdict, error) { return d.Postgres(f, "minimal.conf", "pg_hba.conf") }, []string{"pg_hba.conf"}, "scram-sha-25"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			good, err := test.judge("testdata/good")
			if err != nil {
				t.Fatal(err)
			}
			if err := good.Err(); err != nil {
				t.Errorf("complains of testdata/good: %v", err)
			}
			for _, thing := range test.judged {
				if !slices.Contains(good.Judged, thing) {
					t.Errorf("did not judge %s, only %q", thing, good.Judged)
				}
			}
			bad, err := test.judge("testdata/bad")
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(bad.Complaints, func(c string) bool { return strings.Contains(c, test.fault) }) {
				t.Errorf("no complaint of testdata/bad has %q in it:\n%s", test.fault, strings.Join(bad.Complaints, "\n"))
			}
		})
	}
}

// A folder without anything for an oracle is no success of the oracle.
func TestNothingToJudge(t *testing.T) {
	d := Open(t)
	empty := t.TempDir()
	for name, judge := range map[string]func(string) (Verdict, error){
		"quadlet": d.Quadlet, "nginx": d.Nginx, "systemd": d.Systemd, "shellcheck": d.Shellcheck,
	} {
		v, err := judge(empty)
		if err != nil || len(v.Judged) > 0 || len(v.Complaints) > 0 {
			t.Errorf("%s: got %v, %v for an empty folder", name, v, err)
		}
	}
}

// What the compiler takes for a time, systemd takes for one as well. It does
// not take everything: an oracle that did would be worth nothing.
func TestCalendar(t *testing.T) {
	d := Open(t)
	text, err := os.ReadFile("../../compile/calendar/testdata/accepted.txt")
	if err != nil {
		t.Fatal(err)
	}
	v, err := d.Calendar(slices.Concat(calendar.Words, strings.Split(strings.TrimSpace(string(text)), "\n"))...)
	if err != nil || len(v.Complaints) > 0 {
		t.Errorf("systemd refuses what Check accepts: %v, %v", err, v.Complaints)
	}
	for _, wrong := range []string{"dayly", "Fri..Mon", "*-13-01", "*-02-30", "24:00", "0/0:00"} {
		v, err := d.Calendar(wrong)
		if err != nil || len(v.Complaints) == 0 {
			t.Errorf("systemd accepts %q, or was not asked: %v", wrong, err)
		}
	}
}
