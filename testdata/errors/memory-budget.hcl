stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" {
  address   = "10.0.0.1"
  memory    = "1GiB" # ERROR: Memory promised twice [SX201] | x 768 MiB, y 768 MiB
  recipient = "age12366zz94qxp42r95q3raxp90mz95yrjd9kv9vu44hx0a2mkhypvqdkwtq4"
}
secret "pw" {}
service "redis" "x" {
  on       = host.a
  purpose  = "cache"
  password = secret.pw
  memory   = "768MiB"
}
service "redis" "y" {
  on       = host.a
  purpose  = "cache"
  password = secret.pw
  memory   = "768MiB"
}
