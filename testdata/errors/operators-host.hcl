stack "s" {
  environment = "test"
  language    = 1
  example     = true
  operators   = { alice = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4" } # ERROR: Operator is a host | the host "a"
}
host "a" {
  address   = "10.0.0.1"
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4"
}
