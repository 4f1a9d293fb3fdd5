stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
secret "pw" {}
variable "n" {
  type    = number
  default = 1
}
locals {
  a = secret.pw + 1 # ERROR: Secret cannot be seen
}
