stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
locals {
  a = cidrhost("10.0.0.0", 1) # ERROR: Invalid function argument
}
