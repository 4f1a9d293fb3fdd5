package compile_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/senextrader/senexc/compile"
	"github.com/senextrader/senexc/stdlib"
)

// The production example, as it is built every day.
func BenchmarkProduction(b *testing.B) {
	sealed, err := os.ReadFile("../stacks/production.secrets.hcl")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		_, diags := compile.Compile(context.Background(), compile.Options{
			FS: os.DirFS("../stacks"), Stack: "production.hcl", Std: stdlib.FS,
			Sealed: sealed, SealedName: "production.secrets.hcl",
		})
		if diags.HasErrors() {
			b.Fatal(diags)
		}
	}
}

// Stacks of many hosts, every ten of which hold the same services: the time
// for each host is the same however many there are.
func BenchmarkHosts(b *testing.B) {
	for _, hosts := range []int{10, 100, 1000} {
		b.Run(fmt.Sprint(hosts), func(b *testing.B) {
			stack := fleet(hosts)
			b.ReportAllocs()
			for b.Loop() {
				_, diags := compile.Compile(context.Background(), compile.Options{
					FS: stack.fs(), Stack: "stack.hcl", Std: stdlib.FS, AllowUnsealed: true,
				})
				if diags.HasErrors() {
					b.Fatal(diags)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*hosts), "µs/host")
		})
	}
}

// fleet returns a stack with a trading application for every ten hosts: seven
// for the web, one for the database, two for Redis.
func fleet(hosts int) files {
	var s strings.Builder
	s.WriteString("stack \"fleet\" {\n  environment = \"bench\"\n  language = 1\n  example = true\n}\nsecret \"pw\" {}\nsecret \"key\" {}\n")
	for n := range hosts / 10 {
		for i := range 10 {
			role := "web"
			switch i {
			case 7:
				role = "db"
			case 8, 9:
				role = "cache"
			}
			fmt.Fprintf(&s, "host \"h%d-%d\" {\n  address = \"10.%d.%d.%d\"\n  groups = [\"%s%d\"]\n  recipient = \"age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4\"\n}\n", n, i, 1+n/200, n%200, i+1, role, n)
		}
		fmt.Fprintf(&s, `
service "postgresql" "db%[1]d" {
  on       = group.db%[1]d
  database = "app"
  password = secret.pw
}
service "redis" "cache%[1]d" {
  on       = host.h%[1]d-8
  purpose  = "cache"
  password = secret.pw
}
service "redis" "broker%[1]d" {
  on       = host.h%[1]d-9
  purpose  = "broker"
  password = secret.pw
}
service "django" "web%[1]d" {
  on          = group.web%[1]d
  image       = "registry.example.com/app:v1"
  settings    = "app.settings"
  application = "app.asgi:application"
  domains     = ["app%[1]d.example.com"]
  environment = {
    SECRET_KEY = secret.key
    DB_HOST    = service.db%[1]d.endpoint.sql.host
    DB_PORT    = service.db%[1]d.endpoint.sql.port
    REDIS_URL  = service.cache%[1]d.url
    BROKER_URL = service.broker%[1]d.url
  }
}
`, n)
	}
	return files{"stack.hcl": s.String()}
}
