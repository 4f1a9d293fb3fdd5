package encode

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// encoders by the name that the language gives them.
var encoders = map[string]func(string) (string, error){
	"base64encode": func(v string) (string, error) { return base64.StdEncoding.EncodeToString([]byte(v)), nil },
	"envvalue":     envvalue,
	"jsonstring":   jsonstring,
	"nginxquote":   nginxquote,
	"pgpassvalue":  pgpassvalue,
	"redisquote":   redisquote,
	"sha256": func(v string) (string, error) {
		sum := sha256.Sum256([]byte(v))
		return hex.EncodeToString(sum[:]), nil
	},
	"shellquote":   func(v string) (string, error) { return "'" + strings.ReplaceAll(v, "'", `'\''`) + "'", nil },
	"sqlliteral":   func(v string) (string, error) { return "'" + strings.ReplaceAll(v, "'", "''") + "'", nil },
	"systemdvalue": systemdvalue,
	"urlencode":    urlencode,
}

// Names returns the names of all encoders, sorted.
func Names() []string {
	names := make([]string, 0, len(encoders))
	for name := range encoders {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// Apply encodes value with the named encoder. The error says why the sink
// cannot carry the value and never quotes it.
func Apply(name, value string) (string, error) {
	encoder, ok := encoders[name]
	if !ok {
		return "", fmt.Errorf("there is no encoder %q", name)
	}
	if strings.IndexByte(value, 0) >= 0 {
		return "", errors.New("the value has a NUL byte, which no configuration can carry")
	}
	encoded, err := encoder(value)
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return encoded, nil
}

// envvalue checks the value of a line NAME=VALUE in an environment file as
// Podman reads it: verbatim to the end of the line, without quotes or escapes.
func envvalue(v string) (string, error) {
	if strings.ContainsAny(v, "\n\r") {
		return "", errors.New("the value has a line break, and an environment file has one line per variable")
	}
	return v, nil
}

// pgpassvalue writes a field of PostgreSQL's password file, where fields end
// at a colon and a backslash takes the next character as it is.
func pgpassvalue(v string) (string, error) {
	if strings.ContainsAny(v, "\n\r") {
		return "", errors.New("the value has a line break, and a password file has one line per entry")
	}
	return pgpass.Replace(v), nil
}

var pgpass = strings.NewReplacer(`\`, `\\`, `:`, `\:`)

// urlencode percent-encodes all but RFC 3986's unreserved characters, so that
// the result stands anywhere in a URL. A space is %20: the plus sign of HTML
// forms is not a space in a password or a path.
func urlencode(v string) (string, error) {
	var b strings.Builder
	for i := range len(v) {
		switch c := v[i]; {
		case 'A' <= c && c <= 'Z', 'a' <= c && c <= 'z', '0' <= c && c <= '9', strings.IndexByte("-._~", c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String(), nil
}

// jsonstring writes a JSON string that is a double-quoted YAML scalar as well:
// besides what JSON demands, what YAML does not take as it is is escaped: controls,
// separators of lines, the byte order mark and what is no character.
func jsonstring(v string) (string, error) {
	if !utf8.ValidString(v) {
		return "", errors.New("the value is not UTF-8, and JSON has no other text")
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range v {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x20, 0x7f <= r && r <= 0x9f, r == 0x2028, r == 0x2029, r == 0xfeff, r == 0xfffe, r == 0xffff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String(), nil
}

// redisquote writes a quoted argument of redis.conf, as Redis's sdssplitargs
// reads it.
func redisquote(v string) (string, error) {
	return `"` + escape(v, `"\`, `\x%02x`) + `"`, nil
}

// nginxquote writes a quoted parameter of nginx.conf. A dollar sign begins a
// variable there and cannot be escaped.
func nginxquote(v string) (string, error) {
	if strings.Contains(v, "$") {
		return "", errors.New("the value has a dollar sign, which nginx takes for a variable and cannot escape")
	}
	return `"` + escape(v, `"\`, "%c") + `"`, nil
}

// systemdvalue writes the inside of a double-quoted word of a unit file, as in
// Environment="NAME=VALUE": C escapes, and %% for the sign that begins a
// specifier. See "Quoting" in systemd.syntax(7).
func systemdvalue(v string) (string, error) {
	return escape(strings.ReplaceAll(v, "%", "%%"), `"'\`, `\x%02x`), nil
}

// escape puts a backslash before each of special, writes line breaks and tabs
// as \n, \r and \t, and the other controls in the given format.
func escape(v, special, control string) string {
	var b strings.Builder
	for i := range len(v) {
		switch c := v[i]; {
		case strings.IndexByte(special, c) >= 0:
			b.WriteByte('\\')
			b.WriteByte(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\t':
			b.WriteString(`\t`)
		case c < 0x20, c == 0x7f:
			fmt.Fprintf(&b, control, c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
