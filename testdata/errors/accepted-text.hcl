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
secret "pepper" {}
locals {
  whole = accepted("user:${urlencode(secret.pw)}")
  text  = accepted("${secret.pw}${secret.pepper}") # ERROR: Invalid function argument | a text with one secret in it
  slot  = slot("plain")                            # ERROR: Invalid function argument
}
service "redis" "x" {
  on       = host.web
  purpose  = "broker"
  password = [for slot, value in local.whole : value][0]
}
service "redis" "y" {
  on       = host.web
  purpose  = "broker"
  password = "${local.text["a"]}${local.slot}"
  publish  = { redis = 6380 }
}
