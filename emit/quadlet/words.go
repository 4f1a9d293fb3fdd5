package quadlet

import (
	"errors"
	"strings"
)

// Words is a list of words, such as the command line in Exec=. Each is quoted
// if it needs to be. Only the escapes that every Quadlet reads are used.
type Words []string

// Encode returns the list as it stands after the equals sign.
//
// An empty word is refused: Quadlet silently drops it and all that follows it.
// So is a word ";": it reaches ExecStart= bare, where it starts another command.
func (w Words) Encode() (string, error) {
	words := make([]string, len(w))
	for i, s := range w {
		if s == "" {
			return "", errors.New("it has an empty word, at which Quadlet cuts the line off without a warning; " +
				"put the empty value into a configuration file or give it by another name")
		}
		if s == ";" {
			return "", errors.New(`it has the word ";" on its own, which systemd takes for the end of the command; ` +
				"run a shell with the whole text as one argument instead")
		}
		word, err := quote(s)
		if err != nil {
			return "", err
		}
		words[i] = word
	}
	return strings.Join(words, " "), nil
}

// quote returns a word as it stands in a list: bare when it is plain, in double
// quotes otherwise.
func quote(s string) (string, error) {
	if err := carry(s, "\n\t"); err != nil {
		return "", err
	}
	if strings.IndexFunc(s, special) < 0 {
		return s, nil
	}
	return `"` + escapes.Replace(variables(specifiers(s))) + `"`, nil
}

var escapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`)

func special(r rune) bool {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
		return false
	}
	return !strings.ContainsRune("_-./:,=@+", r)
}
