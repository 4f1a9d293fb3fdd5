stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
locals {
  a = bytes("8 gigs") # ERROR: Invalid function argument
  b = seconds("1 hour") # ERROR: Invalid function argument
}
