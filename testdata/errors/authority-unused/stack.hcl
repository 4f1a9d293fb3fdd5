stack "s" {
  environment = "test"
  language    = 1
  example     = true
  operators   = { a = "age13mykx6xjppdhlalsyc9p4zf5ech8enffd2ecqdj364e3saeevsvq2gt5n4" }
}
host "a" {
  address   = "10.0.0.1"
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4"
}
authority "ca" {} # WARNING: Unused authority [SX260]
service "app" "x" { on = host.a }
