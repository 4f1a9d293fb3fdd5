package compile

import (
	"fmt"
	"strings"

	"github.com/senextrader/senexc/compile/plan"
)

// checkMemory holds the limits of a host's containers against its memory. With
// more promised than there is, the kernel kills whatever asks at the wrong
// moment, and that is seldom what grew.
func (c *compiler) checkMemory(stack *plan.Stack) {
	for i := range stack.Hosts {
		h := &stack.Hosts[i]
		if h.Memory == 0 {
			continue
		}
		var sum int64
		var parts []string
		promise := func(k *plan.Container) {
			if k.Limits.Memory > 0 {
				sum += k.Limits.Memory
				parts = append(parts, fmt.Sprintf("%s %s", k.Name, mebibytes(k.Limits.Memory)))
			}
		}
		for i := range h.Containers {
			promise(&h.Containers[i])
		}
		for _, t := range h.Timers { // which run beside all the others
			if t.Job.Container != nil {
				promise(t.Job.Container)
			}
		}
		if sum <= h.Memory {
			continue
		}
		c.failCheck(memoryBudget, c.hosts[h.Name].block.Expr("memory").Range(),
			"The containers of the host %q may use %s together, and it has %s: %s. Lower the limits, move a service, or say how much memory there really is.",
			h.Name, mebibytes(sum), mebibytes(h.Memory), strings.Join(parts, ", "))
	}
}

func mebibytes(n int64) string {
	if n%(1<<30) == 0 {
		return fmt.Sprintf("%d GiB", n>>30)
	}
	return fmt.Sprintf("%d MiB", n>>20)
}
