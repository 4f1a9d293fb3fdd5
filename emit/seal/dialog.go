package seal

import (
	"errors"
	"fmt"
	"strings"

	"filippo.io/age/plugin"
)

// A Dialog is how a key that is locked, or kept by a plugin of age, talks to
// its operator. Without one, such a key cannot be used.
type Dialog struct {
	Ask func(question string) ([]byte, error) // the answer is not shown as it is typed
	Say func(message string)
}

var errNobody = errors.New("there is nobody to ask")

func (d Dialog) ask(question string) ([]byte, error) {
	if d.Ask == nil {
		return nil, errNobody
	}
	return d.Ask(question)
}

func (d Dialog) say(format string, args ...any) {
	if d.Say != nil {
		d.Say(fmt.Sprintf(format, args...))
	}
}

// plugin returns the dialog as plugins of age know it.
func (d Dialog) plugin() *plugin.ClientUI {
	return &plugin.ClientUI{
		DisplayMessage: func(name, message string) error {
			d.say("age-plugin-%s: %s", name, message)
			return nil
		},
		RequestValue: func(name, prompt string, _ bool) (string, error) {
			answer, err := d.ask(fmt.Sprintf("age-plugin-%s: %s (not shown): ", name, prompt))
			return string(answer), err
		},
		Confirm: func(name, prompt, yes, no string) (bool, error) {
			if no == "" {
				_, err := d.ask(fmt.Sprintf("age-plugin-%s: %s (Enter for %q): ", name, prompt, yes))
				return err == nil, err
			}
			answer, err := d.ask(fmt.Sprintf("age-plugin-%s: %s (1 for %q, anything else for %q): ", name, prompt, yes, no))
			return strings.TrimSpace(string(answer)) == "1", err
		},
		WaitTimer: func(name string) {
			d.say("waiting for age-plugin-%s; is the token plugged in, and does it want to be touched?", name)
		},
	}
}
