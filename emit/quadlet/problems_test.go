package quadlet

import (
	"slices"
	"strings"
	"testing"

	"github.com/senextrader/senexc/compile/plan"
)

// Each mistake is made alone, at line 77, and must be reported once, there,
// with what the operator needs to know.
func TestProblems(t *testing.T) {
	here := at(77)
	key := func(section, name string, values ...string) func(*plan.Host) {
		return func(h *plan.Host) {
			h.Containers[1].Quadlet = []plan.Section{{Name: section, Origin: here, Keys: []plan.Key{{Name: name, Values: values, Origin: here}}}}
		}
	}
	variable := func(name, value string) func(*plan.Host) {
		return func(h *plan.Host) {
			h.Containers[1].Environment = []plan.Variable{{Name: name, Value: plan.Literal(value), Origin: here}}
		}
	}
	container := func(change func(*plan.Container)) func(*plan.Host) {
		return func(h *plan.Host) {
			h.Containers[1].Origin = here
			change(&h.Containers[1])
		}
	}
	healthOf := func(command ...string) func(*plan.Host) {
		return func(h *plan.Host) { h.Containers[1].Health = &plan.Health{Command: command, Origin: here} }
	}
	tests := []struct {
		name, podman string
		change       func(*plan.Host)
		want         []string // parts of the message
	}{
		{"no Quadlet", "4.3.1", func(h *plan.Host) { h.Origin = here }, []string{"db01", "4.3.1 has no Quadlet", "4.9 or later"}},
		{"below the floor", "4.6", func(h *plan.Host) { h.Origin = here }, []string{"Podman 4.6", "4.9 is the oldest"}},
		{"no version", "", func(h *plan.Host) { h.Origin = here }, []string{"db01", "Set podman"}},

		{"misspelt key", "5.4", key("Container", "Userns", "host"), []string{`[Container] of container "db" has no key Userns`, "Did you mean UserNS?"}},
		{"misspelt directive", "5.4", key("Service", "MemoryMaxx", "1G"), []string{`[Service] of container "db" has no key MemoryMaxx`, "Did you mean MemoryMax?"}},
		{"misspelt section", "5.4", key("Containers", "UserNS", "host"), []string{"no section [Containers]", "Did you mean Container?"}},
		{"key too new", "5.4", key("Container", "Memory", "1g"), []string{"Memory= in [Container] needs Podman 5.5", "host with Podman 5.4", "limits block", "MemoryMax"}},
		{"key too new without another way", "5.4", key("Container", "ImageVolume", "tmpfs"), []string{"needs Podman 6.1", "Leave it out"}},
		{"section key too new", "4.9", key("Quadlet", "DefaultDependencies", "false"), []string{"needs Podman 5.3"}},
		{"reserved key", "5.4", key("Container", "PublishPort", "80:80"), []string{"PublishPort=", "declare an endpoint"}},
		{"reserved directive", "5.4", key("Service", "ExecStart", "/bin/true"), []string{"ExecStart=", "Quadlet writes it"}},
		{"second line in a value", "5.4", key("Container", "HostName", "a\nUser=0"), []string{"HostName=", "line break"}},
		{"continued value", "5.4", key("Container", "HostName", `a\`), []string{"backslash"}},
		{"empty word", "5.4", key("Container", "PodmanArgs", `--x "" --y`), []string{"PodmanArgs=", "empty word"}},
		{"escape", "5.4", key("Container", "PodmanArgs", `--x=\d`), []string{"escape"}},
		{"open quote", "5.4", key("Container", "PodmanArgs", `"--x`), []string{"not closed"}},
		{"own label", "5.4", key("Container", "Label", "io.senexc.spec=0"), []string{"io.senexc."}},

		{"empty argument", "5.4", container(func(c *plan.Container) { c.Command = []string{"serve", "--save", ""} }), []string{`The command of container "db"`, "empty word", "configuration file"}},
		{"lone semicolon", "5.4", container(func(c *plan.Container) { c.Command = []string{"a", ";", "b"} }), []string{`";"`, "shell"}},
		{"quoted image", "5.4", container(func(c *plan.Container) { c.Image = `"x"` }), []string{"The image", "quote"}},
		{"no image", "5.4", container(func(c *plan.Container) { c.Image = "" }), []string{"The image", "empty"}},
		{"name", "5.4", container(func(c *plan.Container) { c.Name = "a b" }), []string{`"a b.container"`}},
		{"two of one name", "5.4", func(h *plan.Host) { h.Jobs[0].Name, h.Jobs[0].Origin = "db", here }, []string{"db.service", "shop.hcl:9", "Rename"}},
		{"control character", "5.4", variable("KEY", "a\x07b"), []string{"The variable KEY", "U+0007"}},
		{"not UTF-8", "5.4", variable("KEY", "\xff"), []string{"UTF-8"}},
		{"name of a variable", "5.4", variable("A B", "x"), []string{`"A B"`}},
		{"secret in a label", "5.4", func(h *plan.Host) {
			h.Containers[1].Labels = []plan.Variable{{Name: "x", Value: password(""), Origin: here}}
		}, []string{"label x", "secret"}},
		{"mount target", "5.4", func(h *plan.Host) {
			h.Containers[1].Mounts = []plan.Mount{{Target: "/a:b", Volume: "db-data", Origin: here}}
		}, []string{"/a:b", "':'"}},
		{"relative mount", "5.4", func(h *plan.Host) { h.Containers[1].Mounts = []plan.Mount{{Target: "/a", Path: "b", Origin: here}} }, []string{"The mounted path b", "absolute"}},
		{"port for everybody", "5.4", func(h *plan.Host) {
			h.Containers[1].Publish = []plan.Publish{{HostPort: 80, ContainerPort: 80, Origin: here}}
		}, []string{"port 80", "no IP address"}},
		{"no health command", "5.4", healthOf("CMD"), []string{"empty", "leave the health block out"}},
		{"NONE", "5.4", healthOf("NONE"), []string{"no check"}},
		{"one word with blanks", "5.4", healthOf("redis-cli ping"), []string{"CMD-SHELL"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h := fullHost(test.podman)
			test.change(h)
			problems := Check(shop, h)
			if len(problems) != 1 {
				t.Fatalf("%d problems, want one: %v", len(problems), problems)
			}
			p := problems[0]
			if p.Origin != here {
				t.Errorf("reported at %s, want %s", p.Origin, here)
			}
			for _, part := range test.want {
				if !strings.Contains(p.Detail, part) {
					t.Errorf("%q does not say %q", p.Detail, part)
				}
			}
		})
	}
}

func TestAllProblemsAtOnce(t *testing.T) {
	h := fullHost("5.4")
	h.Containers[0].Command = []string{""}
	h.Containers[1].Command = []string{""}
	h.Containers[1].Quadlet = []plan.Section{{Name: "Container", Keys: []plan.Key{{Name: "Nonsense", Origin: at(50)}}}}
	problems := Check(shop, h)
	var lines []int
	for _, p := range problems {
		lines = append(lines, p.Origin.Line)
	}
	if len(lines) != 3 || lines[0] != 5 || lines[1] != 9 || lines[2] != 50 {
		t.Errorf("problems at lines %v, want 5, 9 and 50: %v", lines, problems)
	}
}

func TestHealthCommand(t *testing.T) {
	tests := []struct {
		given []string
		want  string
	}{
		{[]string{"redis-cli", "ping"}, `["redis-cli","ping"]`},
		{[]string{"CMD", "redis-cli", "ping"}, `["redis-cli","ping"]`},
		{[]string{"CMD-SHELL", "test -s $HOME/x && true"}, `["CMD-SHELL","test -s $$HOME/x && true"]`},
		{[]string{"/bin/check"}, `["/bin/check"]`},
	}
	for _, test := range tests {
		command, err := healthCommand(test.given)
		if err != nil {
			t.Errorf("%q: %v", test.given, err)
			continue
		}
		if got, err := command.Encode(); err != nil || got != test.want {
			t.Errorf("%q is written as %s, %v, want %s", test.given, got, err, test.want)
		}
	}
}

// What a line of the portable table says about a key must be so in the key
// table: a spelling for a key that every supported Podman has is dead.
func TestTablesAgree(t *testing.T) {
	for key := range alternatives {
		since, ok := keyTable["Container"][key]
		if !ok || !Floor.before(since) {
			t.Errorf("alternatives has %s, which is in Podman since %s", key, since)
		}
	}
	for key := range appends {
		known := keyTable["Container"][key] != Version{}
		for section := range directives {
			for _, name := range directives[section] {
				known = known || name == key
			}
		}
		if !known {
			t.Errorf("appends has %s, which no table has", key)
		}
	}
	for section, keys := range reserved {
		for key := range keys {
			if !slices.Contains(knownKeys(section), key) {
				t.Errorf("reserved has %s in [%s], which no table has", key, section)
			}
		}
	}
}

func TestVersion(t *testing.T) {
	for _, s := range []string{"", "5", "5.4.2.1", "5.x", "5.-1", " 5.4", "5.4+ds1"} {
		if v, err := ParseVersion(s); err == nil {
			t.Errorf("%q is taken for %s", s, v)
		}
	}
	tests := []struct {
		version, key string
		has          bool
	}{
		{"4.9", "StopTimeout", false}, {"5.0", "StopTimeout", true},
		{"5.1.9", "StopSignal", false}, {"5.2", "StopSignal", true},
		{"5.10", "Memory", true}, {"5.4", "NoSuchKey", false},
	}
	for _, test := range tests {
		v, err := ParseVersion(test.version)
		if err != nil {
			t.Fatal(err)
		}
		if has := v.Has("Container", test.key); has != test.has {
			t.Errorf("Podman %s has %s: %t, want %t", test.version, test.key, has, test.has)
		}
	}
}
