stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "web" {
  address   = "10.0.0.1"
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4"
}
secret "pw" {}
secret "a" {}
secret "b" {}
service "redis" "x" {
  on       = host.web
  purpose  = "broker"
  password = secret.pw
}
service "redis" "y" {
  on       = host.web
  purpose  = "broker"
  password = secret.a
  publish  = { redis = 6380 }
}
service "redis" "z" {
  on       = host.web
  purpose  = "broker"
  password = secret.b
  publish  = { redis = 6381 }
}
