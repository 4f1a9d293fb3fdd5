stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
locals {
  a = local.b
  b = local.a # ERROR: Circular reference | local "a"
}
