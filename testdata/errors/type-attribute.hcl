stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
variable "mail" {
  type    = object({ host = string })
  default = null
}
locals {
  a = var.mail == null ? "" : var.mail.hots # ERROR: Unsupported attribute | "host"
}
