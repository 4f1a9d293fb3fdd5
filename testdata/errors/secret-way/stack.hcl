stack "s" {
  environment = "test"
  language    = 1
  example     = true
}
host "a" { address = "10.0.0.1" }
secret "pw" {}
locals {
  login = { password = secret.pw }
  same  = local.login.password == "x" # ERROR: Secret cannot be seen | local.login.password at stack.hcl:10, which is
  upper = upper(local.login.password) # ERROR: Invalid function argument | secret.pw at stack.hcl:9
}
service "app" "app" {
  on   = host.a
  name = local.login.password
}
