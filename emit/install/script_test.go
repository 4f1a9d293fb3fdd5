package install_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// When a signal comes during the first of two command substitutions of one
// command, bash 5.2 reads the text of the trap while it reads the second, and
// ends with a syntax error instead of what the trap says.
func TestOneSubstitutionInACommand(t *testing.T) {
	files, err := filepath.Glob("engine/*.sh")
	if err != nil || len(files) < 40 {
		t.Fatal(files, err)
	}
	substitution := regexp.MustCompile(`\$\([^(]`)
	for _, file := range append(files, "apply.sh", "enroll.sh") {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(strings.ReplaceAll(string(body), "\\\n", "")) {
			if len(substitution.FindAllString(line, -1)) > 1 {
				t.Errorf("%s: two command substitutions in a line; give one a variable:\n%s", file, line)
			}
		}
	}
}
