stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
locals {
  a = join(",") # ERROR: Error in function call
  b = upper("a", "b") # ERROR: Too many function arguments
}
