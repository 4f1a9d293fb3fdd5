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
locals {
  within = scram("user:${secret.pw}")     # ERROR: Invalid function argument | as it is
  after  = scram(sqlliteral(secret.pw))   # ERROR: Invalid function argument | before any encoder
  twice  = scram(scram(secret.pw))        # ERROR: Invalid function argument | as it is
  plain  = scram("plain")                 # ERROR: Invalid function argument | takes a secret
  right  = sqlliteral(scram(secret.pw))
}
service "redis" "x" {
  on       = host.web
  purpose  = "broker"
  password = "${local.within}${local.after}${local.twice}${local.plain}${local.right}"
}
