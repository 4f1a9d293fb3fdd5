package stdlib_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"filippo.io/age"
	"filippo.io/age/armor"
	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/compile"
	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/lang/sealed"
	"github.com/senextrader/senexc/stdlib"
)

// What servers accept and what clients show, in every phase of the rotation of
// all passwords: what a host has after a phase works with what its neighbours
// have one phase earlier or later.
func TestRotation(t *testing.T) {
	const stack = preamble + `
service "postgresql" "db" {
  on                = host.one
  database          = "shop"
  password          = secret.a
  migrator_password = secret.b
}
service "redis" "cache" {
  on       = host.one
  purpose  = "cache"
  password = secret.a
}
service "django" "web" {
  on          = host.one
  image       = "registry.example/shop:1"
  settings    = "shop.settings"
  application = "shop.asgi:application"
  domains     = ["shop.example"]
  secret_key  = secret.a
  environment = {
    DB_USER     = service.db.user
    DB_PASSWORD = secret.a
    MIGRATOR    = service.db.migrator
    CACHE       = service.cache.url
  }
}
`
	type phase struct {
		User, Migrator, Password, Cache, Key, Fallbacks string   // of the client
		Logins                                          []string // that the database accepts, with the version of each password
		Passwords                                       []int    // versions that the cache accepts
	}
	of := func(h *plan.Host) phase {
		env := map[string]plan.Text{}
		for _, v := range container(t, h, "web").Environment {
			env[v.Name] = v.Value
		}
		user, _ := env["DB_USER"].Plain()
		migrator, _ := env["MIGRATOR"].Plain()
		p := phase{User: user, Migrator: migrator, Password: values(env["DB_PASSWORD"]), Cache: values(env["CACHE"]), Key: values(env["SECRET_KEY"]), Fallbacks: values(env["SECRET_KEY_FALLBACKS"])}
		roles := mounted(container(t, h, "db-roles"), "/etc/postgresql/roles.sql")
		for i, s := range roles {
			for _, v := range s.Inner.Values() {
				words := strings.Fields(roles[i-1].Literal[strings.LastIndex(roles[i-1].Literal, "ALTER ROLE"):])
				p.Logins = append(p.Logins, words[2]+" "+words[3]+" "+v.String())
			}
		}
		for _, v := range mounted(container(t, h, "cache-users"), "/etc/redis/users.acl").Values() {
			p.Passwords = append(p.Passwords, v.Version)
		}
		return p
	}
	steady := phase{"shop_a", "shop_migrator_a", "a.1", "a.1", "a.1", "", []string{`"shop_a" LOGIN a+scram-sha-256.1`, `"shop_migrator_a" LOGIN b+scram-sha-256.1`}, []int{1}}
	both := []string{`"shop_a" LOGIN a+scram-sha-256.1`, `"shop_b" LOGIN a+scram-sha-256.2`, `"shop_migrator_a" LOGIN b+scram-sha-256.1`, `"shop_migrator_b" LOGIN b+scram-sha-256.2`}
	steps := []struct {
		name string
		do   func(*sealed.File)
		want phase
	}{
		{"steady", func(f *sealed.File) { f.Set(shut(t, "a", 1)); f.Set(shut(t, "b", 1)) }, steady},
		{"rotate", func(f *sealed.File) {
			f.Rotate(shut(t, "a", 2))
			f.Rotate(shut(t, "b", 2))
		}, phase{"shop_a", "shop_migrator_a", "a.1", "a.1", "a.1", "a.2", both, []int{1, 2}}},
		{"promote", func(f *sealed.File) { f.Lookup("a").Promote(); f.Lookup("b").Promote() },
			phase{"shop_b", "shop_migrator_b", "a.2", "a.2", "a.2", "a.1", both, []int{1, 2}}},
		{"finalize", func(f *sealed.File) { f.Finalize("a"); f.Finalize("b") },
			phase{"shop_b", "shop_migrator_b", "a.2", "a.2", "a.2", "", []string{`"shop_b" LOGIN a+scram-sha-256.2`, `"shop_migrator_b" LOGIN b+scram-sha-256.2`}, []int{2}}},
	}
	var file sealed.File
	var before []plan.Container
	for _, step := range steps {
		step.do(&file)
		result, diags := compile.Compile(context.Background(), compile.Options{
			FS: fstest.MapFS{"shop.hcl": {Data: []byte(stack)}}, Stack: "shop.hcl", Std: stdlib.FS,
			Sealed: file.Bytes(), SealedName: "shop.secrets.hcl", AllowUnsealed: true,
		})
		if result.Plan == nil {
			t.Fatal(diags)
		}
		i := slices.IndexFunc(result.Plan.Hosts, func(h plan.Host) bool { return h.Name == "one" })
		h := &result.Plan.Hosts[i]
		if d := cmp.Diff(step.want, of(h)); d != "" {
			t.Errorf("%s (-want +got):\n%s", step.name, d)
		}
		// A server does not restart for a password.
		servers := []plan.Container{*container(t, h, "db"), *container(t, h, "cache")}
		if d := cmp.Diff(before, servers); before != nil && d != "" {
			t.Errorf("%s changes a server:\n%s", step.name, d)
		}
		before = servers
	}
}

// values names the values in a text.
func values(t plan.Text) string {
	var names []string
	for _, v := range t.Values() {
		names = append(names, v.String())
	}
	return strings.Join(names, " ")
}

func mounted(c *plan.Container, path string) plan.Text {
	for _, m := range c.Mounts {
		if m.Target == path {
			return m.Content
		}
	}
	return nil
}

// shut is a value that somebody sealed.
func shut(t *testing.T, name string, version int) sealed.Secret {
	t.Helper()
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	a := armor.NewWriter(&text)
	w, err := age.Encrypt(a, id.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	w.Close()
	a.Close()
	return sealed.Secret{Name: name, Version: version, Recipients: []string{id.Recipient().String()}, Sealed: text.String()}
}
