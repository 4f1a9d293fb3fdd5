stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
variable "x" { default = null }
locals {
  a = var.x.name # ERROR: Attempt to get attribute from null value
}
