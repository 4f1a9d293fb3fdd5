//go:build e2e

package e2e

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/senextrader/senexc/e2e/lab"
)

// BenchmarkInstall compares two ways to bring a host to the same state when it
// is there already: senexc's bundle of the example's database host, and
// ansible/database.yml, which does the same on another host. Both are run in
// turns, and what counts is the ratio of the medians.
func BenchmarkInstall(b *testing.B) {
	const rounds = 5
	l := lab.New(b, "bench")
	db := l.Host(b, "db01", "10.0.1.20")
	other := l.Host(b, "db02", "10.0.1.21")
	registry := l.Neighbour(b, "registry", "10.0.1.50")

	o := newOperator(b, "../stacks/production.hcl")
	o.vars = serveImages(b, registry, db, other)
	o.write(regexp.MustCompile(`"age1[0-9a-z]+"`).ReplaceAllStringFunc(o.read(), func(string) string { return `"` + nobody(b) + `"` }))
	o.enrol(db)
	o.setSecrets()
	dist, _ := o.build()
	o.install(dist, db)
	archive := "/root/db01.tar.gz"
	if out := db.MustRun(b, apply, archive); !strings.Contains(out, "nothing had to change") {
		b.Fatalf("the second run of senexc changes something:\n%s", out)
	}

	playbook := handToAnsible(b, db, other, o.vars["postgresql_image"])
	other.MustRun(b, playbook...)
	sameFiles(b, db, other)

	var senexc, ansible []measure
	var tasks string
	for range rounds {
		m, _ := measured(b, db, apply, archive)
		senexc = append(senexc, m)
		m, out := measured(b, other, playbook...)
		ansible = append(ansible, m)
		recap := regexp.MustCompile(`ok=(\d+) +changed=0 +unreachable=0 +failed=0`).FindStringSubmatch(out)
		if recap == nil {
			b.Fatalf("a later run of the playbook changes something:\n%s", out)
		}
		tasks = recap[1]
	}

	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "nothing to do, median of %d\tAnsible\tsenexc\tratio\n", rounds)
	for _, row := range []struct {
		what, unit string
		of         func(measure) float64
	}{
		{"seconds", "%.2f", func(m measure) float64 { return m.Seconds }},
		{"seconds of processor", "%.2f", func(m measure) float64 { return m.CPU }},
		{"processes", "%.0f", func(m measure) float64 { return m.Processes }},
	} {
		a, s := median(ansible, row.of), median(senexc, row.of)
		fmt.Fprintf(w, "%s\t"+row.unit+"\t"+row.unit+"\t%.1f\n", row.what, a, s, a/s)
	}
	fmt.Fprintf(w, "tasks\t%s\t\t\n", tasks)
	w.Flush()
	fmt.Println(table.String())
	b.ReportMetric(0, "ns/op") // the time of all of the above means nothing
	b.ReportMetric(median(ansible, func(m measure) float64 { return m.Seconds })/median(senexc, func(m measure) float64 { return m.Seconds }), "times-as-fast")
}

// handToAnsible puts Ansible on a host, the playbook, and what that distributes:
// the files of the bundle and the text of the secret, at the host's own address.
// It returns the command that runs the playbook.
func handToAnsible(b *testing.B, from, to *lab.Host, image string) []string {
	b.Helper()
	to.MustRun(b, "apt-get", "-q", "update")
	to.MustRun(b, "apt-get", "-q", "install", "--yes", "--no-install-recommends", "ansible", "python3-apt", "sudo")
	for _, name := range []string{"ansible.cfg", "database.yml"} {
		to.Copy(b, filepath.Join("ansible", name), "/root/ansible/"+name, 0o600)
	}
	for path, content := range files(b, from) {
		to.Write(b, "/root/ansible/files"+path, strings.ReplaceAll(content, from.Address, to.Address), 0o600)
	}
	values, err := json.Marshal(map[string]string{
		"address": to.Address, "client": "10.0.1.10", "admin": "10.0.0.0/8", "image": image,
		"roles": handSecret(b, from, to, "roles.sql"), "key": handSecret(b, from, to, "server.key"),
	})
	if err != nil {
		b.Fatal(err)
	}
	to.Write(b, "/root/ansible/values.json", string(values), 0o600)
	return []string{"env", "--chdir=/root/ansible", "ansible-playbook", "-i", "localhost,", "-e", "@values.json", "database.yml"}
}

