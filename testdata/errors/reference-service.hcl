stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
locals {
  a = service.nothing.url # ERROR: Unknown reference | no service
}
