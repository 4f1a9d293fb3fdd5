stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
function "outside" {
  result = 1
}
locals {
  a = inside() # ERROR: Call to unknown function | no function named "inside"
}
service "app" "x" { on = host.a }