// handSecret gives Ansible the text of a Podman secret, and returns its name.
func handSecret(b *testing.B, from, to *lab.Host, of string) string {
	b.Helper()
	name := strings.TrimPrefix(from.MustRun(b, "grep", "^podman "+of+"-", "/var/lib/senexc/current/plan/deliveries"), "podman ")
	to.Write(b, "/root/ansible/secrets/"+name, podman(b, from, "secret", "inspect", "--showsecret", "--format", "{{.SecretData}}", name)+"\n", 0o600)
	return name
}

// files are the files of the release that a host runs, by their paths there.
func files(b *testing.B, h *lab.Host) map[string]string {
	b.Helper()
	contents := map[string]string{}
	for path := range strings.Lines(h.MustRun(b, "sh", "-c", "cd /var/lib/senexc/current/root/ && find . -type f")) {
		path = strings.TrimPrefix(strings.TrimSpace(path), ".")
		contents[path] = h.MustRun(b, "cat", path) + "\n"
	}
	return contents
}

// sameFiles makes sure that Ansible did what senexc does: the same files, and
// a database with the same roles.
func sameFiles(b *testing.B, want, got *lab.Host) {
	b.Helper()
	for path, content := range files(b, want) {
		if got.MustRun(b, "cat", path)+"\n" != strings.ReplaceAll(content, want.Address, got.Address) {
			b.Errorf("%s on %s is not what it is on %s", path, got.Name, want.Name)
		}
	}
	roles := []string{"exec", "db", "psql", "-h", "/var/run/postgresql", "-U", "postgres", "-At", "-c", `select rolname from pg_roles where rolname !~ '^pg_' order by 1`}
	if a, s := podman(b, got, roles...), podman(b, want, roles...); a != s {
		b.Errorf("the roles of the databases differ: %q and %q", a, s)
	}
}

// A measure is what one run took: time, the processors' time, and processes.
type measure struct{ Seconds, CPU, Processes float64 }

func median(all []measure, of func(measure) float64) float64 {
	values := make([]float64, len(all))
	for i, m := range all {
		values[i] = of(m)
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// measured runs a command that must succeed, and returns what it took and what
// it wrote.
func measured(b *testing.B, h *lab.Host, argv ...string) (measure, string) {
	b.Helper()
	const script = `
		: >/run/accounting
		perl -e 'my $file = "/run/accounting"; exit(syscall($ARGV[0] + 0, $file) != 0)' $0 || { echo "this kernel keeps no process accounting" >&2; exit 1; }
		TIMEFORMAT='%R %U %S'
		time { sh -c 'echo $$ >/run/measured; "$@"' sh "$@" 2>/run/measured.stderr; }
		status=$?
		perl -e 'syscall($ARGV[0] + 0, 0)' $0
		cat /run/measured.stderr >&2
		exit $status`
	r := h.Run(b, append([]string{"bash", "-c", script, strconv.Itoa(sysAcct[runtime.GOARCH])}, argv...)...)
	if r.Code != 0 {
		b.Fatalf("%s: exit status %d\n%s%s", strings.Join(argv, " "), r.Code, r.Stdout, r.Stderr)
	}
	var m measure
	var user, system float64
	if _, err := fmt.Sscan(r.Stderr, &m.Seconds, &user, &system); err != nil {
		b.Fatalf("no times in %q: %v", r.Stderr, err)
	}
	m.CPU = user + system
	root, err := strconv.Atoi(h.MustRun(b, "cat", "/run/measured"))
	if err != nil {
		b.Fatal(err)
	}
	m.Processes = float64(descendants([]byte(h.MustRun(b, "cat", "/run/accounting")+"\n"), uint32(root)))
	return m, r.Stdout
}

// sysAcct is the number of the acct system call, which perl, unlike a shell,
// can make.
var sysAcct = map[string]int{"amd64": 163, "arm64": 89}

// descendants counts the processes that come from one, in a file of the
// kernel's process accounting (acct(5), version 3: one record of 64 bytes for
// each process that ended, with its number and its parent's).
func descendants(accounting []byte, root uint32) int {
	const size = 64
	children := map[uint32][]uint32{}
	for ; len(accounting) >= size; accounting = accounting[size:] {
		pid := binary.NativeEndian.Uint32(accounting[16:])
		parent := binary.NativeEndian.Uint32(accounting[20:])
		children[parent] = append(children[parent], pid)
	}
	n := 0
	for queue := children[root]; len(queue) > 0; queue = queue[1:] {
		n++
		queue = append(queue, children[queue[0]]...)
	}
	return n
}
