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

service "postgresql" "version" { # ERROR: Precondition failed [SX101] | not PostgreSQL 17
  on       = host.a
  image    = "docker.io/library/postgres:18@sha256:0000000000000000000000000000000000000000000000000000000000000000"
  database = "shop"
  password = secret.pw
  publish  = { sql = 5441 }
}
service "postgresql" "small" { # ERROR: Precondition failed [SX102] | at least 256MiB && Precondition failed [SX103] | fewer than 20
  on              = host.a
  database        = "shop"
  password        = secret.pw
  memory          = "128MiB"
  max_connections = 10
  publish         = { sql = 5442 }
}
service "postgresql" "owner" { # ERROR: Precondition failed [SX104] | the role that owns the database
  on       = host.a
  database = "shop"
  user     = "shop_owner"
  password = secret.pw
  publish  = { sql = 5443 }
}
service "postgresql" "both" { # ERROR: Precondition failed [SX105] | several databases
  on       = group.both
  database = "shop"
  password = secret.pw
  publish  = { sql = 5444 }
}
