//go:build e2e

package e2e

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/senextrader/senexc/e2e/lab"
)

// The names under which the example serves.
const domain = "your-domain.com"

// A visitor is somebody on the network who knows the site's name and which
// host serves it. Its certificate is the placeholder, which nobody vouches for.
type visitor struct {
	from *lab.Neighbour
	*http.Client
}

func newVisitor(t *testing.T, from *lab.Neighbour, host *lab.Host) *visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{
		TLSClientConfig:   &tls.Config{InsecureSkipVerify: true},
		ForceAttemptHTTP2: true,
	}
	v := &visitor{from: from, Client: &http.Client{Transport: transport, Jar: jar, Timeout: 30 * time.Second}}
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		_, port, _ := net.SplitHostPort(address)
		return from.Dial(ctx, network, net.JoinHostPort(host.Address, port))
	}
	v.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return v
}

// get returns the body of a page that must answer with 200.
func (v *visitor) get(t *testing.T, path string) (string, *http.Response) {
	t.Helper()
	answer, err := v.Get("https://" + domain + path)
	if err != nil {
		t.Fatalf("%s does not answer: %v", path, err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("%s answers %s: %s", path, answer.Status, body)
	}
	return string(body), answer
}

// release is the version that the application says it is.
func (v *visitor) release(t *testing.T) string {
	t.Helper()
	body, _ := v.get(t, "/version")
	var answer struct{ Version string }
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatal(err)
	}
	return answer.Version
}

type entry struct{ Source, Text, Worker, Release string }

// entries are what tasks have written into the database, newest first.
func (v *visitor) entries(t *testing.T) []entry {
	t.Helper()
	body, _ := v.get(t, "/tasks/")
	var answer struct{ Entries []entry }
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatal(err)
	}
	return answer.Entries
}

// heartbeats counts the entries of beat.
func (v *visitor) heartbeats(t *testing.T) int {
	t.Helper()
	body, _ := v.get(t, "/tasks/")
	var answer struct{ Total struct{ Beat int } }
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatal(err)
	}
	return answer.Total.Beat
}

// post hands in a text, which a worker writes down later.
func (v *visitor) post(t *testing.T, text string) {
	t.Helper()
	v.get(t, "/tasks/") // for the cookie
	site := &url.URL{Scheme: "https", Host: domain}
	token := ""
	for _, c := range v.Jar.Cookies(site) {
		if c.Name == "csrftoken" {
			token = c.Value
		}
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, site.String()+"/tasks/", strings.NewReader(url.Values{"text": {text}}.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("X-CSRFToken", token)
	request.Header.Set("Referer", site.String()+"/")
	answer, err := v.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if body, _ := io.ReadAll(answer.Body); answer.StatusCode != http.StatusAccepted {
		t.Fatalf("posting answers %s: %s", answer.Status, body)
	}
}

// awaitEntry waits until a worker has written a text down.
func (v *visitor) awaitEntry(t *testing.T, text string) entry {
	t.Helper()
	deadline := time.Now().Add(time.Minute)
	for {
		for _, e := range v.entries(t) {
			if e.Text == text {
				return e
			}
		}
		if time.Now().After(deadline) {
			t.Fatalf("no worker wrote %q down within a minute", text)
		}
		time.Sleep(500 * time.Millisecond)
	}
}

// echo sends a message over a WebSocket and returns what comes back.
func (v *visitor) echo(t *testing.T, message string) string {
	t.Helper()
	ctx := t.Context()
	client := *v.Client
	client.Timeout = 0
	transport := v.Transport.(*http.Transport).Clone()
	transport.ForceAttemptHTTP2 = false
	transport.TLSNextProto = map[string]func(string, *tls.Conn) http.RoundTripper{}
	client.Transport = transport
	socket, _, err := websocket.Dial(ctx, "wss://"+domain+"/ws/echo/", &websocket.DialOptions{
		HTTPClient: &client,
		HTTPHeader: http.Header{"Origin": {"https://" + domain}},
	})
	if err != nil {
		t.Fatalf("the WebSocket does not open: %v", err)
	}
	defer socket.CloseNow()
	if err := socket.Write(ctx, websocket.MessageText, []byte(message)); err != nil {
		t.Fatal(err)
	}
	_, back, err := socket.Read(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return string(back)
}

var stylesheet = regexp.MustCompile(`/static/[^"]+\.css`)

// openPorts are the TCP ports of an address that accept a connection from a
// machine to which ssh is open there. Ports are tried in batches, and ssh again and
// again between them. A batch in which ssh did not answer each time says nothing of
// the others, as on a machine that is busy: it is tried again, with more patience.
func openPorts(t *testing.T, from *lab.Neighbour, address string) []int {
	t.Helper()
	const batch, stride, ssh, shortest, longest = 1000, 40, 22, 700 * time.Millisecond, 30 * time.Second
	var open []int
	patience := shortest
	for first := 1; first < 1<<16; {
		ports := []int{ssh}
		for port := first; port < min(first+batch, 1<<16); port++ {
			ports = append(ports, port)
			if (port-first)%stride == stride-1 {
				ports = append(ports, ssh)
			}
		}
		ports = append(ports, ssh)
		accepted := connects(t, from, address, ports, patience)
		answered := true
		var found []int
		for i, port := range ports {
			if port == ssh {
				answered = answered && accepted[i]
			} else if accepted[i] {
				found = append(found, port)
			}
		}
		if answered {
			if first <= ssh && ssh < first+batch {
				found = append(found, ssh)
			}
			open = append(open, found...)
			first, patience = first+batch, shortest
			continue
		}
		if patience *= 2; patience > longest {
			t.Errorf("ssh of %s does not answer while ports from %d on are tried, so that nobody knows which are open", address, first)
			return nil
		}
	}
	slices.Sort(open)
	return open
}

// connects tells of each port whether it accepts a connection in time, all tried
// at once. The time of each begins when its turn has come.
func connects(t *testing.T, from *lab.Neighbour, address string, ports []int, patience time.Duration) []bool {
	t.Helper()
	accepted := make([]bool, len(ports))
	var all sync.WaitGroup
	for i, port := range ports {
		all.Go(func() {
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			conn, err := from.Dial(ctx, "tcp", fmt.Sprintf("%s:%d", address, port))
			if err == nil {
				conn.Close()
				accepted[i] = true
			}
		})
	}
	all.Wait()
	return accepted
}
