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

locals {
  a = substr("x${secret.pw}", 0, 3) # ERROR: Invalid function argument | encoded on the host
  b = format("%5s", secret.pw) # ERROR: Invalid function argument
}
