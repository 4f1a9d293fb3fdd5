package limit

import (
	"fmt"
	"runtime/debug"
	"runtime/metrics"
	"syscall"
	"testing"
	"time"
)

// Each input may take this much of the processor's time, and may allocate this
// many bytes and so many more for each of its own.
const (
	Time    = time.Minute
	Memory  = 256 << 20
	PerByte = 64 << 10
)

// Run calls f, which works on an input of so many bytes. One that takes too
// long ends the process, since nothing else ends it, and says where it is.
func Run(t *testing.T, size int, f func()) {
	t.Helper()
	done := make(chan struct{})
	defer close(done)
	go watch(done, size)
	before := allocated()
	f()
	if used, allowed := allocated()-before, uint64(Memory+size*PerByte); used > allowed {
		t.Errorf("an input of %d bytes allocates %d MiB, which is more than %d", size, used>>20, allowed>>20)
	}
}

// watch looks at the processor's time and not at the clock: a machine that does
// something else is no fault of the input.
func watch(done <-chan struct{}, size int) {
	start := spent()
	for {
		select {
		case <-done:
			return
		case <-time.After(time.Second):
			if spent()-start > Time {
				debug.SetTraceback("all")
				panic(fmt.Sprintf("limit: an input of %d bytes takes more than %v", size, Time))
			}
		}
	}
}

// spent is the time of processors that this process has had.
func spent() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// allocated is what the process has allocated since it began.
func allocated() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
