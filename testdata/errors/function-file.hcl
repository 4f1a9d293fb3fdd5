stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
locals {
  a = templatefile("nothing.tmpl", {}) # ERROR: Invalid function argument | nothing.tmpl
  b = templatefile("/etc/passwd", {}) # ERROR: Invalid function argument | only files beside it
}
