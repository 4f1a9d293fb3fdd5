package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"

	"github.com/senextrader/senexc/compile"
	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/emit"
	"github.com/senextrader/senexc/emit/archive"
	"github.com/senextrader/senexc/emit/dist"
	"github.com/senextrader/senexc/emit/sign"
	"github.com/senextrader/senexc/lang/sealed"
	"github.com/senextrader/senexc/stdlib"
)

// BenchmarkProduction builds the production example, each time in a new process
// and into a new folder.
func BenchmarkProduction(b *testing.B) {
	const rounds = 21
	var costs []cost
	for range rounds {
		costs = append(costs, build(b, "../../stacks/production.hcl", b.TempDir()))
	}
	table(func(row func(...any)) {
		row("production", "median of "+strconv.Itoa(rounds), "")
		row("processor", spread(costs, cpu, "%.3f"), "s")
		row("clock", spread(costs, wall, "%.3f"), "s")
		row("memory", spread(costs, memory, "%.0f"), "MiB")
	})
	report(b, map[string]float64{"cpu-s": median(costs, cpu)})
}

// BenchmarkFleets builds stacks of more and more hosts. What one host takes
// should not depend on how many there are.
func BenchmarkFleets(b *testing.B) {
	table(func(row func(...any)) {
		row("hosts", "processor, s", "clock, s", "processor for each, ms", "memory, MiB")
		for _, fleets := range []struct{ hosts, rounds int }{{100, 5}, {1000, 3}, {10000, 1}} {
			f := newFleet(b, fleets.hosts)
			var costs []cost
			for range fleets.rounds {
				costs = append(costs, build(b, f.stack(), b.TempDir()))
			}
			row(fleets.hosts, spread(costs, cpu, "%.2f"), spread(costs, wall, "%.2f"),
				fmt.Sprintf("%.2f", median(costs, cpu)*1000/float64(fleets.hosts)), spread(costs, memory, "%.0f"))
		}
	})
	report(b, nil)
}

// BenchmarkPacking compares building a stack of many hosts with only packing
// what comes out, in the usual way: one tar and one gzip for each host, as many
// hosts at once as senexc has processors. senexc compiles, digests and signs as
// well. They take turns, and what counts is the ratio.
func BenchmarkPacking(b *testing.B) {
	const hosts, rounds = 1000, 5
	f := newFleet(b, hosts)
	trees := unpacked(b, f)
	const pack = `ls | xargs -P "$1" -I HOST sh -c 'tar -cf - HOST | gzip -6 >"$0/HOST.tar.gz"' "$2"`
	var senexc, tar []cost
	for range rounds {
		senexc = append(senexc, build(b, f.stack(), b.TempDir()))
		cmd := exec.Command("sh", "-c", pack, "sh", strconv.Itoa(runtime.GOMAXPROCS(0)), b.TempDir())
		cmd.Dir = trees
		tar = append(tar, measure(b, cmd))
	}
	table(func(row func(...any)) {
		row(fmt.Sprintf("%d hosts, median of %d", hosts, rounds), "senexc build", "tar c | gzip -6", "ratio")
		row("clock, s", spread(senexc, wall, "%.2f"), spread(tar, wall, "%.2f"), fmt.Sprintf("%.2f", median(tar, wall)/median(senexc, wall)))
		row("processor, s", spread(senexc, cpu, "%.2f"), spread(tar, cpu, "%.2f"), fmt.Sprintf("%.2f", median(tar, cpu)/median(senexc, cpu)))
	})
	report(b, map[string]float64{"times-as-fast": median(tar, wall) / median(senexc, wall)})
}

// unpacked builds a fleet and unpacks its bundles, all in one folder.
func unpacked(b *testing.B, f fleet) string {
	b.Helper()
	dist, trees := b.TempDir(), b.TempDir()
	build(b, f.stack(), dist)
	archives, err := filepath.Glob(filepath.Join(dist, "*.tar.gz"))
	if err != nil || len(archives) != f.hosts {
		b.Fatalf("%d archives for %d hosts: %v", len(archives), f.hosts, err)
	}
	for _, archive := range archives {
		measure(b, exec.Command("tar", "-xzf", archive, "-C", trees))
	}
	return trees
}

