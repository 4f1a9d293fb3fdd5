stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
locals {
  a = parseint("x", 10) # ERROR: Invalid function argument
  b = regex("a(", "a") # ERROR: Invalid function argument
}
