//go:build e2e

package e2e

import (
	"fmt"
	"io"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/senextrader/senexc/e2e/lab"
)

// A load is visitors who ask for the same page again and again, each a moment
// after it has the answer: so the hosts have time left for the upgrade.
type load struct {
	stop    chan struct{}
	all     sync.WaitGroup
	mutex   sync.Mutex
	answers map[string]int // by what was answered
	failed  []string
}

// startLoad lets some visitors loose on a host. Any answer other than 200
// counts as failed, and so does none.
func startLoad(t *testing.T, from *lab.Neighbour, host *lab.Host, path string, visitors int) *load {
	t.Helper()
	l := &load{stop: make(chan struct{}), answers: map[string]int{}}
	begun := time.Now()
	for range visitors {
		v := newVisitor(t, from, host)
		l.all.Go(func() {
			for {
				select {
				case <-l.stop:
					return
				case <-time.After(10 * time.Millisecond):
				}
				body, err := ask(v, path)
				l.mutex.Lock()
				if err != nil {
					l.failed = append(l.failed, fmt.Sprintf("after %.1f s: %v", time.Since(begun).Seconds(), err))
				} else {
					l.answers[body]++
				}
				l.mutex.Unlock()
			}
		})
	}
	return l
}

func ask(v *visitor, path string) (string, error) {
	answer, err := v.Get("https://" + domain + path)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", answer.Status, body)
	}
	return string(body), err
}

// end waits for the last answers.
func (l *load) end() {
	close(l.stop)
	l.all.Wait()
}
