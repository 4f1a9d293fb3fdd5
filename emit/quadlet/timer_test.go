package quadlet

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/compile/plan"
)

func chores() (*plan.Stack, *plan.Host) {
	at := plan.Origin{File: "components/shop.hcl", Line: 7, Column: 3}
	h := &plan.Host{
		Name: "web01", Account: plan.Account{Name: "senex", UID: 1500},
		Timers: []plan.Timer{
			{
				Description: "Removes what is old", Schedule: []string{"daily", "Mon..Fri 12:00 UTC"}, Delay: 900,
				Job: plan.Job{Name: "shop-sweep", Service: "shop", Host: true, Command: []string{"/bin/sh", "-c", "echo 100% of $HOME; true", ""}, Timeout: 60, Origin: at},
			},
			{
				Schedule: []string{"hourly"}, Persistent: true,
				Job: plan.Job{Name: "shop-index", Service: "shop", Exec: "shop", Command: []string{"index", ";"}, Timeout: 600, Origin: at},
			},
		},
	}
	return &plan.Stack{Name: "shop", Environment: "test"}, h
}

func TestTimers(t *testing.T) {
	natives, problems := Timers(chores())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	const where = `
# Stack shop, environment test, host web01, service shop.
# Written by senexc from components/shop.hcl. Change it there: this file is replaced.

[Unit]
`
	want := map[string]string{
		"shop-sweep.timer": `# Timer shop-sweep: Removes what is old` + where + `Description=Timer shop-sweep: Removes what is old

[Timer]
OnCalendar=daily
OnCalendar=Mon..Fri 12:00 UTC
Persistent=false
RandomizedDelaySec=900
`,
		"shop-sweep.service": `# What the timer shop-sweep starts: Removes what is old` + where + `Description=Removes what is old
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
ExecStart=/bin/sh -c "echo 100%% of $$HOME; true" ""
TimeoutStartSec=60
`,
		"shop-index.timer": `# Timer shop-index` + where + `Description=Timer shop-index: shop-index of shop
ConditionUser=senex

[Timer]
OnCalendar=hourly
Persistent=true
`,
		"shop-index.service": `# What the timer shop-index starts` + where + `Description=shop-index of shop
ConditionUser=senex
After=shop.service

[Service]
Type=oneshot
ExecStart=/usr/bin/podman exec shop index ";"
TimeoutStartSec=600
`,
	}
	got := map[string]string{}
	for _, n := range natives {
		got[n.File] = n.Text
		if system := strings.HasPrefix(n.File, "shop-sweep"); n.System != system {
			t.Errorf("%s is of the system: %t", n.File, n.System)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("units (-want +got):\n%s", diff)
	}
}

// What systemd would take for something else than the name of a program is
// refused where it was written.
func TestProgramsOfTimers(t *testing.T) {
	for _, name := range []string{"", "-true", "@true", "!true", "bin/true", "/bin/../true", "my program", "$HOME/true", "%h/true", "/bin/true;"} {
		stack, h := chores()
		h.Timers[0].Job.Command[0] = name
		_, problems := Timers(stack, h)
		if len(problems) != 1 || !strings.Contains(problems[0].Detail, "is not a program") || problems[0].Origin.Line != 7 {
			t.Errorf("%q: %v", name, problems)
		}
	}
}

func FuzzExecLine(f *testing.F) {
	f.Add("/bin/sh", "-c", "a \"b\" $HOME 100%\n")
	f.Add("true", ";", `\`)
	f.Fuzz(readsExecLine)
}

func readsExecLine(t *testing.T, program, first, second string) {
	t.Helper()
	if first == "" || second == "" {
		return // the reader below is Quadlet's, which ends at an empty word
	}
	want := []string{program, first, second}
	value, ok := read(t, "ExecStart", execLine(want))
	if !ok {
		return
	}
	words, err := split(value)
	if err != nil {
		t.Fatalf("%q: %v", value, err)
	}
	for i := range words {
		if words[i], err = expand(words[i], true); err != nil {
			t.Fatalf("%q: %v", value, err)
		}
	}
	if !slices.Equal(words, want) {
		t.Errorf("%q reads as %q", want, words)
	}
}
