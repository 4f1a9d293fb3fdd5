package quadlet

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// A sink is a syntax that a value of the plan can be written in. Encode fails
// on a value that would not come out again as it went in.
type sink interface {
	Encode() (string, error)
}

// carry checks what no unit file can carry: bytes that are no text, and
// control characters except those in allowed.
func carry(s, allowed string) error {
	if !utf8.ValidString(s) {
		return errors.New("it is not valid UTF-8, which unit files must be")
	}
	for _, r := range s {
		if (r < ' ' || r == 0x7f) && !strings.ContainsRune(allowed, r) {
			if r == '\n' {
				return errors.New("it has a line break, and this setting is one line")
			}
			return fmt.Errorf("it has the control character U+%04X", r)
		}
	}
	return nil
}

// bare checks what holds for a value that stands in its line without quotes:
// the parsers trim blanks around it, and a backslash at the end would join the
// line with the next one.
func bare(s string) error {
	if err := carry(s, "\t"); err != nil {
		return err
	}
	if s != strings.TrimSpace(s) {
		return errors.New("it begins or ends with a blank, which is lost when the unit is read")
	}
	if strings.HasSuffix(s, `\`) {
		return errors.New("it ends with a backslash, which would join it with the line that follows")
	}
	return nil
}

// specifiers keeps systemd from reading a % as the start of a specifier. All
// settings expand them, those of Quadlet because they end in ExecStart=.
func specifiers(s string) string {
	return strings.ReplaceAll(s, "%", "%%")
}

// variables keeps systemd from replacing $NAME and ${NAME} in ExecStart=.
func variables(s string) string {
	return strings.ReplaceAll(s, "$", "$$")
}
