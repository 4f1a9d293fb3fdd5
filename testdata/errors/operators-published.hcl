stack "s" {
  environment = "test"
  language    = 1
  operators   = { alice = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4" } # ERROR: Published identity [SX248] | "alice"
}
host "a" { address = "10.0.0.1" }
