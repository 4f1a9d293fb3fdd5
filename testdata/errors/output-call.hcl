stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
locals {
  a = services_with() # ERROR: Invalid function argument | services_with("metrics")
}
