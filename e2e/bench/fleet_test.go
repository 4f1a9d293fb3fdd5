package bench

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"

	"github.com/senextrader/senexc/compile"
	"github.com/senextrader/senexc/emit"
	"github.com/senextrader/senexc/emit/seal"
	"github.com/senextrader/senexc/lang/derived"
	"github.com/senextrader/senexc/lang/sealed"
	"github.com/senextrader/senexc/stdlib"
)

// A fleet is a stack of many hosts. Every ten of them hold the services of the
// production example, sealed secrets included: seven hosts with the application,
// its workers and its web server, one with the database, two with Redis.
type fleet struct {
	hosts  int
	folder string // of the stack file
}

// What the benchmarks measure is a stack without an error.
func TestFleet(t *testing.T) {
	f := newFleet(t, len(roles))
	secrets, err := os.ReadFile(sealed.Name(f.stack()))
	if err != nil {
		t.Fatal(err)
	}
	r, diags := compile.Compile(t.Context(), compile.Options{
		FS: os.DirFS(f.folder), Stack: filepath.Base(f.stack()), Std: stdlib.FS, Sealed: secrets, SealedName: filepath.Base(sealed.Name(f.stack())),
	})
	if len(diags) > 0 { // warnings, too: showing them would be measured
		t.Fatal(diags)
	}
	if problems := emit.Check(r.Plan); len(problems) > 0 {
		t.Fatal(problems)
	}
}

func (f fleet) stack() string { return filepath.Join(f.folder, "fleet.hcl") }

// newFleet writes the stack file and the secrets file.
func newFleet(b testing.TB, hosts int) fleet {
	b.Helper()
	f := fleet{hosts, b.TempDir()}
	var stack strings.Builder
	stack.WriteString("stack \"fleet\" {\n  environment = \"bench\"\n  language    = 1\n  admin_cidrs = [\"10.0.0.0/8\"]\n}\n" +
		"suppress \"SX204\" {\n  reason = \"Nothing is lost with a benchmark.\"\n}\n")
	secrets := &sealed.File{}
	for unit := range hosts / len(roles) {
		of := writeHosts(b, &stack, unit)
		fmt.Fprintf(&stack, services, unit)
		for name, also := range map[string][]age.Recipient{"key": nil, "broker": of["broker"], "cache": of["cache"]} {
			secrets.Set(sealSecret(b, fmt.Sprintf("%s%d", name, unit), slices.Concat(of["web"], also)))
		}
		// The database has what checks the password, and not the password.
		name := fmt.Sprintf("sql%d", unit)
		password, check := sealSecret(b, name, of["web"]), sealSecret(b, derived.Name(name, derived.SCRAM), of["database"])
		password.Derive(sealed.Derivation{Kind: derived.SCRAM, Recipients: check.Recipients, Sealed: check.Sealed})
		secrets.Set(password)
	}
	for name, body := range map[string][]byte{f.stack(): []byte(stack.String()), sealed.Name(f.stack()): secrets.Bytes()} {
		if err := os.WriteFile(name, body, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	return f
}

// roles are the groups of ten hosts.
var roles = []string{"web", "web", "web", "web", "web", "web", "web", "database", "broker", "cache"}

// writeHosts writes ten hosts, and returns their recipients by group.
func writeHosts(b testing.TB, stack *strings.Builder, unit int) map[string][]age.Recipient {
	b.Helper()
	of := map[string][]age.Recipient{}
	for i, role := range roles {
		identity, err := age.GenerateX25519Identity()
		if err != nil {
			b.Fatal(err)
		}
		of[role] = append(of[role], identity.Recipient())
		fmt.Fprintf(stack, `
host "h%05d" {
  address   = "10.%d.%d.%d"
  groups    = ["%s%d"]
  recipient = "%s"
}
`, unit*len(roles)+i, 1+unit/200, unit%200, i+1, role, unit, identity.Recipient())
	}
	return of
}

func sealSecret(b testing.TB, name string, to []age.Recipient) sealed.Secret {
	b.Helper()
	s := sealed.Secret{Name: name, Version: 1}
	for _, r := range to {
		s.Recipients = append(s.Recipients, r.(*age.X25519Recipient).String())
	}
	var err error
	s.Sealed, err = seal.Seal(seal.Header{Stack: "fleet", Environment: "bench", Name: name, Version: 1}, []byte("correct-horse-battery-staple"), to)
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// services are those of ten hosts.
const services = `
secret "key%[1]d" {}
secret "sql%[1]d" {}
secret "broker%[1]d" {}
secret "cache%[1]d" {}

service "postgresql" "db%[1]d" {
  on              = group.database%[1]d
  database        = "shop"
  password        = secret.sql%[1]d
  memory          = "6GiB"
  max_connections = 200
}

service "redis" "broker%[1]d" {
  on       = group.broker%[1]d
  purpose  = "broker"
  password = secret.broker%[1]d
  memory   = "1GiB"
}

service "redis" "cache%[1]d" {
  on       = group.cache%[1]d
  purpose  = "cache"
  password = secret.cache%[1]d
  memory   = "1GiB"
}

service "django" "web%[1]d" {
  on          = group.web%[1]d
  image       = "registry.example.com/shop:v1.0.0"
  settings    = "shop.settings.production"
  application = "shop.asgi:application"
  domains     = ["shop%[1]d.example.com"]
  environment = {
    SECRET_KEY            = secret.key%[1]d
    DB_NAME               = service.db%[1]d.database
    DB_USER               = service.db%[1]d.user
    DB_PASSWORD           = secret.sql%[1]d
    DB_HOST               = service.db%[1]d.endpoint.sql.host
    DB_PORT               = service.db%[1]d.endpoint.sql.port
    REDIS_URL             = "${service.cache%[1]d.url}/0"
    CHANNELS_REDIS_URL    = "${service.broker%[1]d.url}/1"
    CELERY_BROKER_URL     = "${service.broker%[1]d.url}/2"
    CELERY_RESULT_BACKEND = "${service.broker%[1]d.url}/3"
  }
}

service "celery" "celery%[1]d" {
  on          = group.web%[1]d
  leader      = group.web%[1]d[0]
  depends_on  = [service.web%[1]d]
  image       = "registry.example.com/shop:v1.0.0"
  environment = service.web%[1]d.environment
  application = "shop%[1]d"
  broker      = service.broker%[1]d
  beat        = true
  workers = {
    trading = { queues = ["trading"], concurrency = 2 }
    general = { queues = ["accounts", "services", "celery"], concurrency = 4, memory = "1GiB" }
  }
}

service "nginx" "edge%[1]d" {
  on          = group.web%[1]d
  domains     = ["shop%[1]d.example.com"]
  upstream    = service.web%[1]d.instances[*].endpoint.http.address
  static_root = service.web%[1]d.static_root
}
`
