//go:build e2e

package e2e

import (
	"crypto/rand"
	"io"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/e2e/lab"
)

// Every password between the hosts, the key that signs sessions, the certificates
// of the servers and the authority that issues them are rotated at the same time,
// in three releases, while visitors ask. No request fails, not between the hosts
// of a release either, nor when one host alone goes back, and no server restarts.
func TestRotation(t *testing.T) {
	l := lab.New(t, "rotation")
	web := l.Host(t, "web01", "10.0.1.10")
	db := l.Host(t, "db01", "10.0.1.20")
	cache := l.Host(t, "redis01", "10.0.1.30")
	stranger := l.Neighbour(t, "web02", "10.0.1.40")
	registry := l.Neighbour(t, "registry", "10.0.1.50")
	hosts := []*lab.Host{db, cache, web}

	o := newOperator(t, "../stacks/production.hcl")
	// Two replicas, so that one serves while the other restarts; and what is
	// tried is the application, not how much one address may ask for.
	stack := strings.Replace(o.read(), "  settings    = \"", "  replicas    = 2\n  settings    = \"", 1)
	o.write(strings.Replace(stack, "  upstream ", "  rate = \"10000r/s\"\n  upstream ", 1))
	o.vars = serveImages(t, registry, hosts...)
	for _, h := range hosts {
		o.enrol(h)
	}
	old := o.setSecrets()
	r := &rotation{operator: o, t: t, db: db, cache: cache, web: web, releases: map[string]string{}}
	r.release("steady")
	r.install("steady", hosts...)
	r.visitor = newVisitor(t, stranger, web)
	r.asked(stranger)
	servers := started(t, db, cache)
	cookie := r.cookie()
	r.accepts("before", old, nil)
	leaves, authority, _ := r.issued()
	r.see("before", authority, leaves)

	next := map[string]string{}
	for _, name := range []string{"db_password", "db_migrator_password", "broker_password", "cache_password", "secret_key"} {
		next[name] = rand.Text() + `'"$%#@/ \ü` + rand.Text()
		cmd := exec.Command(o.program, "secret", "rotate", o.stack, name)
		cmd.Stdin = strings.NewReader(next[name])
		o.must(cmd)
	}
	// Of the certificates, the keys: the authority that issues them is the old one.
	for name := range leaves {
		r.senexc("secret", "rotate", r.stack, name)
	}
	r.senexc("secret", "rotate", r.stack, "internal")
	r.release("rotating")
	r.install("rotating", hosts...)
	r.accepts("while the next values are accepted", old, next)
	again, _, both := r.issued()
	othersThan(t, "with another key", leaves, again)
	r.see("with other keys", authority, again)
	r.trusts("with two authorities", both)

	r.each("promote", next)
	r.senexc("secret", "promote", r.stack, "internal")
	r.release("promoted")
	r.install("promoted", hosts...)
	r.accepts("while the previous values are accepted", old, next)
	promoted, successor, _ := r.issued()
	othersThan(t, "from another authority", again, promoted)
	r.see("for who trusts the new authority", successor, promoted)
	r.see("for who trusts the old authority alone", authority, refused)
	if code := r.with(cookie); code != http.StatusOK {
		t.Errorf("a session that the previous key signed: status %d before it is finalized", code)
	}
	// Either side alone goes back, and forward again.
	r.back("rotating", web)
	r.install("promoted", web)
	r.back("rotating", db, cache)
	r.see("after the servers went back", both, again)
	r.install("promoted", db, cache)

	r.each("finalize", next)
	r.senexc("secret", "finalize", r.stack, "internal")
	r.release("finalized")
	r.install("finalized", hosts...)
	r.accepts("after it is finalized", next, nil)
	r.refuses(old)
	r.trusts("with the new authority", successor)
	r.see("for the application", successor, promoted)
	r.see("for who still trusts the old authority alone", authority, refused)
	if code := r.with(cookie); code != http.StatusForbidden {
		t.Errorf("a session that the previous key signed: status %d after it was finalized", code)
	}
	r.back("promoted", db, cache)
	r.install("finalized", db, cache)

	if d := cmp.Diff(servers, started(t, db, cache)); d != "" {
		t.Errorf("a server restarted for a password or a certificate (-before +after):\n%s", d)
	}
	r.load.end()
	r.judge("at the end")
	answers := 0
	for _, n := range r.load.answers {
		answers += n
	}
	if t.Logf("%d requests were answered", answers); answers < 1000 {
		t.Errorf("only %d requests were answered: not enough to tell", answers)
	}
	secretsAreNowhere(t, hosts, old, next)
}

// A rotation is a stack in a lab whose secrets are being rotated.
type rotation struct {
	*operator
	t              *testing.T
	db, cache, web *lab.Host
	releases       map[string]string // folder of the bundles, by the name of the release
	visitor        *visitor
	load           *load
	known          int // failures that were reported
}

// release builds the stack as it is now and keeps the bundles.
func (r *rotation) release(name string) {
	r.t.Helper()
	// As with a commit for each step: a host that a step does not concern has a
	// release of its own for it all the same, to go back from.
	r.serial++
	dist, _ := r.build()
	kept := filepath.Join(r.dir, "release-"+name)
	if err := os.CopyFS(kept, os.DirFS(dist)); err != nil {
		r.t.Fatal(err)
	}
	r.releases[name] = kept
}

