package format

import "testing"

// What would mean something else is refused, and what looks different is not.
func TestCheck(t *testing.T) {
	tests := []struct {
		before, after string
		same          bool
	}{
		{"a = 1\n", "a = 2\n", false},
		{"a = \"b c\"\n", "a = \"b  c\"\n", false},
		{"a = <<E\n x\nE\n", "a = <<E\nx\nE\n", false},
		{"a = 1 # c\n", "a = 1\n", false},
		{"a = 1\nb = 2\n", "a = 1\n", false},
		{"a = [1, 2]\n", "a = [\n1, 2]\n", false},
		{"a = 1\n", "a = 1 b\n", false},

		{"a  =  1", "a = 1\n", true},
		{"a = 1\n\n\n# c \nb = 2\n", "a = 1\n\n# c\nb = 2\n", true},
		{"a {\n}\n", "  a {\n\n  }\n", true},
	}
	for _, test := range tests {
		if diags := check([]byte(test.before), []byte(test.after), "x.hcl"); diags.HasErrors() == test.same {
			t.Errorf("%q to %q: %v", test.before, test.after, diags)
		}
	}
}
