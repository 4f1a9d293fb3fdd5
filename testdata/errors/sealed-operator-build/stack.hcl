stack "s" {
  environment = "test"
  language    = 1
  operators   = { alice = "age164c0mwqzm84h0dw9flf8cjlhngeqrfza95n764aqxt5ccjz5ha7sfpz2zt" }
  example     = true
}
host "a" {
  address   = "10.0.0.1"
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4"
}
secret "pw" {} # WARNING: Secret not sealed to every operator [SX245] | alice
service "redis" "x" {
  on       = host.a
  purpose  = "cache"
  password = secret.pw
}
