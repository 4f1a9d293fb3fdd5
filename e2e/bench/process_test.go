package bench

import (
	"bytes"
	"fmt"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A cost is what one process took, with those that it waited for.
type cost struct {
	Wall   time.Duration
	CPU    time.Duration // user and system, of all processors
	Memory int64         // bytes, at its largest; of the largest process if there were several
}

// measure runs a command that must succeed.
func measure(b *testing.B, cmd *exec.Cmd) cost {
	b.Helper()
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	start := time.Now()
	if err := cmd.Run(); err != nil {
		b.Fatalf("%s: %v\n%s", strings.Join(cmd.Args, " "), err, out.String())
	}
	c := cost{Wall: time.Since(start), CPU: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok && runtime.GOOS == "linux" {
		c.Memory = usage.Maxrss << 10
	}
	return c
}

// spread is the median of several measurements, and how far they lie apart.
func spread(costs []cost, of func(cost) float64, format string) string {
	values := make([]float64, len(costs))
	for i, c := range costs {
		values[i] = of(c)
	}
	slices.Sort(values)
	if len(values) == 1 {
		return fmt.Sprintf(format, values[0])
	}
	return fmt.Sprintf(format+" ("+format+" to "+format+")", values[len(values)/2], values[0], values[len(values)-1])
}

func median(costs []cost, of func(cost) float64) float64 {
	values := make([]float64, len(costs))
	for i, c := range costs {
		values[i] = of(c)
	}
	slices.Sort(values)
	return values[len(values)/2]
}

func wall(c cost) float64   { return c.Wall.Seconds() }
func cpu(c cost) float64    { return c.CPU.Seconds() }
func memory(c cost) float64 { return float64(c.Memory) / (1 << 20) }
