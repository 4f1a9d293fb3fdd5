stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
locals {
  a = upper(secret.pw) # ERROR: Invalid function argument | secret.pw
}
secret "pw" {}
