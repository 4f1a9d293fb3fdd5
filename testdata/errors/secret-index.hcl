stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
secret "pw" {}
locals {
  sizes = { a = 1 }
  a     = local.sizes[secret.pw] # ERROR: Secret cannot be seen | an index
}
