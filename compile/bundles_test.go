package compile_test

import (
	"archive/tar"
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/senextrader/senexc/compile"
	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/emit"
	"github.com/senextrader/senexc/emit/archive"
)

// pretendSealed gives the hosts of a plan some value for every secret.
func pretendSealed(r *compile.Result) {
	for i := range r.Plan.Hosts {
		h := &r.Plan.Hosts[i]
		h.Secrets = nil
		for _, name := range slices.Sorted(maps.Keys(r.Needs)) {
			if slices.Contains(r.Needs[name], h.Name) {
				h.Secrets = append(h.Secrets, plan.Secret{Name: name, Version: 1, Sealed: "-"})
			}
		}
		for _, c := range r.Certificates {
			if c.Host == h.Name {
				h.Secrets = append(h.Secrets, plan.Secret{Name: c.Name, Version: 1, Sealed: "-"})
			}
		}
	}
}

// bundled makes the bundles of a plan, and holds them to what is true of every
// one. A plan that no bundle can express is said to be so, with the line.
func bundled(t *testing.T, r *compile.Result) (problems []emit.Problem) {
	t.Helper()
	pretendSealed(r)
	for i := range r.Plan.Hosts {
		h := &r.Plan.Hosts[i]
		bundle, found := emit.Host(r.Plan, h, emit.Options{Serial: 1})
		problems = append(problems, found...)
		for _, p := range found {
			if p.Summary == "Plan that the installer cannot carry out" {
				t.Errorf("the compiler let this pass: %+v", p)
			}
			if p.Summary == "" || p.Detail == "" || p.Origin.File == "" {
				t.Errorf("a problem does not say what it is, or where: %+v", p)
			}
		}
		if (bundle == nil) == (len(found) == 0) {
			t.Fatalf("there is a bundle: %t, and there are problems: %v", bundle != nil, found)
		}
		if bundle == nil {
			continue
		}
		if again, _ := emit.Host(r.Plan, h, emit.Options{Serial: 1}); again == nil || again.Identity != bundle.Identity {
			t.Errorf("the second bundle of %s is another one", h.Name)
		}
		readable(t, bundle)
	}
	return problems
}

// readable reads a bundle as a host does: its archive, its manifest, its units
// and its record.
func readable(t *testing.T, bundle *emit.Bundle) {
	t.Helper()
	var packed bytes.Buffer
	if err := archive.Write(&packed, archive.Tar, bundle.Folder, 1, bundle.Entries); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for members := tar.NewReader(&packed); ; {
		header, err := members.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		name, below := strings.CutPrefix(header.Name, bundle.Folder+"/")
		if !below {
			t.Errorf("%q is not below %s", header.Name, bundle.Folder)
		}
		body, err := io.ReadAll(members)
		if err != nil {
			t.Fatal(err)
		}
		if header.Typeflag == tar.TypeReg {
			files[name] = body
		}
	}
	for _, e := range bundle.Entries {
		if body, ok := files[e.Path]; !ok || !bytes.Equal(body, e.Body) {
			t.Errorf("the archive has another %s than the bundle", e.Path)
		}
	}
	listed := string(files["MANIFEST"])
	for name, body := range files {
		digest := sha256.Sum256(body)
		if name != "MANIFEST" && !strings.Contains(listed, hex.EncodeToString(digest[:])) {
			t.Errorf("the manifest does not have what is in %s", name)
		}
		if strings.HasPrefix(name, "root/etc/containers/") {
			unitLines(t, name, body)
		}
	}
	if !json.Valid(files["bundle.json"]) {
		t.Errorf("bundle.json is no JSON:\n%s", files["bundle.json"])
	}
}

var (
	section  = regexp.MustCompile(`^\[[A-Za-z-]+\]$`)
	unitLine = regexp.MustCompile(`^[A-Za-z0-9-]+=`)
)

// unitLines holds the lines of a Quadlet file to the form that systemd reads.
func unitLines(t *testing.T, name string, body []byte) {
	t.Helper()
	switch path.Ext(name) {
	case ".container", ".volume", ".network":
	default:
		return
	}
	lines := bufio.NewScanner(bytes.NewReader(body))
	lines.Buffer(nil, 1<<20)
	continued := false
	for lines.Scan() {
		line := lines.Text()
		known := continued || line == "" || strings.HasPrefix(line, "#") || section.MatchString(line) || unitLine.MatchString(line)
		if !known || strings.ContainsAny(line, "\x00\r") {
			t.Errorf("%s has a line that is no key of a unit: %q", name, line)
		}
		continued = strings.HasSuffix(line, `\`)
	}
	if lines.Err() != nil || continued {
		t.Errorf("%s ends in the middle of a line: %v", name, lines.Err())
	}
}
