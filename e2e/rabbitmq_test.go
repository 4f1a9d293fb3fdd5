//go:build e2e

package e2e

import (
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/senextrader/senexc/e2e/lab"
)

// A component that is not in the library, beside those that are, with the image
// that it names.
func TestUserComponent(t *testing.T) {
	l := lab.New(t, "component")
	web := l.Host(t, "web01", "10.0.1.10")
	queue := l.Host(t, "queue01", "10.0.1.20")
	stranger := l.Neighbour(t, "visitor", "10.0.1.40")
	registry := l.Neighbour(t, "registry", "10.0.1.50")
	hosts := []*lab.Host{queue, web} // in the order that the build prints

	o := newOperator(t, "../testdata/stacks/rabbitmq/stack.hcl")
	// A host of the lab can open no more files than the machine that it is on.
	o.must(exec.Command("sed", "-i", "s/nofile=65536:65536/nofile=16384:16384/", filepath.Join(filepath.Dir(o.stack), "components", "rabbitmq.hcl")))
	o.write(strings.Replace(o.read(), "language    = 1\n", "language    = 1\n  admin_cidrs = [\"10.0.0.0/8\"]\n", 1))
	serveImages(t, registry, hosts...)
	for _, h := range hosts {
		for _, public := range []string{"docker.io/library", "registry.example.com"} {
			h.Write(t, "/etc/containers/registries.conf.d/"+strings.ReplaceAll(public, "/", "-")+".conf",
				fmt.Sprintf("[[registry]]\nprefix = %q\nlocation = %q\ninsecure = true\n", public, registry.Address+":5000"), 0o644)
		}
		o.enrol(h)
	}
	secrets := o.setSecrets()

	dist, printed := o.build()
	if !strings.Contains(printed, "  1. queue01\n  2. web01\n") {
		t.Fatalf("the build does not say in which order to install:\n%s", printed)
	}
	for _, h := range hosts {
		began := time.Now()
		o.carry(dist, h)
		r := h.Run(t, "env", hasty, apply, "/root/"+h.Name+".tar.gz")
		t.Logf("first install of %s, %.0f s:\n%s%s", h.Name, time.Since(began).Seconds(), r.Stdout, r.Stderr)
		if r.Code != 0 {
			explain(t, hosts)
			t.FailNow()
		}
	}

	admin := management{newVisitor(t, stranger, web), secrets["queue_admin_password"]}
	t.Run("its page knows who asks", func(t *testing.T) {
		if status, body := admin.ask(t, http.MethodGet, "/whoami", ""); status != http.StatusOK {
			t.Errorf("the admin gets %d: %s", status, body)
		}
		nobody := management{admin.visitor, "not the password"}
		if status, body := nobody.ask(t, http.MethodGet, "/whoami", ""); status != http.StatusUnauthorized {
			t.Errorf("with a wrong password, the admin gets %d: %s", status, body)
		}
	})
	t.Run("a message reaches the worker, and its answer comes back", func(t *testing.T) { messageIsAnswered(t, admin) })
	t.Run("only its readers reach it", func(t *testing.T) { onlyReadersReach(t, queue, web, stranger) })
	t.Run("secrets are nowhere to be seen", func(t *testing.T) { secretsAreNowhere(t, hosts, secrets) })
	t.Run("a second run changes nothing", func(t *testing.T) { secondRunChangesNothing(t, o, dist, hosts) })
	if t.Failed() {
		explain(t, hosts)
	}
}

// onlyReadersReach tries the ports of RabbitMQ from the host that uses it, and
// from a machine that has nothing to do with it. A port that is closed costs a
// patience, so all are tried at once.
func onlyReadersReach(t *testing.T, queue, reader *lab.Host, stranger *lab.Neighbour) {
	var all sync.WaitGroup
	for port, open := range map[string]struct{ reader, stranger bool }{
		"22":    {true, true}, // both are of the administration's network
		"5672":  {true, false},
		"15672": {true, false},
		"4369":  {false, false}, // for clusters
		"25672": {false, false},
	} {
		all.Go(func() {
			if got := reaches(t, reader, queue.Address+"/"+port); got != open.reader {
				t.Errorf("from %s, port %s is open: %t", reader.Name, port, got)
			}
		})
		all.Go(func() {
			if got := reaches(t, stranger, queue.Address+"/"+port); got != open.stranger {
				t.Errorf("from a stranger, port %s is open: %t", port, got)
			}
		})
	}
	all.Wait()
}

// A management is RabbitMQ's management page, as nginx serves it to its admin.
type management struct {
	*visitor
	password string
}

// ask returns the status and the body of an answer.
func (m management) ask(t *testing.T, method, path, body string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, "https://queue.example.com/api"+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.SetBasicAuth("admin", m.password)
	answer, err := m.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(text)
}

// messageIsAnswered gives the worker a task as another application would, by a
// message in its queue.
func messageIsAnswered(t *testing.T, m management) {
	const task = `{
		"properties": {
			"content_type": "application/json", "content_encoding": "utf-8", "correlation_id": "1", "reply_to": "answers",
			"headers": {"task": "orders.confirm", "id": "1"}
		},
		"routing_key": "celery", "payload": "[[\"4711\"], {}, {}]", "payload_encoding": "string"
	}`
	if status, body := m.ask(t, http.MethodPut, "/queues/%2F/answers", `{"durable": true}`); status != http.StatusCreated {
		t.Fatalf("making a queue answers %d: %s", status, body)
	}
	if status, body := m.ask(t, http.MethodPost, "/exchanges/%2F/amq.default/publish", task); status != http.StatusOK || !strings.Contains(body, `"routed":true`) {
		t.Fatalf("publishing answers %d: %s", status, body)
	}
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(500 * time.Millisecond) {
		status, body := m.ask(t, http.MethodPost, "/queues/%2F/answers/get", `{"count": 1, "ackmode": "ack_requeue_false", "encoding": "auto"}`)
		if strings.Contains(body, "confirmed 4711") {
			return
		}
		if status != http.StatusOK || body != "[]" || time.Now().After(deadline) {
			t.Fatalf("waiting for the worker's answer, got %d: %s", status, body)
		}
	}
}
