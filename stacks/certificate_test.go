package stacks

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// An issued certificate is in a bundle, with the names that it is for.
type issued struct {
	file  string // relative to the bundle
	names []string
}

// certificates returns those of a bundle, and puts into its folder what belongs
// to them elsewhere: their keys beside them, from what was opened, and what the
// readers on other hosts trust as authority.pem.
func certificates(t *testing.T, dist, folder, host string, opened map[string]string) (list []issued) {
	t.Helper()
	var record struct {
		Certificates []struct {
			Name  string
			Names []string
		}
	}
	body, err := os.ReadFile(filepath.Join(folder, "bundle.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(body, &record); err != nil {
		t.Fatal(err)
	}
	put := func(name, text string) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range configs(t, folder, "*.cert.pem") {
		service := filepath.Base(filepath.Dir(file))
		name := service + "-" + strings.TrimSuffix(filepath.Base(file), ".cert.pem") + "@" + host
		key := ""
		for path, plain := range opened {
			if strings.HasPrefix(path, "secrets/"+name+".") {
				_, key, _ = strings.Cut(plain, "\n")
			}
		}
		if key == "" {
			t.Errorf("%s has no key that is sealed as %s", file, name)
		}
		put(strings.TrimSuffix(file, ".cert.pem")+".key.pem", key)
		for _, c := range record.Certificates {
			if c.Name == name {
				list = append(list, issued{file, c.Names})
			}
		}
	}
	if len(list) != len(record.Certificates) {
		t.Errorf("%s has %d certificates, and bundle.json tells of %d", host, len(list), len(record.Certificates))
	}
	for _, reader := range hosts(t, dist) {
		for path, text := range bundle(t, dist, reader) {
			if strings.HasPrefix(path, "root/") && filepath.Base(path) == "authority.pem" {
				put("authority.pem", text)
			}
		}
	}
	return list
}