// BenchmarkTemplates compares what a file takes: of a bundle, signed and packed,
// and of Ansible's template module on the machine itself, without facts. How long
// Ansible takes to start is left out.
func BenchmarkTemplates(b *testing.B) {
	ansible, err := exec.LookPath("ansible-playbook")
	if err != nil {
		b.Skip("ansible-core is not installed")
	}
	const files, rounds = 100, 3
	folder := b.TempDir()
	write := func(name, body string) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(body), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	write("unit.j2", "[Container]\nImage={{ image }}\nContainerName={{ item }}\n{% for key in settings %}Environment={{ key }}\n{% endfor %}\n")
	write("site.yml", `- hosts: localhost
  connection: local
  gather_facts: false
  vars:
    image: registry.example.com/app:v1
    settings: [A=1, B=2, C=3, D=4, E=5, F=6]
  tasks:
    - template:
        src: unit.j2
        dest: "{{ out }}/{{ item }}"
        mode: "0644"
      loop: "{{ range(count | int) | list }}"
`)
	play := func(count int) cost {
		cmd := exec.Command(ansible, "-i", "localhost,", "-e", fmt.Sprintf("count=%d out=%s", count, b.TempDir()), "site.yml")
		cmd.Dir = folder
		return measure(b, cmd)
	}
	f := newFleet(b, 10)
	of := 0
	if err := filepath.WalkDir(unpacked(b, f), func(_ string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			of++
		}
		return err
	}); err != nil {
		b.Fatal(err)
	}
	var ours, theirs []cost
	for range rounds {
		c := build(b, f.stack(), b.TempDir())
		ours = append(ours, cost{Wall: c.Wall, CPU: c.CPU})
		few, many := play(1), play(1+files)
		theirs = append(theirs, cost{CPU: many.CPU - few.CPU, Wall: many.Wall - few.Wall})
	}
	each := func(costs []cost, of func(cost) float64, n int) float64 { return median(costs, of) * 1000 / float64(n) }
	table(func(row func(...any)) {
		row(fmt.Sprintf("for each file, median of %d", rounds), "senexc build", "template module", "ratio")
		for _, what := range []struct {
			name string
			of   func(cost) float64
		}{{"clock, ms", wall}, {"processor, ms", cpu}} {
			s, a := each(ours, what.of, of), each(theirs, what.of, files)
			row(what.name, fmt.Sprintf("%.2f", s), fmt.Sprintf("%.2f", a), fmt.Sprintf("%.0f", a/s))
		}
	})
	report(b, nil)
}

// BenchmarkBuild does what "senexc build" does, in this process, so that a
// profile of it can be taken.
func BenchmarkBuild(b *testing.B) {
	key, err := sign.Open(signingKey(b), sign.Options{})
	if err != nil {
		b.Fatal(err)
	}
	f := newFleet(b, 100)
	secrets, err := os.ReadFile(sealed.Name(f.stack()))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		r, diags := compile.Compile(context.Background(), compile.Options{
			FS: os.DirFS(f.folder), Stack: filepath.Base(f.stack()), Std: stdlib.FS, Sealed: secrets, SealedName: filepath.Base(sealed.Name(f.stack())),
		})
		if diags.HasErrors() {
			b.Fatal(diags)
		}
		hosts := map[string]*plan.Host{}
		o := dist.Options{Stack: r.Plan.Name, Environment: r.Plan.Environment, Format: archive.TarGzip, Key: key}
		for i := range r.Plan.Hosts {
			h := &r.Plan.Hosts[i]
			hosts[h.Name], o.Hosts = h, append(o.Hosts, h.Name)
		}
		o.Make = func(host string) (string, []archive.Entry, error) {
			bundle, problems := emit.Host(r.Plan, hosts[host], emit.Options{})
			if len(problems) > 0 {
				return "", nil, errors.New(problems[0].Detail)
			}
			return bundle.Folder, bundle.Entries, nil
		}
		if _, err := dist.Write(context.Background(), filepath.Join(b.TempDir(), "out"), o); err != nil {
			b.Fatal(err)
		}
	}
}

// build runs the program.
func build(b *testing.B, stack, out string) cost {
	b.Helper()
	program, err := compiled()
	if err != nil {
		b.Fatal(err)
	}
	return measure(b, exec.Command(program, "build", stack, "-o", out, "--serial", "1", "--key", signingKey(b)))
}

// compiled compiles senexc, once, as it is released.
var compiled = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "bench")
	if err != nil {
		return "", err
	}
	path := filepath.Join(folder, "senexc")
	cmd := exec.Command("go", "build", "-trimpath", "-o", path, "../../cmd/senexc")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", errors.New("senexc does not compile:\n" + string(out))
	}
	return path, nil
})

// signingKey returns a copy of the published key that only its owner can read,
// as it must be.
func signingKey(b *testing.B) string {
	b.Helper()
	body, err := os.ReadFile("../../testdata/keys/signing-test-key")
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "key")
	if err := os.WriteFile(path, body, 0o600); err != nil {
		b.Fatal(err)
	}
	return path
}

// table prints rows under each other.
func table(fill func(row func(...any))) {
	var text strings.Builder
	w := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	fill(func(cells ...any) {
		for _, cell := range cells {
			fmt.Fprintf(w, "%v\t", cell)
		}
		fmt.Fprintln(w)
	})
	w.Flush()
	fmt.Println("\n" + text.String())
}

// report says what counts, and not how long all of it took.
func report(b *testing.B, metrics map[string]float64) {
	b.ReportMetric(0, "ns/op")
	for name, value := range metrics {
		b.ReportMetric(value, name)
	}
}
