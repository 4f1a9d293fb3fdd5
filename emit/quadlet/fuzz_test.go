package quadlet

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/senextrader/senexc/e2e/limit"
)

// What the encoders accept must come out of the formats' readers as it went in.

var samples = []string{
	"", " ", "plain", "two words", "100%", "%h", "$HOME", "${HOME}", "$$", `back\slash`, `\`, `ends\`, `"quoted"`,
	"it's", `a"b`, ";", "# no comment", "a\nb", "a\tb", "a\rb", "a\x00b", "\xff", "größe", "=", "-x", "a=b=c", `\n`, "[\"a\"]", `\x41`,
}

func FuzzValue(f *testing.F) {
	for _, s := range samples {
		f.Add(s)
	}
	f.Fuzz(readsValue)
}

func readsValue(t *testing.T, s string) {
	t.Helper()
	value, ok := read(t, "Description", Value(s))
	if !ok {
		return
	}
	got, err := expand(value, false)
	if err != nil || got != s {
		t.Errorf("%q reads as %q, %v", s, got, err)
	}
}

func FuzzWhole(f *testing.F) {
	for _, s := range samples {
		f.Add(s)
	}
	f.Fuzz(readsWhole)
}

func readsWhole(t *testing.T, s string) {
	t.Helper()
	value, ok := read(t, "Image", Whole(s))
	if !ok {
		return
	}
	// Whether a version strips quotes at either end must make no difference.
	if strings.Trim(value, `"'`) != value {
		t.Fatalf("%q has quotes that some versions strip", value)
	}
	got, err := expand(value, true)
	if err != nil || got != s {
		t.Errorf("%q reads as %q, %v", s, got, err)
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range samples {
		f.Add("echo", s)
		f.Add(s, "last")
	}
	f.Fuzz(readsWords)
}

func readsWords(t *testing.T, a, b string) {
	t.Helper()
	want := Words{a, b}
	value, ok := read(t, "Exec", want)
	if !ok {
		return
	}
	got, err := split(value)
	if err != nil {
		t.Fatalf("%q: %v", want, err)
	}
	for i := range got {
		if got[i], err = argument(got[i]); err != nil {
			t.Fatalf("%q: %v", want, err)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q reads as %q", want, got)
	}
}

func FuzzPair(f *testing.F) {
	for _, s := range samples {
		f.Add("NAME", s)
		f.Add(s, "value")
	}
	f.Fuzz(readsPair)
}

func readsPair(t *testing.T, name, value string) {
	t.Helper()
	list, ok := read(t, "Environment", Pair{name, value})
	if !ok {
		return
	}
	words, err := split(list)
	if err != nil || len(words) != 1 {
		t.Fatalf("%q=%q reads as %q, %v", name, value, words, err)
	}
	word, err := argument(words[0])
	if err != nil || word != name+"="+value {
		t.Errorf("%q=%q reads as %q, %v", name, value, word, err)
	}
}

func FuzzEnvFile(f *testing.F) {
	for _, s := range samples {
		f.Add("A", s, "B", s)
		f.Add(s, "a", "B", "b")
	}
	f.Fuzz(readsEnvFile)
}

func readsEnvFile(t *testing.T, name1, value1, name2, value2 string) {
	t.Helper()
	text, err := EnvFile{{name1, value1}, {name2, value2}}.Encode()
	if err != nil {
		return
	}
	var got EnvFile
	for line := range strings.Lines(text) {
		line = strings.TrimLeft(strings.TrimSuffix(line, "\n"), " \t")
		if line == "" || line[0] == '#' {
			continue
		}
		name, value, ok := strings.Cut(line, "=")
		if !ok || strings.HasSuffix(name, "*") {
			t.Fatalf("%q takes a value from the environment", line)
		}
		got = append(got, Pair{name, value})
	}
	if want := (EnvFile{{name1, value1}, {name2, value2}}); !slices.Equal(got, want) {
		t.Errorf("%q reads as %q", want, got)
	}
}

func FuzzCommand(f *testing.F) {
	for _, s := range samples {
		f.Add("test", s)
	}
	f.Fuzz(readsCommand)
}

func readsCommand(t *testing.T, a, b string) {
	t.Helper()
	want := Command{a, b}
	value, ok := read(t, "HealthCmd", want)
	if !ok {
		return
	}
	if !strings.HasPrefix(value, "[") || !strings.HasSuffix(value, "]") {
		t.Fatalf("%q is not what every version reads alike", value)
	}
	text, err := expand(value, true)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	if err := json.Unmarshal([]byte(text), &got); err != nil || !slices.Equal(got, want) {
		t.Errorf("%q reads as %q, %v", want, got, err)
	}
}

func FuzzPath(f *testing.F) {
	for _, s := range append(samples, "/a/b", "/a b", "/a:b", "/a,b", "/a/../b", "/") {
		f.Add(s)
	}
	f.Fuzz(readsPath)
}

func readsPath(t *testing.T, s string) {
	t.Helper()
	value, ok := read(t, "Volume", Path(s))
	if !ok {
		return
	}
	parts := strings.Split(value+":/target:ro", ":")
	if len(parts) != 3 || parts[0] != s || strings.ContainsAny(value, ", \"'\\$%") {
		t.Errorf("%q reads as %q", s, parts)
	}
}

func FuzzSplitUser(f *testing.F) {
	for _, s := range samples {
		f.Add("redis-server " + s)
		f.Add(`sh -c "` + s + `"`)
		f.Add(s + ` "" last`)
	}
	f.Fuzz(readsSplitUser)
}

func readsSplitUser(t *testing.T, s string) {
	t.Helper()
	if verbatim("Exec", s) != nil {
		return
	}
	// What we let through must be read to its end: one more word must appear.
	before, err := split(s)
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	after, err := split(s + " last")
	if err != nil || len(after) != len(before)+1 {
		t.Errorf("%q is not read to its end: %q, %v", s, after, err)
	}
}

// FuzzEncoders is all of them: the first argument says which, so that one run is
// a run of each.
func FuzzEncoders(f *testing.F) {
	for which := range uint8(9) {
		for _, s := range samples {
			f.Add(which, s, "b", "C", s)
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, a, b, c, d string) {
		limit.Run(t, len(a)+len(b)+len(c)+len(d), func() {
			switch which % 9 {
			case 0:
				readsValue(t, a)
			case 1:
				readsWhole(t, a)
			case 2:
				readsWords(t, a, b)
			case 3:
				readsPair(t, a, b)
			case 4:
				readsEnvFile(t, a, b, c, d)
			case 5:
				readsCommand(t, a, b)
			case 6:
				readsPath(t, a)
			case 7:
				readsSplitUser(t, a)
			case 8:
				readsExecLine(t, a, b, d)
			}
		})
	})
}
