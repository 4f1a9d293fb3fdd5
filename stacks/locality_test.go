package stacks

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
)

// Moving the database to the host of the application changes one line of the
// stack. All that has to change on the hosts follows from it, and nothing else
// changes: testdata/golden/locality.diff has the whole of it.
func TestLocality(t *testing.T) {
	folder := copyOf(t, false)
	stack := filepath.Join(folder, "production.hcl")
	body, err := os.ReadFile(stack)
	if err != nil {
		t.Fatal(err)
	}
	apart := string(body)
	together := strings.Replace(apart, "on                = group.database", "on                = host.web01", 1)
	if together == apart {
		t.Fatal("the stack no longer says where the database is in the words that this test changes")
	}
	// Who answers is another matter: on web01 the database is another server, which
	// needs a certificate of its own, and what it checks passwords with sealed to
	// that host. It is what secret sync makes of the stack after the change.
	moved, err := os.ReadFile("testdata/moved.secrets.hcl")
	if err != nil {
		t.Fatal(err)
	}
	secrets, err := os.ReadFile(filepath.Join(folder, "production.secrets.hcl"))
	if err != nil {
		t.Fatal(err)
	}
	sealed := map[string]string{apart: string(secrets), together: string(moved)}
	build := func(text string) (dist string) {
		tree{"production.hcl": text, "production.secrets.hcl": sealed[text]}.write(t, folder)
		dist, _ = run{}.build(t, stack)
		return dist
	}
	before, after := build(apart), build(together)

	const units = "root/etc/containers/systemd/users/1500/"
	for _, claim := range []struct{ what, host, path, before, after string }{
		{"the application's address of the database", "web01", units + "web.container", "Environment=DB_HOST=10.0.1.20\n", "Environment=DB_HOST=db\n"},
		{"the order of starting", "web01", units + "web.container", "", "After=db.service\n"},
		{"the published port", "db01", units + "db.container", "PublishPort=10.0.1.20:5432:5432\n", ""},
		{"the firewall's rule", "db01", "plan/firewall", "admit 10.0.1.10 10.0.1.20 5432 tcp", ""},
	} {
		if old := bundle(t, before, claim.host)[claim.path]; !strings.Contains(old, claim.before) {
			t.Errorf("%s, apart: %s on %s has no %q", claim.what, claim.path, claim.host, claim.before)
		} else if claim.before == "" && claim.after != "" && strings.Contains(old, claim.after) {
			t.Errorf("%s, apart: %s on %s has %q", claim.what, claim.path, claim.host, claim.after)
		}
		if new := bundle(t, after, claim.host)[claim.path]; !strings.Contains(new, claim.after) {
			t.Errorf("%s, together: %s on %s has no %q", claim.what, claim.path, claim.host, claim.after)
		} else if claim.before != "" && strings.Contains(new, claim.before) {
			t.Errorf("%s, together: %s on %s still has %q", claim.what, claim.path, claim.host, claim.before)
		}
	}
	for _, host := range hosts(t, after) {
		for path, body := range bundle(t, after, host) {
			if strings.HasPrefix(path, "root/") && strings.Contains(body, ":5432:5432") || path == "plan/firewall" && strings.Contains(body, " 5432 ") {
				t.Errorf("together: %s on %s still opens the database's port", path, host)
			}
		}
	}

	got := tree{"locality.diff": changes(t, before, after)}
	if *update {
		got.write(t, goldens)
	}
	want, err := os.ReadFile(filepath.Join(goldens, "locality.diff"))
	if err != nil {
		t.Fatal(err)
	}
	compare(t, tree{"locality.diff": string(want)}, got)

	again := readTree(t, build(apart))
	for path, body := range readTree(t, before) {
		if again[path] != body {
			t.Errorf("moving the database back does not give the original %s", path)
		}
	}
}

// changes describes what is different on the hosts between two builds: in the
// files that they get and in the data that the installer works from. A file
// that goes from one host to another is compared with itself.
func changes(t *testing.T, before, after string) string {
	t.Helper()
	old, new := tree{}, tree{} // by path, then host
	for _, host := range hosts(t, before) {
		for path, body := range bundle(t, before, host) {
			old[path+" on "+host] = body
		}
		for path, body := range bundle(t, after, host) {
			new[path+" on "+host] = body
		}
	}
	var b strings.Builder
	var gone, come []string
	all := append(old.paths(), new.paths()...)
	slices.Sort(all)
	for _, name := range slices.Compact(all) {
		if !strings.HasPrefix(name, "root/") && !strings.HasPrefix(name, "plan/") {
			continue
		}
		switch _, was := old[name]; {
		case !was:
			come = append(come, name)
		case !has(new, name):
			gone = append(gone, name)
		default:
			b.WriteString(difference(name+", apart", old[name], name+", together", new[name]))
		}
	}
	for _, from := range gone {
		path, _, _ := strings.Cut(from, " on ")
		i := slices.IndexFunc(come, func(to string) bool { return strings.HasPrefix(to, path+" on ") })
		if i < 0 {
			b.WriteString("gone: " + from + "\n")
			continue
		}
		to := come[i]
		come = slices.Delete(come, i, i+1)
		b.WriteString("moved: " + from + ", now" + strings.TrimPrefix(to, path) + "\n")
		b.WriteString(difference(from, old[from], to, new[to]))
	}
	for _, to := range come {
		b.WriteString("new: " + to + "\n")
	}
	return b.String()
}

// difference returns a unified diff, "" if there is none.
func difference(oldName, old, newName, new string) string {
	_, hunks, _ := strings.Cut(string(diff.Diff(oldName, []byte(old), newName, []byte(new))), "\n")
	return hunks
}

func has(tr tree, path string) bool {
	_, ok := tr[path]
	return ok
}
