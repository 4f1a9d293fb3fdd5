package quadlet

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// A Command is a command line as a JSON array, the one form in which Podman
// reads HealthCmd= and Entrypoint= alike in every version.
type Command []string

// Encode returns the array as it stands after the equals sign.
func (c Command) Encode() (string, error) {
	if len(c) == 0 {
		return "", errors.New("it is empty")
	}
	for _, word := range c {
		if err := carry(word, "\n\t"); err != nil {
			return "", err
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode([]string(c)); err != nil {
		return "", err
	}
	return variables(specifiers(strings.TrimSuffix(b.String(), "\n"))), nil
}

// healthCommand returns a health check's command in a form that Podman runs as
// it was written.
//
// Two words of Docker's are understood. CMD-SHELL stays. CMD goes: it says what
// is so anyway, and before 5.8 Podman splits what follows it anew. An array of one
// word is given to a shell, so that the word must be one that a shell leaves alone.
func healthCommand(words []string) (Command, error) {
	if len(words) > 0 && words[0] == "CMD" {
		words = words[1:]
	}
	switch {
	case len(words) == 0 || words[0] == "":
		return nil, errors.New("it is empty; leave the health block out for a container without a check")
	case words[0] == "NONE":
		return nil, errors.New("NONE means no check; leave the health block out for a container without one")
	case words[0] == "CMD-SHELL" && len(words) != 2:
		return nil, errors.New("CMD-SHELL takes exactly one text, the command line for the shell")
	case len(words) == 1 && strings.IndexFunc(words[0], special) >= 0:
		return nil, fmt.Errorf("a command of one word is given to a shell by Podman, and %q is not a plain word; "+
			`use ["CMD-SHELL", "..."] if you mean a command line`, words[0])
	}
	return words, nil
}
