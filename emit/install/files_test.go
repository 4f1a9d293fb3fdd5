package install_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/e2e/oracle"
	"github.com/senextrader/senexc/emit/install"
)

func files(t *testing.T, in install.Input) map[string]string {
	t.Helper()
	entries, err := install.Files(in)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, e := range entries {
		all[e.Path] = string(e.Body)
	}
	return all
}

func TestDataFiles(t *testing.T) {
	all := files(t, shop().in)
	for path, want := range map[string]string{
		"plan/account":                         "senex 1500 /var/lib/senex\n",
		"plan/packages":                        "podman\nproxy\nufw\n",
		"plan/directories":                     "0755 senex senex /srv/static\n",
		"plan/images":                          "registry.example.com/cache:1\nregistry.example.com/web:1\n",
		"plan/secrets":                         "password 1\ntoken 2\n",
		"plan/deliveries":                      "podman web.DATABASE_URL.v1\nfile proxy.htpasswd.v2 0640 root www-data /etc/proxy/pass word\n",
		"plan/ports":                           "127.0.0.1 8000 tcp user web.service\n0.0.0.0 443 tcp system proxy.service\n",
		"plan/validations":                     "unit proxy.service\nword proxy\nword -t\nend\n",
		"plan/triggers":                        "reload proxy.service /etc/proxy/site.conf\nreload proxy.service /etc/proxy/pass word\n",
		"secrets/web.DATABASE_URL.v1.template": "# text and line: as they are; secret: a value, NAME.VERSION; begin ENCODER: encoded up to its end\ntext sql://web:\nbegin urlencode\nsecret password.1\nend\ntext @db\n",
	} {
		var rows strings.Builder
		for line := range strings.Lines(all[path]) {
			if !strings.HasPrefix(line, "# ") || strings.HasPrefix(path, "secrets/") {
				rows.WriteString(line)
			}
		}
		if diff := cmp.Diff(want, rows.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
		if !strings.HasPrefix(all[path], "# ") {
			t.Errorf("%s does not explain itself", path)
		}
	}
	want := "job placeholder prepare 60 -\nhost\nword sh\nword -c\nword mkdir -p tls &&\nmore printf 'two\nmore   lines' >tls/key\nend\n"
	if !strings.Contains(all["plan/jobs"], want) {
		t.Errorf("plan/jobs has no\n%s:\n%s", want, all["plan/jobs"])
	}
}

func TestEngineIsTheSameEverywhere(t *testing.T) {
	one, other := shop().in, shop().in
	other.Host.Name, other.Host.Services, other.Host.Jobs = "evil\nrm -rf /", nil, nil
	for _, in := range []install.Input{one, other} {
		script := files(t, in)["install.sh"]
		header, engine, found := strings.Cut(script, "\n\n")
		if !found || engine != string(install.Engine()) {
			t.Error("the engine depends on the host")
		}
		for line := range strings.Lines(header) {
			if !strings.HasPrefix(line, "#") {
				t.Errorf("the header has the line %q, which is not a comment", line)
			}
		}
	}
}

func TestFilesRefused(t *testing.T) {
	for name, spoil := range map[string]func(*install.Input){
		"a container before containers": func(in *install.Input) { in.Host.Jobs[2].When = plan.Prepare },
		"a job in no container":         func(in *install.Input) { in.Host.Jobs[1].Exec = "nowhere" },
		"a relative path":               func(in *install.Input) { in.Root[0].Path = "etc/x" },
		"a path that leaves":            func(in *install.Input) { in.Root[0].Path = "/etc/../x" },
		"a path of two lines":           func(in *install.Input) { in.Deliveries[1].Path = "/etc/a\nb" },
		"a package with a space":        func(in *install.Input) { in.Host.Packages[0].Name = "a b" },
		"a step without a unit":         func(in *install.Input) { in.Steps[1].Unit = "nothing.service" },
		"a value of two lines":          func(in *install.Input) { in.Host.Sysctls[0].Value = "1\n2" },
	} {
		in := shop().in
		spoil(&in)
		if entries, err := install.Files(in); err == nil || entries != nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestNoPlaintext(t *testing.T) {
	for path, body := range files(t, shop().in) {
		if strings.Contains(body, "hunter2") || strings.Contains(body, "t0ken") {
			t.Errorf("%s has a secret in it", path)
		}
	}
}

func TestShellcheck(t *testing.T) {
	debian := oracle.Open(t)
	folder := t.TempDir()
	for name, body := range map[string][]byte{
		"install.sh": []byte(files(t, shop().in)["install.sh"]), "senexc-apply.sh": install.Apply(), "enroll.sh": enrolment(t, "web01"),
	} {
		if err := os.WriteFile(filepath.Join(folder, name), bytes.TrimSpace(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	verdict, err := debian.Shellcheck(folder)
	if err != nil {
		t.Fatal(err)
	}
	if err := verdict.Err(); err != nil {
		t.Error(err)
	}
	if len(verdict.Judged) != 3 {
		t.Errorf("judged only %q", verdict.Judged)
	}
}
