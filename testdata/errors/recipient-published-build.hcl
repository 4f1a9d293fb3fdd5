stack "s" {
  environment = "test"
  language    = 1
}
host "a" {
  address   = "10.0.0.1"
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4" # ERROR: Published identity [SX248] | senexc enroll
}
secret "pw" {} # ERROR: Secret without a value [SX241]
service "redis" "x" {
  on       = host.a
  purpose  = "cache"
  password = secret.pw
}
