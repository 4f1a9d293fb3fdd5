package compile

import (
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/senextrader/senexc/lang"
	"github.com/senextrader/senexc/lang/diagnostic"
	"github.com/senextrader/senexc/lang/suggest"
)

// A suppression says that warnings of a check do not matter in a stack.
type suppression struct {
	block    *lang.Block
	code     string
	services []string // nil for all
	used     bool
}

// readSuppressions reads the suppress blocks, and refuses those of what is no
// warning.
func (c *compiler) readSuppressions() {
	warnings := c.codes()
	var known []string
	for code := range warnings {
		known = append(known, code)
	}
	slices.Sort(known)
	for _, b := range c.module.Suppressed {
		s := &suppression{block: b, code: b.Name()}
		warns, exists := warnings[s.code]
		switch {
		case !exists:
			c.fail(b.LabelRange, "Unknown check", "Nothing in this stack has the check %q.%s", s.code, suggest.DidYouMean(s.code, known))
			continue
		case !warns:
			c.fail(b.LabelRange, "Not a warning", "What %s finds does not work, so it is an error and cannot be suppressed. Its page says what to do: docs/checks/%[1]s.md.", s.code)
			continue
		}
		if b.Expr("reason") != nil && c.arguments(c.top(), b).string("reason", "") == "" {
			c.fail(b.Attributes["reason"].Expr.Range(), "Missing reason", "Say why this warning does not matter here: whoever reads the stack next must be able to judge whether that still holds.")
		}
		if b.Expr("services") != nil {
			s.services = c.serviceNames(b, "services", "Invalid suppression")
			if s.services == nil {
				continue // what is wrong with it was said
			}
		}
		c.suppressions = append(c.suppressions, s)
	}
}

// codes has every check that can say something in this stack, and whether it
// warns.
func (c *compiler) codes() map[string]bool {
	all := map[string]bool{}
	for _, k := range checks {
		all[k.Code] = k.Warns
	}
	conditions := slices.Clone(c.module.Checks)
	for _, component := range sortedByKey(c.module.Components) {
		conditions = append(conditions, component.Conditions...)
	}
	for _, b := range conditions {
		if code, ok := literalString(b.Expr("code")); ok {
			severity, _ := literalString(b.Expr("severity"))
			all[code] = all[code] || severity == "warning"
		}
	}
	return all
}

// unsuppressed returns the diagnostics without the warnings that do not matter,
// and with one for every suppression that suppresses nothing: what it was there
// for is gone, and the next warning would go unseen.
func (c *compiler) unsuppressed() hcl.Diagnostics {
	var kept hcl.Diagnostics
	for _, d := range c.diags {
		if s := c.suppressing(d); s != nil {
			s.used = true
			continue
		}
		kept = append(kept, d)
	}
	if kept.HasErrors() {
		return kept // with errors, not every check was made
	}
	for _, s := range c.suppressions {
		if !s.used {
			d := problem(s.block.Range, "Unused suppression", "There is no warning %s here that this would suppress. Remove it, so that the next one is seen.", s.code)
			d.Severity = hcl.DiagWarning
			kept = append(kept, d)
		}
	}
	return kept
}

func (c *compiler) suppressing(d *hcl.Diagnostic) *suppression {
	extra, ok := hcl.DiagnosticExtra[*diagnostic.Extra](d)
	if !ok || extra == nil || d.Severity != hcl.DiagWarning {
		return nil
	}
	for _, s := range c.suppressions {
		if s.code == extra.Code && (s.services == nil || slices.Contains(s.services, c.about[d])) {
			return s
		}
	}
	return nil
}
