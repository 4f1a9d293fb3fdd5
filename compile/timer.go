package compile

import (
	"errors"

	"github.com/senextrader/senexc/compile/calendar"
	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/lang/suggest"
)

type builtTimer struct {
	item *item
	plan.Timer
}

// timer evaluates a timer. Whoever reads an address for it stands where it runs.
func (c *compiler) timer(p *item) *builtTimer {
	a := c.sink(p, p.standing())
	t := &builtTimer{item: p, Timer: plan.Timer{
		Description: a.string("description", ""),
		Schedule:    c.schedule(a),
		Persistent:  a.bool("persistent", true),
		Delay:       a.seconds("randomized_delay", 0),
	}}
	run, _, ok := c.runs(p, a, p.unitName(c, 0), "command", t.Description)
	run.Timeout = a.seconds("timeout", 3600)
	t.Job = run
	if !ok {
		return nil
	}
	return t
}

// schedule reads when a timer runs. systemd drops an expression that it cannot
// read and starts the timer without it, so each is checked here.
func (c *compiler) schedule(a *arguments) []string {
	list := a.strings("schedule")
	if v, _ := a.value("schedule").Unmark(); a.block.Expr("schedule") != nil && v.IsKnown() && len(list) == 0 {
		c.fail(a.at("schedule"), "Empty schedule", "A timer without a time never runs. Say when, as in [\"daily\"], or enabled = false for no timer.")
	}
	for _, s := range list {
		if err := calendar.Check(s); err != nil {
			meant := ""
			if unknown := (calendar.UnknownWord{}); errors.As(err, &unknown) {
				meant = suggest.DidYouMean(unknown.Word, unknown.Known)
			}
			c.fail(c.elementRange(a, "schedule", s), "Invalid schedule", "%q is no time for a timer: %s.%s", s, err, meant)
		}
	}
	return list
}
