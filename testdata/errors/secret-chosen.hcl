stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
secret "pw" {}
locals {
  a = [for n in ["a"] : n if n == secret.pw] # ERROR: Secret cannot be seen
}