// install installs a release on hosts in turn, and says which of the requests
// that visitors made meanwhile failed.
func (r *rotation) install(release string, hosts ...*lab.Host) {
	r.t.Helper()
	for _, h := range hosts {
		begun := time.Now()
		r.operator.install(r.releases[release], h)
		r.t.Logf("%s is %s, %.0f s", h.Name, release, time.Since(begun).Seconds())
		r.judge(h.Name + " became " + release)
	}
	r.post(release)
}

// back goes back to the release before, on hosts in turn.
func (r *rotation) back(release string, hosts ...*lab.Host) {
	r.t.Helper()
	for _, h := range hosts {
		begun := time.Now()
		h.MustRun(r.t, "env", hasty, apply, "rollback")
		r.t.Logf("%s went back to %s, %.0f s", h.Name, release, time.Since(begun).Seconds())
		r.judge(h.Name + " went back to " + release)
	}
	r.post("back to " + release)
}

func (r *rotation) post(release string) {
	r.t.Helper()
	if r.visitor != nil {
		r.visitor.post(r.t, release)
		r.visitor.awaitEntry(r.t, release)
	}
}

// each runs a command for every secret that is rotated.
func (r *rotation) each(command string, secrets map[string]string) {
	r.t.Helper()
	for _, name := range slices.Sorted(maps.Keys(secrets)) {
		r.senexc("secret", command, r.stack, name)
	}
}

// asked lets visitors loose.
func (r *rotation) asked(from *lab.Neighbour) {
	r.t.Helper()
	r.load = startLoad(r.t, from, r.web, "/visit/", 3)
}

func (r *rotation) judge(when string) {
	r.t.Helper()
	if r.load == nil {
		return
	}
	r.load.mutex.Lock()
	defer r.load.mutex.Unlock()
	for _, failure := range r.load.failed[r.known:] {
		if r.known++; r.known < 20 {
			r.t.Errorf("until %s, a request failed %s", when, failure)
		}
	}
}

// cookie is one that the application signed just now.
func (r *rotation) cookie() *http.Cookie {
	r.t.Helper()
	_, answer := r.visitor.get(r.t, "/visit/")
	for _, c := range answer.Cookies() {
		if c.Name == "visits" {
			return c
		}
	}
	r.t.Fatal("the application sets no cookie")
	return nil
}

// with is the status that a visit with an old cookie is answered with.
func (r *rotation) with(cookie *http.Cookie) int {
	r.t.Helper()
	request, err := http.NewRequestWithContext(r.t.Context(), http.MethodGet, "https://"+domain+"/visit/", nil)
	if err != nil {
		r.t.Fatal(err)
	}
	request.AddCookie(cookie)
	client := *r.visitor.Client
	client.Jar = nil
	answer, err := client.Do(request)
	if err != nil {
		r.t.Fatal(err)
	}
	defer answer.Body.Close()
	_, _ = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode
}

// accepts asks the servers whether they accept passwords: those of the first
// generation, and those of the second if there is one.
func (r *rotation) accepts(when string, generations ...map[string]string) {
	r.t.Helper()
	for _, passwords := range generations {
		if passwords != nil && !(r.postgresql(passwords) && r.redis(passwords)) {
			r.t.Errorf("%s, a password is refused", when)
		}
	}
}

func (r *rotation) refuses(passwords map[string]string) {
	r.t.Helper()
	if r.postgresql(passwords) {
		r.t.Error("PostgreSQL accepts the old password")
	}
	if r.redis(passwords) {
		r.t.Error("Redis accepts the old password")
	}
}

// postgresql is whether one of the application's logins accepts its password.
func (r *rotation) postgresql(passwords map[string]string) bool {
	r.t.Helper()
	for _, login := range []string{"senex_user_a", "senex_user_b"} {
		if inContainer(r.t, r.db, "db", "PGPASSWORD", passwords["db_password"], "psql", "-X", "-h", "127.0.0.1", "-U", login, "-d", "senextrader", "-c", "SELECT 1").Code == 0 {
			return true
		}
	}
	return false
}

func (r *rotation) redis(passwords map[string]string) bool {
	r.t.Helper()
	return strings.Contains(inContainer(r.t, r.cache, "cache", "REDISCLI_AUTH", passwords["cache_password"], "redis-cli", "--tls", "--insecure", "ping").Stdout, "PONG")
}

// inContainer runs a command with a password in a variable. The password goes
// in by a pipe: Podman writes the arguments of what it runs to the journal.
func inContainer(t *testing.T, h *lab.Host, container, variable, password string, command ...string) lab.Result {
	t.Helper()
	h.Write(t, "/run/password", password+"\n", 0o600)
	argv := []string{"sh", "-c", `runuser -u senex -- env --chdir=/ XDG_RUNTIME_DIR=/run/user/1500 HOME=/var/lib/senex podman exec -i "$@" </run/password; code=$?; rm /run/password; exit "${code}"`,
		"sh", container, "sh", "-c", `IFS= read -r password && export "$0=${password}" && exec "$@" </dev/null`, variable}
	return h.Run(t, append(argv, command...)...)
}

// started says since when the containers of hosts run.
func started(t *testing.T, hosts ...*lab.Host) map[string]string {
	t.Helper()
	times := map[string]string{}
	for _, h := range hosts {
		times[h.Name] = podman(t, h, "ps", "--format", "{{.Names}} {{.StartedAt}}")
	}
	return times
}
