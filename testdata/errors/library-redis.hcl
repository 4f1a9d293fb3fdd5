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
secret "pw" {}
suppress "SX204" { reason = "The data of a test." }

service "redis" "both" { # ERROR: Precondition failed [SX112] | several sets of data
  on       = group.both
  purpose  = "broker"
  password = secret.pw
}
