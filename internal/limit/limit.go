package limit

import (
	"fmt"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"
)

// Each input may take this long, and may allocate this many bytes and so many
// more for each of its own.
const (
	Time    = 2 * time.Minute
	Memory  = 256 << 20
	PerByte = 64 << 10
)

// Run calls f, which works on an input of so many bytes. One that takes too
// long ends the process, since nothing else ends it, and says where it is.
func Run(t *testing.T, size int, f func()) {
	t.Helper()
	watch := time.AfterFunc(Time, func() {
		debug.SetTraceback("all")
		panic(fmt.Sprintf("limit: an input of %d bytes takes more than %v", size, Time))
	})
	defer watch.Stop()
	before := allocated()
	f()
	if used, allowed := allocated()-before, uint64(Memory+size*PerByte); used > allowed {
		t.Errorf("an input of %d bytes allocates %d MiB, which is more than %d", size, used>>20, allowed>>20)
	}
}

// allocated is what the process has allocated since it began.
func allocated() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
