stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" {
  address   = "10.0.0.1"
  groups    = ["both"]
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4"
}
host "b" {
  address   = "10.0.0.2"
  groups    = ["both"]
  recipient = "age164c0mwqzm84h0dw9flf8cjlhngeqrfza95n764aqxt5ccjz5ha7sfpz2zt"
}
suppress "SX204" { reason = "The data of a test." }

service "nginx" "edge" { # ERROR: Precondition failed [SX131] | go together
  on          = host.a
  domains     = ["example.com"]
  upstream    = ["192.0.2.1:80"]
  certificate = "/etc/ssl/example.pem"
}
service "nginx" "strict" { # WARNING: Precondition failed [SX132] | placeholder
  on       = host.b
  domains  = ["example.com"]
  upstream = ["192.0.2.1:80"]
  hsts     = "24h"
}
