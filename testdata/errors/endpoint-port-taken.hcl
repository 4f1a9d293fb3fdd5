stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" {
  address   = "10.0.0.1"
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4"
}
secret "pw" {}
service "redis" "x" {
  on       = host.a
  purpose  = "broker"
  password = secret.pw
}
service "redis" "y" { # ERROR: Port taken [SX222] | publish = { redis = 6380 }
  on       = host.a
  purpose  = "broker"
  password = secret.pw
}
service "nginx" "edge" {
  on       = host.a
  domains  = ["example.com"]
  upstream = [service.x.endpoint.redis.address, service.y.endpoint.redis.address]
}
