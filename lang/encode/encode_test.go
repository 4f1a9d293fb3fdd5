package encode

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/senextrader/senexc/e2e/limit"
)

const nasty = "a b'c\"d$e%f#g\\h:i\nj\tk\x01é\x7f\n"

func TestApply(t *testing.T) {
	for _, c := range []struct{ encoder, value, want string }{
		{"base64encode", nasty, "YSBiJ2MiZCRlJWYjZ1xoOmkKaglrAcOpfwo="},
		{"envvalue", ` a "b" $c #d`, ` a "b" $c #d`},
		{"jsonstring", nasty, `"a b'c\"d$e%f#g\\h:i\nj\tk\u0001é\u007f\n"`},
		{"jsonstring", "\u0085", `"\u0085"`},
		{"nginxquote", "a \"b\" \\c\n", `"a \"b\" \\c\n"`},
		{"pgpassvalue", `a:b\c`, `a\:b\\c`},
		{"redisquote", nasty, `"a b'c\"d$e%f#g\\h:i\nj\tk\x01é\x7f\n"`},
		{"sha256", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
		{"shellquote", "it's", `'it'\''s'`},
		{"sqlliteral", "it's", "'it''s'"},
		{"systemdvalue", nasty, `a b\'c\"d$e%%f#g\\h:i\nj\tk\x01é\x7f\n`},
		{"urlencode", "a b+c~d/é", "a%20b%2Bc~d%2F%C3%A9"},
	} {
		if got, err := Apply(c.encoder, c.value); err != nil || got != c.want {
			t.Errorf("%s(%q) = %q, %v; want %q", c.encoder, c.value, got, err, c.want)
		}
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct{ encoder, value string }{
		{"envvalue", "hunter2\n"},
		{"envvalue", "hunter2\r"},
		{"pgpassvalue", "hunter2\n"},
		{"nginxquote", "hunter2$"},
		{"jsonstring", "hunter2\xff"},
		{"shellquote", "hunter2\x00"},
		{"rot13", "hunter2"},
	} {
		got, err := Apply(c.encoder, c.value)
		if err == nil {
			t.Errorf("%s(%q) = %q; want an error", c.encoder, c.value, got)
		} else if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("the error of %s shows the value: %v", c.encoder, err)
		}
	}
}

// What is encoded must be read back by the sink's own rules.
func FuzzReadBack(f *testing.F) {
	f.Add(nasty)
	f.Add("")
	readers := map[string]func(string) (string, error){
		"base64encode": func(s string) (string, error) { b, err := base64.StdEncoding.DecodeString(s); return string(b), err },
		"urlencode":    url.PathUnescape,
		"jsonstring":   func(s string) (v string, err error) { err = json.Unmarshal([]byte(s), &v); return v, err },
		"sqlliteral":   func(s string) (string, error) { return strings.ReplaceAll(s[1:len(s)-1], "''", "'"), nil },
		"redisquote":   unquoteC,
		"systemdvalue": func(s string) (string, error) {
			v, err := unquoteC(`"` + strings.ReplaceAll(s, `\'`, `'`) + `"`)
			return strings.ReplaceAll(v, "%%", "%"), err
		},
		"pgpassvalue": func(s string) (string, error) {
			return strings.NewReplacer(`\\`, `\`, `\:`, `:`).Replace(s), nil
		},
		"envvalue":   oneLine,
		"nginxquote": unquoteNginx,
		"shellquote": unquoteShell,
		"sha256":     nil, // nobody reads it back
	}
	if names := slices.Sorted(maps.Keys(readers)); !slices.Equal(names, Names()) {
		f.Fatalf("there are readers of %v, and encoders %v", names, Names())
	}
	readers["jsonstring, as YAML"] = func(s string) (v string, err error) { err = yaml.Unmarshal([]byte(s), &v); return v, err }
	delete(readers, "sha256")
	f.Fuzz(func(t *testing.T, value string) {
		limit.Run(t, len(value), func() { readBack(t, readers, value) })
	})
}

func readBack(t *testing.T, readers map[string]func(string) (string, error), value string) {
	t.Helper()
	for name, read := range readers {
		encoder, _, _ := strings.Cut(name, ",")
		encoded, err := Apply(encoder, value)
		if err != nil {
			continue
		}
		if got, err := read(encoded); err != nil || got != value {
			t.Errorf("%s(%q) = %q, read back as %q, %v", name, value, encoded, got, err)
		}
	}
}

// oneLine is what Podman reads after the sign of equality: the line as it is.
func oneLine(s string) (string, error) {
	if strings.ContainsAny(s, "\n\r\x00") {
		return "", errors.New("more than one line")
	}
	return s, nil
}

// unquoteNginx reads a quoted parameter as nginx does, which must end where the
// text does. A dollar sign would begin a variable.
func unquoteNginx(s string) (string, error) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '$':
			return "", errors.New("a variable")
		case c == '"' && i == len(s)-1:
			return b.String(), nil
		case c == '"':
			return "", fmt.Errorf("ends before %q", s[i:])
		case c != '\\':
			b.WriteByte(c)
		default:
			i++
			if at := strings.IndexByte("tnr", s[i]); at >= 0 {
				b.WriteByte("\t\n\r"[at])
				break
			}
			if strings.IndexByte("\"'\\", s[i]) < 0 {
				b.WriteByte('\\') // before anything else it stands for itself
			}
			b.WriteByte(s[i])
		}
	}
	return "", errors.New("does not end")
}

// unquoteShell reads one word of a shell that is in single quotes, with escaped
// single quotes between them.
func unquoteShell(s string) (string, error) {
	var b strings.Builder
	for s != "" {
		if rest, ok := strings.CutPrefix(s, `\'`); ok {
			b.WriteByte('\'')
			s = rest
			continue
		}
		inside, rest, ok := strings.Cut(strings.TrimPrefix(s, "'"), "'")
		if s[0] != '\'' || !ok {
			return "", fmt.Errorf("%q is not quoted", s)
		}
		b.WriteString(inside)
		s = rest
	}
	return b.String(), nil
}

// unquoteC reads a double-quoted string with C escapes; bytes of 0x80 and more
// stand for themselves.
func unquoteC(s string) (string, error) {
	var b strings.Builder
	for s = s[1 : len(s)-1]; s != ""; {
		if s[0] >= utf8.RuneSelf {
			b.WriteByte(s[0])
			s = s[1:]
			continue
		}
		r, _, tail, err := strconv.UnquoteChar(s, '"')
		if err != nil {
			return "", err
		}
		b.WriteByte(byte(r))
		s = tail
	}
	return b.String(), nil
}

func TestShellReadsBack(t *testing.T) {
	encoded, err := Apply("shellquote", nasty)
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("sh", "-c", "printf %s "+encoded).Output()
	if err != nil || string(out) != nasty {
		t.Errorf("the shell reads %q, %v; want %q", out, err, nasty)
	}
}

func TestNamesSorted(t *testing.T) {
	want := "base64encode envvalue jsonstring nginxquote pgpassvalue redisquote sha256 shellquote sqlliteral systemdvalue urlencode"
	if got := strings.Join(Names(), " "); got != want {
		t.Errorf("Names() = %s; want %s", got, want)
	}
}
