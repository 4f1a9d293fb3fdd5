package compile

import (
	_ "embed"
	"strings"
)

//go:embed example-recipients.txt
var exampleRecipientList string

// exampleRecipients are the age recipients of the examples. Their identities
// are published with the sources, so they keep nothing secret.
var exampleRecipients = func() []string {
	var list []string
	for line := range strings.Lines(exampleRecipientList) {
		if fields := strings.Fields(line); len(fields) > 0 && fields[0] != "#" {
			list = append(list, fields[0])
		}
	}
	return list
}()
