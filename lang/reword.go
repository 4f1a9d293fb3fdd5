package lang

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/senextrader/senexc/lang/suggest"
)

// Summaries of HCL.
const (
	unsupportedArgument = "Unsupported argument"
	unsupportedBlock    = "Unsupported block type"
)

var (
	quotedName = regexp.MustCompile(`"([^"]+)"`)
	question   = regexp.MustCompile(` Did you mean "[^"]*"\?$`)

	unexpectedBlock = regexp.MustCompile(`^Unexpected "([^"]+)" block$`)

	labels = regexp.MustCompile(`^(?:Extraneous label|Missing .*) for (.+)$`)
)

// reword makes HCL's messages about the shape of a body more helpful: it
// suggests the nearest name rather than some near one, and shows how the labels
// of a block are written.
func reword(d *hcl.Diagnostic, spec *Spec) {
	name := ""
	if m := quotedName.FindStringSubmatch(d.Detail); m != nil {
		name = m[1]
	}
	switch d.Summary {
	case unsupportedArgument:
		var known []string
		for _, a := range spec.Attributes {
			known = append(known, a.Name)
		}
		d.Detail = again(d.Detail, name, known)
	case unsupportedBlock:
		if spec == FileSpec && librarySpec.Blocks[name] != nil {
			d.Detail = fmt.Sprintf("Blocks of type %q are not part of a stack: they are in files of their own, such as components/app.hcl beside the stack file.", name)
			break
		}
		known := slices.Sorted(maps.Keys(spec.Blocks))
		d.Detail = again(d.Detail, name, known)
		if !strings.Contains(d.Detail, "Did you mean") && len(known) > 0 {
			d.Detail += " There is: " + strings.Join(known, ", ") + "."
		}
	}
	if m := labels.FindStringSubmatch(d.Summary); m != nil && spec.Blocks[m[1]] != nil {
		header := m[1]
		for _, label := range spec.Blocks[m[1]].Labels {
			header += fmt.Sprintf(" %q", strings.ToUpper(label))
		}
		d.Summary = "Invalid labels"
		d.Detail = fmt.Sprintf("A %s block begins with %s {.", m[1], header)
	}
}

// again replaces the suggestion of a message.
func again(detail, given string, known []string) string {
	if !question.MatchString(detail) && strings.Contains(detail, "Did you mean") {
		return detail // a block in place of an argument, or the other way around
	}
	return question.ReplaceAllString(detail, "") + suggest.DidYouMean(given, known)
}
